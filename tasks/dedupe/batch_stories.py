"""A batch's new texts and what is known -> story vectors, those of known texts that changed stories, and counts of terms."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from tasks.dedupe.clusters import FOUNDED, Clustered
from tasks.dedupe.known import KEY_TERMS, KnownTexts, StoryKeys
from tasks.dedupe.stories import (
    WINDOW,
    Telling,
    assign_stories,
    near_stories,
    read_anew,
    standing_for_clusters,
    vector_of,
)
from tasks.dedupe.terms import TermWeights, terms_of
from warehouse.contracts import Article, StoryVector, TermCount, TextPrint

CLUSTERS = ""
"""The term under which a TermCount holds the number of clusters."""


def place_in_stories(
    articles: Sequence[Article],
    clustered: Clustered,
    before: Mapping[str, TextPrint],
    known: KnownTexts,
    run_id: str,
) -> tuple[list[StoryVector], list[TermCount]]:
    """Vectors that are new or changed, and in how many new clusters each term stands.

    clustered: the batch's prints with their clusters. before: known prints, among them all of those clusters.
    """
    new = {row.article_id: row for row in clustered.prints if row.article_id not in before}
    told = _told(articles, new, clustered.worn)
    if not told:
        return [], []
    founders = [telling for telling in told if new[telling.article_id].joined_because == FOUNDED]
    days = [telling.published_at.date() for telling in told]
    near = _Near(known, founders, min(days) - WINDOW, max(days) + WINDOW)
    outworn = {row.article_id: row for row in clustered.outworn if near.holds(row.published_on)}
    again = _told(known.texts(outworn), outworn, clustered.worn) if outworn else []
    near.count(term for telling in (*told, *again) for term in telling.counts)
    weights = near.weights()
    batch = [vector_of(telling, weights) for telling in told]
    near.fetch(batch, outworn)
    cluster_of = {row.article_id: row.text_cluster_id for row in (*before.values(), *clustered.prints)}
    anew = read_anew([vector_of(telling, weights) for telling in again], near.rows, cluster_of)
    present = {row.article_id: row for row in (*near.rows, *anew)}
    batch = standing_for_clusters(batch, present.values(), cluster_of, {telling.article_id for telling in founders})
    batch = list({row.article_id: row for row in (*anew, *batch)}.values())
    near.fetch(near_stories(batch, near.rows, near.weights()))
    return assign_stories(batch, near.rows, near.weights()), _term_counts(founders, run_id)


def _told(articles: Iterable[Article], prints: Mapping[str, TextPrint], worn: Collection[int]) -> list[Telling]:
    return [
        Telling(article.article_id, prints[article.article_id].published_at, terms_of(article, worn))
        for article in articles
        if article.article_id in prints
    ]


class _Near:
    """Known vectors near a batch, and what their terms and the batch's weigh; both grow with every question."""

    def __init__(self, known: KnownTexts, founders: Sequence[Telling], first_day: date, last_day: date) -> None:
        self._known, self._first_day, self._last_day = known, first_day, last_day
        self._clusters_with = Counter(term for telling in founders for term in telling.counts)
        self._clusters_with[CLUSTERS] = len(founders)
        self._counted: set[str] = set()
        self._rows: dict[str, StoryVector] = {}
        self.count([CLUSTERS])

    @property
    def rows(self) -> list[StoryVector]:
        return list(self._rows.values())

    def weights(self) -> TermWeights:
        return TermWeights(self._clusters_with[CLUSTERS], self._clusters_with)

    def holds(self, day: date) -> bool:
        """Whether vectors of this day are asked for."""
        return self._first_day <= day <= self._last_day

    def fetch(self, texts: Iterable[StoryVector], article_ids: Iterable[str] = ()) -> None:
        """Take the known stories that share key terms with these texts, and those of these articles."""
        keys = [(row.article_id, term) for row in texts for term in row.terms[:KEY_TERMS]]
        wanted = StoryKeys(keys, sorted(article_ids), self._first_day, self._last_day)
        found = self._known.vectors(wanted) if keys else []
        self._rows |= {row.article_id: row for row in found}
        self.count(term for row in found for term in row.terms)

    def count(self, terms: Iterable[str]) -> None:
        """Ask in how many known clusters of the same months these terms stand."""
        asked = sorted(set(terms) - self._counted)
        found = self._known.term_counts(asked, self._first_day, self._last_day) if asked else {}
        self._clusters_with.update({term: found[term] for term in asked if term in found})
        self._counted.update(asked)


def _term_counts(tellings: Iterable[Telling], run_id: str) -> list[TermCount]:
    counts: Counter[tuple[date, str]] = Counter()
    for telling in tellings:
        month = telling.published_at.date().replace(day=1)
        counts.update((month, term) for term in (CLUSTERS, *telling.counts))
    return [
        TermCount(month=month, run_id=run_id, term=term, cluster_count=count)
        for (month, term), count in sorted(counts.items())
    ]
