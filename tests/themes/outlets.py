"""Nine invented outlets in the style of real trade titles: named classes, hashed ones, none at all, tables, line breaks."""

from html import escape
from random import Random

from tests.themes.boxes import Box
from tests.themes.reports import Report
from tests.themes.theme import DateMarks, Theme, link

_MENU = "".join(
    f"<li>{link(name, '/section/')}</li>" for name in ("News", "Analysis", "Opinion", "Deals", "Events", "Jobs")
)
_STORIES = (
    "Regulator widens its rare disease pilot to twelve more countries",
    "Five readouts to watch before the end of the year",
    "Opinion: what the new pricing rules mean for small biotechs",
    "Contract manufacturer opens second plant in Ireland",
)
_COOKIES = '<div class="cookie-bar" role="dialog"><p>We use cookies to improve your experience on our site.</p><button>Accept all</button></div>'

_TOPICS = (
    "Oncology",
    "Neurology",
    "Cardiology",
    "Immunology",
    "Rare disease",
    "Vaccines",
    "Gene therapy",
    "Devices",
    "Pricing",
    "Policy",
)
_SCRIPT = (
    "<script>window.config = "
    + '{"slots": ["top", "side", "inline"], "refresh": 30, "consent": true};' * 200
    + "</script>"
)
_MEGA_MENU = (
    '<div class="mega-menu">'
    + "".join(
        f'<div class="column"><span>{region}</span><ul>'
        + "".join(f"<li>{link(f'{topic} in {region}', '/topic/')}</li>" for topic in _TOPICS)
        + "</ul></div>"
        for region in ("Europe", "North America", "Asia", "Africa", "Latin America")
    )  # fmt: skip
    + "</div>"
)
"""Every real page carries a menu of all its sections and scripts many times the size of its article."""


def _rail(classes: str) -> str:
    cards = "".join(f'<div class="card"><h4>{link(title, "/news/")}</h4><p>{title}, in an analysis of our editors that was published this week.</p></div>' for title in _STORIES)  # fmt: skip
    return f'<div class="{classes}"><h3>Most popular</h3>{cards}</div>'


def _document(report: Report, brand: str, dates: DateMarks, body: str) -> str:
    title = escape(report.title, quote=False)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {brand}</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{brand}">'
        f"{dates.head}{dates.json_ld}{_SCRIPT}</head><body>{_MEGA_MENU}{body}{_COOKIES}{_SCRIPT}</body></html>"
    )


def _plain_lines(box: Box) -> str:
    return "".join(f"<p>{link(line) if box.kind == 'related' else escape(line, quote=False)}</p>" for line in box.lines)


def _form() -> str:
    return '<form><label>Email *</label><input type="email"><select><option>Country</option><option>Norway</option></select></form>'


def _button(box: Box, classes: str = "btn") -> str:
    return f'<a class="{classes}" href="/go/offer">{box.action}</a>' if box.action else ""


def _head(box: Box, tag: str) -> str:
    return f"<{tag}>{escape(box.heading, quote=False)}</{tag}>" if box.heading else ""


def _bench_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f'<header class="site-header"><nav><ul>{_MENU}</ul></nav></header><main><article class="post"><h1>{report.title}</h1>'
        f'<div class="post-meta"><span class="author">By {report.author}</span> {dates.visible}</div>'
        f'<div class="c-article-content">{body}</div></article>{_rail("sidebar")}</main>'
        '<footer class="footer"><p>© 2026 Bench Daily. All rights reserved.</p></footer>'
    )
    return _document(report, "Bench Daily", dates, inner)


def _bench_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<figure class="wp-caption"><img src="/i.jpg"><figcaption>{box.lines[0]}</figcaption></figure>'
    form = _form() if box.kind in ("download", "newsletter") else ""
    return f'<div class="c-{box.kind}-box">{_head(box, "h3")}{_plain_lines(box)}{form}{_button(box, "c-button")}</div>'


