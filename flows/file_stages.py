"""The stages over files: JSON lines in, JSON lines out, on all cores, in the order of the input."""

import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from flows.json_lines import (
    STANDARD_STREAM,
    BadLine,
    locate_records,
    read_records,
    records_at,
    spoken_name,
    write_records,
)
from flows.parallel import map_in_order, with_progress
from flows.records import (
    article_from_record,
    page_address,
    raw_page_from_record,
    record_from_mention,
    record_from_page,
    record_from_text,
)
from flows.rules import Rules, load_rules
from tasks.clean import SiteMemory, clean_page, learn_site_memory
from tasks.dedupe import dedupe_articles
from tasks.extract.engine import extract
from tasks.resolve import resolve_mentions
from tasks.urls import site_of
from warehouse.contracts import Article, Mention

LEARNED_PAGES = 40


def clean_file(name: str, output: str, processes: int | None) -> list[BadLine]:
    """Clean every page of a file; what a site repeats is learned from the whole file before any page is cut.

    The file is read twice and never held as a whole. Returns the lines that could not be read; the rest is written.
    """
    problems: list[BadLine] = []
    with _seekable(name) as path:
        memory = _learned(path, processes)
        records = with_progress(_pages(path, spoken_name(name), problems), "Cleaning")
        write_records(output, map_in_order(partial(_clean, memory), records, processes=processes))
    return problems


def extract_file(name: str, output: str, processes: int | None) -> list[BadLine]:
    """Write {"id", "mentions"} for every article of a file, event ids resolved across all of it, copies and stories known."""
    problems: list[BadLine] = []
    with _collection_paused():
        articles = dedupe_articles(list(_articles(name, problems)))
        mentions = _resolved(articles, _mentions(articles, processes))
        of: dict[str, list[dict[str, Any]]] = {article.article_id: [] for article in articles}
        for mention in mentions:
            of[mention.article_id].append(record_from_mention(mention))
        write_records(output, ({"id": article_id, "mentions": records} for article_id, records in of.items()))
    return problems


def _mentions(articles: list[Article], processes: int | None) -> list[Mention]:
    _rules()  # before other processes are forked, so that they need not load them
    found = map_in_order(_extract, with_progress(articles, "Extracting"), processes=processes)
    return [mention for group in found for mention in group]


def _resolved(articles: list[Article], mentions: list[Mention]) -> list[Mention]:
    """The mentions with their events."""
    rules = _rules()
    return resolve_mentions(
        articles,
        mentions,
        rules.lookups,
        event_types=rules.event_types,
        now=datetime.now(UTC),
        overrides=rules.overrides,
    ).mentions


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Articles and mentions hold no cycles; to look for some takes a tenth of the time where there are many of them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def dedupe_file(name: str, output: str) -> list[BadLine]:
    """Write cluster and story of every article of a file, compared across all of it."""
    problems: list[BadLine] = []
    keys = ("canonical_url", "text_cluster_id", "is_canonical", "story_id")
    articles = dedupe_articles(list(_articles(name, problems)))
    write_records(output, ({"id": a.article_id} | {key: getattr(a, key) for key in keys} for a in articles))
    return problems


@cache
def _rules() -> Rules:
    """Compiled once in each process."""
    return load_rules({})


def _learned(path: str, processes: int | None) -> SiteMemory:
    """What the sites of a file repeat. Sites with one page teach nothing; of large sites some pages are enough."""
    offsets_of: dict[str, list[int]] = {}
    for offset, record in locate_records(path):
        offsets_of.setdefault(site_of(page_address(record)), []).append(offset)
    sites = [offsets[:LEARNED_PAGES] for site, offsets in sorted(offsets_of.items()) if site and len(offsets) > 1]
    memories = map_in_order(
        partial(_learn, path), with_progress(sites, "Learning what sites repeat"), processes=processes
    )
    return SiteMemory().merged(row for memory in memories for row in memory.rows())


def _learn(path: str, sites: list[list[int]]) -> list[SiteMemory]:
    return [
        learn_site_memory(raw_page_from_record(record) for record in records_at(path, offsets) if "html" in record)
        for offsets in sites
    ]


def _clean(memory: SiteMemory, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    now = datetime.now(UTC)
    return [_clean_one(record, memory, now) for record in records]


def _clean_one(record: dict[str, Any], memory: SiteMemory, now: datetime) -> dict[str, Any]:
    if "html" not in record:
        return record_from_text(record)
    page = raw_page_from_record(record)
    return record_from_page(page, clean_page(page, source=None, memory=memory, now=now))


def _extract(articles: list[Article]) -> list[list[Mention]]:
    return [extract(article, _rules().extractor) for article in articles]


def _pages(path: str, called: str, problems: list[BadLine]) -> Iterator[dict[str, Any]]:
    for record in _records(path, called, (), problems):
        if isinstance(record.get("html"), str) or isinstance(record.get("text"), str):
            yield record
        else:
            problems.append(BadLine(f"{called}: the page {record['id']!r} has neither html nor text"))


def _articles(name: str, problems: list[BadLine]) -> Iterator[Article]:
    seen: set[str] = set()
    called = spoken_name(name)
    for record in _records(name, called, ("text",), problems):
        try:
            article = article_from_record(record)
        except ValueError as error:
            problems.append(BadLine(f"{called}: the article {record['id']!r}: {error}"))
            continue
        if article.article_id in seen:
            problems.append(
                BadLine(f"{called}: the id {article.article_id!r} stands twice; only its first article is read")
            )
            continue
        seen.add(article.article_id)
        yield article


def _records(path: str, called: str, required: tuple[str, ...], problems: list[BadLine]) -> Iterator[dict[str, Any]]:
    for record in read_records(path, required=("id", *required), called=called):
        if isinstance(record, BadLine):
            problems.append(record)
        else:
            yield record


@contextmanager
def _seekable(name: str) -> Iterator[str]:
    """The name of a file that can be read twice; standard input is kept in a temporary one."""
    if name != STANDARD_STREAM:
        yield name
        return
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield kept.name
