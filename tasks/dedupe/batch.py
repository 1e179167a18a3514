"""A batch of articles and what is known -> clusters, canonical articles and stories of the batch, and what they change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.models.overrides import Decisions, Overrides
from tasks.dedupe.canonical import choose_canonical
from tasks.dedupe.clusters import FOUNDED, cluster_texts
from tasks.dedupe.clusters import WINDOW as TEXT_WINDOW
from tasks.dedupe.known import KEY_TERMS, KnownTexts, StoryKeys, TextKeys, TextsInMemory
from tasks.dedupe.prints import Fingerprint, fingerprint
from tasks.dedupe.stories import WINDOW as STORY_WINDOW
from tasks.dedupe.stories import Telling, assign_stories
from tasks.dedupe.terms import TermWeights, heaviest, terms_of
from warehouse.contracts import Article, Row, StoryVector, TermCount, TextPrint

CLUSTERS = ""
"""The term under which a TermCount holds the number of clusters."""


@dataclass(frozen=True)
class DedupeOutcome:
    """The batch's articles with cluster, canonical mark and story, and the rows that are new or changed."""

    articles: list[Article]
    prints: list[TextPrint]
    vectors: list[StoryVector]
    term_counts: list[TermCount]

    def rows(self) -> list[Row]:
        """Everything to stage."""
        return [*self.articles, *self.prints, *self.vectors, *self.term_counts]

    def marks_changed(self) -> dict[str, bool]:
        """is_canonical of prints that are not of the batch's articles: theirs have to follow."""
        own = {article.article_id for article in self.articles}
        return {row.article_id: row.is_canonical for row in self.prints if row.article_id not in own}


def dedupe_articles(articles: Sequence[Article], *, kinds: Mapping[str, str] | None = None) -> list[Article]:
    """Fill text_cluster_id, is_canonical and story_id across the articles, nothing else being known; keeps their order."""
    return dedupe_batch(articles, TextsInMemory(), kinds=kinds or {}).articles


def dedupe_batch(
    articles: Sequence[Article],
    known: KnownTexts,
    *,
    kinds: Mapping[str, str],
    overrides: Overrides | None = None,
    run_id: str = "",
) -> DedupeOutcome:
    """Place a batch among what is known. `kinds` tells of sources what they are (news, wire, regulator, company).

    Articles that are known already keep their places. Where the canonical mark of a known article changes, its print is
    among the outcome's; its article takes is_canonical from there.
    """
    if not articles:
        return DedupeOutcome([], [], [], [])
    fingerprints = [fingerprint(article, kinds) for article in articles]
    decisions = (overrides or Overrides()).texts
    known_prints, common = known.prints(_text_keys(fingerprints, decisions))
    placed = cluster_texts(fingerprints, known_prints, common, decisions)
    vectors, counts = _stories(articles, placed, known_prints, known, run_id)
    prints = _with_stories(placed, vectors)
    before = {row.article_id: row for row in known_prints}
    marked = choose_canonical((before | {row.article_id: row for row in prints}).values())
    of = {row.article_id: row for row in marked}
    return DedupeOutcome(
        articles=[_filled(article, of[article.article_id]) for article in articles],
        prints=[row for row in marked if before.get(row.article_id) != row],
        vectors=sorted(vectors, key=lambda row: row.article_id),
        term_counts=counts,
    )


def _text_keys(fingerprints: Sequence[Fingerprint], decisions: Decisions) -> TextKeys:
    decided = {i for one in (*decisions.same, *decisions.different) for i in one.these}
    days = [article.published_at.date() for article in fingerprints]
    return TextKeys(
        article_ids=sorted(decided | {article.article_id for article in fingerprints}),
        shingles=sorted({shingle for article in fingerprints for shingle in article.shingles}),
        words_hashes=sorted({article.words_hash for article in fingerprints}),
        title_hashes=sorted({article.title_hash for article in fingerprints}),
        first_day=min(days) - TEXT_WINDOW,
        last_day=max(days) + TEXT_WINDOW,
    )


def _stories(
    articles: Sequence[Article],
    placed: Sequence[TextPrint],
    known_prints: Iterable[TextPrint],
    known: KnownTexts,
    run_id: str,
) -> tuple[list[StoryVector], list[TermCount]]:
    """Vectors of the texts that founded a cluster in this batch, placed in stories, and the counts of their terms."""
    seen = {row.article_id for row in known_prints}
    founders = {row.article_id: row for row in placed if row.joined_because == FOUNDED and row.article_id not in seen}
    tellings = [
        Telling(article.article_id, founders[article.article_id].published_at, terms_of(article))
        for article in articles
        if article.article_id in founders
    ]
    if not tellings:
        return [], []
    days = [telling.published_at.date() for telling in tellings]
    first_day, last_day = min(days) - STORY_WINDOW, max(days) + STORY_WINDOW
    weights = _weights(tellings, known, first_day, last_day)
    pairs = [
        (telling.article_id, term)
        for telling in tellings
        for term in heaviest(weights.vector(telling.counts), KEY_TERMS)
    ]
    vectors = assign_stories(tellings, known.vectors(StoryKeys(pairs, first_day, last_day)), weights)
    return vectors, _term_counts(tellings, run_id)


def _weights(tellings: Sequence[Telling], known: KnownTexts, first_day: date, last_day: date) -> TermWeights:
    """Weights from the batch and from what is known of the same months."""
    clusters_with = Counter(term for telling in tellings for term in telling.counts)
    clusters_with[CLUSTERS] = len(tellings)
    clusters_with.update(known.term_counts(sorted(clusters_with), first_day, last_day))
    return TermWeights(clusters_with[CLUSTERS], clusters_with)


def _term_counts(tellings: Iterable[Telling], run_id: str) -> list[TermCount]:
    counts: Counter[tuple[date, str]] = Counter()
    for telling in tellings:
        month = telling.published_at.date().replace(day=1)
        counts.update((month, term) for term in (CLUSTERS, *telling.counts))
    return [
        TermCount(month=month, run_id=run_id, term=term, cluster_count=count)
        for (month, term), count in sorted(counts.items())
    ]


def _with_stories(placed: Iterable[TextPrint], vectors: Iterable[StoryVector]) -> list[TextPrint]:
    """Copies take the story of the text that founded their cluster."""
    founded = {vector.article_id: vector.story_id for vector in vectors}
    story_of: dict[str, str | None] = {}
    prints = []
    for row in placed:
        story_id = row.story_id or founded.get(row.article_id) or story_of.get(row.text_cluster_id)
        story_of.setdefault(row.text_cluster_id, story_id)
        prints.append(row if row.story_id == story_id else row.model_copy(update={"story_id": story_id}))
    return prints


def _filled(article: Article, row: TextPrint) -> Article:
    return article.model_copy(
        update={"text_cluster_id": row.text_cluster_id, "is_canonical": row.is_canonical, "story_id": row.story_id}
    )
