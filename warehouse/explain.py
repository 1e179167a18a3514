"""lake -> the whole story of one page, article, mention or event, as nested dictionaries."""

from collections.abc import Collection
from typing import Any

import pyarrow as pa

from warehouse.connection import listed, name_of
from warehouse.lake import Lake
from warehouse.schema import contract_of, sort_columns

Record = dict[str, Any]


class NothingKnownError(LookupError):
    """The lake knows nothing under a key; the message says what a key can be."""


def explain(lake: Lake, key: str) -> Record:
    """Everything known of an address or an id of a page, article, mention or event.

    `kind` says which of page, article and event it is. Times are UTC; lists are sorted as the contracts say. Raises
    NothingKnownError.
    """
    found = lake.query("find_key", wanted=pa.table({"key": [key]})).to_pylist()
    if not found:
        raise NothingKnownError(f"nothing is known of {key!r}; give an address or the id of a page, article or event")
    kind, identity = found[0]["kind"], found[0]["id"]
    of_kind = {"event": explain_event, "article": explain_article, "page": explain_page}
    return {"kind": kind, "id": identity, **of_kind[kind](lake, identity)}


def explain_page(lake: Lake, page_id: str) -> Record:
    """A page that gave no article: how it was fetched, and why it was set aside."""
    pages = rows_of(lake, "pages", page_id=[page_id])
    keys = {page_id, *(page["url"] for page in pages)}
    return {
        "pages": pages,
        "refinements": rows_of(lake, "refinements", page_id=[page_id]),
        "rejects": rows_of(lake, "rejects", key_value=keys),
    }


def explain_article(lake: Lake, article_id: str) -> Record:
    """An article: every fetch of its page, what was cut, how it was dated, what it tells of, and its near-duplicates."""
    article = rows_of(lake, "articles", article_id=[article_id])[0]
    mentions = rows_of(lake, "mentions", article_id=[article_id])
    addresses = {article["url"], article["canonical_url"]}
    return {
        "article": article,
        "pages": rows_of(lake, "pages", url=addresses),
        "rejects": rows_of(lake, "rejects", key_value=addresses | {article_id, article["page_id"]}),
        "removed_blocks": rows_of(lake, "removed_blocks", article_id=[article_id]),
        "date_candidates": rows_of(lake, "date_candidates", article_id=[article_id]),
        "mentions": mentions,
        "events": rows_of(lake, "events", event_id=[mention["event_id"] for mention in mentions]),
        "reports": rows_of(lake, "event_articles", article_id=[article_id]),
        "placed_because": _grounds(lake, article_id),
        "near_duplicates": _others(lake, article, "text_cluster_id"),
        "same_story": _others(lake, article, "story_id"),
    }


def explain_event(lake: Lake, event_id: str) -> Record:
    """An event: its parts, who reported it when with which quote and why each article was joined, and former ids."""
    reports = rows_of(lake, "event_articles", event_id=[event_id])
    companies = rows_of(lake, "event_companies", event_id=[event_id])
    products = rows_of(lake, "event_products", event_id=[event_id])
    return {
        "event": rows_of(lake, "events", event_id=[event_id])[0],
        "reports": reports,
        "mentions": rows_of(lake, "mentions", event_id=[event_id]),
        "members": _grounds_of_members(lake, event_id),
        "companies": companies,
        "company_aliases": rows_of(lake, "company_aliases", company_id={row["company_id"] for row in companies}),
        "products": products,
        "product_aliases": rows_of(lake, "product_aliases", product_id={row["product_id"] for row in products}),
        "amounts": rows_of(lake, "event_amounts", event_id=[event_id]),
        "trials": rows_of(lake, "event_trials", event_id=[event_id]),
        "articles": _without_text(rows_of(lake, "articles", article_id=[report["article_id"] for report in reports])),
        "earlier_events": rows_of(lake, "event_links", next_event_id=[event_id]),
        "later_events": rows_of(lake, "event_links", event_id=[event_id]),
        "id_changes": rows_of(lake, "event_id_changes", new_event_id=[event_id]),
    }


def rows_of(lake: Lake, table: str, **wanted: Collection[str | None]) -> list[Record]:
    """Rows of a table whose named column has one of the wanted values, sorted as the contract says."""
    [(column, values)] = wanted.items()
    known = sorted({value for value in values if value is not None})
    order = listed(sort_columns(contract_of(table)))
    sql = f"SELECT * FROM {table} WHERE list_contains(?, {name_of(column)}) ORDER BY {order}"
    return lake.read(sql, [known]).to_pylist() if known else []


def _grounds(lake: Lake, article_id: str) -> list[Record]:
    """Why an article is in its text cluster and in its story, as far as that was kept."""
    tables = {"text cluster": "text_prints", "story": "story_vectors"}
    return [
        {"of": of, "joined_because": row["joined_because"]}
        for of, table in tables.items()
        for row in rows_of(lake, table, article_id=[article_id])
    ]


def _grounds_of_members(lake: Lake, event_id: str) -> list[Record]:
    """Why each mention was placed in an event, with its score and the event that it was placed in first."""
    shown = ("mention_id", "article_id", "joined_because", "score", "founded_event_id")
    return [{name: row[name] for name in shown} for row in rows_of(lake, "event_members", event_id=[event_id])]


def _others(lake: Lake, article: Record, column: str) -> list[Record]:
    alike = rows_of(lake, "articles", **{column: [article[column]]})
    return _without_text([other for other in alike if other["article_id"] != article["article_id"]])


def _without_text(articles: list[Record]) -> list[Record]:
    return [{name: value for name, value in article.items() if name != "text"} for article in articles]
