"""Scene -> the disease in normal form and as written, with the line of therapy and the population kept apart."""

import re
from collections import Counter

from tasks.extract.document import Sentence, Span
from tasks.extract.expressions import around, named
from tasks.extract.slots.scene import Scene
from tasks.extract.slots.wordlists import words

_LINES = (
    ("relapsed or refractory", r"\b(?:relapsed?(?:\s?(?:/|or|and(?:/or)?)\s?|-)refractory|r/r|rr(?=MM|AML|CLL|DLBCL))"),
    ("relapsed", r"\brelapsed\b"),
    ("refractory", r"\brefractory\b"),
    ("first line", r"\b(?:first[- ]line|1L|frontline|front-line|previously untreated|treatment[- ]na[iï]ve|newly diagnosed|untreated)\b"),
    ("second line", r"\b(?:second[- ]line|2L)\b"),
    ("third line", r"\b(?:third[- ]line|3L)\b"),
    ("later line", r"\b(?:previously treated|pretreated|pre-treated|heavily pretreated|later[- ]line|progressed (?:on|after|following))\b"),
    ("adjuvant", r"\b(?<!neo)adjuvant\b"),
    ("neoadjuvant", r"\bneoadjuvant\b"),
    ("maintenance", r"\bmaintenance (?:therapy|treatment)\b"),
)  # fmt: skip
_LINE = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _LINES)
_POPULATION = re.compile(
    r"\b(?:(?:adults?|adult patients|adult and (?:adolescent|pa?ediatric) patients|children|adolescents|infants|toddlers|newborns|pa?ediatric patients|women|men|individuals|patients|people|participants)(?: and (?:children|adolescents|pa?ediatric patients))?"
    r"(?: (?:aged |who are |ages? )?(?:\d+(?: months?)?(?: to \d+)?(?: years?)?(?: and (?:older|above|over)| or older| of age(?: and older)?)?))|adult(?:s| patients)(?! of)|pa?ediatric patients|adolescents|children)\b",
    re.IGNORECASE,
)
_MEDICAL = words(
    """trial_clearance trial_start trial_enrollment trial_readout trial_monitoring clinical_hold trial_discontinuation designation
    submission submission_accepted review_update advisory_opinion approval rejection product_launch pricing_reimbursement"""
)
_WITHOUT = words(
    """acquisition private_financing public_offering debt_royalty_financing earnings_guidance listing_capital leadership_change
    restructuring"""
)
_OF_A_FIELD = words("licensing collaboration asset_transaction supply_commercial_agreement grant_contract patent")
_GENERIC = frozenset(
    (
        "cancer",
        "oncology",
        "solid tumours",
        "rare diseases",
        "autoimmune diseases",
        "haematological malignancies",
        "inflammatory diseases",
    )
)
_FRONT = named(
    r"\b(?:(?:relapsed|refractory|advanced|metastatic|recurrent|severe|moderate|mild|chronic|acute|active|generali[sz]ed|unresectable|locally|extensive-stage|limited-stage|stage [IV]+|early|late-stage|newly diagnosed"
    r"|previously treated|resistant|hormone-sensitive|moderate-to-severe|moderately|to|or|and|/|-|previously untreated|treatment-resistant|symptomatic|hereditary|familial|primary|secondary|progressive)[\s/-]+)+$"
)
_ABBREVIATION_BEHIND = re.compile(r"^\s\([A-Za-z0-9/-]{2,12}\)")
_NOT_TREATED = around(
    r"\b(?:caused by|due to|history of|such as|including|risks? of|cases of|reports of|warnings? (?:on|of|about)|adverse|event of|without|exclud\w+|death from|developed)\s*(?:a |an |the )?$"
)


def fill_indication(scene: Scene) -> tuple[str | None, str | None]:
    """Normal form, and the words as written with what qualifies them; the disease of the event's product."""
    span = _disease(scene)
    if span is None:
        return None, None
    full = scene.document.full
    front = _FRONT.search(full[max(0, span.start - 60) : span.start])
    behind = _ABBREVIATION_BEHIND.match(full[span.end : span.end + 16])
    start = span.start - len(front[0]) if front else span.start
    raw = full[start : span.end + (behind.end() if behind else 0)]
    raw = re.sub(r"^(?:(?:to|or|and) )+", "", raw)
    return span.value, " ".join(raw.split())


def _disease(scene: Scene) -> Span | None:
    if scene.candidate.event_type in _WITHOUT:
        return None
    is_medical = scene.candidate.event_type in _MEDICAL and scene.document.kind != "round_up"
    for sentence in _telling(scene, is_medical):
        spans = _treated(scene, scene.spans(sentence, "indication"))
        if spans:
            chosen = _closest(scene, spans) if sentence is scene.focus else spans[0]
            return _specific(scene, chosen)
    if not is_medical:
        return None
    spans = _treated(scene, scene.document.spans_of("indication"))
    return spans[0] if spans else None


def _telling(scene: Scene, is_medical: bool) -> list[Sentence]:
    """Where the disease may be told: of a deal that is the news also in the title."""
    if is_medical:
        return [*scene.sentences(), *scene.said_before()]
    is_news = scene.is_primary and scene.is_lead_news and scene.candidate.event_type in _OF_A_FIELD
    return [*scene.told(), *(scene.document.sentences[:1] if is_news else ())]


def _specific(scene: Scene, span: Span) -> Span:
    """`Cancer` and `tumours` stand for the disease that the article names most."""
    if span.value not in _GENERIC - {"solid tumours"}:
        return span
    others = [other for other in scene.document.spans_of("indication") if other.value not in _GENERIC]
    counts = Counter(other.value for other in others)
    return max(others, key=lambda other: (counts[other.value], -other.start)) if others else span


def _treated(scene: Scene, spans: list[Span]) -> list[Span]:
    full = scene.document.full
    treated = [span for span in spans if not _NOT_TREATED.search(full[max(0, span.start - 40) : span.start])]
    listed = [span for span in treated if span.attrs["sort"] != "shape"] or treated
    return [span for span in listed if span.value not in _GENERIC] or listed


def _closest(scene: Scene, spans: list[Span]) -> Span:
    """The first one behind the trigger; what stands ahead of it mostly describes the company."""
    behind = [span for span in spans if span.start >= scene.candidate.start]
    return behind[0] if behind else spans[-1]


def fill_line_of_therapy(scene: Scene) -> str | None:
    """Line of therapy in normal form, from the event's sentences."""
    texts = _texts(scene)
    return next((name for name, pattern in _LINE if any(pattern.search(text) for text in texts)), None)


def fill_population(scene: Scene) -> str | None:
    """Who is treated, as the text has it."""
    return next((match[0] for text in _texts(scene) if (match := _POPULATION.search(text))), None)


def _texts(scene: Scene) -> list[str]:
    return [scene.words(sentence) for sentence in scene.sentences()]
