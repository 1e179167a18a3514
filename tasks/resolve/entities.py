"""Names in mentions -> companies and products with stable ids; why two names are one is kept with the name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from config.models.lookups import Lookups
from config.models.overrides import Decisions, Overrides
from tasks.resolve.directory import Alias, Directory, Union
from tasks.resolve.learned import lessons, nicknames
from tasks.resolve.names import CompanyKeys, plain_name, product_key, product_parts
from warehouse.contracts import (
    Article,
    Company,
    CompanyAlias,
    EntityDecision,
    EntityPart,
    Mention,
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
class EntityRows:
    """Rows that a batch added."""

    companies: list[Company] = field(default_factory=list)
    company_aliases: list[CompanyAlias] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    product_aliases: list[ProductAlias] = field(default_factory=list)
    decisions: list[EntityDecision] = field(default_factory=list)


class Entities:
    """The directories of companies and of products, as lookups, people and earlier batches fill them."""

    def __init__(self, lookups: Lookups, overrides: Overrides, known: KnownEntities) -> None:
        keys = CompanyKeys(
            (row.suffix for row in lookups.company_suffixes if row.kind == "legal"),
            (row.suffix for row in lookups.company_suffixes if row.kind == "trade"),
        )
        self.companies = Directory("company", keys.full, keys.short)
        self.products = Directory("product", product_key)
        self._known = known
        self._fill_companies(lookups, overrides.companies)
        self._fill_products(lookups, overrides.products)

    def learn(self, article: Article, mentions: Iterable[Mention]) -> None:
        """Take the aliases that an article teaches of the names found in it."""
        mentions = list(mentions)
        text = f"{article.title}\n{article.text}"
        companies = {part.name for mention in mentions for part in mention.companies}
        products = {product for mention in mentions for product in mention.products}
        for name in sorted(companies):
            self.companies.resolve(name, companies, article.article_id)
        for lesson in (*lessons(text, companies), *nicknames(text, companies)):
            self.companies.unite(lesson.one, lesson.other, "learned", lesson.quote, article.article_id)
        for lesson in lessons(text, products):
            self.products.unite(lesson.one, lesson.other, "learned", lesson.quote, article.article_id)
        for product in sorted(products):
            first, *others = product_parts(product)
            for other in others:
                self.products.unite(first, other, "spelling", product, article.article_id)

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

    def name_of(self, entity_id: str) -> str:
        """The normal name of a company's or product's id."""
        return (self.companies if entity_id.startswith("company_") else self.products).name_of(entity_id)

    def kept(self, entity_id: str) -> str:
        """The id that stands for this one today."""
        return (self.companies if entity_id.startswith("company_") else self.products).kept(entity_id)

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
            [Alias(row.company_id, row.alias, row.alias_key, row.ground) for row in self._known.company_aliases],
            _unions(self._known.decisions, "company_"),
            {row.company_id: row.name for row in self._known.companies},
        )

    def _fill_products(self, lookups: Lookups, decisions: Decisions) -> None:
        self.products.decide(decisions)
        for row in lookups.products:
            self.products.list_names(_once((row.name, *row.names)))
        self.products.remember(
            [Alias(row.product_id, row.alias, row.alias_key, row.ground) for row in self._known.product_aliases],
            _unions(self._known.decisions, "product_"),
            {row.product_id: row.name for row in self._known.products},
        )


def names_in(mentions: Iterable[Mention]) -> Mapping[str, set[str]]:
    """Names of companies by article."""
    names: dict[str, set[str]] = {}
    for mention in mentions:
        names.setdefault(mention.article_id, set()).update(plain_name(part.name) for part in mention.companies)
    return names


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
        (alias.entity_id, alias.alias): CompanyAlias(company_id=alias.entity_id, **_alias(alias))
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
