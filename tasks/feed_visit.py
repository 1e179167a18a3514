"""On the arrow from the web to links: one feed is asked for, with its further pages or sitemaps, as far as it changed."""

import hashlib
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from config.models import Feed, Source
from tasks.discover import BrokenItem, Continuation, FeedReading, Link, read_feed
from tasks.fetch import Answer, Gate, Known, Permit, Reader, fetch
from tasks.revisit import KnownPages, conditions
from tasks.robots import RobotsBook
from tasks.urls import canonical_url, site_of
from warehouse.contracts import Page

MAX_DEPTH = 2  # an index may name sitemaps; an index within an index is read once more, and no deeper


@dataclass
class FeedVisit:
    """What a feed gave: links, broken items, its responses by canonical address, and what was wrong, in sentences.

    is_read: whether its first response was a feed, or is known to be unchanged. is_unchanged: whether nothing of it
    differs from the last run.
    """

    feed: Feed
    links: list[Link] = field(default_factory=list)
    broken_items: list[BrokenItem] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    is_read: bool = False
    is_unchanged: bool = True


async def visit_feed(feed: Feed, reader: Reader, *, gate: Gate, known: KnownPages) -> FeedVisit:
    """Read a feed as far as it goes on: `feed.max_pages` pages of a listing, or as many sitemaps of an index."""
    visit = FeedVisit(feed)
    waiting = deque([(Continuation(feed.url), 0)])
    while waiting and len(visit.answers) < _most_responses(feed):
        part, depth = waiting.popleft()
        key = canonical_url(part.url)
        before = known.get(key)
        if key in visit.answers or (depth and _is_older(part, before)):
            continue
        answer = await fetch(part.url, reader, gate=gate, known=_conditions(feed, depth, before))
        visit.answers[key] = answer
        reading = _reading(visit, key, answer, before)
        visit.is_read |= depth == 0 and reading.problem is None
        if depth < _depth_limit(feed):
            waiting.extend((further, depth + 1) for further in reading.continuations)
    return visit


def newest_first(source: Source, visits: Iterable[FeedVisit]) -> list[Link]:
    """The links of a source's feeds, each address once: newest first, those without a date last.

    The home page and the feeds themselves, which some sitemaps name, are left out.
    """
    own = {canonical_url(url) for url in (source.homepage, *(feed.url for feed in source.feeds))}
    links: dict[str, Link] = {}
    for link in (link for visit in visits for link in visit.links):
        if link.url not in own:
            links.setdefault(link.url, link)
    return sorted(links.values(), key=_age)


def article_gate(source: Source, book: RobotsBook) -> Gate:
    """Articles lie on the source's own sites, redirects included; only a wire may point elsewhere."""
    sites = {site_of(url) for url in (source.homepage, *(feed.url for feed in source.feeds))}

    async def gate(url: str) -> Permit:
        if source.kind != "wire" and site_of(url) not in sites:
            return Permit("not_asked", reason=f"it lies on another site, {site_of(url)}")
        return await book.permit(url)

    return gate


def _age(link: Link) -> tuple[bool, float]:
    moment = link.published_at or link.modified_at
    return (moment is None, -moment.timestamp() if moment else 0.0)


def _reading(visit: FeedVisit, key: str, answer: Answer, before: Page | None) -> FeedReading:
    """What a response says that is new; an unchanged one still tells where the feed goes on."""
    if answer.status == 304 and answer.error is None:
        return FeedReading()
    if not answer.is_usable:
        return _failed(visit, key, answer, answer.error or "no answer")
    reading = read_feed(answer.body, feed=visit.feed, base_url=answer.final_url)
    if reading.problem:
        return _failed(visit, key, answer, reading.problem)
    if _is_same(answer, before):
        return FeedReading(continuations=reading.continuations if visit.feed.sitemap else ())
    visit.is_unchanged = False
    visit.links += reading.links
    visit.broken_items += reading.broken_items
    visit.problems += [f"{answer.url}: {remark}" for remark in reading.remarks]
    return reading


def _failed(visit: FeedVisit, key: str, answer: Answer, reason: str) -> FeedReading:
    visit.is_unchanged = False
    visit.errors[key] = reason
    visit.problems.append(f"{answer.url}: {reason}")
    return FeedReading(problem=reason)


def _conditions(feed: Feed, depth: int, before: Page | None) -> Known | None:
    """The first file of a sitemap is asked for in full: if it is an index, its children may have changed without it."""
    return None if feed.sitemap and depth == 0 else conditions(before)


def _most_responses(feed: Feed) -> int:
    return feed.max_pages if feed.listing else 1 + feed.max_pages


def _depth_limit(feed: Feed) -> int:
    return feed.max_pages if feed.listing else MAX_DEPTH


def _is_older(part: Continuation, before: Page | None) -> bool:
    """Whether an index says that one of its sitemaps has not changed since it was read whole."""
    return (
        before is not None
        and before.error is None
        and part.modified_at is not None
        and part.modified_at < before.fetched_at
    )


def _is_same(answer: Answer, before: Page | None) -> bool:
    return before is not None and before.error is None and before.sha256 == hashlib.sha256(answer.body).hexdigest()
