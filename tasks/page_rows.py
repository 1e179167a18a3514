"""The arrow into PAGES: what became of a request, as a row; its responses go into the archive in the same step."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from tasks.archive import write_record
from tasks.discover import Link
from tasks.fetch import Answer
from tasks.revisit import KnownPages, is_news
from warehouse.contracts import Page, stable_id

RIGHTS_HEADERS = ("x-robots-tag", "tdm-reservation", "tdm-policy")


@dataclass(frozen=True)
class Archive:
    """Where responses are stored: a WARC stream open for reading and appending, and its name for `pages.warc_file`."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Ledger:
    """Where rows about a source's addresses come from: what is known, and where new responses are stored."""

    source_id: str
    run_id: str
    known: KnownPages
    archive: Archive

    def news(
        self, kind: str, url: str, answer: Answer, *, link: Link | None = None, error: str | None = None
    ) -> Page | None:
        """The row about `url` (canonical) if it says anything new, its responses stored; else None, and nothing stored.

        `error` replaces what the answer says, where reading the body found more.
        """
        row = self._row(kind, url, answer, link, error or answer.error)
        if not is_news(row, self.known.get(url)):
            return None
        offset = None
        for response in answer.exchanges:
            offset = write_record(self.archive.stream, response)
        return row if offset is None else row.model_copy(update={"warc_file": self.archive.name, "warc_offset": offset})

    def _row(self, kind: str, url: str, answer: Answer, link: Link | None, error: str | None) -> Page:
        digest = hashlib.sha256(answer.body).hexdigest() if answer.is_usable else None
        return Page(
            page_id=stable_id("page", url, answer.fetched_at.isoformat(), digest),
            source_id=self.source_id,
            kind=kind,
            url=url,
            final_url=answer.final_url,
            status=answer.status,
            error=error,
            fetched_at=answer.fetched_at,
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            content_type=answer.header("content-type"),
            byte_count=len(answer.body),
            sha256=digest,
            robots_verdict=answer.robots_verdict,
            rights=_rights(answer),
            run_id=self.run_id,
            feed_url=link.feed_url or None if link else None,
            feed_title=link.title if link else None,
            feed_published_at=link.published_at if link else None,
            feed_modified_at=link.modified_at if link else None,
        )


def _rights(answer: Answer) -> str | None:
    said = [f"{name}: {value}" for name in RIGHTS_HEADERS if (value := answer.header(name))]
    return "; ".join(said) or None
