"""Names -> ids of companies or products, with the ground on which each name is known to be one of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from config.models.overrides import Decisions
from warehouse.contracts import stable_id


@dataclass(frozen=True)
class Alias:
    """A name of an entity and why it is one."""

    entity_id: str
    alias: str
    alias_key: str
    short_key: str
    ground: str
    quote: str | None = None
    article_id: str | None = None


@dataclass(frozen=True)
class Union:
    """Two ids found to be one."""

    old_id: str
    kept_id: str
    ground: str
    quote: str | None = None
    article_id: str | None = None


class Directory:
    """All names of one kind of entity; grows as names are met. The order in which names come decides between equals."""

    def __init__(self, kind: str, key: Callable[[str], str], short: Callable[[str], str] | None = None) -> None:
        self._kind, self._key, self._short = kind, key, short
        self._id_of: dict[str, str] = {}
        self._ids_of_short: dict[str, set[str]] = {}
        self._kept: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        self._names: dict[str, str] = {}
        self.aliases: list[Alias] = []
        self.unions: list[Union] = []

    def decide(self, decisions: Decisions) -> None:
        """Take what people decided; call it before anything else, for their word prevails."""
        for decision in decisions.different:
            keys = [self._key(name) for name in decision.these]
            self._apart |= {frozenset((a, b)) for a in keys for b in keys if a != b}
        for decision in decisions.same:
            self.list_names(decision.these, ground="override", quote=decision.because)

    def list_names(self, names: Iterable[str], *, ground: str = "lookup", quote: str | None = None) -> None:
        """Take the names of one entity from a lookup, its normal name first. A name that is taken stays with its owner."""
        first, *others = names
        entity_id = self._id_of.get(self._key(first)) or self._found(first, ground, quote)
        for name in others:
            if self._key(name) not in self._id_of and not self._are_apart(first, name):
                self._admit(entity_id, name, ground, quote)

    def keep_apart(self, name: str, others: Iterable[str]) -> None:
        """Note names that look like this one and are somebody else's."""
        self._apart |= {frozenset((self._key(name), self._key(other))) for other in others}

    def remember(self, aliases: Iterable[Alias], unions: Iterable[Union], names: Mapping[str, str]) -> None:
        """Take what earlier batches learned; where a lookup or a person says otherwise, that stands."""
        self.remember_ids(unions, names)
        for alias in aliases:
            if alias.alias_key not in self._id_of:
                self._index(alias.alias_key, alias.alias, alias.entity_id)

    def remember_ids(self, unions: Iterable[Union], names: Mapping[str, str]) -> None:
        """Take ids that gave way, and the normal names of ids."""
        for union in unions:
            self._kept.setdefault(union.old_id, union.kept_id)
        self._names = {**names, **self._names}

    def resolve(self, name: str, nearby: Iterable[str] = (), article_id: str | None = None) -> str:
        """The id of a name; a new name founds an entity.

        nearby: other names in the same article; a short name ('Tarnwick') belongs to the long one beside it ('Tarnwick
        Bio'), else to the only known entity with that short name.
        """
        key = self._key(name)
        if key in self._id_of:
            return self.kept(self._id_of[key])
        if owner := self._owner_of_short(name, nearby):
            self._admit(owner, name, "short_form", None, article_id)
            return owner
        return self._found(name, "founding", None, article_id)

    def unite(self, one: str, other: str, ground: str, quote: str, article_id: str) -> None:
        """Learn that two names are one entity's, unless people or lookups keep them apart."""
        if self._key(one) == self._key(other) or self._are_apart(one, other):
            return
        known, new = self._id_of.get(self._key(one)), self._id_of.get(self._key(other))
        if known and new:
            self._merge(self.kept(known), self.kept(new), ground, quote, article_id)
        elif known:
            self._admit(known, other, ground, quote, article_id)
        elif new:
            self._admit(new, one, ground, quote, article_id)
        else:
            self._admit(self._found(one, "founding", None, article_id), other, ground, quote, article_id)

    def kept(self, entity_id: str) -> str:
        """The id that stands for this one today."""
        while entity_id in self._kept:
            entity_id = self._kept[entity_id]
        return entity_id

    def former_ids(self, entity_id: str) -> list[str]:
        """Ids that gave way to this one."""
        return sorted(old for old in self._kept if self.kept(old) == entity_id)

    def name_of(self, entity_id: str) -> str:
        """The normal name of an entity."""
        return self._names[self.kept(entity_id)]

    def _found(self, name: str, ground: str, quote: str | None, article_id: str | None = None) -> str:
        entity_id = stable_id(self._kind, self._key(name))
        self._names.setdefault(entity_id, name)
        self._admit(entity_id, name, ground, quote, article_id)
        return entity_id

    def _admit(self, entity_id: str, name: str, ground: str, quote: str | None, article_id: str | None = None) -> None:
        key = self._key(name)
        self._index(key, name, entity_id)
        short = self._short(name) if self._short else key
        self.aliases.append(Alias(entity_id, name, key, short, ground, quote, article_id))

    def _index(self, key: str, name: str, entity_id: str) -> None:
        self._id_of[key] = entity_id
        if self._short:
            self._ids_of_short.setdefault(self._short(name), set()).add(entity_id)

    def _merge(self, known: str, new: str, ground: str, quote: str, article_id: str) -> None:
        if known == new or self._has_lookup_name(known) and self._has_lookup_name(new):
            return
        if self._has_lookup_name(new):
            known, new = new, known
        self._kept[new] = known
        self.unions.append(Union(new, known, ground, quote, article_id))

    def _has_lookup_name(self, entity_id: str) -> bool:
        return any(alias.entity_id == entity_id and alias.ground in ("lookup", "override") for alias in self.aliases)

    def _owner_of_short(self, name: str, nearby: Iterable[str]) -> str | None:
        if not self._short:
            return None
        short, key = self._short(name), self._key(name)
        is_short = short == key
        for other in sorted(set(nearby), key=len, reverse=True):
            if is_short and other != name and self._short(other) == short and not self._are_apart(name, other):
                return self.kept(self._id_of[self._key(other)]) if self._key(other) in self._id_of else None
        owners = {self.kept(entity_id) for entity_id in self._ids_of_short.get(short, ())}
        if len(owners) != 1:
            return None
        owner = owners.pop()
        known_key = self._key(self.name_of(owner))
        fits = is_short or known_key == short
        return owner if fits and not self._are_apart(name, self.name_of(owner)) else None

    def _are_apart(self, one: str, other: str) -> bool:
        return frozenset((self._key(one), self._key(other))) in self._apart
