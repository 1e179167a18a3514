"""Contracts of refine, second half: mentions, the events they tell of, and who has a part in them."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from warehouse.contracts.row import Row, Timestamp, column


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CompanyPart(_Part):
    """A company's part in a mention."""

    name: str
    role: str | None = None


class AmountPart(_Part):
    """An amount in a mention: value in units, ISO 4217 currency (None where the text names none), role."""

    value: float
    currency: str | None = None
    role: str | None = None


class TrialPart(_Part):
    """A trial in a mention: a registry's id, or a name, or both."""

    trial_id: str | None = None
    registry: str | None = None
    trial_name: str | None = None


class PersonPart(_Part):
    """A person in a mention; filled only where the settings allow persons."""

    name: str
    position: str | None = None
    change: str | None = None


class Mention(Row):
    """One event in one article, with the sentence that says so."""

    table: ClassVar[str] = "mentions"
    key: ClassVar[tuple[str, ...]] = ("mention_id",)
    replace_by: ClassVar[tuple[str, ...]] = ("article_id",)
    order_by: ClassVar[tuple[str, ...]] = ("article_id", "quote_start", "mention_id")
    references: ClassVar[dict[str, str]] = {"article_id": "articles", "event_id": "events"}

    mention_id: str = column("Derived from the article, the type, the status and the quote.")
    article_id: str = column("The article it stands in.")
    event_id: str | None = column("The event it tells of.", default=None)
    event_type: str = column("One of the 35 types of the taxonomy.")
    status: str | None = column("How far it has come, by type.", default=None)
    polarity: str | None = column("positive, negative or mixed.", default=None)
    role: str = column("primary (the news) or background (a past event that the article recites).")
    modality: str | None = column("Kind of product: antibody, CAR-T, small molecule ...", default=None)
    target: str | None = column("Molecular target of the product.", default=None)
    indication: str | None = column("Disease, in normal form.", default=None)
    indication_raw: str | None = column("Disease, as the text has it.", default=None)
    line_of_therapy: str | None = column("Line of therapy: first line, relapsed or refractory ...", default=None)
    population: str | None = column("Who is treated, apart from the disease.", default=None)
    phase: str | None = column("Trial phase in normal form: Phase 1, Phase 1/2, Phase 2b.", default=None)
    regulator: str | None = column("Authority: FDA, EMA, NMPA (CDE) ...", default=None)
    region: str | None = column("Territory: US, EU, UK, China ...", default=None)
    designation: str | None = column("orphan drug, fast track, RMAT ...", default=None)
    application_type: str | None = column("NDA, BLA, MAA, IND ...", default=None)
    goal_date: str | None = column("Date by which the authority will decide, as precise as stated.", default=None)
    financing_round: str | None = column("Seed, Series A, IPO ...", default=None)
    vote: str | None = column("Result of a vote, as the text has it.", default=None)
    scope: str | None = column("Lots, jobs or share of staff, as the text has it.", default=None)
    effective_date: str | None = column("When a change takes effect, as precise as stated.", default=None)
    event_date: str | None = column(
        "ISO date as precise as the text: 2024-05-12, 2019-10, 2024-Q2, 2024.", default=None
    )
    event_date_precision: str | None = column("day, month, quarter, half or year.", default=None)
    event_date_basis: str | None = column("stated, relative, published or not_in_text.", default=None)
    quote: str = column("The sentence that says so, verbatim.")
    quote_start: int = column("Offset of the quote in the article's text, in characters.", ge=0)
    quote_end: int = column("Offset behind the quote.", ge=0)
    rule_id: str = column("The pattern that found it.")
    confidence: float = column("0 to 1.", ge=0, le=1)
    companies: list[CompanyPart] = column("Companies with their roles.", private=True, default=[])
    products: list[str] = column("Products as the text names them.", private=True, default=[])
    amounts: list[AmountPart] = column("Amounts with their roles.", private=True, default=[])
    trials: list[TrialPart] = column("Trials by registry id or name.", private=True, default=[])
    persons: list[PersonPart] = column("Persons, only where the settings allow them.", private=True, default=[])


