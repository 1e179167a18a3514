"""`make bench-dedupe`: what a batch of 1,000 articles costs against ten thousand, a hundred thousand, a million known ones.

One day of news goes the real way into a lake; SQL then multiplies its rows into the days before, with names and rare
words of their own and the boilerplate they share. Then the next day is deduplicated, resolved and committed. Seconds are
the processor's, of all threads, so that a busy machine tells the same.
"""

import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.lookup import load_lookups
from config.taxonomy import load_event_types
from flows.known_events import LakeEvents
from flows.known_texts import LakeTexts
from tasks.dedupe import dedupe_batch
from tasks.resolve import resolve_batch
from tests.bench.news import LAST_DAY, copies, make_day
from warehouse.contracts import Article, Mention, Row, Run, SourceRow
from warehouse.lake import Lake, open_lake
from warehouse.schema import to_arrow

SIZES = (10_000, 100_000, 1_000_000)
A_DAY = 1_000
COPIED = 200
MAX_RATIO = 2.5
MAX_GIGABYTES = 1.5
_DAYS_AT_ONCE = 25

_EARLIER = {
    "articles": "article_id || day AS article_id, canonical_url || day AS canonical_url, text_cluster_id || day AS"
    " text_cluster_id, story_id || day AS story_id, published_at - to_days(day) AS published_at",
    "text_prints": "article_id || day AS article_id, text_cluster_id || day AS text_cluster_id, story_id || day AS"
    " story_id, published_at - to_days(day) AS published_at, published_on - day AS published_on,"
    " hash(words_hash, day)::HUGEINT - 9223372036854775808 AS words_hash,"
    " hash(title_hash, day)::HUGEINT - 9223372036854775808 AS title_hash,"
    " list_transform(shingles, x -> CASE WHEN x % 2 = 0 THEN x ELSE"
    " (hash(x, day) >> 2)::BIGINT - 9223372036854775807 END) AS shingles,"
    " list_transform(head, x -> (hash(x, day) >> 2)::BIGINT - 9223372036854775807) AS head",
    "story_vectors": "article_id || day AS article_id, story_id || day AS story_id, published_at - to_days(day) AS"
    " published_at, published_on - day AS published_on,"
    " list_transform(terms, (x, i) -> CASE WHEN i % 5 = 0 THEN x ELSE x || day % 97 END) AS terms",
    "term_counts": "(month - to_days(day))::DATE AS month, run_id || day AS run_id",
    "mentions": "mention_id || day AS mention_id, article_id || day AS article_id, event_id || day AS event_id",
    "events": "event_id || day AS event_id, first_article_id || day AS first_article_id,"
    " first_published_at - to_days(day) AS first_published_at",
    "event_companies": "event_id || day AS event_id, company_id || day % 20 AS company_id",
    "event_products": "event_id || day AS event_id, product_id || day AS product_id",
    "event_amounts": "event_id || day AS event_id",
    "event_articles": "event_id || day AS event_id, article_id || day AS article_id",
    "event_members": "mention_id || day AS mention_id, event_id || day AS event_id, article_id || day AS article_id,"
    " published_at - to_days(day) AS published_at, first_day - day AS first_day, last_day - day AS last_day,"
    " list_transform(block_keys, x -> x || CASE WHEN x LIKE '%company%' THEN day % 20 ELSE day END) AS block_keys",
    "companies": "company_id || day AS company_id",
    "company_aliases": "company_id || day AS company_id, alias_key || day AS alias_key, short_key || day AS short_key",
    "products": "product_id || day AS product_id",
    "product_aliases": "product_id || day AS product_id, alias_key || day AS alias_key",
}
"""How the rows of a day look a number of days earlier; company names come back every twentieth day."""
_ONLY_20_DAYS = ("companies", "company_aliases")


def main() -> int:
    """Print the table; 0 when the largest history costs at most MAX_RATIO times the smallest, within MAX_GIGABYTES."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"{'known':>10} {'dedupe':>8} {'resolve':>8} {'commit':>8} {'total':>8} {'ratio':>6} {'memory':>8}")
    totals: list[float] = []
    gigabytes = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="presslake-bench-") as folder, open_lake(Path(folder)) as lake:
            _fill(lake, size)
            seconds = _next_day(lake)
        totals.append(sum(seconds.values()))
        gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
        times = " ".join(f"{seconds[stage]:7.2f}s" for stage in ("dedupe", "resolve", "commit"))
        print(f"{size:>10,} {times} {totals[-1]:7.2f}s {totals[-1] / totals[0]:6.2f} {gigabytes:6.2f}GB", flush=True)
    return int(totals[-1] > MAX_RATIO * totals[0] or gigabytes > MAX_GIGABYTES)


def _fill(lake: Lake, size: int) -> None:
    """One real day, and as many made of it as the size asks for."""
    _load(lake, *make_day(A_DAY, 1, LAST_DAY), run_id="first")
    for table in _EARLIER:
        lake.connection.execute(f"CREATE TEMP TABLE seed_{table} AS SELECT * FROM lake.{table}")
    days = size // A_DAY
    for first in range(1, days, _DAYS_AT_ONCE):
        last = min(first + _DAYS_AT_ONCE, days)
        for table, earlier in _EARLIER.items():
            until = min(last, 20) if table in _ONLY_20_DAYS else last
            lake.connection.execute(
                f"INSERT INTO lake.{table} BY NAME SELECT * EXCLUDE (day) REPLACE ({earlier})"
                f" FROM seed_{table}, (SELECT range::INTEGER AS day FROM range({first}, {until})) ORDER BY day DESC"
            )
    for table in _EARLIER:
        lake.connection.execute(f"DROP TABLE seed_{table}")


def _next_day(lake: Lake) -> Mapping[str, float]:
    """Seconds of each stage for the next day's batch, of which some are copies of yesterday's."""
    known, told = make_day(A_DAY, 1, LAST_DAY)
    day = LAST_DAY + timedelta(days=1)
    articles, mentions = make_day(A_DAY - COPIED, 2, day)
    more_articles, more_mentions = copies(known[:COPIED], told, day)
    return _load(lake, articles + more_articles, mentions + more_mentions, run_id="second")


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
