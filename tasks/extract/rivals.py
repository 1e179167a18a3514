"""Matches of one sentence that tell the same thing in the same words: which of them stands, before any is told."""

from collections.abc import Iterable, Iterator, Mapping

from config.models import EventType
from tasks.extract.matcher import Match
from tasks.extract.telling import Found

SURE = 0.5
"""A type of which the model is surer than this gives way only to one of which it is surer still."""


def unrivalled(found: list[Found], event_types: Mapping[str, EventType]) -> Iterator[Found]:
    """The matches of an article that give way to no other, in their order."""
    return _best_of_sentence(_outranked_by_none(found, event_types))


def _outranked_by_none(found: list[Found], event_types: Mapping[str, EventType]) -> Iterator[Found]:
    """Without the matches that give way to a type that outranks theirs, in the same words."""
    of_sentence: dict[int, list[Found]] = {}
    for one in found:
        of_sentence.setdefault(one.match.sentence.index, []).append(one)
    for one in found:
        if not any(_gives_way(one, other, event_types) for other in of_sentence[one.match.sentence.index]):
            yield one


def _gives_way(one: Found, other: Found, event_types: Mapping[str, EventType]) -> bool:
    return (
        one.match.rule.event_type in event_types[other.match.rule.event_type].outranks
        and one.sureness <= max(other.sureness, SURE)
        and _overlap(one.match, other.match)
    )


def _best_of_sentence(found: Iterable[Found]) -> Iterator[Found]:
    """One match per sentence, type and place: of overlapping matches of a type the earlier rule stays."""
    kept: dict[tuple[int, str], list[Match]] = {}
    for one in found:
        match = one.match
        rivals = kept.setdefault((match.sentence.index, match.rule.event_type), [])
        status = match.rule.pattern.status
        if all(not _overlap(rival, match) and rival.rule.pattern.status != status for rival in rivals):
            rivals.append(match)
            yield one


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end
