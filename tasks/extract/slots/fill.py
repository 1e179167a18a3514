"""Document, candidate and event type -> the values of the event's slots, each bound to this event and no other."""

import re

from config.models.event_type import EventType
from tasks.extract.document import Candidate, Document, Span
from tasks.extract.slots import details, diseases
from tasks.extract.slots.money import fill_amounts
from tasks.extract.slots.occurrence import fill_event_date
from tasks.extract.slots.parties import fill_companies
from tasks.extract.slots.people import fill_persons
from tasks.extract.slots.scene import Scene
from tasks.extract.slots.substances import fill_products
from tasks.extract.slots.territory import fill_region, fill_regulator
from tasks.extract.slots.values import SlotValues
from warehouse.contracts import TrialPart

_ON_TRIALS = frozenset(
    ("trial_start", "trial_enrollment", "trial_readout", "trial_monitoring", "trial_discontinuation", "clinical_hold")
)

_SELDOM_PHASED = frozenset(("licensing", "collaboration", "designation"))
_NEAR_TRIAL = 60
"""Characters between a trial's name and its phase, at most."""


def fill_slots(
    document: Document, candidate: Candidate, event_type: EventType, *, extract_persons: bool = False
) -> SlotValues:
    """The slots that the event type has, as far as the text gives them. The document must be annotated.

    Persons stay empty unless they are asked for.
    """
    scene = Scene(document, candidate)
    slots = event_type.slots
    regulator, regulator_region = fill_regulator(scene) if "regulator" in slots or "region" in slots else (None, "")
    indication, raw = diseases.fill_indication(scene) if "indication" in slots else (None, None)
    event_date, precision, basis = fill_event_date(scene)
    return SlotValues(
        companies=fill_companies(scene),
        products=fill_products(scene) if "products" in slots else (),
        target=_value(scene, "target") if "target" in slots else None,
        modality=_modality(scene) if "modality" in slots else None,
        indication=indication,
        indication_raw=raw,
        line_of_therapy=diseases.fill_line_of_therapy(scene) if "line_of_therapy" in slots else None,
        population=diseases.fill_population(scene) if "population" in slots else None,
        phase=_phase(scene) if "phase" in slots else None,
        trials=_trials(scene) if "trials" in slots else (),
        regulator=regulator if "regulator" in slots else None,
        region=fill_region(scene, regulator_region) if "region" in slots else None,
        designation=_designation(scene) if "designation" in slots else None,
        application_type=details.fill_application_type(scene) if "application_type" in slots else None,
        goal_date=details.fill_goal_date(scene) if "goal_date" in slots else None,
        vote=details.fill_vote(scene) if "vote" in slots else None,
        amounts=fill_amounts(scene) if "amounts" in slots else (),
        financing_round=details.fill_financing_round(scene) if "financing_round" in slots else None,
        persons=fill_persons(scene) if extract_persons and "persons" in slots else (),
        scope=details.fill_scope(scene) if "scope" in slots else None,
        effective_date=details.fill_effective_date(scene) if "effective_date" in slots else None,
        event_date=event_date,
        event_date_precision=precision,
        event_date_basis=basis,
    )


def _value(scene: Scene, kind: str) -> str | None:
    span = scene.first_of(kind)
    return span.value if span else None


def _modality(scene: Scene) -> str | None:
    """The kind of the product; a protein is mostly what the product binds, so any other kind in the sentence goes first."""
    for sentence in scene.sentences():
        spans = scene.spans(sentence, "modality")
        kinds = [span for span in spans if span.value != "protein"] or spans
        if kinds:
            chosen = scene.nearest(kinds) if sentence is scene.focus else kinds[0]
            return chosen.value if chosen else None
    return _value(scene, "modality")


def _phase(scene: Scene) -> str | None:
    """The phase of the event's own sentences; a trial's phase may also stand elsewhere in the article."""
    event_type = scene.candidate.event_type
    if not scene.is_primary and event_type in _SELDOM_PHASED:
        return None
    is_on_trial = event_type in _ON_TRIALS
    may_look = is_on_trial or event_type == "trial_clearance"
    sentences = scene.sentences() if may_look else scene.told()
    spans = [span for sentence in sentences for span in scene.spans(sentence, "phase")]
    inside = [span for span in spans if scene.focus.start <= span.start < scene.focus.end]
    nearest = scene.nearest(inside)
    if may_look and (named := _phase_of_named_trial(scene, nearest)):
        return named.value
    if nearest:
        return nearest.value
    if spans:
        return spans[0].value
    if is_on_trial and (scene.is_primary or event_type != "trial_discontinuation"):
        span = scene.first_of("phase") or _only_phase(scene)
        return span.value if span else None
    return None


def _phase_of_named_trial(scene: Scene, nearest: Span | None) -> Span | None:
    """`RIDGELINE opened in May`: the phase beside the trial's name elsewhere, unless one stands nearer than the name."""
    document, words = scene.document, scene.words(scene.focus)
    for trial in document.spans_of("trial"):
        place = words.find(trial.value)
        start = scene.focus.start + place
        here = Span(start, start + len(trial.value), "trial", trial.value)
        if place >= 0 and (nearest is None or scene.distance(here) < scene.distance(nearest)):
            near = document.spans_between(trial.start - _NEAR_TRIAL, trial.end + _NEAR_TRIAL, "phase")
            if near:
                return min(near, key=lambda span: abs(span.start - trial.start))
    return None


def _only_phase(scene: Scene) -> Span | None:
    """The phase of an article that names no other; of a hold only where it is the news."""
    if scene.candidate.event_type == "clinical_hold" and not scene.is_primary:
        return None
    spans = scene.document.spans_of("phase")
    return spans[0] if len({span.value for span in spans}) == 1 else None


def _trials(scene: Scene) -> tuple[TrialPart, ...]:
    """The trials of the event's sentences; of news also the one that the article gives an id for, where there is but one."""
    spans = [span for sentence in scene.sentences() for span in scene.spans(sentence, "trial")]
    if scene.is_primary and scene.is_lead_news and not any(span.attrs["registry"] for span in spans):
        known = [span for span in scene.document.spans_of("trial") if span.attrs["registry"]]
        spans += known if len({span.value for span in known}) == 1 else []
    return tuple({span.value: _trial(span) for span in spans}.values())


def _trial(span: Span) -> TrialPart:
    registry = span.attrs["registry"]
    return TrialPart(trial_id=span.value, registry=registry) if registry else TrialPart(trial_name=span.value)


def _designation(scene: Scene) -> str | None:
    span = scene.first_of("designation", before=False)
    return re.sub(r" designation$", "", span.value) if span else None
