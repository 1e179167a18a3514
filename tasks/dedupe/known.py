"""What earlier batches left of texts, as dedupe asks for it; the lake answers from its tables, and this from memory."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from warehouse.contracts import Article, StoryVector, TermCount, TextPrint

MAX_CLUSTERS = 3
"""A shingle in more clusters than this is somebody's boilerplate, or a passage that all who write of a thing quote."""
MAX_DAYS = 3
"""Of these, one that came on more days than this is worn: what its issuer says in every release."""
KEY_TERMS = 32
"""A text is looked up by so many of its heaviest terms."""
SHARED_KEYS = 3
"""Two texts are compared when they share so many of them."""
MAX_TEXTS = 150
"""Terms by which more texts are looked up bring no two together."""


@dataclass(frozen=True)
class TextKeys:
    """What prints are looked up by, and the days on which they were published."""

    article_ids: Sequence[str]
    shingles: Sequence[int]
    words_hashes: Sequence[int]
    title_hashes: Sequence[int]
    first_day: date
    last_day: date


@dataclass(frozen=True)
class KnownPrints:
    """Whole clusters of prints; and of shingles that are worn the days on which they came."""

    prints: Sequence[TextPrint]
    common: Mapping[int, Iterable[date]]


@dataclass(frozen=True)
class StoryKeys:
    """What vectors are looked up by, pairs of article and key term and ids, and the days on which they were published."""

    pairs: Sequence[tuple[str, str]]
    article_ids: Sequence[str]
    first_day: date
    last_day: date


class KnownTexts(Protocol):
    """The four questions that a batch asks. An answer may hold more than was asked for; that changes nothing."""

    def prints(self, keys: TextKeys) -> KnownPrints:
        """Whole clusters with a print of one of these ids, words, titles or shingles not worn; and those that are."""
        ...

    def term_counts(self, terms: Iterable[str], first_day: date, last_day: date) -> Mapping[str, int]:
        """In how many clusters each term stands, in the months that these days touch; '' for all clusters."""
        ...

    def vectors(self, keys: StoryKeys) -> Sequence[StoryVector]:
        """Whole stories with a vector that shares SHARED_KEYS key terms with one of the articles, or that is one's."""
        ...

    def texts(self, article_ids: Collection[str]) -> Iterable[Article]:
        """The articles with these ids."""
        ...


@dataclass(frozen=True)
class TextsInMemory:
    """Rows of earlier batches, kept in memory; without any, nothing is known."""

    text_prints: Sequence[TextPrint] = ()
    story_vectors: Sequence[StoryVector] = ()
    counts: Sequence[TermCount] = ()
    articles: Sequence[Article] = ()

    def prints(self, keys: TextKeys) -> KnownPrints:
        """All prints of those days; and their worn shingles."""
        near = [row for row in self.text_prints if keys.first_day <= row.published_on <= keys.last_day]
        clusters: dict[int, set[str]] = defaultdict(set)
        days: dict[int, set[date]] = defaultdict(set)
        for row in near:
            for shingle in row.shingles:
                clusters[shingle].add(row.text_cluster_id)
                days[shingle].add(row.published_on)
        worn = (i for i, found in clusters.items() if len(found) > MAX_CLUSTERS and len(days[i]) > MAX_DAYS)
        return KnownPrints(near, {i: days[i] for i in worn})

    def term_counts(self, terms: Iterable[str], first_day: date, last_day: date) -> Mapping[str, int]:
        """The counts of all terms in those months."""
        counts: Counter[str] = Counter()
        for row in self.counts:
            if first_day.replace(day=1) <= row.month <= last_day:
                counts[row.term] += row.cluster_count
        return counts

    def vectors(self, keys: StoryKeys) -> Sequence[StoryVector]:
        """All vectors of those days."""
        return [row for row in self.story_vectors if keys.first_day <= row.published_on <= keys.last_day]

    def texts(self, article_ids: Collection[str]) -> Iterable[Article]:
        """Those of the articles that were kept."""
        return [row for row in self.articles if row.article_id in article_ids]
