"""Text prints -> text clusters: each article joins the cluster of the text it is a copy of, or founds its own.

Seven tenths of a release is its issuer's boilerplate, so likeness is counted over rare shingles only: those that stand in
at most three clusters (per cluster, not per copy, so that a much copied text stays rare).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.models.overrides import Decisions
from tasks.dedupe.facts import Facts, conflict
from tasks.dedupe.known import MAX_CLUSTERS, MAX_DAYS, KnownPrints
from tasks.dedupe.prints import Fingerprint
from tasks.dedupe.shingles import is_in_quarter
from warehouse.contracts import TextPrint, stable_id

WINDOW = timedelta(days=120)
"""Copies are looked for this far on either side of an article."""
_NEEDED = ((3, 0.5), (45, 0.7), (120, 0.85))
"""(Days apart up to, least containment): the later a text comes back, the more it has to be the same."""
_REMEMBERED = timedelta(days=30)
"""A shingle worn within so many days is not kept again, so that one of a daily boilerplate costs no more than another."""
_PASSAGE = 0.03
"""A known text is read again when so much of it becomes worn at once; a phrase here and there is no passage."""
_SOON = timedelta(days=3)
"""Beyond this a copy has the title of the original, too, and is more than a paragraph: short notices recur."""
_NEEDED_HEAD = 0.65
_MIN_SHARED = 3
FOUNDED = "founded the cluster"
_PLACE = ("text_cluster_id", "story_id", "joined_because", "is_canonical")
_SAME_TITLE_DAYS = 3
_SAME_TITLE_WORDS = 5
_SAME_TITLE_HELD = 0.8
_AT_ONCE = timedelta(hours=12)
"""A short text without a fact fits every notice of a daily series; only what comes so soon is surely of the same one."""


@dataclass(frozen=True)
class Clustered:
    """The batch's prints with their clusters, in order of publication, and its worn shingles.

    outworn: known prints, whole clusters of them, of which a passage is worn since this batch.
    """

    prints: list[TextPrint]
    worn: frozenset[int]
    outworn: list[TextPrint]


def cluster_texts(batch: Sequence[Fingerprint], known: KnownPrints, decisions: Decisions | None = None) -> Clustered:
    """Place a batch among known prints.

    known: at least every print within WINDOW that shares a rare shingle, the words or the title with the batch, and the
    batch's shingles that are common where the prints do not show it; more does not change the result. An article that is
    known already keeps its place, with the words that it has today.
    """
    index = _Index(known, decisions or Decisions())
    shingles = {i for article in batch for i in article.shingles}
    before = index.worn(shingles)
    prints = [index.place(article) for article in sorted(batch, key=lambda article: article.order)]
    worn = index.worn(shingles)
    return Clustered(prints, worn, _outworn(known.prints, worn - before))


def _outworn(known: Sequence[TextPrint], newly_worn: Collection[int]) -> list[TextPrint]:
    clusters = {
        row.text_cluster_id
        for row in known
        if newly_worn and sum(i in newly_worn for i in row.shingles) > _PASSAGE * len(row.shingles)
    }
    return [row for row in known if row.text_cluster_id in clusters]


class _Index:
    """Prints by shingle, by words and by title, growing as articles are placed."""

    def __init__(self, known: KnownPrints, decisions: Decisions) -> None:
        self._decisions = decisions
        self._prints: dict[str, TextPrint] = {}
        self._by_shingle: dict[int, list[str]] = defaultdict(list)
        self._clusters_with: dict[int, set[str]] = defaultdict(set)
        self._by_words: dict[int, list[str]] = defaultdict(list)
        self._by_title: dict[int, list[str]] = defaultdict(list)
        self._common = known.common
        self._days_with: dict[int, set[date]] = defaultdict(set, {i: set(days) for i, days in known.common.items()})
        self._copies: dict[str, list[TextPrint]] = defaultdict(list)
        for text_print in sorted(known.prints, key=lambda text_print: (text_print.published_at, text_print.article_id)):
            self._add(text_print)

    def place(self, article: Fingerprint) -> TextPrint:
        known = self._prints.get(article.article_id)
        if known and known.words_hash == article.words_hash:
            return known
        rare = [value for value in article.shingles if self._is_rare(value)]
        placed = _print_of(article, rare, [value for value in article.shingles if self._is_kept(value, article)])
        if known:
            placed = placed.model_copy(update={name: getattr(known, name) for name in _PLACE})
        elif found := self._found(article, rare):
            other, because = found
            update = {"text_cluster_id": other.text_cluster_id, "story_id": other.story_id, "joined_because": because}
            placed = placed.model_copy(update=update)
        self._add(placed)
        return placed

    def _found(self, article: Fingerprint, rare: Sequence[int]) -> tuple[TextPrint, str] | None:
        """The print that the article is a copy of, and why; what a person decided goes before every likeness."""
        for decision in self._decisions.same:
            partners = [self._prints[i] for i in decision.these if i in self._prints]
            if article.article_id in decision.these and partners:
                return partners[0], f"override: {decision.because}"
        # The start of a notice is the start of all in its series: there the nearest goes before the same words.
        same_words = None if article.is_short else self._same_words(article)
        found = same_words or self._same_title(article) or self._contained(article, rare) or self._same_words(article)
        return None if found and self._is_kept_apart(article.article_id, found[0].text_cluster_id) else found

    def _is_kept_apart(self, article_id: str, text_cluster_id: str) -> bool:
        others = {i for one in self._decisions.different if article_id in one.these for i in one.these}
        return any(i in self._prints and self._prints[i].text_cluster_id == text_cluster_id for i in others)

    def _add(self, text_print: TextPrint) -> None:
        self._prints[text_print.article_id] = text_print
        self._copies[text_print.text_cluster_id].append(text_print)
        self._by_words[text_print.words_hash].append(text_print.article_id)
        self._by_title[text_print.title_hash].append(text_print.article_id)
        for value in text_print.shingles:
            self._by_shingle[value].append(text_print.article_id)
            self._clusters_with[value].add(text_print.text_cluster_id)
            self._days_with[value].add(text_print.published_on)

    def _is_rare(self, value: int) -> bool:
        return value not in self._common and len(self._clusters_with.get(value, ())) <= MAX_CLUSTERS

    def worn(self, values: Iterable[int]) -> frozenset[int]:
        """Those of the shingles that are in too many clusters, and on too many days, for a passage of one story."""
        return frozenset(filter(self._is_worn, values))

    def _is_worn(self, value: int) -> bool:
        return not self._is_rare(value) and len(self._days_with[value]) > MAX_DAYS

    def _is_kept(self, value: int, article: Fingerprint) -> bool:
        if not self._is_worn(value):
            return True
        day = article.published_at.date()
        return sum(abs(other - day) <= _REMEMBERED for other in self._days_with[value]) <= MAX_DAYS

    def _same_words(self, article: Fingerprint) -> tuple[TextPrint, str] | None:
        window = (_SOON if article.facts.tell_issues_apart else _AT_ONCE) if article.is_short else WINDOW
        same = self._near(article, self._by_words.get(article.words_hash, ()), window)
        return (same[0], f"same words as {same[0].article_id}") if same else None

    def _same_title(self, article: Fingerprint) -> tuple[TextPrint, str] | None:
        """A teaser, a correction whose text is only what was corrected, or a text all of whose words are common."""
        if article.title_words < _SAME_TITLE_WORDS:
            return None
        goes_by_title = article.is_restated or article.is_short
        window = timedelta(days=_SAME_TITLE_DAYS)
        near = self._near(article, self._by_title.get(article.title_hash, ()), window)
        for other in sorted(near, key=lambda other: _strange_words(article, other)):
            if (goes_by_title or _held(article, other) >= _SAME_TITLE_HELD) and not self._is_twin(article, other):
                return other, f"same title as {other.article_id}, less than {_SAME_TITLE_DAYS} days apart"
        return None

    def _near(self, article: Fingerprint, article_ids: Sequence[str], window: timedelta) -> list[TextPrint]:
        prints = [self._prints[article_id] for article_id in article_ids]
        near = [other for other in prints if abs(other.published_at - article.published_at) <= window]
        return sorted(near, key=lambda other: (abs(other.published_at - article.published_at), other.article_id))

    def _contained(self, article: Fingerprint, rare: Sequence[int]) -> tuple[TextPrint, str] | None:
        """The print that holds most of the article, or is held by it, and contradicts it in no fact."""
        shared = Counter(article_id for value in rare for article_id in self._by_shingle.get(value, ()))
        quarter = [value for value in rare if is_in_quarter(value)]
        shared_quarter = Counter(article_id for value in quarter for article_id in self._by_shingle.get(value, ()))
        ranked = []
        for article_id in shared:
            other = self._prints[article_id]
            if article.is_sampled == other.is_sampled:
                both, least = shared[article_id], min(len(rare), other.shingle_count)
            else:
                both, least = shared_quarter[article_id], min(len(quarter), other.quarter_count)
            if least >= _MIN_SHARED and both >= _MIN_SHARED:
                days_apart = abs(other.published_at - article.published_at)
                ranked.append((-min(1.0, both / least), days_apart, other.published_at, article_id))
        for negative, _, _, article_id in sorted(ranked):
            other = self._prints[article_id]
            if -negative >= _needed(article, other) and self._is_copy(article, other):
                return other, f"shares {-negative:.0%} of its rare shingles with {article_id}"
        return None

    def _is_copy(self, article: Fingerprint, other: TextPrint) -> bool:
        """Whether one holds the other's start and nothing proves them twins."""
        return self._has_its_head(article, other) and not self._is_twin(article, other)

    def _is_twin(self, article: Fingerprint, other: TextPrint) -> bool:
        """Whether the other or a copy of it proves to be a twin: a teaser fits the texts of many days."""
        copies = self._copies[other.text_cluster_id]
        return _is_twin(article, other) or any(conflict(article.facts, _facts(copy)) for copy in copies)

    def _has_its_head(self, article: Fingerprint, other: TextPrint) -> bool:
        """Whether the start of one text stands in the other: two releases of one issuer share all but their start."""
        return max(self._held(article, other), self._held(other, article)) >= _NEEDED_HEAD

    def _held(self, one: Fingerprint | TextPrint, other: Fingerprint | TextPrint) -> float:
        """The share of the first's rare head shingles that the other has; of a sampled text only a quarter is at hand."""
        head = [value for value in one.head if self._is_rare(value)]
        if not head:
            return 0.0
        in_head = len(set(head) & set(other.head)) / len(head)
        at_hand = [value for value in head if is_in_quarter(value)] if other.is_sampled else head
        held = set(other.shingles) | set(other.head)
        return max(in_head, sum(value in held for value in at_hand) / len(at_hand) if at_hand else 0.0)


