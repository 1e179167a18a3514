"""Between the JSON objects of the file commands and the rows of the contracts."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from warehouse.contracts import Article, Mention, stable_id

UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def article_from_record(record: dict[str, Any]) -> Article:
    """An article as `presslake extract` and `dedupe` read it: id and text, and url, source, title, published_at, language.

    Raises ValueError with one sentence where a value cannot be read.
    """
    text = record["text"]
    url = record.get("url") or f"urn:article:{record['id']}"
    moment, precision = read_moment(record.get("published_at"))
    return Article(
        article_id=str(record["id"]),
        source_id=record.get("source") or "",
        url=url,
        canonical_url=url,
        title=record.get("title") or "",
        published_at=moment,
        published_at_precision=precision,
        language=record.get("language"),
        text=text,
        word_count=len(text.split()),
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        rules_version="",
        first_seen_at=moment or UNKNOWN_TIME,
    )


def read_moment(value: object) -> tuple[datetime | None, str | None]:
    """Read an ISO date or time into UTC and its precision (day or second); a time without zone counts as UTC."""
    if value in (None, ""):
        return None, None
    if not isinstance(value, str):
        raise ValueError(f"published_at should be an ISO date or time as text, not {value!r}")
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise ValueError(f"published_at should be an ISO date or time, not {value!r}") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment, "day" if len(value.strip()) == len("2026-01-01") else "second"


def record_from_mention(mention: Mention) -> dict[str, Any]:
    """A mention as `presslake extract` writes it: every filled slot, the quote, its offsets and the rule."""
    record = mention.model_dump(mode="json", exclude_none=True, exclude={"article_id", "trials"})
    return record | {
        "event_date": mention.event_date,
        "nct_ids": [trial.trial_id for trial in mention.trials if trial.trial_id and trial.trial_id.startswith("NCT")],
        "trials": [trial.model_dump(exclude_none=True) for trial in mention.trials],
    }


def page_id_of(record: dict[str, Any]) -> str:
    """The id that a page record names, else one derived from its address and content."""
    return str(record.get("id") or stable_id("page", record.get("url"), record.get("html"), record.get("text")))
