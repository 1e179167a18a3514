"""A batch of mentions and what is known -> events, entities and links that are new or changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from config.models.event_type import EventType
from config.models.lookups import Lookups
from config.models.overrides import Overrides
from tasks.resolve.compose import compose
from tasks.resolve.entities import Entities, EntityRows, KnownEntities, names_in
from tasks.resolve.events import assign_events
from tasks.resolve.facts import block_keys, member_of
from tasks.resolve.lifecycle import link_events
from warehouse.contracts import (
    Article,
    Event,
    EventAmount,
    EventArticle,
    EventCompany,
    EventIdChange,
    EventLink,
    EventMember,
    EventProduct,
    EventTrial,
    Mention,
    Row,
)


@dataclass(frozen=True)
class KnownEvents:
    """What earlier batches left; more than the queries of warehouse/queries find does not change the outcome."""

    entities: KnownEntities = KnownEntities()
    members: Sequence[EventMember] = ()
    events: Sequence[Event] = ()


@dataclass(frozen=True)
class Resolution:
    """The batch's mentions with their events, and every row that is new or changed, sorted by key."""

    mentions: list[Mention]
    members: list[EventMember] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    event_companies: list[EventCompany] = field(default_factory=list)
    event_products: list[EventProduct] = field(default_factory=list)
    event_amounts: list[EventAmount] = field(default_factory=list)
    event_trials: list[EventTrial] = field(default_factory=list)
    event_articles: list[EventArticle] = field(default_factory=list)
    event_links: list[EventLink] = field(default_factory=list)
    event_id_changes: list[EventIdChange] = field(default_factory=list)
    entities: EntityRows = field(default_factory=EntityRows)

    def rows(self) -> list[Row]:
        """Every row of every table, for the lake."""
        tables = [getattr(self, name.name) for name in fields(self) if name.name != "entities"]
        tables += [getattr(self.entities, name.name) for name in fields(self.entities)]
        return [row for table in tables for row in table]


def resolve_mentions(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    lookups: Lookups,
    *,
    event_types: Mapping[str, EventType],
    now: datetime,
    overrides: Overrides | None = None,
    run_id: str = "",
) -> Resolution:
    """Resolve the mentions of these articles, nothing else being known; keeps the order of the mentions. `now` in UTC."""
    return resolve_batch(
        articles,
        mentions,
        KnownEvents(),
        lookups,
        event_types=event_types,
        now=now,
        overrides=overrides,
        run_id=run_id,
    )


def resolve_batch(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    known: KnownEvents,
    lookups: Lookups,
    *,
    event_types: Mapping[str, EventType],
    now: datetime,
    overrides: Overrides | None = None,
    run_id: str = "",
) -> Resolution:
    """Resolve a batch among what is known. Mentions that are known already keep their event."""
    entities = Entities(lookups, overrides or Overrides(), known.entities)
    batch = _members(articles, mentions, entities)
    before = {member.mention_id for member in known.members}
    placed = assign_events(batch, [_today(member, entities) for member in known.members])
    new = [member for member in placed if member.mention_id not in before]
    by_event: dict[str, list[EventMember]] = defaultdict(list)
    for member in (*known.members, *new):
        by_event[member.event_id].append(member)
    known_at = {event.event_id: event.known_at for event in known.events}
    composed = [
        compose(
            by_event[event_id],
            families={name: event_type.family for name, event_type in event_types.items()},
            name_of=entities.name_of,
            known_at=known_at.get(event_id, now),
            now=now,
        )
        for event_id in sorted({member.event_id for member in new})
    ]
    event_of = {member.mention_id: member.event_id for member in placed}
    return Resolution(
        mentions=[mention.model_copy(update={"event_id": event_of.get(mention.mention_id)}) for mention in mentions],
        members=sorted(new, key=lambda member: member.mention_id),
        events=[one.event for one in composed],
        event_companies=[row for one in composed for row in one.companies],
        event_products=[row for one in composed for row in one.products],
        event_amounts=[row for one in composed for row in one.amounts],
        event_trials=[row for one in composed for row in one.trials],
        event_articles=[row for one in composed for row in one.articles],
        event_links=link_events(member for event in by_event.values() for member in event),
        entities=entities.rows(part.id for member in placed for part in (*member.companies, *member.products)),
    )


def _members(articles: Iterable[Article], mentions: Iterable[Mention], entities: Entities) -> list[EventMember]:
    """Rows of the batch's mentions. All articles teach their names before any mention is compared."""
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    told = [article for article in articles if article.article_id in by_article]
    told.sort(key=lambda article: (article.published_at or article.first_seen_at, article.article_id))
    for article in told:
        entities.learn(article, by_article[article.article_id])
    nearby = names_in(mention for group in by_article.values() for mention in group)
    members = []
    for article in told:
        for mention in by_article[article.article_id]:
            companies = entities.companies_of(mention, nearby[article.article_id])
            members.append(member_of(mention, article, companies, entities.products_of(mention)))
    return [_today(member, entities) for member in members]


def _today(member: EventMember, entities: Entities) -> EventMember:
    """The member with the ids that its companies and products have today."""
    companies = [part.model_copy(update={"id": entities.kept(part.id)}) for part in member.companies]
    products = [part.model_copy(update={"id": entities.kept(part.id)}) for part in member.products]
    if companies == member.companies and products == member.products:
        return member
    member = member.model_copy(update={"companies": companies, "products": products})
    return member.model_copy(update={"block_keys": sorted({*member.block_keys, *block_keys(member)})})
