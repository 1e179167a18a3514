"""Trains which candidates are events, and which events are the news."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from config.models import EventType
from config.models.learned import LearnedWeights
from tasks.extract.digest import read_digest
from tasks.extract.document_kind import QUIET_KINDS
from tasks.extract.finding import find_clusters
from tasks.extract.judge import IS_EVENT, IS_PRIMARY
from tasks.extract.matcher import Matcher, is_lead
from tasks.extract.sentence_types import SentenceTypes
from tasks.extract.telling import Telling
from tasks.extract.traits import traits_of
from tests.training.linear import Table, fit
from tests.training.material import LabelledArticle, quote_place

MET_AT_LEAST = 4
STRICTNESS = 8.0


@dataclass(frozen=True)
class JudgedCandidate:
    """The features of a candidate, and the labelled event that it tells, if any."""

    features: frozenset[str]
    event: dict[str, Any] | None

    @property
    def is_primary(self) -> bool | None:
        """Whether its event is the news; None where it tells no event, or the label does not say."""
        return self.event["is_primary"] if self.event else None


def train_judgement(candidates: Sequence[JudgedCandidate]) -> LearnedWeights:
    """Weights for both questions; whether an event is the news is learned from true events of articles alone."""
    events = [one for one in candidates if one.is_primary is not None]
    is_event = fit(
        Table([one.features for one in candidates], MET_AT_LEAST),
        {IS_EVENT: [one.event is not None for one in candidates]},
        strictness=STRICTNESS,
    )
    is_primary = fit(
        Table([one.features for one in events], MET_AT_LEAST),
        {IS_PRIMARY: [bool(one.is_primary) for one in events]},
        strictness=STRICTNESS,
    )
    return LearnedWeights(biases=is_event.biases | is_primary.biases, rows=(*is_event.rows, *is_primary.rows))


def candidates_of(
    labelled: LabelledArticle, matcher: Matcher, sentence_types: SentenceTypes, event_types: dict[str, EventType]
) -> list[JudgedCandidate]:
    """All candidates of an article, each with the event that it tells; an event is told by its best candidate only."""
    document = labelled.document
    if document.kind in QUIET_KINDS:
        return []
    digest = read_digest(document)
    clusters = find_clusters(document, digest, matcher, sentence_types, event_types)
    told = _told_events(labelled, clusters)
    traits = traits_of(document, digest, clusters, event_types)
    return [JudgedCandidate(one, told.get(number)) for number, one in enumerate(traits)]


def _told_events(labelled: LabelledArticle, clusters: list[list[Telling]]) -> dict[int, dict[str, Any]]:
    pairs = [
        (closeness, -number, event["event_id"])
        for number, cluster in enumerate(clusters)
        for event in labelled.events
        if (closeness := _closeness(labelled, cluster, event))
    ]
    by_id = {event["event_id"]: event for event in labelled.events}
    told: dict[int, dict[str, Any]] = {}
    for _, number, event_id in sorted(pairs, reverse=True):
        if -number not in told and by_id[event_id] not in told.values():
            told[-number] = by_id[event_id]
    return told


def _closeness(labelled: LabelledArticle, cluster: list[Telling], event: dict[str, Any]) -> float:
    """0 where the cluster cannot be the event; the quote weighs most, then title and opening, then the status."""
    if cluster[0].event_type not in {event["event_type"], *event.get("alt_types", [])}:
        return 0.0
    place = quote_place(labelled.document, event)
    near = 0.0
    if place and any(place[0] < t.sentence.end and t.sentence.start < place[1] for t in cluster):
        near = 4.0
    elif event["is_primary"] and any(telling.sentence.index == 0 for telling in cluster):
        near = 3.0
    elif event["is_primary"] and any(is_lead(telling.sentence) for telling in cluster):
        near = 2.0
    same_status = any(telling.status == event.get("status") for telling in cluster)
    return near and near + 0.5 * same_status + 0.25 * (cluster[0].event_type == event["event_type"])
