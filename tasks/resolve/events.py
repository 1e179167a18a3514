"""Mentions -> events: each mention joins the event it fits best, or founds its own; no chain of likenesses counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from config.models.overrides import Decisions
from tasks.resolve.score import ENOUGH, Traits, Verdict, compare, traits_of
from tasks.resolve.status import type_group
from warehouse.contracts import EventMember, stable_id


def order(member: EventMember) -> tuple[object, ...]:
    """The order in which mentions are taken: by publication, article, then news before background."""
    return member.published_at, member.article_id, member.role != "primary", member.mention_id


class EventIndex:
    """Events by the keys of their members, growing as mentions are placed."""

    def __init__(self, known: Iterable[EventMember], decisions: Decisions) -> None:
        self.members: dict[str, list[EventMember]] = defaultdict(list)
        self.event_of: dict[str, str] = {}
        self._traits: dict[str, Traits] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._same = _partners(decisions, "same")
        self._different = _partners(decisions, "different")
        for member in sorted(known, key=order):
            self.add(member)

    def place(self, member: EventMember) -> EventMember:
        """Join the best event, or found one; a person's decision goes before every score."""
        fits = self.fits(member)
        event_id, because, score = (
            fits[0] if fits else (stable_id("event", member.mention_id), "founded the event", 0.0)
        )
        update = {"event_id": event_id, "founded_event_id": event_id, "joined_because": because, "score": score}
        placed = member.model_copy(update=update)
        self.add(placed)
        return placed

    def add(self, member: EventMember) -> None:
        """Take a member that has its event."""
        self.members[member.event_id].append(member)
        self.event_of[member.mention_id] = member.event_id
        for key in member.block_keys:
            self._by_key[key].add(member.event_id)

    def move(self, old_id: str, new_id: str) -> list[EventMember]:
        """Give all members of one event to another; returns them as they are now."""
        moved = [member.model_copy(update={"event_id": new_id}) for member in self.members.pop(old_id)]
        for member in moved:
            for key in member.block_keys:
                self._by_key[key].discard(old_id)
            self.add(member)
        return moved

    def fits(self, member: EventMember) -> list[tuple[str, str, float]]:
        """Events that the mention fits, the best first: event, why, and the score."""
        found = []
        for event_id in self._candidates(member):
            event = self.members[event_id]
            if self._decided(self._different, member, event):
                continue
            if self._decided(self._same, member, event):
                found.append((-100.0, event_id, "override: a person said so"))
            elif verdict := self.fit(member, event):
                found.append((-verdict.score, event_id, str(verdict)))
        return [(event_id, because, -negative) for negative, event_id, because in sorted(found)]

    def fit(self, member: EventMember, event: Sequence[EventMember]) -> Verdict | None:
        """The best verdict over an event's members, or None: too low, vetoed by half of them, or of the same article."""
        if any(other.article_id == member.article_id for other in event):
            return None
        traits = self._traits_of(member)
        verdicts: list[Verdict] = []
        vetoes = 0
        for other in event:
            verdict = compare(traits, self._traits_of(other))
            if verdict.veto is None:
                verdicts.append(verdict)
            elif 2 * (vetoes := vetoes + 1) >= len(event):
                return None
        best = max(verdicts, key=lambda verdict: verdict.score)
        return best if best.score >= ENOUGH else None

    def _traits_of(self, member: EventMember) -> Traits:
        """The traits of a mention, which do not change with its event."""
        if member.mention_id not in self._traits:
            self._traits[member.mention_id] = traits_of(member)
        return self._traits[member.mention_id]

    def _candidates(self, member: EventMember) -> list[str]:
        group = type_group(member.event_type)
        found = {event_id for key in member.block_keys for event_id in self._by_key.get(key, ())}
        return sorted(i for i in found if i in self.members and type_group(self.members[i][0].event_type) == group)

    @staticmethod
    def _decided(partners: Mapping[str, set[str]], member: EventMember, event: Iterable[EventMember]) -> bool:
        ids = partners.get(member.mention_id, set())
        return bool(ids) and any(other.event_id in ids or other.mention_id in ids for other in event)


def _partners(decisions: Decisions, direction: str) -> dict[str, set[str]]:
    partners: dict[str, set[str]] = defaultdict(set)
    for decision in getattr(decisions, direction):
        for one in decision.these:
            partners[one] |= set(decision.these) - {one}
    return partners
