"""What a replay gains, loses and changes."""

from datetime import timedelta

from tests.warehouse.rows import NOW, event
from warehouse.difference import diff_events


def test_events_are_gained_lost_and_changed_by_id():
    old = [event("ev_1"), event("ev_2"), event("ev_3")]
    new = [event("ev_3", phase="Phase 2", status="filed"), event("ev_4"), event("ev_1")]
    difference = diff_events(old, new)
    assert [row.event_id for row in difference.gained] == ["ev_4"]
    assert [row.event_id for row in difference.lost] == ["ev_2"]
    assert [(row.after.event_id, row.columns) for row in difference.changed] == [("ev_3", ("status", "phase"))]


def test_when_the_table_learned_it_is_no_difference():
    later = NOW + timedelta(days=1)
    assert diff_events([event()], [event(known_at=later, updated_at=later)]).empty
