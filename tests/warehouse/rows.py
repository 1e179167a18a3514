"""Rows for the tests of the warehouse: valid ones, of which a test changes what it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from warehouse.contracts import Article, Event, EventArticle, Mention, Page, Row, Run, SourceRow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = "Alder Bio said so on Monday.\nThe FDA cleared AB-101 for a first trial."
QUOTE = "The FDA cleared AB-101 for a first trial."


def run(run_id: str = "run_1", **changes: Any) -> Run:
    plain = {"flow": "refine", "started_at": NOW, "finished_at": NOW, "state": "completed", "counts": "{}"}
    return Run(**{"run_id": run_id, "rules_version": "1", **plain, **changes})


def source(source_id: str = "alder", **changes: Any) -> SourceRow:
    return SourceRow(
        **{"source_id": source_id, "title": "Alder News", "homepage": "https://alder.test", "language": "en", **changes}
    )


def page(page_id: str = "page_1", **changes: Any) -> Page:
    url = f"https://alder.test/{page_id}"
    plain = {"kind": "article", "url": url, "final_url": url, "status": 200, "fetched_at": NOW}
    return Page(
        **{"page_id": page_id, "source_id": "alder", "robots_verdict": "allowed", "run_id": "run_1", **plain, **changes}
    )


def article(article_id: str = "art_1", **changes: Any) -> Article:
    url = f"https://alder.test/{article_id}"
    plain = {
        "source_id": "alder",
        "url": url,
        "canonical_url": url,
        "title": "FDA clears AB-101",
        "published_at": NOW - timedelta(hours=3),
        "text": TEXT,
        "word_count": 14,
        "text_sha256": "0" * 64,
        "text_cluster_id": f"cluster_{article_id}",
        "page_id": "page_1",
        "rules_version": "1",
        "first_seen_at": NOW,
    }
    return Article(**{"article_id": article_id, **plain, **changes})


def mention(mention_id: str = "men_1", **changes: Any) -> Mention:
    start = TEXT.index(QUOTE)
    plain = {
        "article_id": "art_1",
        "event_id": "ev_1",
        "event_type": "trial_clearance",
        "status": "cleared",
        "role": "primary",
        "quote": QUOTE,
        "quote_start": start,
        "quote_end": start + len(QUOTE),
        "rule_id": "rule",
        "confidence": 0.9,
        "companies": [{"name": "Alder Bio", "role": "sponsor"}],
        "products": ["AB-101"],
        "amounts": [{"value": 1.5, "currency": "USD"}],
    }
    return Mention(**{"mention_id": mention_id, **plain, **changes})


def event(event_id: str = "ev_1", **changes: Any) -> Event:
    plain = {
        "event_family": "CLINICAL",
        "event_type": "trial_clearance",
        "status": "cleared",
        "company": "Alder Bio",
        "product": "AB-101",
        "quote": QUOTE,
        "first_article_id": "art_1",
        "first_source_id": "alder",
        "first_published_at": NOW - timedelta(hours=3),
        "primary_article_count": 1,
        "article_count": 1,
        "source_count": 1,
        "known_at": NOW,
        "updated_at": NOW,
    }
    return Event(**{"event_id": event_id, **plain, **changes})


def event_article(event_id: str = "ev_1", article_id: str = "art_1", **changes: Any) -> EventArticle:
    plain = {
        "source_id": "alder",
        "url": f"https://alder.test/{article_id}",
        "published_at": NOW - timedelta(hours=3),
        "role": "primary",
        "quote": QUOTE,
        "joined_because": "first report",
    }
    return EventArticle(**{"event_id": event_id, "article_id": article_id, **plain, **changes})


def batch(**changes: list[Row]) -> dict[str, list[Row]]:
    """One article with one event, sound in every check; name a table to replace its rows."""
    return {
        "sources": [source()],
        "pages": [page()],
        "articles": [article()],
        "mentions": [mention()],
        "events": [event()],
        "event_articles": [event_article()],
        **changes,
    }
