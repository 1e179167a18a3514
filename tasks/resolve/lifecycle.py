"""Events of one product or deal -> links from each to the next step, from a hold to its lifting, from a deal to its end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tasks.resolve.days import span_of
from tasks.resolve.facts import LIFECYCLE, indication_words
from tasks.resolve.status import bare
from warehouse.contracts import EventLink, EventMember

_RANK = {event_type: rank for rank, event_type in enumerate(LIFECYCLE)} | {"rejection": LIFECYCLE.index("approval")}
_CLOSES = {
    "clinical_hold": ({"imposed"}, {"lifted"}),
    "licensing": ({"announced"}, {"completed", "terminated"}),
    "collaboration": ({"announced", "extended"}, {"ended"}),
    "acquisition": ({"announced", "tender_extended"}, {"completed", "terminated"}),
    "asset_transaction": ({"announced"}, {"completed"}),
    "public_offering": ({"announced", "proposed", "upsized", "priced"}, {"closed", "terminated"}),
    "debt_royalty_financing": ({"announced"}, {"closed"}),
    "facility": ({"announced"}, {"opened", "site_approved", "closed"}),
    "designation": ({"requested"}, {"granted", "denied"}),
    "pricing_reimbursement": ({"draft", "proposed"}, {"final", "final_rule"}),
    "patent": ({"notice_of_allowance"}, {"granted"}),
    "litigation": ({"filed"}, {"ruling", "settled"}),
    "trial_discontinuation": ({"paused", "suspended"}, {"terminated"}),
}


@dataclass(frozen=True)
class Step:
    """One event as links see it."""

    event_id: str
    event_type: str
    status: str | None
    day: str
    products: frozenset[str]
    companies: frozenset[str]
    indication: frozenset[str]
    region: str | None


def link_events(members: Iterable[EventMember]) -> list[EventLink]:
    """Links between the events that these members make up, sorted by event."""
    steps = sorted(_steps(members), key=lambda step: (step.day, _RANK.get(step.event_type, 0), step.event_id))
    by_product: dict[str, list[Step]] = defaultdict(list)
    by_deal: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        for product in step.products:
            if step.event_type in _RANK:
                by_product[product].append(step)
        for thing in step.products | step.companies:
            if step.event_type in _CLOSES:
                by_deal[step.event_type, thing].append(step)
    links = {}
    for group in by_product.values():
        for link in _following(group):
            links[link.event_id, link.next_event_id] = link
    for (event_type, _), group in by_deal.items():
        for link in _closing(event_type, group):
            links[link.event_id, link.next_event_id] = link
    return [links[key] for key in sorted(links)]


def _steps(members: Iterable[EventMember]) -> Iterable[Step]:
    by_event: dict[str, list[EventMember]] = defaultdict(list)
    for member in members:
        by_event[member.event_id].append(member)
    for event_id, group in by_event.items():
        lead = min(group, key=lambda member: (member.role != "primary", member.published_at, member.mention_id))
        spans = [span for member in group if (span := span_of(member.event_date))]
        day = min(spans, key=lambda span: (span[1] - span[0], span))[0] if spans else lead.last_day
        yield Step(
            event_id=event_id,
            event_type=lead.event_type,
            status=bare(lead.status),
            day=day.isoformat(),
            products=frozenset(part.id for member in group for part in member.products),
            companies=frozenset(part.id for member in group for part in member.companies),
            indication=frozenset(word for member in group for word in indication_words(member.indication)),
            region=lead.region,
        )


def _following(steps: list[Step]) -> Iterable[EventLink]:
    """From each event of a product to the next later step in the same indication and region."""
    for place, step in enumerate(steps):
        later = [
            other
            for other in steps[place + 1 :]
            if _RANK[other.event_type] > _RANK[step.event_type]
            and _agree(step.indication, other.indication)
            and not (step.region and other.region and step.region != other.region)
        ]
        if later:
            nearest = min(later, key=lambda other: (_RANK[other.event_type], other.day, other.event_id))
            yield _link(step, nearest, "follows", "the next step of the same product in the same indication")


def _closing(event_type: str, steps: list[Step]) -> Iterable[EventLink]:
    """From what was imposed or announced to the first event that lifts or closes it."""
    opening, ending = _CLOSES[event_type]
    kind = "lifts" if event_type == "clinical_hold" else "closes"
    for place, step in enumerate(steps):
        if step.status in opening:
            end = next((other for other in steps[place + 1 :] if _ends(step, other, ending)), None)
            if end:
                yield _link(step, end, kind, f"{event_type} {step.status}, then {end.status}")


def _ends(step: Step, other: Step, ending: set[str]) -> bool:
    parties = step.companies & other.companies
    same = bool(step.products & other.products) or len(parties) > 1 or step.companies == other.companies
    return other.status in ending and same and _agree(step.indication, other.indication)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _link(step: Step, other: Step, kind: str, ground: str) -> EventLink:
    return EventLink(event_id=step.event_id, next_event_id=other.event_id, kind=kind, ground=ground)


def changed_links(
    links: Sequence[EventLink],
    known: Iterable[EventLink],
    events: Mapping[str, Sequence[EventMember]],
    things: set[str],
    gone: Mapping[str, str],
) -> tuple[list[EventLink], list[str]]:
    """Links to stage, and events that have none any more.

    Only events of the given products and companies are judged, for of others not all events are at hand; a known link
    to an event that is not at hand stays. gone: events that are no more, with the one that took their place or "";
    links to them lead there, whosoever they are.
    """
    judged = {
        event_id
        for event_id, members in events.items()
        if any(part.id in things for member in members for part in (*member.products, *member.companies))
    }
    before: dict[str, set[EventLink]] = defaultdict(set)
    for link in known:
        before[link.event_id].add(link)
    after: dict[str, set[EventLink]] = defaultdict(set)
    for link in links:
        after[link.event_id].add(link)
    concerned = (
        judged | {link.event_id for found in before.values() for link in found if link.next_event_id in gone}
    ) - gone.keys()
    changed: list[EventLink] = []
    for event_id in sorted(concerned):
        if event_id in judged:
            after[event_id] |= {
                link for link in before[event_id] if link.next_event_id not in events.keys() | gone.keys()
            }
        else:
            after[event_id] = set(_led_on(before[event_id], gone))
        if after[event_id] != before[event_id]:
            changed += sorted(after[event_id], key=lambda link: link.next_event_id)
    return changed, sorted(event_id for event_id in concerned if before[event_id] and not after[event_id])


def _led_on(links: Iterable[EventLink], gone: Mapping[str, str]) -> Iterable[EventLink]:
    for link in links:
        next_id = gone.get(link.next_event_id, link.next_event_id)
        if next_id not in ("", link.event_id):
            yield link.model_copy(update={"next_event_id": next_id})
