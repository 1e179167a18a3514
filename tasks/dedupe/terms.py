"""Article -> its terms and how often they stand in it; and from counts over many articles, how much a term weighs."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tasks.dedupe.words import bare_title, news_part, words_of
from warehouse.contracts import Article

MAX_TERMS = 80
"""Terms kept of an article; the lightest of a long text do not change what it is near to."""
_TITLE_WEIGHT = 2
_PRIOR_CLUSTERS = 200
"""So many imagined clusters temper the weights while few texts are known."""


def terms_of(article: Article) -> Counter[str]:
    """How often each term stands in the news part of the text; a word of the title counts double."""
    counts = Counter(_kept(words_of(news_part(article.text))))
    for term in _kept(words_of(bare_title(article.title))):
        counts[term] += _TITLE_WEIGHT
    return counts


def _kept(words: Iterable[str]) -> Iterable[str]:
    return (_singular(word) for word in words if len(word) > 1)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True)
class TermWeights:
    """In how many of how many clusters each term stands."""

    cluster_count: int
    clusters_with: Mapping[str, int]

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term, at least 0."""
        with_term = self.clusters_with.get(term, 0)
        return math.log((self.cluster_count + _PRIOR_CLUSTERS) / (with_term + 1))

    def vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        """A unit vector of a text: log of the count times weight of the term."""
        raw = {term: (1 + math.log(count)) * self.weight(term) for term, count in counts.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {term: value / length for term, value in raw.items()}


def heaviest(vector: Mapping[str, float], count: int) -> list[str]:
    """The heaviest terms of a vector, the alphabetically first among equals."""
    return sorted(vector, key=lambda term: (-vector[term], term))[:count]
