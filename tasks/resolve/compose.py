"""Members -> the event they make up, and its child rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks.resolve.days import span_of
from tasks.resolve.events import order
from warehouse.contracts import (
    AmountPart,
    Event,
    EventAmount,
    EventArticle,
    EventCompany,
    EventMember,
    EventProduct,
    EventTrial,
    Row,
)

_AMOUNT_ROLES = ("total_up_to", "total", "raised", "gross_proceeds", "upfront", "planned", "investment", "milestones")
_MAIN_COMPANY_ROLES = [
    "sponsor",
    "manufacturer",
    "issuer",
    "acquirer",
    "licensee",
    "employer",
    "owner",
    "recipient",
    "marketing_company",
    "buyer",
    "plaintiff",
    "patentee",
    "new_company",
    "distributor",
    "licensor",
    "target",
    "seller",
    "partner",
]
_PRECISIONS = ("day", "month", "quarter", "half", "year")


@dataclass(frozen=True)
class Composed:
    """An event with its child rows."""

    event: Event
    companies: list[EventCompany]
    products: list[EventProduct]
    amounts: list[EventAmount]
    trials: list[EventTrial]
    articles: list[EventArticle]

    def rows(self) -> list[Row]:
        """The event and its child rows."""
        return [self.event, *self.companies, *self.products, *self.amounts, *self.trials, *self.articles]


def compose(
    members: Sequence[EventMember],
    *,
    families: Mapping[str, str],
    name_of: Callable[[str], str],
    known_at: datetime,
    now: datetime,
) -> Composed:
    """Make the event of these members (all those of one event id).

    Where members disagree, an update or correction goes first, then news before background, then the most precise date,
    then the earliest. families: event type to family. name_of: the normal name of a company or product id.
    """
    by_time = sorted(members, key=order)
    ranked = sorted(members, key=_weight)
    lead, first = ranked[0], by_time[0]
    amounts = _amount_rows(lead.event_id, ranked)
    main = _main_amount(ranked)
    dated = _best_dated(ranked)
    company = _main_company(ranked)
    event = Event(
        event_id=lead.event_id,
        event_family=families[lead.event_type],
        **{name: _first(ranked, name) for name in _TAKEN},
        event_type=lead.event_type,
        company=name_of(company) if company else None,
        product=name_of(lead_product) if (lead_product := _main_product(ranked)) else None,
        amount=main.value if main else None,
        amount_currency=main.currency if main else None,
        amount_usd=main.value if main and main.currency == "USD" else None,
        amount_role=main.role if main else None,
        event_date=span[0] if (span := span_of(dated.event_date)) else None,
        event_date_precision=dated.event_date_precision,
        event_date_basis=dated.event_date_basis,
        quote=lead.quote,
        is_disputed=_is_disputed(ranked),
        first_article_id=first.article_id,
        first_source_id=first.source_id,
        first_published_at=first.published_at,
        primary_article_count=len({member.article_id for member in members if member.role == "primary"}),
        article_count=len({member.article_id for member in members}),
        source_count=len({member.source_id for member in members}),
        known_at=known_at,
        updated_at=now,
    )
    return Composed(
        event=event,
        companies=_company_rows(event.event_id, ranked, name_of),
        products=_product_rows(event.event_id, ranked, name_of),
        amounts=amounts,
        trials=_trial_rows(event.event_id, ranked),
        articles=_article_rows(by_time),
    )


_TAKEN = ("status", "polarity", "target", "modality", "indication", "phase", "regulator", "region", "designation",
          "application_type", "financing_round")  # fmt: skip


def _weight(member: EventMember) -> tuple[object, ...]:
    return not member.is_restated, member.role != "primary", *order(member)


def _first(ranked: Iterable[EventMember], name: str) -> str | None:
    return next((value for member in ranked if (value := getattr(member, name))), None)


def _main_company(ranked: Iterable[EventMember]) -> str | None:
    for member in ranked:
        if member.companies:
            return min(member.companies, key=lambda part: _place(_MAIN_COMPANY_ROLES, part.role)).id
    return None


def _main_product(ranked: Iterable[EventMember]) -> str | None:
    return next((member.products[0].id for member in ranked if member.products), None)


def _main_amount(ranked: Iterable[EventMember]) -> AmountPart | None:
    for member in ranked:
        if member.amounts:
            return min(member.amounts, key=lambda part: (_place(_AMOUNT_ROLES, part.role), -part.value))
    return None


def _best_dated(ranked: Sequence[EventMember]) -> EventMember:
    """The member whose date counts: a day rather than a month, stated rather than taken from the publication."""
    dated = [member for member in ranked if span_of(member.event_date)]
    if not dated:
        return ranked[0]
    return min(
        dated,
        key=lambda member: (
            not member.is_restated,
            member.event_date_basis == "published",
            _place(_PRECISIONS, member.event_date_precision),
        ),
    )


def _is_disputed(members: Sequence[EventMember]) -> bool:
    """Whether two members give one role different amounts, or state days that cannot both be right."""
    amounts: dict[tuple[str | None, str | None], set[float]] = {}
    for member in members:
        for part in member.amounts:
            amounts.setdefault((part.role, part.currency), set()).add(part.value)
    given = [{part.value for part in member.amounts} for member in members if member.amounts]
    if any(len(values) > 1 and not any(values <= one for one in given) for values in amounts.values()):
        return True
    spans = [
        span
        for member in members
        if member.event_date_basis in ("stated", "relative") and (span := span_of(member.event_date))
    ]
    return any(one[0] > other[1] for one in spans for other in spans)


def _company_rows(event_id: str, ranked: Iterable[EventMember], name_of: Callable[[str], str]) -> list[EventCompany]:
    found: dict[tuple[str, str], EventCompany] = {}
    with_role = {part.id for member in ranked for part in member.companies if part.role}
    for member in ranked:
        for part in member.companies:
            if part.role or part.id not in with_role:
                role = part.role or "unstated"
                found.setdefault(
                    (part.id, role),
                    EventCompany(event_id=event_id, company_id=part.id, company=name_of(part.id), role=role),
                )
    return [found[key] for key in sorted(found)]


def _product_rows(event_id: str, ranked: Iterable[EventMember], name_of: Callable[[str], str]) -> list[EventProduct]:
    ids = sorted({part.id for member in ranked for part in member.products})
    return [EventProduct(event_id=event_id, product_id=id_, product=name_of(id_)) for id_ in ids]


def _amount_rows(event_id: str, ranked: Iterable[EventMember]) -> list[EventAmount]:
    articles: dict[tuple[str, float, str], set[str]] = {}
    for member in ranked:
        for part in member.amounts:
            key = (part.role or "unstated", part.value, part.currency or "XXX")
            articles.setdefault(key, set()).add(member.article_id)
    return [
        EventAmount(
            event_id=event_id,
            amount=value,
            currency=currency,
            role=role,
            amount_usd=value if currency == "USD" else None,
            article_count=len(articles[role, value, currency]),
        )
        for role, value, currency in sorted(articles)
    ]


def _trial_rows(event_id: str, ranked: Iterable[EventMember]) -> list[EventTrial]:
    found = {
        (part.trial_id or "", part.trial_name or ""): EventTrial(
            event_id=event_id, trial_id=part.trial_id, registry=part.registry, trial_name=part.trial_name
        )
        for member in ranked
        for part in member.trials
    }
    return [found[key] for key in sorted(found)]


def _article_rows(by_time: Sequence[EventMember]) -> list[EventArticle]:
    first = by_time[0].published_at
    rows: dict[str, EventArticle] = {}
    for member in by_time:
        rows.setdefault(
            member.article_id,
            EventArticle(
                event_id=member.event_id,
                article_id=member.article_id,
                source_id=member.source_id,
                url=member.url,
                published_at=member.published_at,
                role=member.role,
                quote=member.quote,
                lag_hours=round((member.published_at - first).total_seconds() / 3600, 2),
                joined_because=member.joined_because,
            ),
        )
    return list(rows.values())


def _place(order_of: Sequence[str], value: str | None) -> int:
    return order_of.index(value) if value in order_of else len(order_of)