def _hashed_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f'<div class="sc-a1"><div class="sc-b7"><ul>{_MENU}</ul></div><div class="sc-c3"><h1>{report.title}</h1>'
        f'<div class="sc-d9">{report.author} {dates.visible}</div><div class="sc-e5">{body}</div></div>{_rail("sc-r2")}</div>'
        '<div class="sc-f0"><p>Assay Wire is a trading name of Northgate Media. Registered in England.</p></div>'
    )
    return _document(report, "Assay Wire", dates, inner)


def _hashed_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<div class="sc-p4"><img src="/i.jpg"><span>{box.lines[0]}</span></div>'
    return f'<div class="sc-q{len(box.kind)}">{_head(box, "h4")}{_plain_lines(box)}{_button(box, "sc-k1")}</div>'


def _bare_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f'<div id="top"><ul>{_MENU}</ul></div><div id="content"><h1>{report.title}</h1><p><em>{report.author}</em>, {dates.visible}</p>{body}'
        f"<h3>Related articles</h3><ul>{''.join(f'<li>{link(title)}</li>' for title in _STORIES)}</ul></div>"
        '<div id="bottom">Pharma Post | Contact | Imprint | Privacy</div>'
    )
    return _document(report, "Pharma Post", dates, inner)


def _bare_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<p><img src="/i.jpg"><br><em>{box.lines[0]}</em></p>'
    if box.kind == "related":
        return "".join(f"<p><strong>Read more: {link(line)}</strong></p>" for line in box.lines)
    heading = f"<p><strong>{box.heading}</strong></p>" if box.heading else ""
    return heading + _plain_lines(box) + (f"<p>{_button(box)}</p>" if box.action else "")


def _drupal_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f'<div class="region region-header"><ul class="menu">{_MENU}</ul></div><div class="region region-content"><h1 class="page-title">{report.title}</h1>'
        f'<div class="node__content"><div class="field field--name-created">{dates.visible}</div>'
        f'<div class="field field--name-body field--type-text-with-summary field__item">{body}</div>'
        f'<div class="field field--name-field-tags"><a href="/tag/a">Oncology</a> <a href="/tag/b">Regulation</a></div></div></div>'
        f'{_rail("region region-sidebar-second")}<div class="region region-footer"><p>Health Ledger, a publication of Ledger Media BV.</p></div>'
    )
    return _document(report, "Health Ledger", dates, inner)


def _drupal_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<div class="media media--type-image"><img src="/i.jpg"><div class="field field--name-field-note">{box.lines[0]}</div></div>'
    return f'<div class="paragraph paragraph--type--{box.kind}-teaser"><div class="field__label">{box.heading or ""}</div>{_plain_lines(box)}{_button(box)}</div>'


def _semantic_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f"<header><nav><ul>{_MENU}</ul></nav></header><main><article><header><h1>{report.title}</h1><p>By {report.author}</p>{dates.visible}</header>"
        f'<section class="story-body">{body}</section><section class="author-bio"><p>{report.author} covers regulation and market access for Cell Courier.</p></section></article>'
        f"{_rail('more-stories')}</main><footer><p>Cell Courier Ltd</p></footer>"
    )
    return _document(report, "Cell Courier", dates, inner)


def _semantic_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<figure><img src="/i.jpg"><figcaption>{box.lines[0]}</figcaption></figure>'
    return f'<aside aria-label="{box.kind}">{_head(box, "h2")}{_plain_lines(box)}{_button(box)}</aside>'


def _table_page(report: Report, body: str, dates: DateMarks) -> str:
    menu = "".join(f"<td>{link(name)}</td>" for name in ("Home", "News", "Archive", "About us"))
    inner = (
        f'<table width="960"><tr>{menu}</tr></table><table><tr><td width="640"><font size="5"><b>{report.title}</b></font><br>{dates.visible}<br>{body}</td>'
        f'<td width="300">{_rail("r")}</td></tr></table><center>Drug Gazette - all rights reserved - 2026</center>'
    )
    return _document(report, "Drug Gazette", dates, inner)


