"""Which sentence tells which type of event, by the weight of its words: a linear model beside the patterns.

A logistic regression for each type over words and pairs of words, names replaced by their kinds; it is trained from
the labelled sentences and articles of the repository (`make train`), config/learned/README.md tells what it reaches.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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

Weights = tuple[tuple[int, float], ...]
"""What a feature adds to the score of types, by their number."""


@dataclass(slots=True)
class _Entry:
    """All features that begin with one word: the word alone, and with a word next to it or one further."""

    alone: Weights = ()
    next: dict[str, Weights] = field(default_factory=dict)
    later: dict[str, Weights] = field(default_factory=dict)


@dataclass(frozen=True)
class SentenceTypes:
    """The trained model: features by their first word."""

    types: tuple[str, ...]
    biases: tuple[float, ...]
    entries: Mapping[str, _Entry]

    def read(self, document: Document, sentence: Sentence) -> "Reading":
        """What the model says of a sentence of an annotated document."""
        voices = self._voices(sentence_words(document, sentence))
        totals = list(self.biases)
        # A feature counts once however often it stands in the sentence; each has a tuple of its own.
        for weights in {id(weights): weights for _, weights in voices}.values():
            for number, weight in weights:
                totals[number] += weight
        probability = {
            self.types[number]: 1 / (1 + math.exp(-total)) for number, total in enumerate(totals) if total > IMPROBABLE
        }
        return Reading(self, document, sentence, voices, probability)

    def _voices(self, words: list[str]) -> list[tuple[int, Weights]]:
        """Every known feature of a sentence with the place of its last word."""
        voices: list[tuple[int, Weights]] = []
        last = len(words)
        for place, word in enumerate(words):
            entry = self.entries.get(word)
            if entry is None:
                continue
            if entry.alone:
                voices.append((place, entry.alone))
            if place + 1 < last and (weights := entry.next.get(words[place + 1])):
                voices.append((place + 1, weights))
            if place + 2 < last and (weights := entry.later.get(words[place + 2])):
                voices.append((place + 2, weights))
        return voices


@dataclass(frozen=True, slots=True)
class Reading:
    """How probable it is that a sentence tells an event of each type; types that are left out are improbable."""

    model: SentenceTypes
    document: Document
    sentence: Sentence
    voices: list[tuple[int, Weights]]
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
        for place, weights in self.voices:
            loudness[place] += sum(weight for other, weight in weights if other == number)
        loudest = max(range(len(places)), key=loudness.__getitem__)
        near = range(max(0, loudest - REACH), min(len(places), loudest + REACH + 1))
        loud = [place for place in near if loudness[place] >= loudness[loudest] / 2]
        return places[max(0, loud[0] - VERB)][0], places[loud[-1]][1]


def build_sentence_types(learned: LearnedWeights) -> SentenceTypes:
    """Arrange the weights for look-up by the first word of a feature."""
    types = tuple(sorted(learned.biases))
    number_of = {name: number for number, name in enumerate(types)}
    by_feature: dict[str, list[tuple[int, float]]] = {}
    for row in learned.rows:
        by_feature.setdefault(row.feature, []).append((number_of[row.answer], row.weight))
    entries: dict[str, _Entry] = {}
    for feature, pairs in by_feature.items():
        first, *others = feature.split(" ")
        entry, weights = entries.setdefault(first, _Entry()), tuple(sorted(pairs))
        if not others:
            entry.alone = weights
        elif len(others) == 1:
            entry.next[others[0]] = weights
        else:
            entry.later[others[1]] = weights
    return SentenceTypes(types, tuple(learned.biases[name] for name in types), entries)


def sentence_words(document: Document, sentence: Sentence) -> list[str]:
    """The words of an annotated sentence, names as their kinds and figures as one word."""
    words: list[str] = []
    for start, end, kind in _pieces(document, sentence):
        if kind:
            words.append(f"<{kind}>")
        else:
            words += ["<figure>" if word[0].isdigit() else word for word in document.plain[start:end].split()]
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
