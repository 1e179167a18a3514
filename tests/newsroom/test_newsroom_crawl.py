"""The crawl meets the newsroom: everything is fetched, politely, once; faults are met; a second edition is found."""

import asyncio
import io
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from config.load import load_settings
from config.models import Source
from flows.newsroom import Newsroom, ServedRequest, load_outlets, serve_newsroom
from tasks.crawl import Archive, CrawlOutcome, Pacer, crawl_source
from warehouse.contracts import Page, Reject

SETTINGS = load_settings().crawl


@dataclass
class Pass:
    """What one crawl over the whole newsroom brought."""

    pages: list[Page] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    outcomes: list[CrawlOutcome] = field(default_factory=list)
    requests: list[ServedRequest] = field(default_factory=list)

    def articles(self) -> list[Page]:
        return [page for page in self.pages if page.kind == "article" and page.status == 200]


@dataclass
class Week:
    """A newsroom crawled three times: everything new, nothing new, a second edition."""

    newsroom: Newsroom
    passes: list[Pass]


@pytest.fixture(scope="module")
def week() -> Iterator[Week]:
    with serve_newsroom(first_port=0) as newsroom:
        known: dict[str, Page] = {}
        passes = [crawl(newsroom, known), crawl(newsroom, known)]
        newsroom.publish_edition(2, corrected_at=datetime.now(UTC))
        passes.append(crawl(newsroom, known))
        yield Week(newsroom, passes)


def crawl(newsroom: Newsroom, known: dict[str, Page], only: Collection[str] = ()) -> Pass:
    done = Pass()
    before = len(newsroom.requests)
    sources = [source for id, source in newsroom.sources.items() if not only or id in only]
    asyncio.run(_crawl_all(sources, known, done))
    known.update((page.url, page) for page in done.pages)
    done.requests = newsroom.requests[before:]
    return done


async def _crawl_all(sources: list[Source], known: dict[str, Page], done: Pass) -> None:
    async with Pacer(SETTINGS.max_hosts_at_once) as pacer:
        await asyncio.gather(*(_crawl_one(source, known, pacer, done) for source in sources))


async def _crawl_one(source: Source, known: dict[str, Page], pacer: Pacer, done: Pass) -> None:
    archive = Archive(f"{source.id}.warc", io.BytesIO())
    async for batch in crawl_source(
        source, SETTINGS, known=known, archive=archive, now=lambda: datetime.now(UTC), run_id="run", pacer=pacer
    ):
        done.pages += batch.pages
        done.rejects += batch.rejects
        done.outcomes += [batch.outcome] if batch.outcome else []


def test_every_article_is_fetched_once(week: Week) -> None:
    first = week.passes[0]
    expected = {week.newsroom.url_of(article) for article in week.newsroom.articles if article.edition == 1}
    found = {page.final_url for page in first.articles()}
    corrected = {week.newsroom.url_of(article) for article in week.newsroom.articles if article.edition == 2}
    assert found - corrected == expected
    asked_for = Counter(page.url for page in first.articles())
    assert set(asked_for.values()) == {1}
    assert {outcome.state for outcome in first.outcomes} == {"completed"}


def test_faults_are_met(week: Week) -> None:
    first = week.passes[0]
    statuses = Counter(request.status for request in first.requests)
    assert (statuses[500], statuses[404], statuses[301]) == (3, 1, 1)
    assert [page.status for page in first.pages if page.error] in ([404, None], [None, 404])
    assert len(first.rejects) == 2
    [disallowed] = [page for page in first.pages if page.robots_verdict == "disallowed"]
    [path] = load_outlets()["trialherald"].disallowed
    assert disallowed.url == week.newsroom.origins["trialherald"] + path.rstrip("/")
    assert path not in {request.path for request in first.requests}


def test_one_request_at_a_time_and_a_pause_between(week: Week) -> None:
    by_outlet: dict[str, list[ServedRequest]] = defaultdict(list)
    for request in week.passes[0].requests:
        by_outlet[request.outlet].append(request)
        assert request.headers["user-agent"] == SETTINGS.user_agent
    delays = {"trialherald": 0.05, "biodispatch": 0.1, "asiabio": 0.05}
    for outlet, requests in by_outlet.items():
        pauses = [after.started - before.finished for before, after in zip(requests, requests[1:], strict=False)]
        assert min(pauses) >= delays.get(outlet, 0.02) * 0.9, outlet
        assert requests[0].path == "/robots.txt"


def test_a_second_pass_brings_nothing_new(week: Week) -> None:
    second = week.passes[1]
    assert second.pages == []
    assert len(second.requests) < len(week.passes[0].requests) / 3
    articles = {week.newsroom.url_of(article) for article in week.newsroom.articles}
    assert not articles & {f"http://{request.host}{request.path}" for request in second.requests}


def test_a_second_edition_brings_new_articles_and_the_correction(week: Week) -> None:
    expected = {week.newsroom.url_of(article) for article in week.newsroom.articles if article.edition == 2}
    assert {page.final_url for page in week.passes[2].articles()} == expected
    assert len(expected) == 3


def test_a_broken_outlet_stops_no_other() -> None:
    with serve_newsroom(first_port=0) as newsroom:
        newsroom.broken.add("trialherald")
        outcomes = {
            outcome.source_id: outcome.state
            for outcome in crawl(newsroom, {}, only=("trialherald", "halflife", "asiabio")).outcomes
        }
    assert outcomes.pop("trialherald") == "failed"
    assert set(outcomes.values()) == {"completed"}
