"""Two mentions -> how likely they tell of one event: a veto, or a score with named parts."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tasks.resolve.days import days_between, is_exact
from tasks.resolve.facts import indication_words
from tasks.resolve.names import tokens
from tasks.resolve.status import status_differs, type_group
from warehouse.contracts import EventMember, TrialPart

ENOUGH = 3.5
"""Least score for joining an event."""
_DEFAULT_DAYS = 10
_DAYS = {
    "trial_clearance": 45, "trial_start": 45, "trial_enrollment": 30, "designation": 60, "submission": 45,
    "submission_accepted": 45, "approval": 45, "rejection": 45, "clinical_hold": 30, "acquisition": 30, "licensing": 21,
    "trial_discontinuation": 21, "recall_withdrawal": 21, "company_formation": 30, "patent": 21, "product_launch": 45,
    "restructuring": 14, "litigation": 14, "grant_contract": 21, "private_financing": 21,
}  # fmt: skip
"""Days that may lie between two reports of one event; things that happen once to a product have longer."""
_OF_A_PRODUCT = frozenset(
    [
        "trial_clearance",
        "trial_start",
        "trial_enrollment",
        "trial_readout",
        "trial_monitoring",
        "clinical_hold",
        "trial_discontinuation",
        "designation",
        "submission",
        "submission_accepted",
        "review_update",
        "advisory_opinion",
        "approval",
        "rejection",
        "recall_withdrawal",
        "product_launch",
        "pricing_reimbursement",
    ]
)
_OF_A_TERRITORY = frozenset(
    [
        "trial_clearance",
        "clinical_hold",
        "designation",
        "submission",
        "submission_accepted",
        "review_update",
        "advisory_opinion",
        "approval",
        "rejection",
        "product_launch",
        "pricing_reimbursement",
        "patent",
    ]
)
_OF_PARTIES = frozenset(
    [
        "licensing",
        "collaboration",
        "supply_commercial_agreement",
        "acquisition",
        "asset_transaction",
        "litigation",
        "company_formation",
        "debt_royalty_financing",
        "grant_contract",
    ]
)
_MAIN_ROLES = ("total_up_to", "total", "raised", "gross_proceeds", "upfront", "planned", "investment")


@dataclass(frozen=True)
class Verdict:
    """Why two mentions cannot be one event, or what speaks for it."""

    veto: str | None = None
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The sum of the parts; 0 under a veto."""
        return 0.0 if self.veto else sum(self.parts.values())

    def __str__(self) -> str:
        return (
            f"not: {self.veto}" if self.veto else " + ".join(f"{name} {value:g}" for name, value in self.parts.items())
        )


class Traits(NamedTuple):
    """What of a mention is compared, in comparable form: ids and words as sets, names and quotes as bare letters."""

    event_type: str
    status: str | None
    polarity: str | None
    first_day: date | None
    last_day: date
    trials: frozenset[str]
    products: frozenset[str]
    product_names: tuple[str, ...]
    companies: frozenset[str]
    indication: frozenset[str]
    phases: frozenset[str]
    places: frozenset[str]
    designation: str | None
    financing_round: str | None
    detail: frozenset[str]
    amounts: frozenset[float]
    quote: str | None
    text_cluster_id: str | None
    story_id: str | None


def traits_of(member: EventMember) -> Traits:
    """Read what is compared of a member."""
    return Traits(
        event_type=member.event_type,
        status=member.status,
        polarity=member.polarity,
        first_day=member.first_day,
        last_day=member.last_day,
        trials=_trials(member.trials),
        products=frozenset(part.id for part in member.products),
        product_names=tuple(part.name for part in member.products),
        companies=frozenset(part.id for part in member.companies),
        indication=indication_words(member.indication),
        phases=frozenset(re.findall(r"[1-4]", member.phase or "")),
        places=_places(member.region),
        designation=_letters(member.designation),
        financing_round=_letters(member.financing_round),
        detail=frozenset(member.detail),
        amounts=frozenset(part.value for part in member.amounts if part.role in _MAIN_ROLES and part.value > 0),
        quote=_letters(member.quote),
        text_cluster_id=member.text_cluster_id,
        story_id=member.story_id,
    )


@lru_cache(maxsize=100_000)  # copies of an article have the same traits, and a merge asks again for what placing asked
def compare(one: Traits, other: Traits) -> Verdict:
    """Compare two mentions; the order of the two makes no difference."""
    gap = days_between((one.first_day, one.last_day), (other.first_day, other.last_day))
    veto = _veto(one, other, gap)
    return Verdict(veto) if veto else Verdict(None, _parts(one, other, gap))


