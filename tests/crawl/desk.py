"""A desk that crawls one source, run after run, and what its rows say."""

import asyncio
import datetime as dt
import io
from dataclasses import dataclass, field

from config.models import Source
from tasks.crawl import Archive, CrawlBatch, CrawlOutcome, crawl_source
from tests.crawl.site import SETTINGS
from warehouse.contracts import Page, Reject

DAY = dt.timedelta(days=1)


@dataclass
class Desk:
    """Runs crawls one after the other, as a flow does: what was committed is known to the next."""

    source: Source
    moment: dt.datetime = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    known: dict[str, Page] = field(default_factory=dict)
    archive: io.BytesIO = field(default_factory=io.BytesIO)
    rejects: list[Reject] = field(default_factory=list)
    batches: list[CrawlBatch] = field(default_factory=list)
    runs: int = 0

    def run(self, *, stop_after_batches: int | None = None, batch_size: int = 20) -> list[Page]:
        """The rows of one more run; `stop_after_batches` is where a kill falls."""
        self.runs += 1
        self.batches = asyncio.run(self._collect(stop_after_batches, batch_size))
        rows = [page for batch in self.batches for page in batch.pages]
        self.known |= {page.url: page for page in rows}
        self.rejects = [reject for batch in self.batches for reject in batch.rejects]
        return rows

    async def _collect(self, stop_after_batches: int | None, batch_size: int) -> list[CrawlBatch]:
        batches: list[CrawlBatch] = []
        turn = crawl_source(
            self.source,
            SETTINGS,
            known=dict(self.known),
            archive=Archive("outlet.warc.gz", self.archive),
            now=lambda: self.moment,
            run_id=f"run_{self.runs}",
            batch_size=batch_size,
        )
        async for batch in turn:
            batches.append(batch)
            if len(batches) == stop_after_batches:
                await turn.aclose()
                break
        return batches

    @property
    def outcome(self) -> CrawlOutcome:
        outcome = self.batches[-1].outcome
        assert outcome
        return outcome


def articles(rows: list[Page]) -> list[Page]:
    return [page for page in rows if page.kind == "article"]


def paths(rows: list[Page]) -> list[str]:
    return ["/" + page.url.split("/", 3)[3] for page in rows]
