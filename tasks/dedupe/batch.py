"""A batch of articles and what is known -> clusters, canonical articles and stories of the batch, and what they change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tasks.dedupe.canonical import choose_canonical
from tasks.dedupe.clusters import cluster_texts
from tasks.dedupe.prints import fingerprint
from tasks.dedupe.stories import Telling, assign_stories
from tasks.dedupe.terms import TermWeights, terms_of
from warehouse.contracts import Article, StoryVector, TermCount, TextPrint

CLUSTERS = ""
"""The term under which a TermCount holds the number of clusters."""


@dataclass(frozen=True)
class KnownTexts:
    """What earlier batches left; more than the queries of warehouse/queries find does not change the outcome."""

    prints: Sequence[TextPrint] = ()
    common: Sequence[int] = ()
    vectors: Sequence[StoryVector] = ()
    term_counts: Sequence[TermCount] = ()


@dataclass(frozen=True)
class DedupeOutcome:
    """The batch's articles with cluster, canonical mark and story, and the rows that are new or changed."""

    articles: list[Article]
    prints: list[TextPrint]
    vectors: list[StoryVector] = field(default_factory=list)
    term_counts: list[TermCount] = field(default_factory=list)


def dedupe_articles(articles: Sequence[Article], *, kinds: Mapping[str, str] | None = None) -> list[Article]:
    """Fill text_cluster_id, is_canonical and story_id across the articles, nothing else being known; keeps their order."""
    return dedupe_batch(articles, KnownTexts(), kinds=kinds or {}).articles


def dedupe_batch(
    articles: Sequence[Article], known: KnownTexts, *, kinds: Mapping[str, str], run_id: str = ""
) -> DedupeOutcome:
    """Place a batch among what is known. `kinds` tells of sources what they are (news, wire, regulator, company).

    Rows of articles that are known already come back as they were. Known prints whose canonical mark changes are among
    the outcome's prints; their articles take is_canonical from there.
    """
    placed = cluster_texts((fingerprint(article, kinds) for article in articles), known.prints, known.common)
    founders = {text_print.article_id for text_print in placed if text_print.joined_because == FOUNDED}
    seen = {text_print.article_id for text_print in known.prints}
    tellings = [
        Telling(text_print.article_id, text_print.published_at, terms_of(article))
        for article, text_print in _matched(articles, placed)
        if article.article_id in founders - seen
    ]
    vectors = assign_stories(tellings, known.vectors, _weights(tellings, known.term_counts))
    prints = _with_stories(placed, known.prints, vectors)
    marked = choose_canonical(_together(known.prints, prints))
    before = {text_print.article_id: text_print for text_print in known.prints}
    changed = [row for row in marked if before.get(row.article_id) != row]
    of = {text_print.article_id: text_print for text_print in marked}
    return DedupeOutcome(
        articles=[_filled(article, of[article.article_id]) for article in articles],
        prints=changed,
        vectors=vectors,
        term_counts=_term_counts(tellings, run_id),
    )


FOUNDED = "founded the cluster"


def _matched(articles: Iterable[Article], prints: Iterable[TextPrint]) -> list[tuple[Article, TextPrint]]:
    of = {article.article_id: article for article in articles}
    return [(of[text_print.article_id], text_print) for text_print in prints]


def _weights(tellings: Sequence[Telling], term_counts: Iterable[TermCount]) -> TermWeights:
    clusters_with = Counter(term for telling in tellings for term in telling.counts)
    clusters_with[CLUSTERS] = len(tellings)
    for row in term_counts:
        clusters_with[row.term] += row.cluster_count
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


def _with_stories(
    placed: Iterable[TextPrint], known: Iterable[TextPrint], vectors: Iterable[StoryVector]
) -> list[TextPrint]:
    """Copies take the story of their cluster."""
    story_of_article = {vector.article_id: vector.story_id for vector in vectors}
    story_of: dict[str, str | None] = {row.text_cluster_id: row.story_id for row in known if row.story_id}
    prints = []
    for row in placed:
        story_id = row.story_id or story_of.get(row.text_cluster_id) or story_of_article.get(row.article_id)
        story_of[row.text_cluster_id] = story_id
        prints.append(row if row.story_id == story_id else row.model_copy(update={"story_id": story_id}))
    return prints


def _together(known: Iterable[TextPrint], prints: Iterable[TextPrint]) -> list[TextPrint]:
    return list(({row.article_id: row for row in known} | {row.article_id: row for row in prints}).values())


def _filled(article: Article, row: TextPrint) -> Article:
    return article.model_copy(
        update={"text_cluster_id": row.text_cluster_id, "is_canonical": row.is_canonical, "story_id": row.story_id}
    )