class Event(Row):
    """One event of the real world, told once."""

    table: ClassVar[str] = "events"
    key: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("first_published_at",)
    references: ClassVar[dict[str, str]] = {"first_article_id": "articles", "first_source_id": "sources"}

    event_id: str = column("Stable across runs and replays; a change has a row in event_id_changes.")
    event_family: str = column("CLINICAL, REGULATORY, SAFETY_QUALITY, DEALS, FINANCE, CORPORATE or MARKET_LEGAL.")
    event_type: str = column("One of the 35 types of the taxonomy.")
    status: str | None = column("How far it has come, by type.", default=None)
    polarity: str | None = column("positive, negative or mixed.", default=None)
    company: str | None = column("Main company, by its normal name.", default=None)
    product: str | None = column("Main product, by its normal name.", default=None)
    target: str | None = column("Molecular target.", default=None)
    modality: str | None = column("Kind of product.", default=None)
    indication: str | None = column("Disease, in normal form.", default=None)
    phase: str | None = column("Trial phase.", default=None)
    regulator: str | None = column("Authority.", default=None)
    region: str | None = column("Territory.", default=None)
    designation: str | None = column("Special status.", default=None)
    application_type: str | None = column("NDA, BLA, MAA, IND ...", default=None)
    financing_round: str | None = column("Seed, Series A, IPO ...", default=None)
    amount: float | None = column("Main amount, in units of amount_currency.", default=None)
    amount_currency: str | None = column("ISO 4217 code.", default=None)
    amount_usd: float | None = column("Main amount in US dollars; filled where it is stated in dollars.", default=None)
    amount_role: str | None = column("upfront, total_up_to, raised ...", default=None)
    event_date: date | None = column("First day of the period in which it happened.", default=None)
    event_date_precision: str | None = column("day, month, quarter, half or year.", default=None)
    event_date_basis: str | None = column("stated, relative, published or not_in_text.", default=None)
    quote: str = column("The sentence that says so, from the first article.")
    is_disputed: bool = column("Whether outlets disagree on an amount or a date.", default=False)
    first_article_id: str = column("Article that reported it first.")
    first_source_id: str = column("Outlet that reported it first.")
    first_published_at: Timestamp | None = column("When it was first reported, UTC.", default=None)
    primary_article_count: int = column("Articles for which it is the news.", ge=0, default=0)
    article_count: int = column("Articles that tell of it.", ge=1)
    source_count: int = column("Outlets that tell of it.", ge=1)
    known_at: Timestamp = column("When this table first held it, UTC.")
    updated_at: Timestamp = column("When its row last changed, UTC.")


class EventCompany(Row):
    """A company's part in an event."""

    table: ClassVar[str] = "event_companies"
    key: ClassVar[tuple[str, ...]] = ("event_id", "company_id", "role")
    replace_by: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("event_id", "company_id")
    references: ClassVar[dict[str, str]] = {"event_id": "events", "company_id": "companies"}

    event_id: str = column("The event.")
    company_id: str = column("The company.")
    company: str = column("Its normal name.")
    role: str = column("sponsor, partner, licensor, acquirer ...; unstated where the text does not say.")


class EventProduct(Row):
    """A product in an event."""

    table: ClassVar[str] = "event_products"
    key: ClassVar[tuple[str, ...]] = ("event_id", "product_id")
    replace_by: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("event_id", "product_id")
    references: ClassVar[dict[str, str]] = {"event_id": "events", "product_id": "products"}

    event_id: str = column("The event.")
    product_id: str = column("The product.")
    product: str = column("Its normal name.")


class EventAmount(Row):
    """An amount in an event; where outlets disagree, one row each."""

    table: ClassVar[str] = "event_amounts"
    key: ClassVar[tuple[str, ...]] = ("event_id", "role", "amount", "currency")
    replace_by: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("event_id", "role")
    references: ClassVar[dict[str, str]] = {"event_id": "events"}

    event_id: str = column("The event.")
    amount: float = column("In units of the currency.")
    currency: str = column("ISO 4217 code; XXX where the text names none.")
    role: str = column("upfront, milestones, total_up_to, raised, per_share ...; unstated where the text does not say.")
    amount_usd: float | None = column("In US dollars; filled where it is stated in dollars.", default=None)
    article_count: int = column("Articles that give it.", ge=1, default=1)


class EventTrial(Row):
    """A trial in an event."""

    table: ClassVar[str] = "event_trials"
    key: ClassVar[tuple[str, ...]] = ("event_id", "trial_id", "trial_name")
    replace_by: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("event_id", "trial_id")
    references: ClassVar[dict[str, str]] = {"event_id": "events"}

    event_id: str = column("The event.")
    trial_id: str | None = column("Id in a registry.", default=None)
    registry: str | None = column("ClinicalTrials.gov, EudraCT, ChiCTR ...", default=None)
    trial_name: str | None = column("Name or acronym.", default=None)


class EventArticle(Row):
    """Who reported an event, with the sentence."""

    table: ClassVar[str] = "event_articles"
    key: ClassVar[tuple[str, ...]] = ("event_id", "article_id")
    replace_by: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("event_id", "published_at", "article_id")
    references: ClassVar[dict[str, str]] = {"event_id": "events", "article_id": "articles"}

    event_id: str = column("The event.")
    article_id: str = column("The article.")
    source_id: str = column("The outlet.")
    url: str = column("Where to read it.")
    published_at: Timestamp | None = column("When it appeared, UTC.", default=None)
    role: str = column("primary or background.")
    quote: str = column("The sentence that says so.")
    lag_hours: float | None = column("Hours behind the first report.", default=None)
    joined_because: str = column("Why the article was joined to this event.")


