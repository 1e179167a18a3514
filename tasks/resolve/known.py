"""What earlier batches left of entities and events, as resolve asks for it; the lake answers from its tables, and this from memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from warehouse.contracts import (
    Company,
    CompanyAlias,
    EntityDecision,
    EventLink,
    EventMember,
    Product,
    ProductAlias,
)


@dataclass(frozen=True)
class KnownEntities:
    """What earlier batches learned of names; rows that the batch does not touch change nothing."""

    companies: Sequence[Company] = ()
    company_aliases: Sequence[CompanyAlias] = ()
    products: Sequence[Product] = ()
    product_aliases: Sequence[ProductAlias] = ()
    decisions: Sequence[EntityDecision] = ()


@dataclass(frozen=True)
class KnownMembers:
    """Whole events by their members, when each event was first known, the links from them, and who has a part in them."""

    members: Sequence[EventMember] = ()
    known_at: Mapping[str, datetime] = field(default_factory=dict)
    links: Sequence[EventLink] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    decisions: Sequence[EntityDecision] = ()


class KnownEvents(Protocol):
    """The questions that a batch asks. An answer may hold more than was asked for; that changes nothing."""

    def entities(self, company_keys: Sequence[str], product_keys: Sequence[str]) -> KnownEntities:
        """Entities with an alias whose key or short key is one of these, with all their aliases."""
        ...

    def members(self, block_keys: Sequence[str], article_ids: Sequence[str], event_ids: Sequence[str]) -> KnownMembers:
        """All members of events of which one has such a key, stands in such an article, or that have such an id."""
        ...


@dataclass(frozen=True)
class EventsInMemory:
    """Rows of earlier batches, kept in memory; without any, nothing is known."""

    known_entities: KnownEntities = KnownEntities()
    known_members: KnownMembers = KnownMembers()

    def entities(self, company_keys: Sequence[str], product_keys: Sequence[str]) -> KnownEntities:
        """All entities."""
        return self.known_entities

    def members(self, block_keys: Sequence[str], article_ids: Sequence[str], event_ids: Sequence[str]) -> KnownMembers:
        """All events."""
        return self.known_members
