"""From tellings to events: all the sentences of an article that tell the same event belong together."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from config.models import EventType
from tasks.extract.document import Candidate
from tasks.extract.matcher import is_lead
from tasks.extract.telling import Telling, is_past

SAME_TIME = 31
"""Days: two dated tellings further apart than this tell two events."""


@dataclass
class _Cluster:
    """Tellings of one event, and what they say together: lines, statuses, ages in days (ascending), names by kind."""

    tellings: list[Telling] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    statuses: set[str | None] = field(default_factory=set)
    ages: list[int] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, telling: Telling, kinds: Iterable[str]) -> None:
        """Take a telling, with its names of these kinds."""
        self.tellings.append(telling)
        self.lines.add(telling.sentence.line)
        self.statuses.add(telling.status)
        if telling.age:
            insort(self.ages, telling.age.days)
        for kind in ("companies", *kinds):
            self.names.setdefault(kind, set()).update(getattr(telling, kind))


def clusters_of(
    tellings: list[Telling], event_types: Mapping[str, EventType], *, is_digest: bool
) -> list[list[Telling]]:
    """Group the tellings of an article: one list for each event that they tell, in order of their first telling.

    In a digest, what another paragraph tells of other companies is another event.
    """
    clusters = [cluster.tellings for cluster in _clusters(tellings, event_types, is_digest=is_digest)]
    return [cluster for cluster in clusters if not _title_misread(cluster, clusters, event_types)]


def candidate_of(cluster: Sequence[Telling], event_type: EventType, *, role: str, confidence: float) -> Candidate:
    """The event that a cluster of tellings tells, proven by the first of them in the text."""
    best = best_telling(cluster)
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
        role=role,
        confidence=confidence,
    )


def best_telling(cluster: Sequence[Telling]) -> Telling:
    """The first telling of the text; the title only where nothing else tells it."""
    return next((telling for telling in cluster if telling.sentence.index > 0), cluster[0])


def has_pattern(cluster: Sequence[Telling]) -> bool:
    """Whether a pattern found any of the tellings, and not the trained model alone."""
    return any(telling.match.rule.has_phrase for telling in cluster)


def _clusters(tellings: Iterable[Telling], event_types: Mapping[str, EventType], *, is_digest: bool) -> list[_Cluster]:
    """What tells one event put together, in order of the first telling; a telling joins the first cluster that it fits."""
    clusters: list[_Cluster] = []
    of_type: dict[str, list[_Cluster]] = {}
    for telling in tellings:
        event_type = event_types[telling.event_type]
        kinds = _telling_kinds(event_type)
        rivals = of_type.setdefault(telling.event_type, [])
        homes = (cluster for cluster in rivals if _same_event(cluster, telling, event_type, kinds))
        home = next((one for one in homes if not (is_digest and _another_item(one, telling))), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
            rivals.append(home)
        home.add(telling, kinds)
    return clusters


def _same_event(cluster: _Cluster, telling: Telling, event_type: EventType, kinds: Iterable[str]) -> bool:
    return (
        _compatible_status(event_type, cluster.statuses, telling.status)
        and _same_time(cluster, telling)
        and all(_no_conflict(cluster.names[kind], getattr(telling, kind)) for kind in kinds)
    )


def _another_item(cluster: _Cluster, telling: Telling) -> bool:
    """Whether another paragraph tells it of other companies."""
    return telling.sentence.line not in cluster.lines and not _no_conflict(
        cluster.names["companies"], telling.companies
    )


def _compatible_status(event_type: EventType, known: set[str | None], status: str | None) -> bool:
    if None in known or status is None or status in known:
        return True
    return any(status in group and known & set(group) for group in event_type.one_event)


def _same_time(cluster: _Cluster, telling: Telling) -> bool:
    if telling.age and cluster.ages:
        place = bisect_left(cluster.ages, telling.age.days - SAME_TIME)
        return place < len(cluster.ages) and cluster.ages[place] <= telling.age.days + SAME_TIME
    return is_past(telling) == is_past(cluster.tellings[0])


def _telling_kinds(event_type: EventType) -> list[str]:
    """Kinds of names that tell two events of this type apart."""
    slots = {"regulators": "regulator", "products": "products", "designations": "designation", "phases": "phase"}
    return [kind for kind, slot in slots.items() if slot in event_type.slots]


def _no_conflict(known: set[str], named: frozenset[str]) -> bool:
    return not named or not known or not known.isdisjoint(named)


def _title_misread(cluster: list[Telling], clusters: list[list[Telling]], event_types: Mapping[str, EventType]) -> bool:
    """Whether only the title says so, and words of the opening tell a type that outranks it: titles are short."""
    return all(telling.sentence.index == 0 for telling in cluster) and any(
        cluster[0].event_type in event_types[other[0].event_type].outranks
        for other in clusters
        if is_lead(other[0].sentence) and other[0].sentence.index > 0 and other[0].match.rule.has_phrase
    )


def _most_exact(event_type: EventType, cluster: Sequence[Telling]) -> str | None:
    """The first status, unless another sentence has a more exact one of the same group."""
    statuses = [telling.status for telling in cluster if telling.status]
    if not statuses:
        return None
    group = next((group for group in event_type.one_event if statuses[0] in group), (statuses[0],))
    return max((status for status in statuses if status in group), key=group.index)
