"""Events that prove to be one, or not to be, -> members on the move, and a row for every id that changes under a reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from config.models.overrides import Decision, Decisions
from tasks.resolve.events import EventIndex, order
from warehouse.contracts import EventMember, stable_id


@dataclass(frozen=True)
class Move:
    """An id that gave way to another, and why."""

    old_id: str
    new_id: str
    reason: str


def merge_events(index: EventIndex, placed: Iterable[EventMember]) -> list[Move]:
    """Merge events between which a mention of the batch is the missing link; the later founded goes into the earlier."""
    moves = []
    for member in sorted(placed, key=order):
        event_id = index.event_of[member.mention_id]
        for other_id, because, _ in index.fits(member):
            if other_id == event_id or not _agree(index, event_id, other_id):
                continue
            old_id, new_id = _later_first(index, event_id, other_id)
            index.move(old_id, new_id)
            moves.append(Move(old_id, new_id, f"merge: {member.mention_id} tells of both ({because})"))
            event_id = new_id
    return moves


def obey(index: EventIndex, decisions: Decisions) -> list[Move]:
    """Merge and split as people decided; a split gives back to an event the members that were placed in it at first."""
    moves = []
    for decision in decisions.same:
        ids = [i for i in dict.fromkeys(index.event_of.get(i, i) for i in decision.these) if i in index.members]
        for other in ids[1:]:
            index.move(other, ids[0])
            moves.append(Move(other, ids[0], f"override: the same, {decision.because}"))
    for decision in decisions.different:
        moves += _split(index, decision)
    return moves


def _split(index: EventIndex, decision: Decision) -> list[Move]:
    moves = []
    for event_id in decision.these:
        others = set(decision.these) - {event_id}
        for holder in sorted(index.members):
            strangers = [m for m in index.members[holder] if _is_stranger(m, event_id, others, holder, index)]
            if not strangers or len(strangers) == len(index.members[holder]):
                continue
            own_id = event_id if event_id.startswith("event_") else stable_id("event", event_id)
            index.members[holder] = [m for m in index.members[holder] if m not in strangers]
            for member in strangers:
                index.add(
                    member.model_copy(update={"event_id": own_id, "joined_because": "override: a person said so"})
                )
            moves.append(Move(holder, own_id, f"override: different, {decision.because}"))
    return moves


def _is_stranger(member: EventMember, this: str, others: set[str], holder: str, index: EventIndex) -> bool:
    """Whether this member is the one, or came from the event, that does not belong with the others in the holder."""
    is_this = this in (member.mention_id, member.founded_event_id) and holder != this
    return is_this and (holder in others or any(m.mention_id in others for m in index.members[holder]))


def _agree(index: EventIndex, one: str, other: str) -> bool:
    """Whether the founders of two events fit the other event, and no article tells of both."""
    first, second = index.members[one], index.members[other]
    return bool(index.fit(min(first, key=order), second) and index.fit(min(second, key=order), first))


def _later_first(index: EventIndex, one: str, other: str) -> tuple[str, str]:
    founded = {event_id: min(map(order, index.members[event_id])) for event_id in (one, other)}
    return (one, other) if founded[one] > founded[other] else (other, one)
