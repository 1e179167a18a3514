"""Events of one product in one indication are linked in order; merges, splits and withdrawals are on record."""

from config.models.overrides import Decision, Decisions, Overrides
from tasks.resolve import EventsInMemory, KnownEntities, KnownMembers, Resolution
from tasks.resolve.lifecycle import changed_links
from tests.resolve.material import resolve, told
from warehouse.contracts import EventLink

SAME = {"companies": {"Velmora Therapeutics": "sponsor"}, "products": ["VM-201"], "indication": "gastric cancer"}


def known_after(resolution: Resolution) -> EventsInMemory:
    """What a later batch finds after this one."""
    rows = resolution.entities
    names = {row.company_id: row.name for row in rows.companies} | {row.product_id: row.name for row in rows.products}
    entities = KnownEntities(rows.companies, rows.company_aliases, rows.products, rows.product_aliases, rows.decisions)
    times = {event.event_id: event.known_at for event in resolution.events}
    return EventsInMemory(entities, KnownMembers(resolution.members, times, resolution.links, names))


def test_the_steps_of_a_product_are_linked_in_order() -> None:
    steps = [
        told("a", "trial_clearance", "cleared", **SAME),
        told("b", "trial_start", "first_patient_dosed", **SAME),
        told("c", "submission", "completed", **SAME),
        told("d", "approval", "approved", **SAME),
    ]
    published = {"a": "2020-01-10", "b": "2020-06-10", "c": "2024-02-10", "d": "2025-01-10"}
    resolution = resolve(steps, published=published)
    type_of = {event.event_id: event.event_type for event in resolution.events}
    assert [(type_of[link.event_id], type_of[link.next_event_id]) for link in sorted(
        resolution.links, key=lambda link: published[next(m.article_id for m in resolution.members if m.event_id == link.event_id)]
    )] == [("trial_clearance", "trial_start"), ("trial_start", "submission"), ("submission", "approval")]  # fmt: skip


def test_a_hold_is_linked_with_its_lifting() -> None:
    hold = told("a", "clinical_hold", "imposed", regulator="FDA", **SAME)
    lifting = told("b", "clinical_hold", "lifted", regulator="FDA", **SAME)
    (link,) = resolve([hold, lifting], published={"a": "2026-01-10", "b": "2026-05-10"}).links
    assert link.kind == "lifts"


def test_a_merge_that_people_order_is_on_record_and_can_be_taken_back() -> None:
    one = told("a", "approval", "approved", region="US", **SAME)
    other = told("b", "approval", "approved", region="EU", **SAME)
    first = resolve([one, other])
    ids = [event.event_id for event in first.events]
    assert len(ids) == 2
    same = Overrides(events=Decisions(same=(Decision(these=tuple(ids), because="One decision, two reports."),)))
    merged = resolve([one, other], known=known_after(first), overrides=same)
    assert [(row.old_event_id, row.new_event_id) for row in merged.event_id_changes] == [(ids[1], ids[0])]
    assert merged.gone_events == [ids[1]]
    moved = {member.mention_id: member for member in (*first.members, *merged.members)}
    known = known_after(first)
    later = EventsInMemory(known.known_entities, KnownMembers(list(moved.values()), {}, (), known.known_members.names))
    apart = Overrides(events=Decisions(different=(Decision(these=tuple(ids), because="Two decisions after all."),)))
    split = resolve([one, other], known=later, overrides=apart)
    assert sorted(event.event_id for event in split.events) == sorted(ids)


def test_links_of_events_that_are_not_at_hand_follow_an_event_that_gave_way() -> None:
    links = [
        EventLink(event_id="far", next_event_id=i, kind="follows", ground="a step") for i in ("old", "other", "void")
    ]
    staged, unlinked = changed_links([], links, {}, set(), {"old": "new", "void": ""})
    assert [(link.event_id, link.next_event_id) for link in staged] == [("far", "new"), ("far", "other")]
    assert unlinked == []
    assert changed_links([], links[2:], {}, set(), {"void": ""}) == ([], ["far"])


def test_an_event_goes_with_its_last_mention_and_the_record_says_so() -> None:
    first = resolve([told("a", "approval", "approved", **SAME)])
    again = resolve([told("a", "rejection", "refused", **SAME)], known=known_after(first))
    assert again.gone_events == [first.events[0].event_id]
    assert again.gone_mentions == [first.members[0].mention_id]
    assert again.event_id_changes[0].reason.startswith("withdrawn")


def test_a_batch_resolved_twice_changes_nothing() -> None:
    mentions = [told("a", "approval", "approved", **SAME), told("b", "approval", "approved", **SAME)]
    first = resolve(mentions)
    again = resolve(mentions, known=known_after(first))
    assert not [*again.members, *again.composed, *again.event_id_changes]
