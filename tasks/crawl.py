"""The arrow from the web to PAGES for one source: robots.txt, feeds, links not known yet, pages as they came.

How a flow uses it, inside one event loop; sources side by side share one Pacer:

    async with Pacer(settings.max_hosts_at_once) as pacer:
        with path.open("a+b") as stream:              # heal(stream) first, as a killed run may have left half a record
            archive = Archive("nordic/2026-11.warc.gz", stream)   # the name goes to pages.warc_file
            async for batch in crawl_source(source, settings, known=known, archive=archive, now=now, run_id=run_id, pacer=pacer):
                commit(batch.pages, batch.rejects)    # Page rows, Reject rows; the records are flushed already
                if batch.outcome:                     # with the last batch only: CrawlOutcome
                    report(batch.outcome)

`known` maps canonical addresses to the last Page row about each (articles, feeds and robots.txt alike); rows of this
source suffice. A batch is safe to commit by itself: the rows about feeds come last, so that a run that is killed reads
its feeds again. Nothing is raised for what a source does wrong: the outcome says `failed`, and why.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

from config.models import CrawlSettings, Source
from tasks.addresses import Resolver, look_up
from tasks.discover import Link
from tasks.feed_visit import FeedVisit, article_gate, newest_first, visit_feed
from tasks.fetch import Gate, Reader, fetch
from tasks.page_rows import Archive, Ledger
from tasks.politeness import Pacer
from tasks.revisit import KnownPages, conditions, is_due, to_try_again
from tasks.robots import RobotsBook
from warehouse.contracts import Page, Reject

__all__ = ["Archive", "CrawlBatch", "CrawlOutcome", "KnownPages", "Pacer", "crawl_source"]

GIVE_UP_AFTER = 5  # addresses in a row without any answer: the host is down, and more tries would only take time


@dataclass(frozen=True)
class CrawlOutcome:
    """How a source's turn ended: `completed`, or `failed` where none of its feeds could be read.

    counts: feeds, feeds_unchanged, links (in changed feeds), requested, new_pages, failed, left, broken_items.
    problems: one sentence for everything that was wrong with the source as a whole.
    """

    source_id: str
    state: str
    counts: dict[str, int]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class CrawlBatch:
    """Rows to commit together; `outcome` comes with the last batch of a source."""

    pages: list[Page]
    rejects: list[Reject]
    outcome: CrawlOutcome | None = None


@dataclass
class _Turn:
    """One source's turn within a run, while it lasts; `left` counts by feed the links that the next run must take."""

    source: Source
    reader: Reader
    book: RobotsBook
    gate: Gate
    ledger: Ledger
    visits: list[FeedVisit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)


async def crawl_source(
    source: Source,
    settings: CrawlSettings,
    *,
    known: KnownPages,
    archive: Archive,
    now: Callable[[], datetime],
    run_id: str,
    pacer: Pacer | None = None,
    resolve: Resolver = look_up,
    batch_size: int = 20,
) -> AsyncIterator[CrawlBatch]:
    """Read one source and yield what is new about it, in batches of `batch_size` rows; see the module's text.

    known: rows by canonical address. now: the clock for `fetched_at`, with a time zone. resolve: how names become
    addresses. Raises what writing to the archive raises; nothing for what the web does.
    """
    async with AsyncExitStack() as stack:
        if pacer is None:
            pacer = await stack.enter_async_context(Pacer(settings.max_hosts_at_once))
        reader = Reader(source, settings, pacer, now, resolve)
        book = RobotsBook(reader)
        turn = _Turn(source, reader, book, article_gate(source, book), Ledger(source.id, run_id, known, archive))
        for feed in source.feeds:
            turn.visits.append(await visit_feed(feed, reader, gate=book.permit, known=known))
        rows: list[Page] = []
        async for page in _articles(turn):
            rows.append(page)
            if len(rows) >= batch_size:
                yield CrawlBatch(rows, [])
                rows = []
        yield CrawlBatch([*rows, *_robots_rows(turn), *_feed_rows(turn)], _rejects(turn), _outcome(turn))


