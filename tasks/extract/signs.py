"""Signs: the status and polarity that the sentences of a candidate tell where the pattern that found it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import re2

from config.models import EventType
from tasks.extract.document import Candidate, Document
from tasks.extract.phrases import compile_phrase


@dataclass(frozen=True, slots=True)
class Signs:
    """The compiled signs of one event type, in order."""

    statuses: tuple[tuple[str, tuple[re2._Regexp, ...]], ...]
    polarities: tuple[tuple[str, tuple[re2._Regexp, ...]], ...]
    default_status: str | None
    recited_as: str | None

    def read(self, document: Document, candidate: Candidate) -> Candidate:
        """The candidate with status and polarity filled from its sentences, the title first."""
        sentences = (document.sentences[index] for index in candidate.evidence)
        words = [document.plain[sentence.start : sentence.end].encode() for sentence in sentences]
        status = candidate.status or _first(self.statuses, words) or self.default_status
        if self.recited_as and status == self.default_status and _is_over(candidate, words):
            status = self.recited_as
        return replace(candidate, status=status, polarity=candidate.polarity or _first(self.polarities, words))


def build_signs(event_type: EventType, word_sets: Mapping[str, Sequence[str]]) -> Signs:
    """Compile the signs of an event type. Raises PhraseError."""

    def compiled(phrases: Sequence[str]) -> tuple[re2._Regexp, ...]:
        return tuple(re2.compile(compile_phrase(phrase, word_sets).expression.encode()) for phrase in phrases)

    return Signs(
        tuple((sign.status, compiled(sign.match)) for sign in event_type.signs if sign.status),
        tuple((sign.polarity, compiled(sign.match)) for sign in event_type.signs if sign.polarity),
        event_type.default_status,
        event_type.recited_as,
    )


def _is_over(candidate: Candidate, words: list[bytes]) -> bool:
    """Whether the event is told as a thing of the past, and no sentence speaks of its agreement or announcement."""
    return candidate.role == "background" and not any(_AGREED.search(sentence) for sentence in words)


_AGREED = re2.compile(
    rb"\b(?:agree|offer to|offered|bids?\b|intend|announce|unveil|propose|signed|struck|deals?\b|commit|pact|definitive)"
)


def _first(signs: tuple[tuple[str, tuple[re2._Regexp, ...]], ...], words: list[bytes]) -> str | None:
    return next(
        (
            value
            for value, searches in signs
            if any(search.search(sentence) for sentence in words for search in searches)
        ),
        None,
    )