def _held(article: Fingerprint, other: TextPrint) -> float:
    """The share of the shorter text's shingles, common or not, that the longer one has."""
    one, two = set(article.shingles), set(other.shingles)
    if article.is_sampled != other.is_sampled:
        one, two = (set(filter(is_in_quarter, values)) for values in (one, two))
    return len(one & two) / max(1, min(len(one), len(two)))


def _strange_words(article: Fingerprint, other: TextPrint) -> int:
    """How many words the one has that the other lacks, in the direction in which they are fewer: none for a part of it."""
    one, two = set(article.facts.words.split()), set(other.lead_words.split())
    return min(len(one - two), len(two - one))


def _is_twin(article: Fingerprint, other: TextPrint) -> bool:
    """Whether something says that the two are no copies: a fact, or a long time between different or short notices."""
    is_late = abs(article.published_at - other.published_at) > _SOON
    if is_late and (article.is_short or other.is_short or article.title_hash != other.title_hash):
        return True
    return conflict(article.facts, _facts(other)) is not None


def _facts(text_print: TextPrint) -> Facts:
    return Facts(tuple(text_print.facts), text_print.lead_words)


def _needed(article: Fingerprint, other: TextPrint) -> float:
    days = abs(article.published_at - other.published_at) / timedelta(days=1)
    return next((containment for limit, containment in _NEEDED if days <= limit), 2.0)


def _print_of(article: Fingerprint, rare: Sequence[int], kept: list[int]) -> TextPrint:
    """The print of an article that founds a cluster."""
    return TextPrint(
        article_id=article.article_id,
        text_cluster_id=stable_id("text", article.article_id),
        joined_because=FOUNDED,
        is_canonical=False,
        standing=article.standing,
        published_at=article.published_at,
        published_on=article.published_at.date(),
        words_hash=article.words_hash,
        title_hash=article.title_hash,
        is_sampled=article.is_sampled,
        shingle_count=len(rare),
        quarter_count=sum(map(is_in_quarter, rare)),
        shingles=kept,
        head=article.head,
        is_short=article.is_short,
        facts=list(article.facts.stated),
        lead_words=article.facts.words,
    )
