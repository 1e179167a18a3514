"""Lake -> what resolve asks of earlier batches; each question is a join or two on narrow columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import pyarrow as pa

from tasks.resolve.known import KnownEntities, KnownMembers
from warehouse.contracts import (
    Article,
    Company,
    CompanyAlias,
    EntityDecision,
    EventLink,
    EventMember,
    Product,
    ProductAlias,
    Row,
)
from warehouse.lake import Lake
from warehouse.schema import from_arrow

AnyRow = TypeVar("AnyRow", bound=Row)


class LakeEvents:
    """The entities, event members and links of a lake; members with the stories that the given articles have now."""

    def __init__(self, lake: Lake, articles: Iterable[Article] = ()) -> None:
        self._lake = lake
        self._stories = {article.article_id: article.story_id for article in articles}

    def entities(self, company_keys: Sequence[str], product_keys: Sequence[str]) -> KnownEntities:
        """Entities with an alias whose key or short key is one of these, with all their aliases."""
        company_aliases = self._rows(
            CompanyAlias, "known_company_aliases", wanted_keys=_column("alias_key", company_keys)
        )
        product_aliases = self._rows(
            ProductAlias, "known_product_aliases", wanted_keys=_column("alias_key", product_keys)
        )
        company_ids = {row.company_id for row in company_aliases}
        product_ids = {row.product_id for row in product_aliases}
        wanted = _column("id", sorted(company_ids | product_ids))
        return KnownEntities(
            companies=self._rows(Company, "known_companies", wanted_ids=wanted),
            company_aliases=company_aliases,
            products=self._rows(Product, "known_products", wanted_ids=wanted),
            product_aliases=product_aliases,
            decisions=self._rows(EntityDecision, "known_entity_decisions", wanted_ids=wanted),
        )

    def members(self, block_keys: Sequence[str], article_ids: Sequence[str], event_ids: Sequence[str]) -> KnownMembers:
        """All members of events of which one has such a key, stands in such an article, or that have such an id."""
        members = self._rows(
            EventMember,
            "known_members",
            wanted_keys=_column("block_key", block_keys),
            wanted_articles=_column("article_id", article_ids),
            wanted_ids=_column("id", event_ids),
        )
        members = [with_story(member, self._stories) for member in members]
        names, decisions = self._names({part.id for row in members for part in (*row.companies, *row.products)})
        wanted = _column("event_id", sorted({member.event_id for member in members}))
        times = self._lake.query("known_event_times", wanted_events=wanted)
        return KnownMembers(
            members=members,
            known_at=dict(zip(times["event_id"].to_pylist(), times["known_at"].to_pylist(), strict=True)),
            links=self._rows(EventLink, "known_event_links", wanted_events=wanted),
            names=names,
            decisions=decisions,
        )

    def _names(self, entity_ids: set[str]) -> tuple[dict[str, str], list[EntityDecision]]:
        """The normal names of these ids and of those that stand for them today, and the decisions on the way."""
        decisions: dict[str, EntityDecision] = {}
        while True:
            wanted = _column("id", sorted(entity_ids))
            for row in self._rows(EntityDecision, "known_entity_decisions", wanted_ids=wanted):
                decisions[row.old_id] = row
            more = {i for row in decisions.values() for i in (row.old_id, row.kept_id)} - entity_ids
            if not more:
                break
            entity_ids = entity_ids | more
        companies = self._rows(Company, "known_companies", wanted_ids=wanted)
        products = self._rows(Product, "known_products", wanted_ids=wanted)
        names = {row.company_id: row.name for row in companies} | {row.product_id: row.name for row in products}
        return names, [decisions[old_id] for old_id in sorted(decisions)]

    def _rows(self, row_class: type[AnyRow], query: str, **tables: pa.Table) -> list[AnyRow]:
        return from_arrow(self._lake.query(query, **tables), row_class)


def with_story(member: EventMember, stories: Mapping[str, str | None]) -> EventMember:
    """The member with the story of its article, by article id; as it is where that is not given."""
    story_id = stories.get(member.article_id, member.story_id)
    return member if story_id == member.story_id else member.model_copy(update={"story_id": story_id})


def _column(name: str, values: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array(list(values), pa.string())})
