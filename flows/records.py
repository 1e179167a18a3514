"""Between the JSON objects of the file commands and the rows of the contracts."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from tasks.clean import Cleaned, RawPage, Uncleanable, clean_text
from tasks.clean.language import identify_language
from tasks.urls import canonical_or_none
from warehouse.contracts import Article, Mention

UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)

SURE_OF_LANGUAGE = 0.5
"""Confidence from which the language of a text counts that does not name it."""


def article_from_record(record: dict[str, Any]) -> Article:
    """An article as `presslake extract` and `dedupe` read it: id and text, and url, source, title, published_at, language.

    Raises ValueError with one sentence where a value cannot be read.
    """
    text, (url, source, title, language) = record["text"], _texts(record, "url", "source", "title", "language")
    url = url or f"urn:article:{record['id']}"
    written, precision = read_moment(record.get("published_at"))
    moment = written.astimezone(UTC) if written else None
    return Article(
        article_id=record["id"],
        source_id=source,
        url=url,
        canonical_url=canonical_or_none(url) or url,  # what is no web address stays as it is
        title=title,
        published_at=moment,
        published_on=written.date() if written else None,
        published_at_precision=precision,
        language=language or _language_of(f"{title}\n{text}"),
        text=text,
        word_count=len(text.split()),
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        rules_version="",
        first_seen_at=moment or UNKNOWN_TIME,
    )


def _language_of(text: str) -> str | None:
    """The language of a text that does not say; None where it is too short to be sure."""
    language, confidence = identify_language(text)
    return language if confidence and confidence >= SURE_OF_LANGUAGE else None


def _texts(record: dict[str, Any], *keys: str) -> list[str]:
    for key in keys:
        if not isinstance(record.get(key), str | None):
            raise ValueError(f"{key} should hold text, not {record[key]!r}")
    return [record.get(key) or "" for key in keys]


def read_moment(value: object) -> tuple[datetime | None, str | None]:
    """Read an ISO date or time in its own zone, and its precision (day or second); a time without zone counts as UTC."""
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


def raw_page_from_record(record: dict[str, Any]) -> RawPage:
    """A page as `presslake clean` reads it: id and html, and url where known."""
    return RawPage(page_id=record["id"], url=page_address(record), body=record["html"])


def page_address(record: dict[str, Any]) -> str:
    """The web address of a page; a name made of its id where it gives none."""
    url = record.get("url")
    return url if isinstance(url, str) and canonical_or_none(url) else f"urn:page:{record['id']}"


def record_from_page(page: RawPage, outcome: Cleaned | Uncleanable) -> dict[str, Any]:
    """What `presslake clean` writes of a page: the article and its ledger, or why there is no article."""
    if isinstance(outcome, Uncleanable):
        return {"id": page.page_id, "title": "", "text": "", "removed_blocks": [], "reject": outcome.reason}
    article = outcome.article
    fields = ("title", "text", "published_at", "authors", "language", *_MORE_FIELDS)
    return {
        "id": page.page_id,
        **article.model_dump(mode="json", include=set(fields)),
        "removed_blocks": [block.model_dump(exclude={"article_id"}) for block in outcome.removed_blocks],
        "date_candidates": [
            row.model_dump(mode="json", exclude={"article_id", "position"}) for row in outcome.date_candidates
        ],
    }


_MORE_FIELDS = (
    "canonical_url",
    "published_at_precision",
    "published_at_signal",
    "is_published_at_disputed",
    "modified_at",
    "language_confidence",
    "section",
    "syndicated_from",
    "is_paywalled",
    "word_count",
)


def record_from_text(record: dict[str, Any]) -> dict[str, Any]:
    """What `presslake clean` writes of plain text: the lines that are the article, and those that were cut."""
    clean = clean_text(record["text"])
    removed = [
        {"position": cut.position, "kind": cut.kind, "rule_id": cut.rule_id, "text": cut.text} for cut in clean.removed
    ]
    return {"id": record["id"], "title": record.get("title") or "", "text": clean.text, "removed_blocks": removed}
