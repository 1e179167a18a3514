"""Contracts of resolved entities: companies and products, with the names that are known for them."""

from typing import ClassVar

from warehouse.contracts.row import Row, column


class Company(Row):
    """A company under one id."""

    table: ClassVar[str] = "companies"
    key: ClassVar[tuple[str, ...]] = ("company_id",)
    order_by: ClassVar[tuple[str, ...]] = ("name",)

    company_id: str = column("Derived from the normal name.")
    name: str = column("Normal name.")
    ticker: str | None = column("Exchange and symbol.", default=None)


class CompanyAlias(Row):
    """A name of a company, and how it is known to be one."""

    table: ClassVar[str] = "company_aliases"
    key: ClassVar[tuple[str, ...]] = ("company_id", "alias")
    order_by: ClassVar[tuple[str, ...]] = ("company_id", "alias")
    references: ClassVar[dict[str, str]] = {"company_id": "companies"}

    company_id: str = column("The company.")
    alias: str = column("The name.")
    alias_key: str = column("The name as it is looked up: lower case, without what does not tell names apart.")
    short_key: str = column("The same without words of the trade, such as Therapeutics.")
    ground: str = column("Why it is one: founding, legal_form, short_form, lookup, learned, ticker or override.")
    quote: str | None = column("The sentence that taught it.", default=None)
    article_id: str | None = column("The article that taught it.", default=None)


class Product(Row):
    """A product under one id."""

    table: ClassVar[str] = "products"
    key: ClassVar[tuple[str, ...]] = ("product_id",)
    order_by: ClassVar[tuple[str, ...]] = ("name",)

    product_id: str = column("Derived from the normal name.")
    name: str = column("Normal name.")


class ProductAlias(Row):
    """A name of a product, and how it is known to be one."""

    table: ClassVar[str] = "product_aliases"
    key: ClassVar[tuple[str, ...]] = ("product_id", "alias")
    order_by: ClassVar[tuple[str, ...]] = ("product_id", "alias")
    references: ClassVar[dict[str, str]] = {"product_id": "products"}

    product_id: str = column("The product.")
    alias: str = column("The name.")
    alias_key: str = column("The name as it is looked up: lower case, without what does not tell names apart.")
    ground: str = column("Why it is one: founding, spelling, lookup, learned or override.")
    quote: str | None = column("The sentence that taught it.", default=None)
    article_id: str | None = column("The article that taught it.", default=None)


class EntityDecision(Row):
    """Two ids of companies or products found to be one: the newer gives way, and the ground is kept."""

    table: ClassVar[str] = "entity_decisions"
    key: ClassVar[tuple[str, ...]] = ("old_id",)
    order_by: ClassVar[tuple[str, ...]] = ("old_id",)

    old_id: str = column("Id that gave way.")
    kept_id: str = column("Id that stands for both.")
    ground: str = column("Why they are one: learned, ticker or override.")
    quote: str | None = column("The sentence that taught it.", default=None)
    article_id: str | None = column("The article that taught it.", default=None)