class EntityPart(_Part):
    """A resolved company or product in a mention: id, the name as the text has it, a company's role."""

    id: str
    name: str
    role: str | None = None


class EventMember(Row):
    """One mention as events are resolved by it; an event is composed of its members."""

    table: ClassVar[str] = "event_members"
    key: ClassVar[tuple[str, ...]] = ("mention_id",)
    order_by: ClassVar[tuple[str, ...]] = ("published_at", "mention_id")
    references: ClassVar[dict[str, str]] = {"mention_id": "mentions", "event_id": "events"}
    published: ClassVar[bool] = False

    mention_id: str = column("The mention.")
    event_id: str = column("The event it tells of.")
    founded_event_id: str = column("The event it was first placed in; another than event_id after a merge.")
    joined_because: str = column("founded the event, or the named parts of the score.")
    score: float = column("Sum of those parts; 0 for the founder.", default=0.0)
    article_id: str = column("The article it stands in.")
    source_id: str = column("The article's outlet.")
    url: str = column("The article's address.")
    text_cluster_id: str | None = column("The article's text cluster.", default=None)
    story_id: str | None = column("The article's story.", default=None)
    published_at: Timestamp = column("When the article appeared; where unknown, when it was first seen; UTC.")
    is_restated: bool = column("Whether the article updates or corrects an earlier one.", default=False)
    role: str = column("primary or background.")
    event_type: str = column("One of the 35 types of the taxonomy.")
    status: str | None = column("How far it has come, by type.", default=None)
    polarity: str | None = column("positive, negative or mixed.", default=None)
    modality: str | None = column("Kind of product.", default=None)
    target: str | None = column("Molecular target.", default=None)
    indication: str | None = column("Disease, in normal form.", default=None)
    phase: str | None = column("Trial phase.", default=None)
    regulator: str | None = column("Authority.", default=None)
    region: str | None = column("Territory.", default=None)
    designation: str | None = column("Special status.", default=None)
    application_type: str | None = column("NDA, BLA, MAA, IND ...", default=None)
    financing_round: str | None = column("Seed, Series A, IPO ...", default=None)
    detail: list[str] = column("What else the quote says that tells events apart: quarter, position.", default=[])
    event_date: str | None = column("ISO date as precise as the text.", default=None)
    event_date_precision: str | None = column("day, month, quarter, half or year.", default=None)
    event_date_basis: str | None = column("stated, relative, published or not_in_text.", default=None)
    first_day: date | None = column("First day on which it can have happened; empty where nothing says.", default=None)
    last_day: date = column("Last day on which it can have happened.")
    companies: list[EntityPart] = column("Companies with their roles.", private=True, default=[])
    products: list[EntityPart] = column("Products.", private=True, default=[])
    amounts: list[AmountPart] = column("Amounts with their roles.", private=True, default=[])
    trials: list[TrialPart] = column("Trials.", private=True, default=[])
    quote: str = column("The sentence that says so.")
    confidence: float = column("0 to 1.", ge=0, le=1)
    block_keys: list[str] = column("Mentions that share one of these are compared.", private=True, default=[])


class EventLink(Row):
    """Two events of one thing in order: the later follows, lifts or closes the earlier."""

    table: ClassVar[str] = "event_links"
    key: ClassVar[tuple[str, ...]] = ("event_id", "next_event_id")
    replace_by: ClassVar[tuple[str, ...]] = ("event_id",)
    order_by: ClassVar[tuple[str, ...]] = ("event_id", "next_event_id")
    references: ClassVar[dict[str, str]] = {"event_id": "events", "next_event_id": "events"}

    event_id: str = column("The earlier event.")
    next_event_id: str = column("The later event.")
    kind: str = column("follows (the next step of a product in an indication), lifts (a hold) or closes (a deal).")
    ground: str = column("Why they are of one thing.")


class EventIdChange(Row):
    """An event whose id changed under a reader, and why."""

    table: ClassVar[str] = "event_id_changes"
    key: ClassVar[tuple[str, ...]] = ("old_event_id", "new_event_id", "changed_at")
    order_by: ClassVar[tuple[str, ...]] = ("changed_at", "old_event_id")

    old_event_id: str = column("Id before.")
    new_event_id: str = column("Id since.")
    reason: str = column("merge, split or override, and on what ground.")
    changed_at: Timestamp = column("When, UTC.")
    run_id: str = column("Run that changed it.")
