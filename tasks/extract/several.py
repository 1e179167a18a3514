"""One sentence, several events: "orphan drug and rare pediatric disease designations" are two."""

from dataclasses import replace

from config.models import EventType
from tasks.extract.document import Candidate, Document, Span

TOGETHER = 60
"""Characters: names that are further from the trigger belong to something else."""


def one_for_each(document: Document, candidate: Candidate, event_type: EventType) -> list[Candidate]:
    """The candidate, or one for each name of the kind that the event type is counted by (`one_for_each`)."""
    if not event_type.one_for_each:
        return [candidate]
    spans = _names_at(document, candidate, event_type.one_for_each)
    if len(spans) < 2:
        return [candidate]
    return [replace(candidate, start=span.start, end=span.end) for span in spans]


def _names_at(document: Document, candidate: Candidate, kind: str) -> list[Span]:
    """The first span of each name around the trigger."""
    sentence = document.sentences[candidate.sentence]
    first, last = max(sentence.start, candidate.start - TOGETHER), min(sentence.end, candidate.end + TOGETHER)
    names: dict[str, Span] = {}
    for span in document.spans_between(first, last, kind):
        names.setdefault(span.value, span)
    return list(names.values())
