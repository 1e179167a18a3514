"""Rows of one day of news -> rows of the days before, for a history too long to be read: SQL alone, a second a day.

Every day has names, events and news of its own, and the boilerplate of its issuers: in the lake that is what dedupe keeps
of it, once in thirty days on four days.
"""

from collections.abc import Sequence

import pyarrow as pa

from tasks.dedupe.prints import fingerprint
from tests.bench.news import VOCABULARY, names
from warehouse.contracts import Article
from warehouse.lake import Lake

REAL_DAYS = 7
"""So many days go the real way: by then the lake knows what each issuer says in every release."""
_DAYS_AT_ONCE = 8
_STORY_DAYS = 75
"""Beyond these no story is looked for, and what vectors hold makes no difference."""

_EARLIER = {
    "articles": "article_id || day AS article_id, canonical_url || day AS canonical_url, text_cluster_id || day AS"
    " text_cluster_id, story_id || day AS story_id, published_at - to_days(day) AS published_at",
    "text_prints": "article_id || day AS article_id, text_cluster_id || day AS text_cluster_id, story_id || day AS"
    " story_id, published_at - to_days(day) AS published_at, published_on - day AS published_on,"
    " hash(words_hash, day)::HUGEINT - 9223372036854775808 AS words_hash,"
    " hash(title_hash, day)::HUGEINT - 9223372036854775808 AS title_hash,"
    " list_transform(shingles, x -> (hash(x, day) >> 2)::BIGINT - 9223372036854775807) ||"
    " CASE WHEN day % 30 < 4 THEN worn ELSE [] END AS shingles,"
    " list_transform(head, x -> (hash(x, day) >> 2)::BIGINT - 9223372036854775807) AS head",
    "story_vectors": "article_id || day AS article_id, story_id || day AS story_id, published_at - to_days(day) AS"
    " published_at, published_on - day AS published_on",
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


_BLOCK = 500
"""A word gives way to one of the same five hundred by frequency, so that words stay as common as they are."""
_OTHER_WORDS = f"""
    SELECT vector.* REPLACE (other.terms AS terms) FROM vector JOIN (
        SELECT article_id, day, list(coalesce(next.term, CASE WHEN name.term IS NULL THEN told.term || day ELSE told.term END)
            ORDER BY place) AS terms
        FROM (SELECT article_id, day, unnest(terms) AS term, generate_subscripts(terms, 1) AS place FROM vector) AS told
        LEFT JOIN word USING (term)
        LEFT JOIN word AS next ON next.rank = word.rank - word.rank % {_BLOCK} + (word.rank + 37 * day) % {_BLOCK}
        LEFT JOIN name ON name.term = told.term
        GROUP BY ALL
    ) AS other USING (article_id, day)"""


def multiply(lake: Lake, articles: Sequence[Article], before: int, days: int) -> None:
    """Add so many days, less REAL_DAYS, made of the rows that came after the snapshot `before` with these articles."""
    _seed(lake, articles, before)
    for first in range(REAL_DAYS, days, _DAYS_AT_ONCE):
        last = min(first + _DAYS_AT_ONCE, days)
        for table, earlier in _EARLIER.items():
            until = min(last, 20) if table in _ONLY_20_DAYS else last
            seed = f"(SELECT * FROM seed_{table}, (SELECT range::INTEGER AS day FROM range({first}, {until})))"
            if table == "story_vectors" and first < _STORY_DAYS:
                seed = f"(WITH vector AS {seed} {_OTHER_WORDS})"
            left_out = "day, worn" if table == "text_prints" else "day"
            lake.connection.execute(
                f"INSERT INTO lake.{table} BY NAME SELECT * EXCLUDE ({left_out}) REPLACE ({earlier}) FROM {seed}"
                " ORDER BY day DESC"
            )
    for table in (*_EARLIER, "worn", "word", "name"):
        lake.connection.execute(f"DROP TABLE {table if table in ('worn', 'word', 'name') else f'seed_{table}'}")


def _seed(lake: Lake, articles: Sequence[Article], before: int) -> None:
    """Temporary tables: the day's rows, the shingles that its prints left out as worn, and words by frequency."""
    words = list(dict.fromkeys(VOCABULARY))
    words = words[: len(words) - len(words) % _BLOCK]
    tables = {
        "worn": {
            "article_id": [a.article_id for a in articles],
            "all": [fingerprint(a, {}).shingles for a in articles],
        },
        "word": {"term": words, "rank": list(range(len(words)))},
        "name": {"term": names()},
    }
    for table, columns in tables.items():
        lake.connection.register("rows", pa.table(columns))
        lake.connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM rows")
        lake.connection.unregister("rows")
    for table in _EARLIER:
        new = "" if table in _ONLY_20_DAYS else f" EXCEPT SELECT * FROM lake.{table} AT (VERSION => {before})"
        lake.connection.execute(f"CREATE TEMP TABLE seed_{table} AS SELECT * FROM lake.{table}{new}")
    lake.connection.execute(
        "CREATE OR REPLACE TEMP TABLE seed_text_prints AS SELECT seed_text_prints.*,"
        ' list_filter("all", x -> NOT list_contains(shingles, x)) AS worn FROM seed_text_prints JOIN worn USING (article_id)'
    )
