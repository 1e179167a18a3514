"""replay -> what would change: the events of other rules beside those of the lake, before anything is published."""

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.contracts import Event

_TIMES_OF_THE_TABLE = frozenset({"known_at", "updated_at"})


@dataclass(frozen=True)
class ChangedEvent:
    """An event that both know, and the columns in which they differ."""

    before: Event
    after: Event
    columns: tuple[str, ...]


@dataclass(frozen=True)
class EventDifference:
    """Events that only the new rules find, that only the old ones found, and that both find otherwise; by event_id."""

    gained: list[Event]
    lost: list[Event]
    changed: list[ChangedEvent]

    @property
    def empty(self) -> bool:
        """Whether both tell the same."""
        return not (self.gained or self.lost or self.changed)


def diff_events(old: Iterable[Event], new: Iterable[Event]) -> EventDifference:
    """Compare events by id and by every column but those that tell of the table itself (known_at, updated_at)."""
    before, after = ({event.event_id: event for event in events} for events in (old, new))
    both = sorted(before.keys() & after.keys())
    pairs = [ChangedEvent(before[key], after[key], differing_columns(before[key], after[key])) for key in both]
    return EventDifference(
        gained=[after[key] for key in sorted(after.keys() - before.keys())],
        lost=[before[key] for key in sorted(before.keys() - after.keys())],
        changed=[pair for pair in pairs if pair.columns],
    )


def differing_columns(before: Event, after: Event) -> tuple[str, ...]:
    """Columns in which two events differ, in the order of the contract."""
    return tuple(
        name
        for name in Event.model_fields
        if name not in _TIMES_OF_THE_TABLE and getattr(before, name) != getattr(after, name)
    )