async def _articles(turn: _Turn) -> AsyncIterator[Page]:
    """The rows about articles that are new, in the order in which they were asked for; what is not reached is left."""
    links = _due_links(turn)
    silent = 0
    for position, link in enumerate(links):
        if reason := _why_to_stop(turn, position, silent):
            _leave(turn, links[position:], reason)
            return
        before = turn.ledger.known.get(link.url)
        answer = await fetch(link.address, turn.reader, gate=turn.gate, known=conditions(before))
        silent = silent + 1 if answer.status is None and answer.robots_verdict == "allowed" else 0
        turn.counts["requested"] += 1
        turn.counts["failed"] += answer.error is not None
        if page := turn.ledger.news("article", link.url, answer, link=link):
            turn.counts["new_pages"] += 1
            yield page
        if answer.is_turn_over:
            _leave(turn, links[position + 1 :], f"{link.address}: {answer.error}")
            return


def _due_links(turn: _Turn) -> list[Link]:
    """Links to ask for: what is new, then what is due again, then what failed lately in a way that may pass."""
    known, moment = turn.ledger.known, turn.reader.now()
    links = newest_first(turn.source, turn.visits)
    turn.counts["links"] = len(links)
    due = [link for link in links if is_due(link, known.get(link.url), moment)]
    due.sort(key=lambda link: link.url in known)
    named = {link.url for link in links}
    return due + [link for link in to_try_again(known, turn.source.id, moment) if link.url not in named]


def _why_to_stop(turn: _Turn, done: int, silent: int) -> str | None:
    if done >= turn.source.crawl.max_articles_per_run:
        return f"max_articles_per_run ({done}) is reached"
    return f"{silent} addresses in a row gave no answer" if silent >= GIVE_UP_AFTER else None


def _leave(turn: _Turn, links: list[Link], reason: str) -> None:
    turn.left.update(link.feed_url for link in links)
    turn.problems.append(f"{reason}; {len(links)} links are left for the next run")


def _robots_rows(turn: _Turn) -> Iterator[Page]:
    for url, answer in sorted(turn.book.answers.items()):
        if page := turn.ledger.news("robots", url, answer):
            yield page


def _feed_rows(turn: _Turn) -> Iterator[Page]:
    """Rows about feeds; one whose links are not all dealt with says so, and is read in full by the next run."""
    for visit in turn.visits:
        left = turn.left[visit.feed.url]
        unfinished = f"{left} of its links are left for the next run" if left else None
        for url, answer in visit.answers.items():
            if page := turn.ledger.news("feed", url, answer, error=visit.errors.get(url) or unfinished):
                yield page


def _rejects(turn: _Turn) -> list[Reject]:
    moment = turn.reader.now()
    return [
        Reject(
            stage="crawl",
            key_value=f"{visit.feed.url} {broken.item}",
            reason=broken.reason,
            payload=json.dumps({"feed": visit.feed.url, "item": broken.item}, ensure_ascii=False),
            run_id=turn.ledger.run_id,
            rejected_at=moment,
        )
        for visit in turn.visits
        for broken in visit.broken_items
    ]


def _outcome(turn: _Turn) -> CrawlOutcome:
    visits = turn.visits
    counts = {
        "feeds": len(visits),
        "feeds_unchanged": sum(visit.is_unchanged for visit in visits),
        **{name: turn.counts[name] for name in ("links", "requested", "new_pages", "failed")},
        "left": turn.left.total(),
        "broken_items": sum(len(visit.broken_items) for visit in visits),
    }
    problems = [problem for visit in visits for problem in visit.problems] + turn.problems
    state = "completed" if any(visit.is_read for visit in visits) else "failed"
    return CrawlOutcome(turn.source.id, state, counts, tuple(problems))
