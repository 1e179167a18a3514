"""What the lake knows of a batch, in the shape in which the stages ask for it."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from tasks.clean import RawPage, SiteMemory, learn_site_memory
from tasks.dedupe import DedupeOutcome, KnownTexts
from tasks.resolve import KnownEvents
from tasks.resolve.entities import KnownEntities
from warehouse.contracts import (
    Article,
    Company,
    CompanyAlias,
    EntityDecision,
    Event,
    EventMember,
    Product,
    ProductAlias,
    SiteBlock,
    StoryVector,
    TermCount,
    TextPrint,
)
from warehouse.lake import Lake
from warehouse.schema import AnyRow, from_arrow


def known_articles(lake: Lake, article_ids: Iterable[str]) -> dict[str, Article]:
    """The articles with these ids that the lake holds, by id."""
    return {row.article_id: row for row in _rows(lake, Article, "known_articles", "article_id", article_ids)}


def site_memory(lake: Lake, pages: Sequence[RawPage]) -> SiteMemory:
    """What the sites of these pages repeat: learned from the pages, and from those of earlier runs."""
    learned = learn_site_memory(pages)
    return learned.merged(_rows(lake, SiteBlock, "known_site_blocks", "site", {page.source_id for page in pages}))


def known_texts(lake: Lake) -> KnownTexts:
    """What earlier batches left of texts."""
    return KnownTexts(prints=_all(lake, TextPrint), vectors=_all(lake, StoryVector), term_counts=_all(lake, TermCount))


def known_events(lake: Lake) -> KnownEvents:
    """What earlier batches left of events and names."""
    entities = KnownEntities(
        companies=_all(lake, Company),
        company_aliases=_all(lake, CompanyAlias),
        products=_all(lake, Product),
        product_aliases=_all(lake, ProductAlias),
        decisions=_all(lake, EntityDecision),
    )
    return KnownEvents(entities, _all(lake, EventMember), _all(lake, Event))


def changed_canonical_marks(lake: Lake, outcome: DedupeOutcome) -> list[Article]:
    """Known articles, not of this batch, that begin or cease to stand for their text cluster."""
    own = {article.article_id for article in outcome.articles}
    marks = {row.article_id: row.is_canonical for row in outcome.prints if row.article_id not in own}
    known = known_articles(lake, marks)
    return [
        article.model_copy(update={"is_canonical": marks[article_id]})
        for article_id, article in sorted(known.items())
        if article.is_canonical != marks[article_id]
    ]


def _rows(lake: Lake, row_class: type[AnyRow], query: str, key: str, values: Iterable[str]) -> list[AnyRow]:
    wanted = pa.table({key: pa.array(sorted(values), pa.string())})
    return from_arrow(lake.query(query, wanted=wanted), row_class) if wanted.num_rows else []


def _all(lake: Lake, row_class: type[AnyRow]) -> list[AnyRow]:
    return from_arrow(lake.read(f"SELECT * FROM {row_class.table} ORDER BY ALL"), row_class)
