"""Article -> its terms and how often they stand in it; and from counts over many articles, how much a term weighs."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from tasks.dedupe.common_words import COMMON_WORDS
from tasks.dedupe.function_words import FUNCTION_WORDS
from tasks.dedupe.shingles import without
from tasks.dedupe.words import bare_title, news_part, words_of
from warehouse.contracts import Article

MAX_TERMS = 400
"""Terms kept of an article, heaviest first: all but those of very long ones, for light words that two texts share count."""
_PRIOR_CLUSTERS = 1000
_PRIOR_SHARE = 0.002
"""So many imagined clusters, in which common words have their usual share, temper the weights while few texts are known."""
_FUNCTION_WORD_SHARE = 0.6
"""Among articles of its language; that few articles are in that language makes a word no more telling."""


def terms_of(article: Article, worn: Collection[int] = ()) -> Counter[str]:
    """How often each term stands in the title and the news part of the text, outside of passages of worn shingles."""
    news = without(words_of(news_part(article.text)), worn)
    return Counter(_kept([*words_of(bare_title(article.title)), *news]))


def _kept(words: Iterable[str]) -> Iterable[str]:
    return (_singular(word) for word in words if len(word) > 1)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


_USUAL_SHARES = dict.fromkeys(map(_singular, FUNCTION_WORDS), _FUNCTION_WORD_SHARE) | COMMON_WORDS


class TermWeights:
    """What each term weighs, given in how many of how many clusters it stands: its inverse document frequency."""

    def __init__(self, cluster_count: int, clusters_with: Mapping[str, int]) -> None:
        total = math.log(cluster_count + _PRIOR_CLUSTERS)
        self._unseen = total - math.log(1 + _PRIOR_CLUSTERS * _PRIOR_SHARE)
        self._weights = {
            term: total
            - math.log(1 + clusters_with.get(term, 0) + _PRIOR_CLUSTERS * _USUAL_SHARES.get(term, _PRIOR_SHARE))
            for term in clusters_with.keys() | _USUAL_SHARES.keys()
        }

    def vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        """A unit vector of a text: log of the count times weight of the term."""
        weights, unseen = self._weights, self._unseen
        raw = {term: _log_count(count) * weights.get(term, unseen) for term, count in counts.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {term: value / length for term, value in raw.items()}


@cache
def _log_count(count: int) -> float:
    return 1 + math.log(count)


def heaviest(vector: Mapping[str, float], count: int) -> list[str]:
    """The heaviest terms of a vector, the alphabetically first among equals."""
    return sorted(vector, key=lambda term: (-vector[term], term))[:count]
