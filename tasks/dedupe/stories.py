"""Founding texts of clusters -> stories: groups of texts that are alike on average, whatever the order they come in."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from operator import mul

from tasks.dedupe.known import KEY_TERMS, MAX_TEXTS, SHARED_KEYS
from tasks.dedupe.terms import MAX_TERMS, TermWeights, heaviest
from warehouse.contracts import StoryVector, stable_id

WINDOW = timedelta(days=35)
"""A story's articles are looked for this far on either side of an article."""
NEAR = 0.21
"""Least mean likeness between two groups of texts that are one story."""
_A_DAY_COSTS = 0.005
"""What a day of distance takes off a likeness, since one company's next story uses many of the same words."""
_FOUNDED = "founded the story"


@dataclass(frozen=True)
class Telling:
    """One text and the counts of its terms."""

    article_id: str
    published_at: datetime
    counts: Mapping[str, int]


def vector_of(telling: Telling, weights: TermWeights) -> StoryVector:
    """What is kept of a text, not yet placed in a story (story_id is empty)."""
    terms = heaviest(weights.vector(telling.counts), MAX_TERMS)
    return StoryVector(
        article_id=telling.article_id,
        story_id="",
        joined_because=_FOUNDED,
        published_at=telling.published_at,
        published_on=telling.published_at.date(),
        terms=terms,
        counts=[telling.counts[term] for term in terms],
    )


def standing_for_clusters(
    batch: Iterable[StoryVector], known: Iterable[StoryVector], cluster_of: Mapping[str, str], founders: Container[str]
) -> list[StoryVector]:
    """One vector for each text cluster that is new, or whose longest copy is: that copy's terms under the founder's id.

    A teaser that came first says less of a story than the release that came after it.
    """
    best = {cluster_of[row.article_id]: row for row in known if row.article_id in cluster_of}
    before = dict(best)
    for row in sorted(batch, key=_order):
        cluster_id = cluster_of[row.article_id]
        present = best.get(cluster_id)
        if present is None and row.article_id in founders:
            best[cluster_id] = row
        elif present and _length(row) > _length(present):
            best[cluster_id] = _in_place_of(present, row)
    return [row for cluster_id, row in best.items() if before.get(cluster_id) != row]


def read_anew(
    texts: Iterable[StoryVector], known: Iterable[StoryVector], cluster_of: Mapping[str, str]
) -> list[StoryVector]:
    """The known vectors of these known texts' clusters, with the terms that the longest of the texts has by now."""
    longest = {cluster_of[row.article_id]: row for row in sorted(texts, key=_length)}
    found = [(row, longest.get(cluster_of.get(row.article_id, ""))) for row in known]
    return [_in_place_of(row, text) for row, text in found if text]


def _in_place_of(present: StoryVector, text: StoryVector) -> StoryVector:
    return text.model_copy(update={name: getattr(present, name) for name in _IDENTITY})


_IDENTITY = ("article_id", "story_id", "joined_because")


def _length(row: StoryVector) -> tuple[int, float]:
    return sum(row.counts), -row.published_at.timestamp()


def near_stories(texts: Iterable[StoryVector], known: Iterable[StoryVector], weights: TermWeights) -> list[StoryVector]:
    """Whole known stories, of those at hand, that one of the texts is near to or stands in."""
    texts, known = list(texts), list(known)
    if not known:
        return []
    now = {row.article_id: row for row in (*known, *texts)}
    touched = _touched({row.article_id for row in texts}, now, _Space(now.values(), weights))
    return [row for row in known if row.story_id in touched]


def assign_stories(
    batch: Iterable[StoryVector], known: Iterable[StoryVector], weights: TermWeights
) -> list[StoryVector]:
    """Place a batch among known vectors; returns the vectors that are new or changed.

    A vector of the batch that has a story already replaces the known one. known: at least every whole story within
    WINDOW of which a text shares SHARED_KEYS key terms with a text of the batch, or of a story near to one of it.
    Stories near to the batch, and those near to them, are grouped anew together with it, so that the result hardly hangs
    on the order in which texts came; a story keeps the id that the first of its known texts had.
    """
    before = {row.article_id: row for row in known}
    new = {row.article_id: row for row in batch}
    now = before | new
    space = _Space(now.values(), weights)
    touched: set[str] = set()
    if any(row.story_id for row in now.values()):
        touched = _touched(new, now, space)
        touched = _touched([*new, *(i for i, row in now.items() if row.story_id in touched)], now, space)
    rows = [row for row in now.values() if row.article_id in new or row.story_id in touched]
    placed = _named(
        _grouped(sorted(rows, key=_order), space), space, taken={row.story_id for row in now.values()} - touched
    )
    return [row for row in placed if row.article_id in new or row.story_id != before[row.article_id].story_id]


