"""The arrow from PAGES to staged rows: a batch of pages is cleaned, compared with what is known, and read for events."""

import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.data_dir import DataDir
from flows.known import known_articles, moved_articles, moved_members, moved_mentions, site_memory
from flows.known_events import LakeEvents
from flows.known_texts import LakeTexts
from flows.opinions import second_opinions
from flows.rules import Rules, rules_version
from tasks.archive import read_record
from tasks.clean import Cleaned, RawPage, SiteMemory, Uncleanable, clean_page
from tasks.dedupe import dedupe_batch
from tasks.extract.document_kind import document_kind
from tasks.extract.engine import extract
from tasks.resolve import resolve_batch
from warehouse.contracts import Article, Mention, Page, Refinement, Reject, Row
from warehouse.lake import Lake
from warehouse.schema import from_arrow

Step = Callable[[str, str, Callable[[], Any]], Awaitable[Any]]
"""Runs a stage: the stage's name, what it works on, and the work."""

BATCH_PAGES = 500


@dataclass(frozen=True)
class Bench:
    """What a batch is refined on: the lake that is known, the rules, the clock and the run."""

    lake: Lake
    data: DataDir
    rules: Rules
    step: Step
    now: datetime
    run_id: str


@dataclass
class Staged:
    """Rows of one batch by table, and the articles whose old mentions and blocks they replace."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    article_ids: set[str] = field(default_factory=set)
    gone: dict[str, pa.Table] = field(default_factory=dict)

    def add(self, *rows: Row) -> None:
        """Stage rows under their tables."""
        for row in rows:
            self.rows[row.table].append(row)

    def articles(self) -> list[Article]:
        """The articles staged: those of the batch, and known ones that changed with it."""
        return [row for row in self.rows["articles"] if isinstance(row, Article)]

    def remove(self, gone: Mapping[str, list[str]]) -> None:
        """Take away the rows of these ids: of mentions and events that nothing tells of any more."""
        for table, ids in gone.items():
            key = "mention_id" if table == "event_members" else "event_id"
            self.gone[table] = pa.table({key: pa.array(ids, pa.string())})

    def scope(self) -> dict[str, pa.Table]:
        """By table, the articles whose rows are replaced even where nothing new is staged for them."""
        ids = pa.table({"article_id": pa.array(sorted(self.article_ids), pa.string())})
        return {"mentions": ids, "removed_blocks": ids, "date_candidates": ids} | self.gone


def pending_pages(lake: Lake) -> list[Page]:
    """The next pages that are not refined under the current rules, oldest first; empty when all are."""
    rules = pa.table({"rules_version": [rules_version()]})
    return from_arrow(lake.query("pending_pages", rules=rules).slice(0, BATCH_PAGES), Page)


async def refine_batch(pages: list[Page], bench: Bench) -> Staged:
    """Stage everything that a batch of pages gives; nothing is written."""
    staged = Staged()
    cleaned = await _clean(pages, bench, staged)
    articles = await bench.step("dedupe", f"{len(cleaned)} articles", lambda: _dedupe(cleaned, bench, staged))
    mentions: list[Mention] = []
    for source_id, group in _by_source(articles).items():
        mentions += await bench.step("extract", source_id, partial(_extract, group, bench))
    if bench.rules.settings.second_opinion.enabled:
        opinions = partial(_second_opinions, articles, mentions, bench, staged)
        mentions = mentions + await bench.step("second opinion", f"{len(articles)} articles", opinions)
    await bench.step("resolve", f"{len(mentions)} mentions", lambda: _resolve(articles, mentions, bench, staged))
    return staged


def refusals(staged: Staged, refused_keys: set[str]) -> list[Refinement]:
    """The outcome `reject` for every page of a batch whose article, mentions or events a check has refused by their ids."""
    refused_articles = {
        article_id
        for row in (*staged.rows["articles"], *staged.rows["mentions"], *staged.rows["event_articles"])
        if (article_id := getattr(row, "article_id", None)) and refused_keys & _identities(row)
    }
    return [
        _refinement(row.page_id, "reject", row.article_id)
        for row in staged.rows["articles"]
        if isinstance(row, Article) and row.article_id in refused_articles and row.page_id
    ]


def _identities(row: Row) -> set[str]:
    return {str(value) for name in ("article_id", "mention_id", "event_id") if (value := getattr(row, name, None))}


async def _clean(pages: list[Page], bench: Bench, staged: Staged) -> list[Article]:
    raw = [page for page in (_raw_page(page, bench, staged) for page in pages) if page]
    memory = site_memory(bench.lake, raw)
    staged.add(*memory.rows())
    found: list[tuple[RawPage, Cleaned]] = []
    for source_id, group in _by_source(raw).items():
        outcomes = await bench.step("clean", source_id, partial(_clean_source, source_id, group, memory, bench))
        for page, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, Uncleanable):
                _set_aside(page.page_id, page.url, outcome.reason, bench, staged)
            else:
                found.append((page, outcome))
    return _one_per_article(found, bench, staged)


def _clean_source(
    source_id: str, pages: list[RawPage], memory: SiteMemory, bench: Bench
) -> list[Cleaned | Uncleanable]:
    source = bench.rules.sources.get(source_id)
    return [clean_page(page, source=source, memory=memory, now=bench.now) for page in pages]


def _raw_page(page: Page, bench: Bench, staged: Staged) -> RawPage | None:
    """The page with its body from the archive; one that the archive does not hold is set aside."""
    try:
        with (bench.data.root / Path(page.warc_file or "")).open("rb") as stream:
            body = read_record(stream, page.warc_offset or 0)
    except (OSError, ValueError) as error:
        _set_aside(page.page_id, page.url, f"its response cannot be read from the archive: {error}", bench, staged)
        return None
    return RawPage(
        page_id=page.page_id,
        url=page.final_url,
        body=body,
        content_type=page.content_type,
        fetched_at=page.fetched_at,
        source_id=page.source_id,
        feed_title=page.feed_title,
        feed_published_at=page.feed_published_at,
    )


def _one_per_article(found: list[tuple[RawPage, Cleaned]], bench: Bench, staged: Staged) -> list[Article]:
    """The articles of the pages. Of pages with one canonical address, the one at that address stands for all."""
    known = known_articles(bench.lake, {outcome.article.article_id for _, outcome in found})
    chosen: dict[str, Article] = {}
    for page, outcome in sorted(found, key=_nearest_to_canonical):
        article = outcome.article
        before = known.get(article.article_id)
        is_variant = article.article_id in chosen or (
            before is not None and before.url != page.url != article.canonical_url
        )
        staged.add(_refinement(page.page_id, "variant" if is_variant else "article", article.article_id))
        if not is_variant:
            first_seen_at = min(article.first_seen_at, before.first_seen_at) if before else article.first_seen_at
            kind = document_kind(article.title, article.text, article.url)
            chosen[article.article_id] = article.model_copy(
                update={"first_seen_at": first_seen_at, "document_kind": kind}
            )
            staged.article_ids.add(article.article_id)
            staged.add(*outcome.removed_blocks, *outcome.date_candidates)
    return [chosen[article_id] for article_id in sorted(chosen)]


def _nearest_to_canonical(found: tuple[RawPage, Cleaned]) -> tuple[bool, Any, str]:
    page, outcome = found
    return (page.url != outcome.article.canonical_url, page.fetched_at, page.page_id)


def _dedupe(articles: list[Article], bench: Bench, staged: Staged) -> list[Article]:
    outcome = dedupe_batch(
        articles, LakeTexts(bench.lake), kinds=bench.rules.kinds, overrides=bench.rules.overrides, run_id=bench.run_id
    )
    staged.add(*outcome.rows())
    staged.add(*moved_articles(bench.lake, outcome))
    return outcome.articles


def _extract(articles: list[Article], bench: Bench) -> list[Mention]:
    return [mention for article in articles for mention in extract(article, bench.rules.extractor)]


def _second_opinions(articles: list[Article], found: list[Mention], bench: Bench, staged: Staged) -> list[Mention]:
    mentions, rejects = second_opinions(
        articles, found, bench.rules, bench.data.second_opinions, run_id=bench.run_id, now=bench.now
    )
    staged.add(*rejects)
    return mentions


def _resolve(articles: list[Article], mentions: list[Mention], bench: Bench, staged: Staged) -> None:
    rules = bench.rules
    resolution = resolve_batch(
        articles,
        mentions,
        LakeEvents(bench.lake, staged.articles()),
        rules.lookups,
        event_types=rules.event_types,
        now=bench.now,
        overrides=rules.overrides,
        run_id=bench.run_id,
    )
    staged.add(*resolution.rows())
    staged.add(*moved_members(bench.lake, staged.articles(), resolution), *moved_mentions(bench.lake, resolution))
    staged.remove(resolution.gone())


def _set_aside(page_id: str, url: str, reason: str, bench: Bench, staged: Staged) -> None:
    staged.add(
        _refinement(page_id, "reject", None),
        Reject(
            stage="clean",
            key_value=page_id,
            reason=reason,
            payload=json.dumps({"url": url}),
            run_id=bench.run_id,
            rejected_at=bench.now,
        ),
    )


def _refinement(page_id: str, outcome: str, article_id: str | None) -> Refinement:
    return Refinement(page_id=page_id, outcome=outcome, article_id=article_id, rules_version=rules_version())


def _by_source(rows: Iterable[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.source_id].append(row)
    return dict(sorted(groups.items()))
