"""From tellings to events: one candidate for all the sentences of an article that tell the same event, with its role."""

from collections.abc import Mapping

from config.models import EventType
from tasks.extract.document import Candidate
from tasks.extract.matcher import Match, is_lead
from tasks.extract.roles import is_past, role_of
from tasks.extract.telling import Telling

SAME_TIME = 31
"""Days: two dated tellings further apart than this tell two events."""


def merge(tellings: list[Telling], event_types: Mapping[str, EventType], kind: str = "news") -> list[Candidate]:
    """Group what tells one event, decide the role, and give one candidate for each; in order of place."""
    clusters: list[list[Telling]] = []
    for telling in _best_of_sentence(_unrivalled(tellings, event_types)):
        event_type = event_types[telling.event_type]
        home = next((cluster for cluster in clusters if _same_event(cluster, telling, event_type)), None)
        if home is None:
            clusters.append([telling])
        else:
            home.append(telling)
    clusters = [cluster for cluster in clusters if not _title_misread(cluster, clusters, event_types)]
    headline = frozenset(cluster[0].event_type for cluster in clusters if cluster[0].sentence.index == 0)
    candidates = [_candidate(cluster, event_types[cluster[0].event_type], kind, headline) for cluster in clusters]
    return sorted(candidates, key=lambda candidate: (candidate.start, candidate.event_type))


def _unrivalled(tellings: list[Telling], event_types: Mapping[str, EventType]) -> list[Telling]:
    """Without the tellings that give way to a type that outranks theirs, in the same words."""
    return [telling for telling in tellings if not any(_gives_way(telling, other, event_types) for other in tellings)]


def _gives_way(telling: Telling, other: Telling, event_types: Mapping[str, EventType]) -> bool:
    return (
        telling.sentence is other.sentence
        and telling.event_type in event_types[other.event_type].outranks
        and _overlap(telling.match, other.match)
    )


def _best_of_sentence(tellings: list[Telling]) -> list[Telling]:
    """One telling per sentence, type and place: of overlapping matches of a type the earlier rule stays."""
    kept: list[Telling] = []
    for telling in tellings:
        rivals = [
            other for other in kept if other.sentence is telling.sentence and other.event_type == telling.event_type
        ]
        if all(not _overlap(rival.match, telling.match) and rival.status != telling.status for rival in rivals):
            kept.append(telling)
    return kept


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def _same_event(cluster: list[Telling], telling: Telling, event_type: EventType) -> bool:
    return (
        cluster[0].event_type == telling.event_type
        and _compatible_status(event_type, cluster, telling)
        and _same_time(cluster, telling)
        and all(_no_conflict(cluster, telling, kind) for kind in _telling_kinds(event_type))
    )


def _compatible_status(event_type: EventType, cluster: list[Telling], telling: Telling) -> bool:
    known = {other.status for other in cluster}
    if None in known or telling.status is None or telling.status in known:
        return True
    return any(telling.status in group and known & set(group) for group in event_type.one_event)


def _same_time(cluster: list[Telling], telling: Telling) -> bool:
    ages = [other.age.days for other in cluster if other.age]
    if telling.age and ages:
        return min(abs(telling.age.days - age) for age in ages) <= SAME_TIME
    return is_past(telling) == is_past(cluster[0])


def _telling_kinds(event_type: EventType) -> list[str]:
    """Kinds of names that tell two events of this type apart."""
    slots = {"regulators": "regulator", "products": "products", "designations": "designation", "phases": "phase"}
    return [kind for kind, slot in slots.items() if slot in event_type.slots]


def _no_conflict(cluster: list[Telling], telling: Telling, kind: str) -> bool:
    known: set[str] = set().union(*(getattr(other, kind) for other in cluster))
    named = getattr(telling, kind)
    return not named or not known or bool(named & known)


def _title_misread(cluster: list[Telling], clusters: list[list[Telling]], event_types: Mapping[str, EventType]) -> bool:
    """Whether only the title says so, and the opening tells an event of a type that outranks it: titles are short."""
    return all(telling.sentence.index == 0 for telling in cluster) and any(
        cluster[0].event_type in event_types[other[0].event_type].outranks
        for other in clusters
        if is_lead(other[0].sentence) and other[0].sentence.index > 0
    )


def _candidate(cluster: list[Telling], event_type: EventType, kind: str, headline: frozenset[str]) -> Candidate:
    best = next((telling for telling in cluster if telling.sentence.index > 0), cluster[0])
    polarities = (other.match.rule.pattern.polarity for other in cluster)
    return Candidate(
        event_type=event_type.id,
        status=_most_exact(event_type, cluster),
        polarity=next((polarity for polarity in polarities if polarity), None),
        rule_id=best.match.rule.rule_id,
        start=best.match.start,
        end=best.match.end,
        sentence=best.sentence.index,
        evidence=tuple(sorted({telling.sentence.index for telling in cluster})),
        role=role_of(cluster, kind, headline),
        confidence=_confidence(cluster),
    )


def _most_exact(event_type: EventType, cluster: list[Telling]) -> str | None:
    """The first status, unless another sentence has a more exact one of the same group."""
    statuses = [telling.status for telling in cluster if telling.status]
    if not statuses:
        return None
    group = next((group for group in event_type.one_event if statuses[0] in group), (statuses[0],))
    return max((status for status in statuses if status in group), key=group.index)


def _confidence(cluster: list[Telling]) -> float:
    """More sentences, and one at the top, make it surer; a figure for sorting, no probability."""
    at_the_top = any(is_lead(telling.sentence) for telling in cluster)
    return round(min(0.99, 0.6 + 0.2 * at_the_top + 0.1 * (len(cluster) - 1)), 2)
