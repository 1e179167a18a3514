"""Pages without end: a theme, a seed, and known articles with boxes at random places; the truth is exact."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tasks.clean import RawPage
from tests.themes.boxes import draw_boxes
from tests.themes.reports import Report, write_report
from tests.themes.theme import DateMarks, Theme, render_pieces

FETCHED_AT = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page with its truth: the lines of the article, the lines of the boxes, and when it was published."""

    page: RawPage
    title: str
    lines: tuple[str, ...]
    box_lines: tuple[str, ...]
    published: datetime
    precision: str
    is_disputed: bool


def generate_pages(theme: Theme, seed: int, count: int) -> list[KnownPage]:
    """Pages of one outlet; the same seed gives the same bytes."""
    return [_known_page(theme, Random(f"{theme.name}/{seed}/{number}"), f"{seed}-{number}") for number in range(count)]


def _known_page(theme: Theme, random: Random, number: str) -> KnownPage:
    report = write_report(random)
    fragments = render_pieces(theme, report.pieces)
    boxes = draw_boxes(random, theme.brand)
    for box in boxes:
        fragments.insert(random.randint(1, len(fragments)), theme.box(random, box))
    published, precision, is_disputed, marks, path = _dates(random, report)
    html = theme.page(report, "\n".join(fragments), marks)
    url = f"https://www.{theme.host}/{path}article-{number}"
    page = RawPage(f"{theme.name}-{number}", url, html.encode(), "text/html; charset=utf-8", FETCHED_AT)
    box_lines = tuple(line for box in boxes for line in box.all_lines)
    return KnownPage(page, report.title, tuple(report.lines), box_lines, published, precision, is_disputed)


def _dates(random: Random, report: Report) -> tuple[datetime, str, bool, DateMarks, str]:
    """When it was published, as precisely as the page will say it, whether its signals dispute it, marks and path."""
    moment, style = report.published, random.choice(("full", "meta", "time", "visible", "disputed", "future_change"))
    day = moment.strftime("%-d %B %Y")
    path = moment.strftime("%Y/%m/%d/") if random.random() < 0.5 else "news/"
    stamp = moment.isoformat()
    midnight = moment.replace(hour=0, minute=0, second=0)
    json_ld = _json_ld(report, stamp, (moment + timedelta(hours=5)).isoformat())
    meta = f'<meta property="article:published_time" content="{stamp}">'
    if style == "full":
        return moment, "second", False, DateMarks(meta, f"Published {day}", json_ld), path
    if style == "meta":
        return moment, "second", False, DateMarks(meta, "", ""), path
    if style == "time":
        shown = f'<time datetime="{moment:%Y-%m-%dT%H:%M}Z">{moment:%b %d, %Y}</time>'
        return moment.replace(second=0), "minute", False, DateMarks("", shown, ""), path
    if style == "visible":
        return midnight, "day", False, DateMarks("", f"{moment:%B} {moment.day}, {moment.year}", ""), path
    if style == "future_change":
        ahead = _json_ld(report, stamp, (FETCHED_AT + timedelta(days=40)).isoformat())
        return moment, "second", False, DateMarks("", f"<span>{day}</span>", ahead), path
    earlier = (moment - timedelta(days=random.randint(3, 200))).strftime("%-d %B %Y")
    return moment, "second", True, DateMarks(meta, f"<span>{earlier}</span>", json_ld), "news/"


def _json_ld(report: Report, published: str, modified: str) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": published,
        "dateModified": modified,
    }
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'
