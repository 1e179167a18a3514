"""The flow from the web to PAGES: every source's feeds are read and what is new is fetched, source by source side by side."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from config.load import load_settings
from config.models import CrawlSettings, Source
from flows.data_dir import DataDir
from flows.flow_report import FlowReport
from flows.ledger import RunLedger, clock
from flows.rules import rules_version
from flows.scope import Scope
from flows.steps import CRAWL
from tasks.archive import heal
from tasks.crawl import Archive, CrawlBatch, crawl_source
from tasks.politeness import Pacer
from warehouse.contracts import Page, SourceRow
from warehouse.lake import open_lake
from warehouse.lock import writer_lock
from warehouse.schema import from_arrow


@flow(name="crawl", flow_run_name="crawl {scope.label}", validate_parameters=True)
async def crawl(scope: Scope, now: datetime | None = None) -> FlowReport:
    """Crawl the sources of a scope and commit their pages; a broken source is a failure of its own and stops no other.

    `now` fixes the clock, which otherwise is the present.
    """
    started, settings, sources = time.monotonic(), load_settings(), scope.sources()
    ledger = RunLedger("crawl", scope.data, rules_version(), clock(now))
    with writer_lock(scope.data.root, purpose="crawl"):
        ledger.commit({"sources": [_source_row(source) for source in sources.values()]}, now=clock(now))
        known = _known_pages(scope.data, sources)
        async with Pacer(settings.crawl.max_hosts_at_once) as pacer:
            turns = [_Turn(source, settings.crawl, known, ledger, pacer, now) for source in sources.values()]
            ends = await asyncio.gather(*(CRAWL.run(t.source.id, t.take) for t in turns), return_exceptions=True)
    ledger.failures.extend(f"{turn.source.id}: {end}" for turn, end in zip(turns, ends, strict=True) if end)
    ledger.counts["sources"] = len(sources)
    report = ledger.close(now=clock(now), seconds=time.monotonic() - started)
    await acreate_markdown_artifact(report.as_markdown(), key="crawl-counts", description="What the crawl did")
    return report


class SourceFailedError(RuntimeError):
    """A source could not be read; the message says why."""


@dataclass(frozen=True)
class _Turn:
    """One source's turn in a run."""

    source: Source
    settings: CrawlSettings
    known: Mapping[str, Page]
    ledger: RunLedger
    pacer: Pacer
    now: datetime | None

    async def take(self) -> None:
        """Read the source and commit what is new, batch by batch. Raises SourceFailedError at the end where it failed."""
        moment = clock(self.now)
        with source_archive(self.ledger.data, self.source.id, moment) as archive:
            batches = crawl_source(
                self.source,
                self.settings,
                known=self.known,
                archive=archive,
                now=lambda: clock(self.now),
                run_id=self.ledger.run_id,
                pacer=self.pacer,
            )
            async for batch in batches:
                self._commit(batch)
        if batch.outcome and batch.outcome.state == "failed":
            raise SourceFailedError("; ".join(batch.outcome.problems))

    def _commit(self, batch: CrawlBatch) -> None:
        if batch.outcome:
            self.ledger.count(**batch.outcome.counts)
        if batch.pages or batch.rejects:
            self.ledger.commit({"pages": batch.pages, "rejects": batch.rejects}, now=clock(self.now))


@contextmanager
def source_archive(data: DataDir, source_id: str, day: datetime) -> Iterator[Archive]:
    """A source's WARC file of one day, open for appending, cut back to its last whole record."""
    path = data.archive(source_id) / f"{day:%Y-%m-%d}.warc.gz"
    with path.open("a+b") as stream:
        heal(stream)
        yield Archive(path.relative_to(data.root).as_posix(), stream)


def _known_pages(data: DataDir, sources: Mapping[str, Source]) -> dict[str, Page]:
    wanted = pa.table({"source_id": pa.array(list(sources), pa.string())})
    with open_lake(data.root, read_only=True) as lake:
        return {page.url: page for page in from_arrow(lake.query("known_pages", wanted=wanted), Page)}


def _source_row(source: Source) -> SourceRow:
    fields = source.model_dump(include={"title", "homepage", "country", "language", "kind"})
    return SourceRow(source_id=source.id, **fields)
