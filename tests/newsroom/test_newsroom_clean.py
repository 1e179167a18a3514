"""Clean meets the newsroom's templates: the true lines are kept, the boxes between them are cut, the facts are right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from lxml import html as lxml_html

from flows.newsroom import Newsroom, NewsroomArticle
from flows.newsroom.pages import render_promos
from tasks.clean import Cleaned, RawPage, clean_page, learn_site_memory
from warehouse.contracts import Article


@dataclass(frozen=True)
class Read:
    """An article, and what clean made of its page."""

    true: NewsroomArticle
    article: Article

    @property
    def name(self) -> str:
        return f"{self.true.outlet}/{self.true.slug}"


@pytest.fixture(scope="module")
def readings(newsroom: Newsroom, web: httpx.Client) -> list[Read]:
    now = datetime.now(UTC)
    pages = [(article, _page(newsroom, web, article, now)) for article in newsroom.articles]
    memory = learn_site_memory([page for _, page in pages], sources=list(newsroom.sources.values()))
    found = []
    for article, page in pages:
        cleaned = clean_page(page, source=newsroom.sources[article.outlet], memory=memory, now=now)
        assert isinstance(cleaned, Cleaned), cleaned
        found.append(Read(article, cleaned.article))
    return found


def _page(newsroom: Newsroom, web: httpx.Client, article: NewsroomArticle, now: datetime) -> RawPage:
    url = newsroom.url_of(article)
    response = web.get(url)
    while response.status_code == 500:
        response = web.get(url)
    return RawPage(article.slug, url, response.content, response.headers["Content-Type"], now, article.outlet)


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def wrong(readings: list[Read], is_right: Callable[[Read], bool]) -> list[str]:
    return [read.name for read in readings if not is_right(read)]


def test_titles_are_right(readings: list[Read]) -> None:
    assert wrong(readings, lambda read: read.article.title == read.true.title) == []


def test_languages_are_right(readings: list[Read]) -> None:
    assert wrong(readings, lambda read: read.article.language == read.true.language) == []


def test_dates_are_right_to_their_precision(readings: list[Read]) -> None:
    tolerance = {"second": timedelta(0), "minute": timedelta(minutes=1), "day": timedelta(days=1)}

    def is_right(read: Read) -> bool:
        found = read.article.published_at
        return (
            found is not None
            and abs(found - read.true.published) <= tolerance[read.article.published_at_precision or ""]
        )

    assert wrong(readings, is_right) == []


def test_the_paywalled_outlet_is_told(readings: list[Read]) -> None:
    assert wrong(readings, lambda read: read.article.is_paywalled or read.true.outlet != "biodispatch") == []


def test_no_true_line_is_lost(readings: list[Read]) -> None:
    def is_whole(read: Read) -> bool:
        text = _squeezed(read.article.text)
        return all(_squeezed(line) in text for line in read.true.paragraphs)

    assert len(wrong(readings, is_whole)) <= len(readings) * 0.03


def test_promotional_lines_are_cut(newsroom: Newsroom, readings: list[Read]) -> None:
    def is_clean(read: Read) -> bool:
        text = _squeezed(read.article.text)
        return not any(line in text for line in promotional_lines(newsroom, read.true))

    assert len(wrong(readings, is_clean)) <= len(readings) * 0.05


def promotional_lines(newsroom: Newsroom, article: NewsroomArticle) -> list[str]:
    outlet = newsroom.outlets[article.outlet]
    of_outlet = [other for other in newsroom.articles if other.outlet == outlet.id]
    older = [other for other in of_outlet if other.published < article.published]
    promos = render_promos(outlet, article, older, newsroom.origins[outlet.id])
    lines = [_squeezed(text) for promo in promos for text in lxml_html.fromstring(promo).itertext()]
    return [line for line in lines if len(line) > 20]
