"""Annotated document -> clusters of tellings: patterns and the trained model find, quiet lines and modality refuse."""

from collections.abc import Iterator, Mapping

from config.models import EventType, Pattern
from tasks.extract.digest import Digest
from tasks.extract.document import Document
from tasks.extract.matcher import Match, Matcher, Rule, Search
from tasks.extract.merge import clusters_of
from tasks.extract.modality import modality
from tasks.extract.phrases import Phrase
from tasks.extract.quiet import is_spoken, quiet_sentences
from tasks.extract.rivals import unrivalled
from tasks.extract.sentence_types import Reading, SentenceTypes
from tasks.extract.telling import Found, Telling, tell

PROPOSED_FROM = 0.2
"""Probability from which a sentence without a pattern is a candidate; the judge weighs it with everything else."""

SHORTEST = 20
"""Characters: shorter lines are headings."""


def find_clusters(
    document: Document,
    digest: Digest,
    matcher: Matcher,
    sentence_types: SentenceTypes,
    event_types: Mapping[str, EventType],
) -> list[list[Telling]]:
    """All the sentences of a document that tell of something that happened, those of one event together."""
    quiet = quiet_sentences(document)
    told = [each for each in document.sentences if each.index not in quiet and each.end - each.start >= SHORTEST]
    readings = sentence_types.read(document, told)
    matches = matcher.matches(document, quiet)
    matches += _proposals(document, readings, {(match.sentence.index, match.rule.event_type) for match in matches})
    matches.sort(key=lambda match: match.sentence.index)
    found = [heard for match in matches if (heard := _heard(document, match, readings, event_types))]
    tellings = tell(document, unrivalled(found, event_types))
    return clusters_of(tellings, event_types, is_digest=bool(digest.signs))


def _heard(
    document: Document, match: Match, readings: Mapping[int, Reading], event_types: Mapping[str, EventType]
) -> Found | None:
    """The match with what the model thinks of it; None where it lies in direct speech, or its words say that it did not happen."""
    if is_spoken(document, match.start, match.sentence):
        return None
    event_type = event_types[match.rule.event_type]
    if modality(document, match, negation_counts="polarity" in event_type.slots) != "happened":
        return None
    return Found(match, _sureness(match, readings))


def _proposals(document: Document, readings: Mapping[int, Reading], matched: set[tuple[int, str]]) -> Iterator[Match]:
    for index, reading in readings.items():
        for event_type in reading.likely(PROPOSED_FROM):
            if (index, event_type) not in matched:
                yield Match(_stand_in(event_type), document.sentences[index], *reading.stretch(event_type))


def _stand_in(event_type: str) -> Rule:
    """The rule under which a match of the model goes; it has no phrase and no status of its own."""
    return Rule(f"{event_type}.model", event_type, _NO_PATTERN, _NO_PHRASE, _NO_SEARCH, (), ())


_NO_PATTERN = Pattern(match=("the trained model",))
_NO_PHRASE = Phrase("", "", ())
_NO_SEARCH = Search(0, None)


def _sureness(match: Match, readings: Mapping[int, Reading]) -> float:
    reading = readings.get(match.sentence.index)
    return reading.probability.get(match.rule.event_type, 0.0) if reading else 0.0
