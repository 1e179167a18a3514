"""Names in mentions -> companies and products with stable ids; why two names are one is kept with the name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from config.models.lookups import Lookups
from config.models.overrides import Decisions, Overrides
from tasks.resolve.directory import Alias, Directory, Union
from tasks.resolve.known import KnownEvents, KnownMembers
from tasks.resolve.learned import Lesson, lessons, nicknames
from tasks.resolve.names import CompanyKeys, product_key, product_parts
from warehouse.contracts import (
    Article,
    Company,
    CompanyAlias,
    EntityDecision,
    EntityPart,
    Mention,
    Product,
    ProductAlias,
    Row,
)


@dataclass(frozen=True)
class Names:
    """Names that stand in one article, and what it teaches of them."""

    companies: frozenset[str]
    products: frozenset[str]
    of_companies: tuple[Lesson, ...] = ()
    of_products: tuple[Lesson, ...] = ()


def names_of(article: Article, mentions: Iterable[Mention]) -> Names:
    """Read the names of an article's mentions, and what its text says of them."""
    text = f"{article.title}\n{article.text}"
    mentions = list(mentions)
    companies = frozenset(part.name for mention in mentions for part in mention.companies)
    products = frozenset(product for mention in mentions for product in mention.products)
    spellings = [(product_parts(name), name) for name in sorted(products)]
    return Names(
        companies,
        products,
        (*lessons(text, companies), *nicknames(text, companies)),
        (
            *(Lesson(first, other, name, "spelling") for (first, *others), name in spellings for other in others),
            *lessons(text, products),
        ),
    )


@dataclass(frozen=True)
class EntityRows:
    """Rows that a batch added."""

    companies: list[Company] = field(default_factory=list)
    company_aliases: list[CompanyAlias] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    product_aliases: list[ProductAlias] = field(default_factory=list)
    decisions: list[EntityDecision] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """All of them."""
        return [*self.companies, *self.company_aliases, *self.products, *self.product_aliases, *self.decisions]


class Entities:
    """The directories of companies and of products, as lookups, people and earlier batches fill them."""

    def __init__(self, lookups: Lookups, overrides: Overrides, known: KnownEvents, names: Iterable[Names]) -> None:
        self._keys = CompanyKeys(
            (row.suffix for row in lookups.company_suffixes if row.kind == "legal"),
            (row.suffix for row in lookups.company_suffixes if row.kind == "trade"),
            _hard_names(lookups, overrides.companies),
        )
        self.companies = Directory("company", self._keys.full, self._keys.short)
        self.products = Directory("product", product_key)
        self._known = known.entities(*self._keys_of(names))
        self._fill_companies(lookups, overrides.companies)
        self._fill_products(lookups, overrides.products)

    def learn(self, article_id: str, names: Names) -> None:
        """Take the aliases that an article teaches of the names found in it."""
        for name in sorted(names.companies, key=lambda name: (-len(name), name)):
            self.companies.resolve(name, names.companies, article_id)
        for lesson in names.of_companies:
            self.companies.unite(lesson.one, lesson.other, lesson.ground, lesson.quote, article_id)
        for lesson in names.of_products:
            self.products.unite(lesson.one, lesson.other, lesson.ground, lesson.quote, article_id)

    def _keys_of(self, names: Iterable[Names]) -> tuple[list[str], list[str]]:
        """Keys of all names, those that are only taught included."""
        companies: set[str] = set()
        products: set[str] = set()
        for one in names:
            companies |= one.companies | {name for lesson in one.of_companies for name in (lesson.one, lesson.other)}
            products |= one.products | {name for lesson in one.of_products for name in (lesson.one, lesson.other)}
        keys = {key for name in companies for key in (self._keys.full(name), self._keys.short(name))}
        return sorted(keys), sorted({product_key(name) for name in products})

    def companies_of(self, mention: Mention, nearby: Iterable[str]) -> list[EntityPart]:
        """The companies of a mention; `nearby` are the names in the same article."""
        return [
            EntityPart(id=self.companies.resolve(part.name, nearby, mention.article_id), name=part.name, role=part.role)
            for part in mention.companies
        ]

    def products_of(self, mention: Mention) -> list[EntityPart]:
        """The products of a mention."""
        return [
            EntityPart(id=self.products.resolve(product_parts(name)[0], (), mention.article_id), name=name)
            for name in mention.products
        ]

    def remember(self, known: KnownMembers) -> None:
        """Take the names of who has a part in known events."""
        for directory, prefix in ((self.companies, "company_"), (self.products, "product_")):
            names = {entity_id: name for entity_id, name in known.names.items() if entity_id.startswith(prefix)}
            directory.remember_ids(_unions(known.decisions, prefix), names)

    def name_of(self, entity_id: str) -> str:
        """The normal name of a company's or product's id."""
        return (self.companies if entity_id.startswith("company_") else self.products).name_of(entity_id)

    def kept(self, entity_id: str) -> str:
        """The id that stands for this one today."""
        return (self.companies if entity_id.startswith("company_") else self.products).kept(entity_id)

    def former_ids(self, entity_id: str) -> list[str]:
        """Ids that gave way to this one."""
        return (self.companies if entity_id.startswith("company_") else self.products).former_ids(entity_id)

    def rows(self, used: Iterable[str]) -> EntityRows:
        """New rows about the entities that are in use, sorted by key."""
        ids = set(used)
        known = {row.company_id for row in self._known.companies} | {row.product_id for row in self._known.products}
        new = sorted(ids - known)
        return EntityRows(
            companies=[Company(company_id=i, name=self.name_of(i)) for i in new if i.startswith("company_")],
            products=[Product(product_id=i, name=self.name_of(i)) for i in new if i.startswith("product_")],
            company_aliases=_company_aliases(self.companies.aliases, ids, self._known.company_aliases),
            product_aliases=_product_aliases(self.products.aliases, ids, self._known.product_aliases),
            decisions=[_decision(union) for union in (*self.companies.unions, *self.products.unions)],
        )

    def _fill_companies(self, lookups: Lookups, decisions: Decisions) -> None:
        self.companies.decide(decisions)
        for row in lookups.companies:
            self.companies.keep_apart(row.name, row.distinct_from)
        for row in lookups.companies:
            self.companies.list_names(row.names)
        self.companies.remember(
            [
                Alias(row.company_id, row.alias, row.alias_key, row.short_key, row.ground)
                for row in self._known.company_aliases
            ],
            _unions(self._known.decisions, "company_"),
            {row.company_id: row.name for row in self._known.companies},
        )

    def _fill_products(self, lookups: Lookups, decisions: Decisions) -> None:
        self.products.decide(decisions)
        for row in lookups.products:
            self.products.list_names(_once((row.name, *row.names)))
        self.products.remember(
            [
                Alias(row.product_id, row.alias, row.alias_key, row.alias_key, row.ground)
                for row in self._known.product_aliases
            ],
            _unions(self._known.decisions, "product_"),
            {row.product_id: row.name for row in self._known.products},
        )


