"""`make bench-dedupe`: what a batch of 1,000 articles costs against ten thousand, a hundred thousand, a million known ones.

A week of news goes the real way into a lake, so that it knows what each issuer says in every release. SQL then multiplies
the rows of the last day into the days before that week, with names, rare words and news of their own and the boilerplate
they share. Then the next day is deduplicated, resolved and committed. Seconds are the processor's, of all threads, so
that a busy machine tells the same.
"""

import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from config.lookup import load_lookups
from config.taxonomy import load_event_types
from flows.known_events import LakeEvents
from flows.known_texts import LakeTexts
from tasks.dedupe import dedupe_batch
from tasks.resolve import resolve_batch
from tests.bench.history import REAL_DAYS, multiply
from tests.bench.news import LAST_DAY, copies, make_day
from warehouse.contracts import Article, Mention, Row, Run, SourceRow
from warehouse.lake import Lake, open_lake
from warehouse.schema import to_arrow

SIZES = (10_000, 100_000, 1_000_000)
A_DAY = 1_000
COPIED = 200
MAX_RATIO = 2.5
MAX_GIGABYTES = 1.5


def main() -> int:
    """Print the table; 0 when the largest history costs at most MAX_RATIO times the smallest, within MAX_GIGABYTES."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"{'known':>10} {'dedupe':>8} {'resolve':>8} {'commit':>8} {'total':>8} {'ratio':>6} {'memory':>8}")
    totals: list[float] = []
    memory: list[float] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="presslake-bench-") as folder:
            with open_lake(Path(folder)) as lake:
                _fill(lake, size)
            # A process of its own, because the memory that filling took is not the batch's.
            with get_context("spawn").Pool(1) as pool:
                seconds, gigabytes = pool.apply(next_day, (Path(folder),))
        totals.append(sum(seconds.values()))
        memory.append(gigabytes)
        times = " ".join(f"{seconds[stage]:7.2f}s" for stage in ("dedupe", "resolve", "commit"))
        print(f"{size:>10,} {times} {totals[-1]:7.2f}s {totals[-1] / totals[0]:6.2f} {gigabytes:6.2f}GB", flush=True)
    return int(totals[-1] > MAX_RATIO * totals[0] or max(memory) > MAX_GIGABYTES)


def _fill(lake: Lake, size: int) -> None:
    """A real week, and as many days made of its last as the size asks for."""
    for ago in range(REAL_DAYS - 1, -1, -1):
        before = lake.snapshot_id()
        _load(lake, *make_day(A_DAY, ago, LAST_DAY - timedelta(days=ago)), run_id=f"{ago} days ago")
    multiply(lake, make_day(A_DAY, 0, LAST_DAY)[0], before, size // A_DAY)


def next_day(folder: Path) -> tuple[Mapping[str, float], float]:
    """Seconds of each stage for the next day's batch, of which some are copies of yesterday's; and peak gigabytes."""
    known, told = make_day(A_DAY, 0, LAST_DAY)
    day = LAST_DAY + timedelta(days=1)
    articles, mentions = make_day(A_DAY - COPIED, REAL_DAYS, day)
    more_articles, more_mentions = copies(known[:COPIED], told, day)
    with open_lake(folder) as lake:
        seconds = _load(lake, articles + more_articles, mentions + more_mentions, run_id="next day")
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def _load(lake: Lake, articles: list[Article], mentions: list[Mention], *, run_id: str) -> Mapping[str, float]:
    """Dedupe, resolve and commit a batch; returns the seconds of each."""
    lookups, event_types = load_lookups(), load_event_types()
    marks = [time.process_time()]
    outcome = dedupe_batch(articles, LakeTexts(lake), kinds={}, run_id=run_id)
    marks.append(time.process_time())
    resolution = resolve_batch(
        outcome.articles,
        mentions,
        LakeEvents(lake),
        lookups,
        event_types=event_types,
        now=LAST_DAY,
        run_id=run_id,
    )
    marks.append(time.process_time())
    staged: dict[str, list[Row]] = defaultdict(list)
    for row in (*_SOURCES, *outcome.rows(), *resolution.rows()):
        staged[row.table].append(row)
    tables = {name: to_arrow(rows, type(rows[0])) for name, rows in staged.items()}
    committed = lake.commit(tables, run=_run(run_id))
    marks.append(time.process_time())
    if not committed.committed:
        failed = [(check.check_id, check.observed) for check in committed.checks if not check.passed]
        raise SystemExit(f"the batch was not committed: {failed}")
    return dict(
        zip(("dedupe", "resolve", "commit"), (b - a for a, b in zip(marks, marks[1:], strict=False)), strict=True)
    )


def _run(run_id: str) -> Run:
    moment = datetime.now(UTC)
    return Run(
        run_id=run_id,
        flow="refine",
        started_at=moment,
        finished_at=moment,
        state="completed",
        counts="{}",
        rules_version="bench",
    )


_SOURCES = [
    SourceRow(source_id=name, title=name, homepage=f"https://{name}.example", language="en")
    for name in ("wire", "outlet")
]

if __name__ == "__main__":
    sys.exit(main())
