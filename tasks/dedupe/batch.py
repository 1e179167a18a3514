"""A batch of articles and what is known -> clusters, canonical articles and stories of the batch, and what they change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from config.models.overrides import Decisions, Overrides
from tasks.dedupe.batch_stories import place_in_stories
from tasks.dedupe.canonical import choose_canonical
from tasks.dedupe.clusters import WINDOW as TEXT_WINDOW
from tasks.dedupe.clusters import cluster_texts
from tasks.dedupe.known import KnownTexts, TextKeys, TextsInMemory
from tasks.dedupe.prints import Fingerprint, fingerprint
from tasks.dedupe.stories import WINDOW as STORY_WINDOW
from warehouse.contracts import Article, Row, StoryVector, TermCount, TextPrint


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

    def followers(self) -> dict[str, TextPrint]:
        """By article, the changed prints of other articles than the batch's: these have to follow them."""
        own = {article.article_id for article in self.articles}
        return {row.article_id: row for row in self.prints if row.article_id not in own}


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

    Articles that are known already keep their clusters. Where the canonical mark or the story of a known article
    changes, its print is among the outcome's; its article takes both from there.
    """
    if not articles:
        return DedupeOutcome([], [], [], [])
    fingerprints = [fingerprint(article, kinds) for article in articles]
    decisions = (overrides or Overrides()).texts
    keys = _text_keys(fingerprints, decisions)
    known_prints = known.prints(keys)
    before = {row.article_id: row for row in known_prints.prints}
    clustered = cluster_texts(fingerprints, known_prints, decisions)
    vectors, counts = place_in_stories(articles, clustered, before, known, run_id)
    marked = choose_canonical((before | {row.article_id: row for row in clustered.prints}).values())
    before |= {row.article_id: row for row in _prints_of(vectors, marked, known, keys)}
    prints = _with_stories((before | {row.article_id: row for row in marked}).values(), vectors)
    of = {row.article_id: row for row in prints}
    return DedupeOutcome(
        articles=[placed_article(article, of[article.article_id]) for article in articles],
        prints=[row for row in prints if before.get(row.article_id) != row],
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


def _prints_of(
    vectors: Iterable[StoryVector], marked: Iterable[TextPrint], known: KnownTexts, keys: TextKeys
) -> list[TextPrint]:
    """The clusters of known texts that changed stories, where they are not at hand."""
    at_hand = {row.article_id for row in marked}
    missing = sorted(vector.article_id for vector in vectors if vector.article_id not in at_hand)
    if not missing:
        return []
    first_day, last_day = keys.first_day - STORY_WINDOW, keys.last_day + STORY_WINDOW
    found = known.prints(TextKeys(missing, (), (), (), first_day, last_day))
    return [row for row in found.prints if row.article_id not in at_hand]


def _with_stories(prints: Iterable[TextPrint], vectors: Iterable[StoryVector]) -> list[TextPrint]:
    """All copies take the story of the text that founded their cluster."""
    rows = sorted(prints, key=lambda row: row.article_id)
    cluster_of = {row.article_id: row.text_cluster_id for row in rows}
    story_of = {cluster_of[vector.article_id]: vector.story_id for vector in vectors}
    return [
        row.model_copy(update={"story_id": story_of[row.text_cluster_id]})
        if row.story_id != story_of.get(row.text_cluster_id, row.story_id)
        else row
        for row in rows
    ]


def placed_article(article: Article, row: TextPrint) -> Article:
    """The article with the cluster, the canonical mark and the story of its print."""
    return article.model_copy(
        update={"text_cluster_id": row.text_cluster_id, "is_canonical": row.is_canonical, "story_id": row.story_id}
    )
