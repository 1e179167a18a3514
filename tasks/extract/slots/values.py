"""The values of a mention's slots, as fill_slots hands them to the engine."""

from dataclasses import dataclass

from warehouse.contracts import AmountPart, CompanyPart, PersonPart, TrialPart


@dataclass(frozen=True, slots=True)
class SlotValues:
    """What an event's slots hold; the names and meanings are those of the columns of `mentions`."""

    companies: tuple[CompanyPart, ...] = ()
    products: tuple[str, ...] = ()
    target: str | None = None
    modality: str | None = None
    indication: str | None = None
    indication_raw: str | None = None
    line_of_therapy: str | None = None
    population: str | None = None
    phase: str | None = None
    trials: tuple[TrialPart, ...] = ()
    regulator: str | None = None
    region: str | None = None
    designation: str | None = None
    application_type: str | None = None
    goal_date: str | None = None
    vote: str | None = None
    amounts: tuple[AmountPart, ...] = ()
    financing_round: str | None = None
    persons: tuple[PersonPart, ...] = ()
    scope: str | None = None
    effective_date: str | None = None
    event_date: str | None = None
    event_date_precision: str | None = None
    event_date_basis: str | None = None
