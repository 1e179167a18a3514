"""Beside the arrow from the web to links: is a source file right, what would one for a new outlet say, a few pages to keep."""

import gzip
import hashlib
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from config.models import CrawlSettings, Source
from tasks.addresses import Resolver, look_up
from tasks.feed_visit import FeedVisit, article_gate, newest_first, visit_feed
from tasks.fetch import Answer, Reader, fetch
from tasks.politeness import Pacer
from tasks.robots import RobotsBook

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class FeedFinding:
    """What a probe found at one feed; `is_readable` is what earns a source file its `verified: true`.

    dated_share: share of links with a publication time. articles_per_week: from these times, None where there are too few.
    """

    feed_url: str
    kind: str
    is_readable: bool
    robots_verdict: str
    status: int | None
    links: int
    dated_share: float
    newest_at: datetime | None
    articles_per_week: float | None
    problems: tuple[str, ...]


@dataclass(frozen=True)
class RecordedPage:
    """A page kept as a fixture: `name` for its files, the body without compression."""

    name: str
    url: str
    content_type: str | None
    fetched_at: datetime
    body: bytes

    def packed(self) -> bytes:
        """The body as a gzip file; the same body gives the same bytes."""
        return gzip.compress(self.body, mtime=0)


async def probe_source(
    source: Source,
    settings: CrawlSettings,
    *,
    now: Callable[[], datetime],
    pacer: Pacer | None = None,
    resolve: Resolver = look_up,
) -> list[FeedFinding]:
    """Read each feed of a source once, as a crawl would, and report what is there; raises nothing for what the web does."""
    async with AsyncExitStack() as stack:
        reader = await _reader(stack, source, settings, now, pacer, resolve)
        book = RobotsBook(reader)
        visits = [await visit_feed(feed, reader, gate=book.permit, known={}) for feed in source.feeds]
    return [_finding(source, visit) for visit in visits]


async def record_source(
    source: Source,
    settings: CrawlSettings,
    *,
    pages: int,
    now: Callable[[], datetime],
    pacer: Pacer | None = None,
    resolve: Resolver = look_up,
) -> list[RecordedPage]:
    """The newest `pages` articles of a source, as they came, for fixtures; fewer where fewer can be read."""
    async with AsyncExitStack() as stack:
        reader = await _reader(stack, source, settings, now, pacer, resolve)
        book = RobotsBook(reader)
        visits = [await visit_feed(feed, reader, gate=book.permit, known={}) for feed in source.feeds]
        recorded: list[RecordedPage] = []
        for link in newest_first(source, visits)[: 2 * pages]:
            answer = await fetch(link.address, reader, gate=article_gate(source, book))
            if answer.is_usable:
                recorded.append(_recorded(answer))
            if len(recorded) == pages:
                break
    return recorded


async def _reader(
    stack: AsyncExitStack,
    source: Source,
    settings: CrawlSettings,
    now: Callable[[], datetime],
    pacer: Pacer | None,
    resolve: Resolver,
) -> Reader:
    if pacer is None:
        pacer = await stack.enter_async_context(Pacer(settings.max_hosts_at_once))
    return Reader(source, settings, pacer, now, resolve)


def disappointments(source: Source, findings: list[FeedFinding]) -> list[str]:
    """Where what a probe found falls short of, or beyond, what the source file expects; one sentence each."""
    expected, rates = source.expect, [finding.articles_per_week for finding in findings if finding.articles_per_week]
    rate, dated = max(rates, default=None), max((finding.dated_share for finding in findings), default=0.0)
    said = [f"{problem}" for finding in findings for problem in finding.problems]
    if rate is not None and expected.min.articles_per_week and rate < expected.min.articles_per_week:
        said.append(f"about {rate:.0f} articles a week, where expect.min has {expected.min.articles_per_week:g}")
    if rate is not None and expected.max.articles_per_day and rate / 7 > expected.max.articles_per_day:
        said.append(f"about {rate / 7:.0f} articles a day, where expect.max has {expected.max.articles_per_day:g}")
    if expected.min.published_at_filled and dated < expected.min.published_at_filled:
        said.append(
            f"{dated:.0%} of the links have a time, where expect.min has {expected.min.published_at_filled:.0%}"
        )
    return said


def _finding(source: Source, visit: FeedVisit) -> FeedFinding:
    first = next(iter(visit.answers.values()))
    links = newest_first(source, [visit])
    times = sorted(link.published_at for link in links if link.published_at)
    return FeedFinding(
        feed_url=visit.feed.url,
        kind=visit.feed.kind,
        is_readable=visit.is_read and bool(links),
        robots_verdict=first.robots_verdict,
        status=first.status,
        links=len(links),
        dated_share=len(times) / len(links) if links else 0.0,
        newest_at=times[-1] if times else None,
        articles_per_week=_per_week(times),
        problems=tuple(visit.problems if links else [*visit.problems, f"{visit.feed.url}: it names no article"]),
    )


def _per_week(times: list[datetime]) -> float | None:
    """Articles a week over the time that a feed spans; at least three of them over an hour say anything at all."""
    if len(times) < 3 or (span := times[-1] - times[0]) < timedelta(hours=1):
        return None
    return (len(times) - 1) * (WEEK / span)


def _recorded(answer: Answer) -> RecordedPage:
    slug = PurePosixPath(urlsplit(answer.final_url).path).stem[:60] or "page"
    name = f"{slug}-{hashlib.sha256(answer.final_url.encode()).hexdigest()[:8]}"
    return RecordedPage(name, answer.final_url, answer.header("content-type"), answer.fetched_at, answer.body)