def _touched(texts: Collection[str], now: Mapping[str, StoryVector], space: "_Space") -> set[str]:
    """The stories of these texts and of all that are near to one of them."""
    near = {other for one in texts for other in space.near(one)}
    return {now[i].story_id for i in (*texts, *near)} - {""}


def _order(row: StoryVector) -> tuple[datetime, str]:
    return row.published_at, row.article_id


class _Space:
    """Texts and the likenesses between them."""

    def __init__(self, rows: Iterable[StoryVector], weights: TermWeights) -> None:
        self._at: dict[str, datetime] = {}
        self._vectors: dict[str, dict[str, float]] = {}
        self._keys: dict[str, list[str]] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._likeness: dict[tuple[str, str], float] = {}
        for row in rows:
            vector = weights.vector(dict(zip(row.terms, row.counts, strict=True)))
            self._at[row.article_id], self._vectors[row.article_id] = row.published_at, vector
            self._keys[row.article_id] = row.terms[:KEY_TERMS]
            for term in self._keys[row.article_id]:
                self._by_key[term].append(row.article_id)

    def likeness(self, one: str, other: str) -> float:
        """The cosine of two texts, less what the days between them cost."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._likeness:
            days = abs(self._at[one] - self._at[other]) / timedelta(days=1)
            self._likeness[pair] = _product(self._vectors[one], self._vectors[other]) - _A_DAY_COSTS * days
        return self._likeness[pair]

    def near(self, one: str) -> Iterator[str]:
        """Texts alike enough to be of one story, among those that share key terms."""
        found = (self._by_key[term] for term in self._keys[one])
        shared = Counter(other for others in found if len(others) <= MAX_TEXTS for other in others)
        for other, keys in shared.items():
            is_candidate = keys >= SHARED_KEYS and other != one and abs(self._at[one] - self._at[other]) <= WINDOW
            if is_candidate and self.likeness(one, other) >= NEAR:
                yield other


def _grouped(rows: Sequence[StoryVector], space: _Space) -> list[list[StoryVector]]:
    """Join the two groups that are most alike on average, again and again, while any two are near enough."""
    groups = {number: [row] for number, row in enumerate(rows)}
    number_of = {row.article_id: number for number, row in enumerate(rows)}
    neighbours = {
        number: {number_of[other] for other in space.near(row.article_id) if other in number_of}
        for number, row in enumerate(rows)
    }
    heap = [
        (-_mean(groups[one], groups[other], space), one, other)
        for one in groups
        for other in neighbours[one]
        if one < other
    ]
    heapq.heapify(heap)
    for number in range(len(rows), 2 * len(rows)):
        pair = _best(heap, groups)
        if pair is None:
            break
        one, other = pair
        groups[number] = [*groups.pop(one), *groups.pop(other)]
        neighbours[number] = {next_ for i in pair for next_ in neighbours[i] if next_ in groups}
        for next_ in neighbours[number]:
            neighbours[next_].add(number)
            mean = _mean(groups[number], groups[next_], space)
            if mean >= NEAR:
                heapq.heappush(heap, (-mean, next_, number))
    return list(groups.values())


def _best(heap: list[tuple[float, int, int]], groups: Mapping[int, object]) -> tuple[int, int] | None:
    while heap:
        _, one, other = heapq.heappop(heap)
        if one in groups and other in groups:
            return one, other
    return None


def _mean(one: Sequence[StoryVector], other: Sequence[StoryVector], space: _Space) -> float:
    total = sum(space.likeness(a.article_id, b.article_id) for a in one for b in other)
    return total / (len(one) * len(other))


def _named(groups: Iterable[Sequence[StoryVector]], space: _Space, *, taken: set[str]) -> Iterator[StoryVector]:
    """Give each group the first id of its texts that no group before took, else a new one."""
    taken = {"", *taken}
    for group in sorted((sorted(group, key=_order) for group in groups), key=lambda group: _order(group[0])):
        story_id = next((row.story_id for row in group if row.story_id not in taken), None) or _new_id(group[0], taken)
        taken.add(story_id)
        for row in group:
            yield row.model_copy(update={"story_id": story_id, "joined_because": _because(row, group, space)})


def _new_id(row: StoryVector, taken: Container[str]) -> str:
    """An id derived from the first text; where that text left a story which keeps the id, the next one."""
    ids = (stable_id("story", row.article_id, *["again"] * number) for number in count())
    return next(i for i in ids if i not in taken)


def _because(row: StoryVector, group: Sequence[StoryVector], space: _Space) -> str:
    if row is group[0]:
        return _FOUNDED
    likeness, nearest = max(
        (space.likeness(row.article_id, i), i) for i in (other.article_id for other in group) if i != row.article_id
    )
    return f"likeness {likeness:.2f} with {nearest}"


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The scalar product; fsum, since the order in which shared terms come must not matter."""
    shared = one.keys() & other.keys()
    return math.fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))
