"""Two mentions -> how likely they tell of one event: a veto, or a score with named parts."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import lru_cache

from tasks.resolve.days import days_between, is_exact
from tasks.resolve.facts import REMEMBERED, indication_words
from tasks.resolve.names import tokens
from tasks.resolve.status import status_differs, type_group
from warehouse.contracts import AmountPart, EventMember

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


def compare(one: EventMember, other: EventMember) -> Verdict:
    """Compare two mentions; the order of the two makes no difference."""
    gap = days_between((one.first_day, one.last_day), (other.first_day, other.last_day))
    veto = _veto(one, other, gap)
    return Verdict(veto) if veto else Verdict(None, _parts(one, other, gap))


def _veto(one: EventMember, other: EventMember, gap: int) -> str | None:
    event_type = one.event_type
    if type_group(event_type) != type_group(other.event_type):
        return "type"
    if gap > _DAYS.get(event_type, _DEFAULT_DAYS):
        return "date"
    if one.event_type == other.event_type and status_differs(event_type, one.status, other.status, gap):
        return "status"
    if _differ(one.polarity, other.polarity) and "mixed" not in (one.polarity, other.polarity):
        return "polarity"
    if event_type in _OF_A_TERRITORY and _apart(_places(one.region), _places(other.region)):
        return "region"
    if _apart(_phase(one.phase), _phase(other.phase)):
        return "phase"
    if _differ(_letters(one.designation), _letters(other.designation)):
        return "designation"
    if _differ(_letters(one.financing_round), _letters(other.financing_round)):
        return "round"
    if _apart(set(one.detail), set(other.detail)):
        return "quarter" if event_type == "earnings_guidance" else "position"
    return _veto_of_entities(one, other)


def _veto_of_entities(one: EventMember, other: EventMember) -> str | None:
    trials, other_trials = _trials(one), _trials(other)
    if trials and other_trials and not trials & other_trials:
        return "trial"
    products, other_products = _ids(one.products), _ids(other.products)
    companies, other_companies = _ids(one.companies), _ids(other.companies)
    if one.event_type in _OF_A_PRODUCT and _apart(products, other_products) and not _could_be_names_of_one(one, other):
        return "product"
    if _apart(companies, other_companies) and not products & other_products:
        return "company"
    if one.event_type in _OF_PARTIES and companies - other_companies and other_companies - companies:
        return "counterparty"
    indications = indication_words(one.indication), indication_words(other.indication)
    if one.event_type in _OF_A_PRODUCT and all(indications) and not indications[0] & indications[1]:
        return "indication"
    return None


def _parts(one: EventMember, other: EventMember, gap: int) -> dict[str, float]:
    products = _ids(one.products) & _ids(other.products)
    companies = _ids(one.companies) & _ids(other.companies)
    exact = is_exact((one.first_day, one.last_day)) and is_exact((other.first_day, other.last_day))
    dated = one.first_day is not None and other.first_day is not None
    parts = {
        "product": 3.0 * bool(products),
        "trial": 2.0 * bool(_trials(one) & _trials(other)),
        "company": 2.0 * bool(companies),
        "counterparty": 1.5 * (len(companies) > 1),
        "indication": 1.0 * bool(indication_words(one.indication) & indication_words(other.indication)),
        "designation": 1.0 * bool(one.designation and other.designation),
        "round": 1.0 * bool(one.financing_round and other.financing_round),
        "detail": 1.0 * bool(set(one.detail) & set(other.detail)),
        "region": 0.5 * bool(_places(one.region) & _places(other.region)),
        "amount": _amounts(one.amounts, other.amounts),
        "date": (2.0 if gap <= 3 else 1.5) if exact else 1.0 if dated else 0.5,
        "same text": 2.0 * bool(one.text_cluster_id and one.text_cluster_id == other.text_cluster_id),
        "same quote": 2.0 * (_letters(one.quote) == _letters(other.quote)),
        "story": 1.0 * bool(one.story_id and one.story_id == other.story_id),
        "other type": -1.0 * (one.event_type != other.event_type),
    }
    return {name: value for name, value in parts.items() if value}


def _amounts(one: Iterable[AmountPart], other: Iterable[AmountPart]) -> float:
    """Agreeing main amounts speak for one event; far apart ones against it, though outlets do disagree."""
    left, right = _main_amounts(one), _main_amounts(other)
    if not left or not right:
        return 0.0
    if any(abs(a - b) <= 0.05 * max(a, b) for a in left for b in right):
        return 1.5
    return -1.0


def _main_amounts(amounts: Iterable[AmountPart]) -> set[float]:
    return {part.value for part in amounts if part.role in _MAIN_ROLES and part.value > 0}


def _could_be_names_of_one(one: EventMember, other: EventMember) -> bool:
    """Whether every pair of product names could be of one product: a code and a word, or a name and its longer form."""
    return all(_could_be_one(a.name, b.name) for a in one.products for b in other.products)


def _could_be_one(one: str, other: str) -> bool:
    shorter, longer = sorted((tokens(one), tokens(other)), key=len)
    return _is_code(one) != _is_code(other) or longer[: len(shorter)] == shorter


def _is_code(name: str) -> bool:
    return any(sign.isdigit() for sign in name)


def _ids(parts: Iterable[object]) -> set[str]:
    return {part.id for part in parts}  # type: ignore[attr-defined]


def _trials(member: EventMember) -> set[str]:
    ids = {trial.trial_id for trial in member.trials if trial.trial_id}
    return ids or {_letters(trial.trial_name) or "" for trial in member.trials if trial.trial_name}


@lru_cache(maxsize=REMEMBERED)
def _places(region: str | None) -> frozenset[str]:
    parts = re.split(r"[;,]| and ", re.sub(r"\(.*?\)", " ", (region or "").lower()))
    return frozenset(part.strip() for part in parts if part.strip())


@lru_cache(maxsize=REMEMBERED)
def _phase(phase: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[1-4]", phase or ""))


@lru_cache(maxsize=REMEMBERED)
def _letters(text: str | None) -> str | None:
    return "".join(sign for sign in text.lower() if sign.isalnum()) or None if text else None


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _apart(one: Set[str], other: Set[str]) -> bool:
    return bool(one and other and not one & other)
