"""Founding texts of clusters -> stories: each joins the story of the articles it is nearest to, or founds its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.dedupe.known import KEY_TERMS, SHARED_KEYS
from tasks.dedupe.terms import MAX_TERMS, TermWeights, heaviest
from warehouse.contracts import StoryVector, stable_id

WINDOW = timedelta(days=35)
"""A story's articles are looked for this far on either side of an article."""
NEAR = 0.25
"""Least likeness (mean of the nearest and of the average article of the story) for joining it on the same or the next day."""
_A_DAY_COSTS = 0.03
_TIME_COSTS_AT_MOST = 0.2
"""What a day of distance takes off a likeness, since one company's next story uses many of the same words."""


@dataclass(frozen=True)
class Telling:
    """One text and the counts of its terms."""

    article_id: str
    published_at: datetime
    counts: Mapping[str, int]

    @property
    def order(self) -> tuple[datetime, str]:
        """The order in which texts are taken: by publication, then by id."""
        return self.published_at, self.article_id


def assign_stories(batch: Iterable[Telling], known: Iterable[StoryVector], weights: TermWeights) -> list[StoryVector]:
    """Place a batch among known vectors; returns the batch's vectors with their stories, in order of publication.

    known: at least every vector within WINDOW that shares SHARED_KEYS key terms with a text of the batch. A text that is known already keeps
    its place.
    """
    index = _Index(known, weights)
    return [index.place(telling) for telling in sorted(batch, key=lambda telling: telling.order)]


class _Index:
    """Vectors by key term, growing as texts are placed."""

    def __init__(self, known: Iterable[StoryVector], weights: TermWeights) -> None:
        self._weights = weights
        self._rows: dict[str, StoryVector] = {}
        self._vectors: dict[str, dict[str, float]] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for row in sorted(known, key=lambda row: (row.published_at, row.article_id)):
            self._add(row, weights.vector(dict(zip(row.terms, row.counts, strict=True))))

    def place(self, telling: Telling) -> StoryVector:
        if known := self._rows.get(telling.article_id):
            return known
        vector = self._weights.vector(telling.counts)
        counts = {term: telling.counts[term] for term in heaviest(vector, MAX_TERMS)}
        vector = self._weights.vector(counts)
        story_id, because = self._nearest(telling, vector, list(counts)[:KEY_TERMS])
        row = StoryVector(
            article_id=telling.article_id,
            story_id=story_id,
            joined_because=because,
            published_at=telling.published_at,
            published_on=telling.published_at.date(),
            terms=list(counts),
            counts=list(counts.values()),
        )
        self._add(row, vector)
        return row

    def _add(self, row: StoryVector, vector: dict[str, float]) -> None:
        self._rows[row.article_id] = row
        self._vectors[row.article_id] = vector
        for term in row.terms[:KEY_TERMS]:
            self._by_key[term].append(row.article_id)

    def _nearest(self, telling: Telling, vector: Mapping[str, float], keys: Iterable[str]) -> tuple[str, str]:
        shared = Counter(article_id for term in keys for article_id in self._by_key.get(term, ()))
        candidates = [article_id for article_id, count in shared.items() if count >= SHARED_KEYS]
        by_story: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for article_id in candidates:
            row = self._rows[article_id]
            if abs(row.published_at - telling.published_at) <= WINDOW:
                likeness = _product(vector, self._vectors[article_id]) - _cost(telling.published_at - row.published_at)
                by_story[row.story_id].append((likeness, article_id))
        ranked = sorted((-_nearness(members), story_id) for story_id, members in by_story.items())
        if ranked and -ranked[0][0] >= NEAR:
            nearness, story_id = ranked[0]
            nearest = max(by_story[story_id])
            return story_id, f"likeness {nearest[0]:.2f} with {nearest[1]}"
        return stable_id("story", telling.article_id), "founded the story"


def _cost(distance: timedelta) -> float:
    return min(_TIME_COSTS_AT_MOST, _A_DAY_COSTS * max(0, abs(distance) // timedelta(days=1) - 1))


def _nearness(members: list[tuple[float, str]]) -> float:
    values = [likeness for likeness, _ in members]
    return (max(values) + sum(values) / len(values)) / 2


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[term] for term, value in one.items() if term in other)