def _table_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<table align="right"><tr><td><img src="/i.jpg"></td></tr><tr><td><small>{box.lines[0]}</small></td></tr></table>'
    heading = f"<b>{box.heading}</b><br>" if box.heading else ""
    lines = "<br>".join(link(line) if box.kind == "related" else escape(line, quote=False) for line in box.lines)
    return f'<table class="bx" bgcolor="#eef"><tr><td>{heading}{lines}<br>{_button(box)}</td></tr></table>'


def _component_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f"<app-header><ul>{_MENU}</ul></app-header><app-article><h1>{report.title}</h1><app-meta>{dates.visible}</app-meta>"
        f'<div class="rich-text">{body}</div></app-article><app-recommended>{_rail("list")}</app-recommended><app-footer><p>Trial Radar GmbH</p></app-footer>'
    )
    return _document(report, "Trial Radar", dates, inner)


def _component_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<app-image><img src="/i.jpg"><p>{box.lines[0]}</p></app-image>'
    form = (
        '<div class="hs-form"><input type="text"><input type="email"><label>Work email*</label></div>'
        if box.kind == "download"
        else ""
    )
    return f'<div class="embed-{random.randint(1, 4)}"><div>{_head(box, "h3")}{_plain_lines(box)}{form}{_button(box)}</div></div>'


def _div_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f'<div class="top"><div class="logo">Molecule Monitor</div><ul>{_MENU}</ul></div><div class="wrap"><div class="left"><h1>{report.title}</h1>'
        f'<div class="info">{report.author} | {dates.visible}</div><div class="txt">{body}</div><div class="sharing">Share Tweet Email</div></div>'
        f'{_rail("right")}</div><div class="bot"><div>About us</div><div>Contact</div></div>'
    )
    return _document(report, "Molecule Monitor", dates, inner)


def _div_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<div class="pic"><img src="/i.jpg"><div>{box.lines[0]}</div></div>'
    lines = "".join(
        f"<div>{link(line) if box.kind == 'related' else escape(line, quote=False)}</div>" for line in box.lines
    )
    return f'<div class="ins">{_head(box, "div")}{lines}<div>{_button(box)}</div></div>'


def _break_page(report: Report, body: str, dates: DateMarks) -> str:
    inner = (
        f'<div class="nav">{_MENU}</div><div class="story"><h1>{report.title}</h1><div class="by">{report.author} - {dates.visible}</div>'
        f'<div class="copy">{body}</div></div>{_rail("side")}<div class="foot">Clinic Chronicle 2026</div>'
    )
    return _document(report, "Clinic Chronicle", dates, inner)


def _break_box(random: Random, box: Box) -> str:
    if box.kind == "caption":
        return f'<center><img src="/i.jpg"><br><i>{box.lines[0]}</i></center>'
    lines = "<br>".join(link(line) if box.kind == "related" else escape(line, quote=False) for line in box.lines)
    return f"<center><b>{box.heading or ''}</b><br>{lines}<br>{_button(box)}</center><br>"


THEMES: tuple[Theme, ...] = (
    Theme("named_classes", "Bench Daily", "benchdaily.example", _bench_page, _bench_box),
    Theme("hashed_classes", "Assay Wire", "assaywire.example", _hashed_page, _hashed_box),
    Theme("bare_paragraphs", "Pharma Post", "pharmapost.example", _bare_page, _bare_box),
    Theme("drupal_fields", "Health Ledger", "healthledger.example", _drupal_page, _drupal_box),
    Theme("semantic", "Cell Courier", "cellcourier.example", _semantic_page, _semantic_box),
    Theme("tables", "Drug Gazette", "druggazette.example", _table_page, _table_box),
    Theme("components", "Trial Radar", "trialradar.example", _component_page, _component_box),
    Theme("divs", "Molecule Monitor", "moleculemonitor.example", _div_page, _div_box, paragraph="<div>{}</div>"),
    Theme(
        "line_breaks", "Clinic Chronicle", "clinicchronicle.example", _break_page, _break_box, paragraph="{}<br><br>"
    ),
)
"""One theme an outlet; each pushes the same kinds of boxes in, in markup of its own."""
