"""Mentions -> events: each mention joins the event it fits best, or founds its own; no chain of likenesses counts."""

from collections import defaultdict
from collections.abc import Iterable

from tasks.resolve.score import ENOUGH, Verdict, compare
from warehouse.contracts import EventMember, stable_id


def assign_events(batch: Iterable[EventMember], known: Iterable[EventMember]) -> list[EventMember]:
    """Place the batch's members among known events; returns them placed, in order of publication.

    known: at least all members of every event of which a member shares a block key with the batch. A mention that is
    known already keeps its place.
    """
    index = _Index(known)
    return [index.place(member) for member in sorted(batch, key=order)]


def order(member: EventMember) -> tuple[object, ...]:
    """The order in which mentions are taken: by publication, article, then news before background."""
    return member.published_at, member.article_id, member.role != "primary", member.mention_id


class _Index:
    """Events by block key, growing as mentions are placed."""

    def __init__(self, known: Iterable[EventMember]) -> None:
        self._events: dict[str, list[EventMember]] = defaultdict(list)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._placed: dict[str, EventMember] = {}
        for member in sorted(known, key=order):
            self._add(member)

    def place(self, member: EventMember) -> EventMember:
        if known := self._placed.get(member.mention_id):
            return known
        event_id, because, score = self._best(member)
        placed = member.model_copy(
            update={
                "event_id": event_id,
                "founded_event_id": event_id,
                "joined_because": because,
                "score": score,
            }
        )
        self._add(placed)
        return placed

    def _add(self, member: EventMember) -> None:
        self._placed[member.mention_id] = member
        self._events[member.event_id].append(member)
        for key in member.block_keys:
            self._by_key[key].add(member.event_id)

    def _best(self, member: EventMember) -> tuple[str, str, float]:
        candidates = sorted({event_id for key in member.block_keys for event_id in self._by_key.get(key, ())})
        fits = []
        for event_id in candidates:
            if verdict := fit(member, self._events[event_id]):
                fits.append((-verdict.score, event_id, str(verdict)))
        if not fits:
            return stable_id("event", member.mention_id), "founded the event", 0.0
        negative, event_id, because = min(fits)
        return event_id, because, -negative


def fit(member: EventMember, event: Iterable[EventMember]) -> Verdict | None:
    """The best verdict over an event's members, or None: too low, vetoed by half of them, or of the same article."""
    verdicts = []
    vetoes = 0
    for other in event:
        if other.article_id == member.article_id:
            return None
        verdict = compare(member, other)
        vetoes += verdict.veto is not None
        verdicts.append(verdict)
    best = max(verdicts, key=lambda verdict: verdict.score)
    return best if best.score >= ENOUGH and 2 * vetoes < len(verdicts) else None
