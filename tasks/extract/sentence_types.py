"""Which sentence tells which type of event, by the weight of its words: a linear model beside the patterns.

A logistic regression for each type over stems and pairs of stems, names replaced by their kinds; it is trained from
the labelled sentences and articles of the repository (`make train`), config/learned/README.md tells what it reaches.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from Stemmer import Stemmer

from config.models.learned import LearnedWeights
from tasks.extract.document import Document, Sentence

KINDS = frozenset(
    {"product", "company", "regulator", "amount", "phase", "indication", "designation", "place", "target", "trial"}
)
"""Names of these kinds count as their kind: what happened is told by the words around them."""

REACH = 6
"""Words: what speaks for a type further away from the loudest word belongs to something else."""

VERB = 2
"""Words: so far before what speaks for a type its verb and the verb's auxiliary may stand."""

IMPROBABLE = -4.0
"""Scores below this (probability 0.018) count as never."""

_STEMMER = Stemmer("english")
"""Snowball's English stemmer: "acquires", "acquired" and "acquiring" count as one word."""

UNKNOWN = 0
"""The row of what is no feature; it says nothing for any type."""


class _Rows(NamedTuple):
    """The rows of all features that begin with one word: the word alone, and with a word next to it or one further."""

    alone: int
    beside: dict[str, int]
    further: dict[str, int]


_NO_ROWS = _Rows(UNKNOWN, {}, {})


@dataclass(frozen=True)
class SentenceTypes:
    """The trained model: a row of weights for each feature with a column for each type, and the rows by first word."""

    types: tuple[str, ...]
    biases: NDArray[np.float64]
    weights: NDArray[np.float64]
    rows: Mapping[str, _Rows]

    def read(self, document: Document, sentences: Iterable[Sentence]) -> "dict[int, Reading]":
        """What the model says of sentences of an annotated document, by index; those that tell nothing are left out."""
        spoken = [(sentence, self.rows_of(sentence_words(document, sentence))) for sentence in sentences]
        if not spoken:
            return {}
        features = [{UNKNOWN, *rows} for _, rows in spoken]  # one counts once, however often it stands in a sentence
        begins = [0, *accumulate(map(len, features[:-1]))]
        totals = np.add.reduceat(self.weights.take(list(chain(*features)), axis=0), begins, axis=0) + self.biases
        readings: dict[int, Reading] = {}
        for place, number in np.argwhere(totals > IMPROBABLE).tolist():
            sentence, rows = spoken[place]
            reading = readings.setdefault(sentence.index, Reading(self, document, sentence, rows, {}))
            reading.probability[self.types[number]] = 1 / (1 + math.exp(-totals[place, number]))
        return readings

    def rows_of(self, words: list[str]) -> list[int]:
        """Three rows for each word, UNKNOWN among them: of the word, of it with the next, and of it with the one after."""
        found: list[int] = []
        firsts = [self.rows.get(word, _NO_ROWS) for word in words]
        for (alone, beside, further), second, third in zip(
            firsts, [*words[1:], ""], [*words[2:], "", ""], strict=False
        ):
            found += (alone, beside.get(second, UNKNOWN), further.get(third, UNKNOWN))
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """How probable it is that a sentence tells an event of each type; types that are left out are improbable."""

    model: SentenceTypes
    document: Document
    sentence: Sentence
    rows: list[int]
    probability: dict[str, float]

    def likely(self, at_least: float) -> list[str]:
        """The types that are told with at least this probability, by name."""
        return [name for name, probability in self.probability.items() if probability >= at_least]

    def stretch(self, event_type: str) -> tuple[int, int]:
        """Offsets into Document.full: from the first to the last word that speaks for a type at least half as loud as the
        loudest, with the words before them that may say whether it happened.
        """
        number = self.model.types.index(event_type)
        places = list(_word_places(self.document, self.sentence))
        loudness = [0.0] * len(places)
        for index, weight in enumerate(self.model.weights[self.rows, number].tolist()):
            if weight:
                loudness[index // 3 + index % 3] += weight  # a feature is heard where its last word stands
        loudest = max(range(len(places)), key=loudness.__getitem__)
        near = range(max(0, loudest - REACH), min(len(places), loudest + REACH + 1))
        loud = [place for place in near if loudness[place] >= loudness[loudest] / 2]
        return places[max(0, loud[0] - VERB)][0], places[loud[-1]][1]


def build_sentence_types(learned: LearnedWeights) -> SentenceTypes:
    """Arrange the weights in rows, for look-up by the first word of a feature."""
    types = tuple(sorted(learned.biases))
    features = dict.fromkeys(each.feature for each in learned.rows)
    row_of = {feature: row for row, feature in enumerate(features, UNKNOWN + 1)}
    weights = np.zeros((len(row_of) + 1, len(types)))
    for each in learned.rows:
        weights[row_of[each.feature], types.index(each.answer)] = each.weight
    rows: dict[str, _Rows] = {}
    for feature, row in row_of.items():
        first, *others = feature.split(" ")
        known = rows.setdefault(first, _Rows(UNKNOWN, {}, {}))
        if not others:
            rows[first] = known._replace(alone=row)
        elif len(others) == 1:
            known.beside[others[0]] = row
        else:
            known.further[others[1]] = row
    return SentenceTypes(types, np.array([learned.biases[name] for name in types]), weights, rows)


def sentence_words(document: Document, sentence: Sentence) -> list[str]:
    """The stems of the words of an annotated sentence, names as their kinds and figures as one word."""
    words: list[str] = []
    for start, end, kind in _pieces(document, sentence):
        if kind:
            words.append(f"<{kind}>")
        else:
            plain = document.plain[start:end].split()
            words += _STEMMER.stemWords(["<figure>" if word[0].isdigit() else word for word in plain])
    return words


def features_of(words: list[str]) -> frozenset[str]:
    """Each word, pair of neighbours, and pair with one word in between, as trained: "a", "a b", "a _ b"."""
    return frozenset(
        (
            *words,
            *(f"{one} {two}" for one, two in zip(words, words[1:], strict=False)),
            *(f"{one} _ {two}" for one, two in zip(words, words[2:], strict=False)),
        )
    )


def _word_places(document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the words of `sentence_words` stand in Document.full."""
    for start, end, kind in _pieces(document, sentence):
        if kind:
            yield start, end
        else:
            yield from (match.span() for match in _WORD.finditer(document.plain, start, end))


_WORD = re.compile(r"\S+")


def _pieces(document: Document, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The sentence cut into names, with their kinds, and what stands between them."""
    place = sentence.start
    for span in document.spans_between(sentence.start, sentence.end):
        if span.kind in KINDS and span.start >= place and span.end > span.start:
            yield place, span.start, ""
            yield span.start, span.end, span.kind
            place = span.end
    yield place, sentence.end, ""