def _hard_names(lookups: Lookups, decisions: Decisions) -> set[str]:
    """Names of companies that look like others': Merck & Co. and Merck KGaA differ in their legal form alone."""
    listed = {name for row in lookups.companies if row.distinct_from for name in (row.name, *row.distinct_from)}
    return listed | {name for decision in decisions.different for name in decision.these}


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _unions(decisions: Iterable[EntityDecision], prefix: str) -> list[Union]:
    return [Union(row.old_id, row.kept_id, row.ground) for row in decisions if row.old_id.startswith(prefix)]


def _decision(union: Union) -> EntityDecision:
    return EntityDecision(
        old_id=union.old_id,
        kept_id=union.kept_id,
        ground=union.ground,
        quote=union.quote,
        article_id=union.article_id,
    )


def _company_aliases(aliases: Iterable[Alias], ids: set[str], known: Iterable[CompanyAlias]) -> list[CompanyAlias]:
    have = {(row.company_id, row.alias) for row in known}
    rows = {
        (alias.entity_id, alias.alias): CompanyAlias(
            company_id=alias.entity_id, short_key=alias.short_key, **_alias(alias)
        )
        for alias in aliases
        if alias.entity_id in ids and (alias.entity_id, alias.alias) not in have
    }
    return [rows[key] for key in sorted(rows)]


def _product_aliases(aliases: Iterable[Alias], ids: set[str], known: Iterable[ProductAlias]) -> list[ProductAlias]:
    have = {(row.product_id, row.alias) for row in known}
    rows = {
        (alias.entity_id, alias.alias): ProductAlias(product_id=alias.entity_id, **_alias(alias))
        for alias in aliases
        if alias.entity_id in ids and (alias.entity_id, alias.alias) not in have
    }
    return [rows[key] for key in sorted(rows)]


def _alias(alias: Alias) -> dict[str, Any]:
    return {
        "alias": alias.alias,
        "alias_key": alias.alias_key,
        "ground": alias.ground,
        "quote": alias.quote,
        "article_id": alias.article_id,
    }
