"""An event type file: what the event is, which slots it fills, the patterns that find it, and the examples that test it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Family = Literal["CLINICAL", "REGULATORY", "SAFETY_QUALITY", "DEALS", "FINANCE", "CORPORATE", "MARKET_LEGAL"]
Slot = Literal[
    "companies",
    "products",
    "target",
    "modality",
    "indication",
    "line_of_therapy",
    "population",
    "phase",
    "trials",
    "regulator",
    "region",
    "designation",
    "application_type",
    "goal_date",
    "vote",
    "polarity",
    "amounts",
    "financing_round",
    "persons",
    "scope",
    "effective_date",
    "event_date",
]
Polarity = Literal["positive", "negative", "mixed"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Pattern(_Strict):
    """Phrases that tell of the event in one status; `config/event_types/README.md` explains how phrases are written."""

    status: str | None = None
    polarity: Polarity | None = None
    match: tuple[str, ...] = Field(min_length=1, description="any of these phrases, within one sentence")
    also: tuple[str, ...] = Field(default=(), description="and one of these anywhere in the sentence")
    unless: tuple[str, ...] = Field(default=(), alias="not", description="but none of these in the sentence")
    where: Literal["anywhere", "title", "lead", "body"] = "anywhere"
    role: Literal["primary", "background"] | None = Field(
        default=None, description="where the wording alone decides it"
    )
    plans: Literal["drop", "keep"] = Field(
        default="drop", description="keep: 'X to buy Y' and 'will pay' announce the event itself and are no mere plan"
    )


class Sign(_Strict):
    """Phrases in the sentences of an event that tell its status or polarity, where the pattern that found it does not."""

    status: str | None = None
    polarity: Polarity | None = None
    match: tuple[str, ...] = Field(min_length=1)


class CompanyExample(_Strict):
    """A company in an example, with its role."""

    name: str
    role: str | None = None


class AmountExample(_Strict):
    """An amount in an example: value in units, ISO 4217 currency, role."""

    value: float
    currency: str | None = None
    role: str | None = None


class Expected(_Strict):
    """What must be found in an example; a key that is left out is not compared."""

    status: str | None = None
    polarity: Polarity | None = None
    role: Literal["primary", "background"] | None = None
    companies: tuple[CompanyExample, ...] | None = None
    products: tuple[str, ...] | None = None
    target: str | None = None
    modality: str | None = None
    indication: str | None = None
    line_of_therapy: str | None = None
    population: str | None = None
    phase: str | None = None
    regulator: str | None = None
    region: str | None = None
    designation: str | None = None
    application_type: str | None = None
    goal_date: str | None = None
    vote: str | None = None
    amounts: tuple[AmountExample, ...] | None = None
    financing_round: str | None = None
    trial_ids: tuple[str, ...] | None = None
    scope: str | None = None
    effective_date: str | None = None
    event_date: str | None = None


class PositiveExample(_Strict):
    """A text that tells of this event. `title` and `published` (an ISO date) may be given where they matter."""

    text: str = Field(min_length=10)
    title: str = ""
    published: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    language: str = "en"
    expected: Expected = Expected()


class NegativeExample(_Strict):
    """A text that does not tell of this event, and the event type that it tells of instead (or none)."""

    text: str = Field(min_length=10)
    title: str = ""
    published: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    language: str = "en"
    instead: str = Field(description="an event type, or none")


class Examples(_Strict):
    """The examples of a type; they are its tests."""

    positive: tuple[PositiveExample, ...] = ()
    negative: tuple[NegativeExample, ...] = ()


class EventType(_Strict):
    """One event type; its id is the file's name without the ending."""

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str = Field(min_length=3)
    definition: str = Field(min_length=20)
    family: Family
    slots: dict[Slot, Literal["required", "optional"]] = Field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    one_event: tuple[tuple[str, ...], ...] = Field(
        default=(), description="statuses under which one article tells one event; the later in a group the more exact"
    )
    one_for_each: Literal["designation"] | None = Field(
        default=None, description="a kind of name: several of them in one sentence are several events"
    )
    confusable: tuple[str, ...] = Field(default=(), description="types that are easily taken for this one")
    outranks: tuple[str, ...] = Field(
        default=(), description="types that give way where their words overlap with this one's in a sentence"
    )
    tests: tuple[PositiveExample, ...] = Field(
        default=(), description="sentences written before the patterns were; they are not edited to please them"
    )
    examples: Examples = Examples()
    patterns: tuple[Pattern, ...] = ()
    signs: tuple[Sign, ...] = Field(default=(), description="looked at in order; the first that fits decides")
    default_status: str | None = Field(default=None, description="where neither pattern nor sign tells one")
    recited_as: str | None = Field(
        default=None,
        description="the status instead of the default where the event is only recited, and not its agreement",
    )

    @model_validator(mode="after")
    def _known_statuses(self) -> "EventType":
        used = [
            self.default_status,
            self.recited_as,
            *(pattern.status for pattern in self.patterns),
            *(sign.status for sign in self.signs),
        ]
        used += [example.expected.status for example in (*self.tests, *self.examples.positive)]
        for status in used:
            if status is not None and status not in self.statuses:
                raise ValueError(f"the status {status!r} is not among this type's statuses; correct it or list it")
        return self


class WordSets(_Strict):
    """Named sets of phrases that the patterns of all types share; a set may use other sets."""

    sets: dict[str, tuple[str, ...]]
