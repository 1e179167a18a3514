"""From an article and an outlet's templates to the page as a reader's browser would get it, promotional boxes included."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from flows.newsroom.articles import NewsroomArticle
from flows.newsroom.markup import Block
from flows.newsroom.outlets import Outlet

TEMPLATES = Path(__file__).parent / "templates"
ISSUERS = Path(__file__).parent / "issuers.yml"
MONTHS_BY_LANGUAGE = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}


def render(outlet: Outlet, template: str, origin: str, **context: Any) -> str:
    """Fill one of an outlet's templates, or a shared one where the name has a folder (`feeds/rss.xml`)."""
    name = template if "/" in template else f"{outlet.id}/{template}"
    url_of = _Addresses(outlet, origin)
    return environment().get_template(name).render(outlet=outlet, origin=origin, url_of=url_of, **context)


def render_article(
    outlet: Outlet, article: NewsroomArticle, older: Sequence[NewsroomArticle], origin: str, *, charset: str
) -> str:
    """The page of an article; `older` are the outlet's articles that teasers and related lists draw from."""
    elements = [_element(block, outlet.line_breaks) for block in article.blocks]
    pieces = _weave(elements, render_promos(outlet, article, older, origin), article.slug)
    return render(
        outlet,
        "article.html",
        origin,
        article=article,
        pieces=pieces,
        related=_sample(older, 3, article.slug + " related"),
        latest=older[:5],
        issuer=issuers().get(article.issuer or ""),
        charset=charset,
    )


def render_promos(
    outlet: Outlet, article: NewsroomArticle, older: Sequence[NewsroomArticle], origin: str
) -> list[Markup]:
    """The boxes that the outlet's theme puts between the paragraphs of this article; which, and their wording, by slug."""
    chance = random.Random(f"{outlet.id} {article.slug}")
    names = [name for name in environment().list_templates() if name.startswith(f"{outlet.id}/promos/")]
    chosen = chance.sample(names, min(outlet.promos_per_article, len(names)))
    teasers = _sample(older, 2, article.slug + " teasers")
    return [
        Markup(render(outlet, name, origin, article=article, teasers=teasers, variant=chance.randrange(60)))
        for name in chosen
    ]


def _element(block: Block, line_breaks: bool) -> Markup:
    return block.inner + Markup("<br><br>") if line_breaks and block.kind == "paragraph" else block.html


def _weave(blocks: list[Markup], promos: list[Markup], seed: str) -> list[Markup]:
    """Blocks in order, each promo behind a block of its own where there are enough."""
    chance = random.Random(seed)
    gaps = chance.sample(range(1, len(blocks) + 1), min(len(promos), len(blocks)))
    behind = dict(zip(sorted(gaps), promos, strict=False))
    woven: list[Markup] = []
    for position, block in enumerate(blocks, 1):
        woven.append(block)
        if promo := behind.get(position):
            woven.append(promo)
    return woven


def _sample(articles: Sequence[NewsroomArticle], size: int, seed: str) -> list[NewsroomArticle]:
    return random.Random(seed).sample(list(articles), min(size, len(articles)))


class _Addresses:
    """In templates: `url_of(article)` is its address, `url_of.listed(article)` the address that feeds give."""

    def __init__(self, outlet: Outlet, origin: str) -> None:
        self._outlet, self._origin = outlet, origin

    def __call__(self, article: NewsroomArticle) -> str:
        return self._origin + self._outlet.path_of(article)

    def listed(self, article: NewsroomArticle) -> str:
        path = article.serving.listed_as or self._outlet.path_of(article)
        return self._origin + path + article.serving.listed_with


@cache
def environment() -> Environment:
    """The templates, with autoescape, and filters for the ways in which outlets write dates."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["rfc822"] = lambda moment: format_datetime(moment)
    templates.filters["iso"] = lambda moment: moment.isoformat()
    templates.filters["utc"] = lambda moment: moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    templates.filters["local"] = lambda moment, zone: moment.astimezone(ZoneInfo(zone))
    templates.filters["day"] = _day
    return templates


def _day(moment: datetime, pattern: str = "{day} {month} {year}", language: str = "en") -> str:
    month = MONTHS_BY_LANGUAGE[language][moment.month - 1]
    return pattern.format(day=moment.day, month=month, short=month[:3], year=moment.year)


@cache
def issuers() -> dict[str, dict[str, Any]]:
    """What issuers put under their releases, by name: about, contacts."""
    return yaml.safe_load(ISSUERS.read_text(encoding="utf-8"))