def _veto(one: Traits, other: Traits, gap: int) -> str | None:
    event_type = one.event_type
    if type_group(event_type) != type_group(other.event_type):
        return "type"
    if gap > _DAYS.get(event_type, _DEFAULT_DAYS):
        return "date"
    if one.event_type == other.event_type and status_differs(event_type, one.status, other.status, gap):
        return "status"
    if _differ(one.polarity, other.polarity) and "mixed" not in (one.polarity, other.polarity):
        return "polarity"
    if event_type in _OF_A_TERRITORY and _apart(one.places, other.places):
        return "region"
    if _apart(one.phases, other.phases):
        return "phase"
    if _differ(one.designation, other.designation):
        return "designation"
    if _differ(one.financing_round, other.financing_round):
        return "round"
    if _apart(one.detail, other.detail):
        return "quarter" if event_type == "earnings_guidance" else "position"
    return _veto_of_entities(one, other)


def _veto_of_entities(one: Traits, other: Traits) -> str | None:
    if _apart(one.trials, other.trials):
        return "trial"
    is_of_a_product = one.event_type in _OF_A_PRODUCT
    if is_of_a_product and _apart(one.products, other.products) and not _could_be_names_of_one(one, other):
        return "product"
    if _apart(one.companies, other.companies) and one.products.isdisjoint(other.products):
        return "company"
    if one.event_type in _OF_PARTIES and one.companies - other.companies and other.companies - one.companies:
        return "counterparty"
    if is_of_a_product and _apart(one.indication, other.indication):
        return "indication"
    return None


def _parts(one: Traits, other: Traits, gap: int) -> dict[str, float]:
    companies = one.companies & other.companies
    exact = is_exact((one.first_day, one.last_day)) and is_exact((other.first_day, other.last_day))
    dated = one.first_day is not None and other.first_day is not None
    parts = {
        "product": 3.0 * bool(one.products & other.products),
        "trial": 2.0 * bool(one.trials & other.trials),
        "company": 2.0 * bool(companies),
        "counterparty": 1.5 * (len(companies) > 1),
        "indication": 1.0 * bool(one.indication & other.indication),
        "designation": 1.0 * bool(one.designation and other.designation),
        "round": 1.0 * bool(one.financing_round and other.financing_round),
        "detail": 1.0 * bool(one.detail & other.detail),
        "region": 0.5 * bool(one.places & other.places),
        "amount": _amounts(one.amounts, other.amounts),
        "date": (2.0 if gap <= 3 else 1.5) if exact else 1.0 if dated else 0.5,
        "same text": 2.0 * bool(one.text_cluster_id and one.text_cluster_id == other.text_cluster_id),
        "same quote": 2.0 * (one.quote == other.quote),
        "story": 1.0 * bool(one.story_id and one.story_id == other.story_id),
        "other type": -1.0 * (one.event_type != other.event_type),
    }
    return {name: value for name, value in parts.items() if value}


def _amounts(one: Set[float], other: Set[float]) -> float:
    """Agreeing main amounts speak for one event; far apart ones against it, though outlets do disagree."""
    if not one or not other:
        return 0.0
    if any(abs(a - b) <= 0.05 * max(a, b) for a in one for b in other):
        return 1.5
    return -1.0


def _could_be_names_of_one(one: Traits, other: Traits) -> bool:
    """Whether every pair of product names could be of one product: a code and a word, or a name and its longer form."""
    return all(_could_be_one(a, b) for a in one.product_names for b in other.product_names)


def _could_be_one(one: str, other: str) -> bool:
    shorter, longer = sorted((tokens(one), tokens(other)), key=len)
    return _is_code(one) != _is_code(other) or longer[: len(shorter)] == shorter


def _is_code(name: str) -> bool:
    return any(sign.isdigit() for sign in name)


def _trials(trials: Iterable[TrialPart]) -> frozenset[str]:
    ids = frozenset(trial.trial_id for trial in trials if trial.trial_id)
    return ids or frozenset(_letters(trial.trial_name) or "" for trial in trials if trial.trial_name)


def _places(region: str | None) -> frozenset[str]:
    parts = re.split(r"[;,]| and ", re.sub(r"\(.*?\)", " ", (region or "").lower()))
    return frozenset(part.strip() for part in parts if part.strip())


def _letters(text: str | None) -> str | None:
    return "".join(sign for sign in text.lower() if sign.isalnum()) or None if text else None


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _apart(one: Set[str], other: Set[str]) -> bool:
    return bool(one and other and not one & other)
