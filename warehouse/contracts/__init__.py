"""Contracts: one frozen model per table, the only place where a column is declared."""

from warehouse.contracts.articles import Article, DateCandidate, Refinement, RemovedBlock
from warehouse.contracts.crawl import Page, SourceRow
from warehouse.contracts.entities import Company, CompanyAlias, Product, ProductAlias
from warehouse.contracts.events import (
    AmountPart,
    CompanyPart,
    Event,
    EventAmount,
    EventArticle,
    EventCompany,
    EventIdChange,
    EventProduct,
    EventTrial,
    Mention,
    PersonPart,
    TrialPart,
)
from warehouse.contracts.operations import CheckResult, Reject, Run
from warehouse.contracts.row import Row, Timestamp, column, is_private, stable_id
from warehouse.contracts.texts import StoryVector, TermCount, TextPrint

TABLES: tuple[type[Row], ...] = (
    SourceRow,
    Page,
    Article,
    RemovedBlock,
    DateCandidate,
    Refinement,
    Mention,
    Event,
    EventCompany,
    EventProduct,
    EventAmount,
    EventTrial,
    EventArticle,
    EventIdChange,
    Company,
    CompanyAlias,
    Product,
    ProductAlias,
    Reject,
    CheckResult,
    Run,
)

__all__ = [
    "TABLES",
    "AmountPart",
    "Article",
    "CheckResult",
    "Company",
    "CompanyAlias",
    "CompanyPart",
    "DateCandidate",
    "Event",
    "EventAmount",
    "EventArticle",
    "EventCompany",
    "EventIdChange",
    "EventProduct",
    "EventTrial",
    "Mention",
    "Page",
    "PersonPart",
    "Product",
    "ProductAlias",
    "Refinement",
    "Reject",
    "RemovedBlock",
    "Row",
    "Run",
    "SourceRow",
    "StoryVector",
    "TermCount",
    "TextPrint",
    "Timestamp",
    "TrialPart",
    "column",
    "is_private",
    "stable_id",
]
