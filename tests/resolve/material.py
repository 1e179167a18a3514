"""Articles and mentions of invented companies for the tests of resolve."""

from datetime import UTC, datetime
from typing import Any

from config.decisions import load_overrides
from config.lookup import load_lookups
from config.models.event_type import EventType
from config.models.overrides import Overrides
from config.taxonomy import load_event_types
from tasks.resolve import EventsInMemory, KnownEvents, Resolution, resolve_batch
from tests.dedupe.articles import article
from warehouse.contracts import AmountPart, Article, CompanyPart, Mention, TrialPart, stable_id

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LOOKUPS = load_lookups()
EVENT_TYPES: dict[str, EventType] = dict(load_event_types())


def told(
    article_id: str,
    event_type: str,
    status: str | None = None,
    *,
    role: str = "primary",
    companies: dict[str, str] | None = None,
    products: list[str] | None = None,
    trials: list[str] | None = None,
    amounts: dict[str, float] | None = None,
    **slots: Any,
) -> Mention:
    """A mention; companies and amounts are given with their roles, amounts in dollars."""
    quote = slots.pop("quote", f"{article_id} {event_type} {status} {slots}")
    return Mention(
        mention_id=stable_id("mention", article_id, event_type, status, quote),
        article_id=article_id,
        event_type=event_type,
        status=status,
        role=role,
        companies=[CompanyPart(name=name, role=part) for name, part in (companies or {}).items()],
        products=products or [],
        trials=[TrialPart(trial_id=trial) for trial in trials or []],
        amounts=[AmountPart(value=value, currency="USD", role=part) for part, value in (amounts or {}).items()],
        quote=quote,
        quote_start=0,
        quote_end=len(quote),
        rule_id="test",
        confidence=1,
        **slots,
    )


def resolve(
    mentions: list[Mention],
    articles: list[Article] | None = None,
    *,
    published: dict[str, str] | None = None,
    known: KnownEvents | None = None,
    overrides: Overrides | None = None,
    now: datetime = NOW,
) -> Resolution:
    """Resolve mentions; articles that are not given are made, `published` by article id (default 2026-05-12)."""
    given = {row.article_id: row for row in articles or []}
    for mention in mentions:
        if mention.article_id not in given:
            day = (published or {}).get(mention.article_id, "2026-05-12")
            given[mention.article_id] = article(
                mention.article_id, "A title", "A text.", published=day, source=f"outlet-{mention.article_id}"
            )
    return resolve_batch(
        list(given.values()),
        mentions,
        known or EventsInMemory(),
        LOOKUPS,
        event_types=EVENT_TYPES,
        now=now,
        overrides=overrides or load_overrides(),
        run_id="run",
    )
