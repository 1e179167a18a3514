"""From tellings to events: one candidate for all the sentences of an article that tell the same event, with its role."""

from collections.abc import Mapping

from config.models import EventType
from tasks.extract.document import Candidate
from tasks.extract.matcher import Match, is_lead
from tasks.extract.telling import Telling


def merge(tellings: list[Telling], event_types: Mapping[str, EventType]) -> list[Candidate]:
    """Group what tells one event, decide the role, and give one candidate for each; in order of place."""
    clusters: list[list[Telling]] = []
    for telling in _best_of_sentence(_unrivalled(tellings, event_types)):
        home = next((cluster for cluster in clusters if _same_event(cluster, telling, event_types)), None)
        if home is None:
            clusters.append([telling])
        else:
            home.append(telling)
    candidates = [_candidate(cluster, event_types) for cluster in clusters]
    return sorted(candidates, key=lambda candidate: (candidate.start, candidate.event_type))


def _unrivalled(tellings: list[Telling], event_types: Mapping[str, EventType]) -> list[Telling]:
    """Without the tellings that give way to a type that outranks theirs, in the same words."""
    return [telling for telling in tellings if not any(_gives_way(telling, other, event_types) for other in tellings)]


def _gives_way(telling: Telling, other: Telling, event_types: Mapping[str, EventType]) -> bool:
    return (
        telling.sentence is other.sentence
        and telling.match.rule.event_type in event_types[other.match.rule.event_type].outranks
        and _overlap(telling.match, other.match)
    )


def _best_of_sentence(tellings: list[Telling]) -> list[Telling]:
    """One telling per sentence, type and place: of overlapping matches of a type the earlier rule stays."""
    kept: list[Telling] = []
    for telling in tellings:
        rivals = [
            other
            for other in kept
            if other.sentence is telling.sentence and other.match.rule.event_type == telling.match.rule.event_type
        ]
        if not rivals or all(
            not _overlap(other.match, telling.match) and _status(other) != _status(telling) for other in rivals
        ):
            kept.append(telling)
    return kept


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def _status(telling: Telling) -> str | None:
    return telling.match.rule.pattern.status


def _same_event(cluster: list[Telling], telling: Telling, event_types: Mapping[str, EventType]) -> bool:
    first = cluster[0]
    name = first.match.rule.event_type
    if telling.match.rule.event_type != name:
        return False
    if not _compatible_status(event_types[name], {_status(other) for other in cluster}, _status(telling)):
        return False
    if telling.is_old and not any(other.is_old for other in cluster) and _is_news(first):
        return False
    return all(
        not getattr(telling, kind) or not known or getattr(telling, kind) & known
        for kind in ("regulators", "products", "designations", "phases")
        if (known := frozenset().union(*(getattr(other, kind) for other in cluster))) is not None
    )


def _compatible_status(event_type: EventType, known: set[str | None], status: str | None) -> bool:
    if status in known or None in known or status is None:
        return True
    return any(status in group and known & set(group) for group in event_type.one_event)


def _is_news(telling: Telling) -> bool:
    return is_lead(telling.sentence) and not telling.is_old


def _candidate(cluster: list[Telling], event_types: Mapping[str, EventType]) -> Candidate:
    best = _teller(cluster)
    rule = best.match.rule
    status = _most_exact(event_types[rule.event_type], cluster)
    polarity = next((other.match.rule.pattern.polarity for other in cluster if other.match.rule.pattern.polarity), None)
    return Candidate(
        event_type=rule.event_type,
        status=status,
        polarity=polarity,
        rule_id=rule.rule_id,
        start=best.match.start,
        end=best.match.end,
        sentence=best.sentence.index,
        evidence=tuple(sorted({telling.sentence.index for telling in cluster})),
        role=_role(cluster),
        confidence=_confidence(cluster),
    )


def _teller(cluster: list[Telling]) -> Telling:
    """The telling whose sentence is quoted: the first of the text, or the title where the text has none."""
    return next((telling for telling in cluster if telling.sentence.index > 0), cluster[0])


def _most_exact(event_type: EventType, cluster: list[Telling]) -> str | None:
    """The title's or first status, unless another sentence has a more exact one of the same group."""
    statuses = [status for telling in cluster if (status := _status(telling))]
    if not statuses:
        return None
    group = next((group for group in event_type.one_event if statuses[0] in group), (statuses[0],))
    return max((status for status in statuses if status in group), key=group.index)


def _role(cluster: list[Telling]) -> str:
    fixed = next((telling.match.rule.pattern.role for telling in cluster if telling.match.rule.pattern.role), None)
    return fixed or ("primary" if any(_makes_news(telling) for telling in cluster) else "background")


def _makes_news(telling: Telling) -> bool:
    """Whether the sentence tells it as today's news: in title or opening, or announced as news further down."""
    return not (telling.is_old or telling.recited) and (is_lead(telling.sentence) or telling.announced)


def _confidence(cluster: list[Telling]) -> float:
    """More sentences, and a title, make it surer; a figure for sorting, no probability."""
    titled = any(telling.sentence.index == 0 for telling in cluster)
    return round(min(0.99, 0.6 + 0.2 * titled + 0.1 * (len(cluster) - 1)), 2)
