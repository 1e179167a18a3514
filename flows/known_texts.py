"""Lake -> what dedupe asks of earlier batches; each question is one or two joins whose cost follows the batch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.known import known_articles
from tasks.dedupe.known import KnownPrints, StoryKeys, TextKeys
from warehouse.contracts import Article, StoryVector, TextPrint
from warehouse.lake import Lake
from warehouse.schema import from_arrow


class LakeTexts:
    """The text prints, story vectors and term counts of a lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake

    def prints(self, keys: TextKeys) -> KnownPrints:
        """Whole clusters with a print of one of the ids, words, titles or shingles not worn; and those that are."""
        span = _span(keys.first_day, keys.last_day)
        hits = self._lake.query(
            "known_shingles", batch_shingles=_column("shingle", keys.shingles, pa.int64()), span=span
        )
        articles = pc.unique(hits["article_id"].drop_null()).to_pylist()
        common = hits.filter(pc.is_null(hits["article_id"]))
        prints = self._lake.query(
            "known_prints",
            wanted_articles=_column("article_id", sorted({*articles, *keys.article_ids}), pa.string()),
            wanted_words=_column("words_hash", keys.words_hashes, pa.int64()),
            wanted_titles=_column("title_hash", keys.title_hashes, pa.int64()),
            span=span,
        )
        days = dict(zip(common["shingle"].to_pylist(), common["days"].to_pylist(), strict=True))
        return KnownPrints(from_arrow(prints, TextPrint), days)

    def term_counts(self, terms: Iterable[str], first_day: date, last_day: date) -> Mapping[str, int]:
        """In how many clusters each term stands, in the months that these days touch; '' for all clusters."""
        found = self._lake.query(
            "known_term_counts",
            batch_terms=_column("term", list(terms), pa.string()),
            span=_span(first_day, last_day),
        )
        return dict(zip(found["term"].to_pylist(), found["cluster_count"].to_pylist(), strict=True))

    def vectors(self, keys: StoryKeys) -> Sequence[StoryVector]:
        """Whole stories with a vector that shares enough key terms with one of the articles, or that is one's."""
        pairs = pa.table(
            {"article_id": [pair[0] for pair in keys.pairs], "term": [pair[1] for pair in keys.pairs]},
            schema=pa.schema([("article_id", pa.string()), ("term", pa.string())]),
        )
        found = self._lake.query(
            "known_vectors",
            batch_keys=pairs,
            wanted_articles=_column("article_id", keys.article_ids, pa.string()),
            span=_span(keys.first_day, keys.last_day),
        )
        return from_arrow(found, StoryVector)

    def texts(self, article_ids: Collection[str]) -> Iterable[Article]:
        """The articles with these ids."""
        return known_articles(self._lake, article_ids).values()


def _span(first_day: date, last_day: date) -> pa.Table:
    return pa.table({"first_day": [first_day], "last_day": [last_day]})


def _column(name: str, values: Sequence[Any], data_type: pa.DataType) -> pa.Table:
    return pa.table({name: pa.array(values, data_type)})
