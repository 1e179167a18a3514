"""A batch of mentions and what is known -> events, entities and links that are new or changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from config.models.event_type import EventType
from config.models.lookups import Lookups
from config.models.overrides import Overrides
from tasks.resolve.compose import Composed, compose
from tasks.resolve.entities import Entities, EntityRows, Names, names_of
from tasks.resolve.events import EventIndex, order
from tasks.resolve.facts import block_keys, member_of
from tasks.resolve.known import EventsInMemory, KnownEvents, KnownMembers
from tasks.resolve.lifecycle import changed_links, link_events
from tasks.resolve.moves import Move, merge_events, obey
from warehouse.contracts import Article, EntityPart, Event, EventIdChange, EventLink, EventMember, Mention, Row


@dataclass(frozen=True)
class Resolution:
    """The batch's mentions with their events, and every row that is new or changed, sorted by key."""

    mentions: list[Mention]
    members: list[EventMember] = field(default_factory=list)
    composed: list[Composed] = field(default_factory=list)
    links: list[EventLink] = field(default_factory=list)
    event_id_changes: list[EventIdChange] = field(default_factory=list)
    entities: EntityRows = field(default_factory=EntityRows)
    gone_mentions: list[str] = field(default_factory=list)
    gone_events: list[str] = field(default_factory=list)
    unlinked_events: list[str] = field(default_factory=list)

    @property
    def events(self) -> list[Event]:
        """The events that are new or changed."""
        return [one.event for one in self.composed]

    def moved(self) -> dict[str, list[EventMember]]:
        """By article, members of other articles than the batch's that changed: their mentions have to follow."""
        own = {mention.mention_id for mention in self.mentions}
        by_article: dict[str, list[EventMember]] = defaultdict(list)
        for member in self.members:
            if member.mention_id not in own:
                by_article[member.article_id].append(member)
        return by_article

    def rows(self) -> list[Row]:
        """Everything to stage."""
        parts = [row for one in self.composed for row in one.rows()]
        return [*self.mentions, *self.members, *parts, *self.links, *self.event_id_changes, *self.entities.rows()]

    def gone(self) -> dict[str, list[str]]:
        """By table, the mention or event ids (its replace_by column) whose rows go, since nothing tells of them any more."""
        events = self.gone_events
        tables = ("events", "event_companies", "event_products", "event_amounts", "event_trials", "event_articles")
        return {
            "event_members": self.gone_mentions,
            **dict.fromkeys(tables, events),
            "event_links": sorted({*events, *self.unlinked_events}),
        }


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
        EventsInMemory(),
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
    """Resolve a batch among what is known. The mentions have to be all those of the articles.

    A mention that is known already keeps its event. A known mention of these articles that is no longer among the
    mentions goes, and with its last mention an event goes, too.
    """
    overrides = overrides or Overrides()
    entities, batch = _named(articles, mentions, known, lookups, overrides)
    asked = known.members(*_member_keys(articles, batch, overrides))
    entities.remember(asked)
    before = {member.mention_id: member for member in asked.members}
    index, placed = _placed(batch, articles, before.values(), entities, overrides)
    moves = [*merge_events(index, placed), *obey(index, overrides.events)]
    now_members = {member.mention_id: member for event in index.members.values() for member in event}
    changed = [member for member in now_members.values() if before.get(member.mention_id) != member]
    gone_mentions = sorted(before.keys() - now_members.keys())
    touched = {member.event_id for member in changed}
    touched |= {old.event_id for old in map(before.get, (*gone_mentions, *(m.mention_id for m in changed))) if old}
    alive = sorted(event_id for event_id in touched if index.members.get(event_id))
    families = {name: event_type.family for name, event_type in event_types.items()}
    links, unlinked = changed_links(
        link_events(now_members.values()), asked.links, index.members, _things(batch), _gone(before.values(), index)
    )
    return Resolution(
        mentions=[_with_event(mention, now_members) for mention in mentions],
        members=sorted(changed, key=lambda member: member.mention_id),
        composed=[
            compose(
                index.members[event_id],
                families=families,
                name_of=entities.name_of,
                known_at=asked.known_at.get(event_id, now),
                now=now,
            )
            for event_id in alive
        ],
        links=links,
        event_id_changes=_id_changes(moves, touched - set(alive), asked, now, run_id),
        entities=entities.rows(part.id for member in changed for part in (*member.companies, *member.products)),
        gone_mentions=gone_mentions,
        gone_events=sorted(touched - set(alive)),
        unlinked_events=unlinked,
    )


