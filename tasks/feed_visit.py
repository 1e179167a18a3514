"""On the arrow from the web to links: one feed is asked for, with its further pages or sitemaps, as far as it changed."""

import hashlib
from collections import deque
from dataclasses import dataclass, field

from config.models import Feed
from tasks.discover import BrokenItem, Continuation, FeedReading, Link, read_feed
from tasks.fetch import Answer, Gate, Known, Reader, fetch
from tasks.revisit import KnownPages, conditions
from tasks.urls import canonical_url
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
    while waiting and len(visit.answers) <= feed.max_pages:
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