def _named(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    known: KnownEvents,
    lookups: Lookups,
    overrides: Overrides,
) -> tuple[Entities, list[EventMember]]:
    """The entities and the batch's members, not yet placed. All articles teach names before any mention is compared."""
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    told = sorted(
        (article for article in articles if article.article_id in by_article),
        key=lambda article: (article.published_at or article.first_seen_at, article.article_id),
    )
    names: dict[str, Names] = {
        article.article_id: names_of(article, by_article[article.article_id]) for article in told
    }
    entities = Entities(lookups, overrides, known, names.values())
    for article in told:
        entities.learn(article.article_id, names[article.article_id])
    members = []
    for article in told:
        for mention in by_article[article.article_id]:
            companies = entities.companies_of(mention, names[article.article_id].companies)
            members.append(member_of(mention, article, companies, entities.products_of(mention)))
    return entities, [_today(member, entities) for member in members]


def _member_keys(
    articles: Iterable[Article], batch: Iterable[EventMember], overrides: Overrides
) -> tuple[list[str], list[str], list[str]]:
    decided = {i for way in (overrides.events.same, overrides.events.different) for one in way for i in one.these}
    keys = {key for member in batch for key in member.block_keys}
    return sorted(keys), sorted({article.article_id for article in articles}), sorted(decided)


def _placed(
    batch: Iterable[EventMember],
    articles: Iterable[Article],
    known: Iterable[EventMember],
    entities: Entities,
    overrides: Overrides,
) -> tuple[EventIndex, list[EventMember]]:
    """The index of all events, and the batch's members in it. Known mentions of the batch keep their places."""
    own = {article.article_id for article in articles}
    former = {member.mention_id: member for member in known if member.article_id in own}
    others = [_today(member, entities) for member in known if member.article_id not in own]
    kept, new = [], []
    for member in sorted(batch, key=order):
        if old := former.get(member.mention_id):
            kept.append(member.model_copy(update={name: getattr(old, name) for name in _PLACE}))
        else:
            new.append(member)
    index = EventIndex([*others, *kept], overrides.events)
    return index, [*kept, *(index.place(member) for member in new)]


_PLACE = ("event_id", "founded_event_id", "joined_because", "score")


def _today(member: EventMember, entities: Entities) -> EventMember:
    """The member with the ids that its companies and products have today."""
    companies = [_with_id(part, entities.kept(part.id)) for part in member.companies]
    products = [_with_id(part, entities.kept(part.id)) for part in member.products]
    former = [i for part in (*companies, *products) for i in entities.former_ids(part.id)]
    if companies == member.companies and products == member.products and not former:
        return member
    member = member.model_copy(update={"companies": companies, "products": products})
    return member.model_copy(update={"block_keys": block_keys(member, former)})


def _with_id(part: EntityPart, entity_id: str) -> EntityPart:
    return part if part.id == entity_id else part.model_copy(update={"id": entity_id})


def _with_event(mention: Mention, members: Mapping[str, EventMember]) -> Mention:
    member = members.get(mention.mention_id)
    return mention.model_copy(update={"event_id": member.event_id if member else None})


def _things(members: Iterable[EventMember]) -> set[str]:
    return {part.id for member in members for part in (*member.products, *member.companies)}


def _gone(before: Iterable[EventMember], index: EventIndex) -> dict[str, str]:
    """Known events that have no member any more, with the event that took their first one, or ""."""
    gone: dict[str, str] = {}
    for member in sorted(before, key=order):
        if not index.members.get(member.event_id):
            gone[member.event_id] = gone.get(member.event_id) or index.event_of.get(member.mention_id, "")
    return gone


def _id_changes(
    moves: Iterable[Move], gone: set[str], asked: KnownMembers, now: datetime, run_id: str
) -> list[EventIdChange]:
    """A row for every id that readers have seen and that changed; ids that the batch itself made do not count."""
    seen = {member.event_id for member in asked.members}
    final = {move.old_id: move for move in moves if move.old_id in seen}
    rows = [
        EventIdChange(old_event_id=i, new_event_id=move.new_id, reason=move.reason, changed_at=now, run_id=run_id)
        for i, move in sorted(final.items())
    ]
    rows += [
        EventIdChange(
            old_event_id=i,
            new_event_id="",
            reason="withdrawn: no article tells of it any more",
            changed_at=now,
            run_id=run_id,
        )
        for i in sorted(gone & seen - final.keys())
    ]
    return rows
