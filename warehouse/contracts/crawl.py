"""Contracts of the crawl: what an outlet is, where it pointed, and what came back."""

from typing import ClassVar

from warehouse.contracts.row import Row, Timestamp, column


class SourceRow(Row):
    """An outlet that is read."""

    table: ClassVar[str] = "sources"
    key: ClassVar[tuple[str, ...]] = ("source_id",)
    order_by: ClassVar[tuple[str, ...]] = ("source_id",)

    source_id: str = column("File name of the source file without its ending.")
    title: str = column("Name of the outlet.")
    homepage: str = column("Address of the outlet's home page.")
    country: str | None = column("ISO 3166-1 alpha-2 code of the outlet's country.", default=None)
    language: str = column("ISO 639-1 code of the outlet's main language.")
    kind: str = column("What sort of outlet it is: news, wire, regulator or company.", default="news")


class Page(Row):
    """One response as it came, its body in a WARC file; or an address that gave none, with the reason in `error`."""

    table: ClassVar[str] = "pages"
    key: ClassVar[tuple[str, ...]] = ("page_id",)
    order_by: ClassVar[tuple[str, ...]] = ("fetched_at",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources"}

    page_id: str = column("Derived from the requested address, the time of the fetch and the body.")
    source_id: str = column("The outlet it was fetched for.")
    kind: str = column("What was asked for: article, feed or robots.")
    url: str = column("Address that was asked for, in canonical form.")
    final_url: str = column("Address that answered, after redirects.")
    status: int | None = column("HTTP status; empty where no answer came.", default=None)
    error: str | None = column("One sentence on what went wrong; empty where nothing did.", default=None)
    fetched_at: Timestamp = column("When the answer was complete, UTC.")
    etag: str | None = column("ETag of the answer.", default=None)
    last_modified: str | None = column("Last-Modified of the answer, as sent.", default=None)
    content_type: str | None = column("Content-Type of the answer, as sent.", default=None)
    byte_count: int = column("Bytes of the body after decompression.", default=0, ge=0)
    sha256: str | None = column("SHA-256 of the body; empty where there was none.", default=None)
    warc_file: str | None = column("WARC file under archive/ that holds the answer.", private=True, default=None)
    warc_offset: int | None = column("Byte offset of the record in that file.", private=True, default=None)
    robots_verdict: str = column(
        "allowed, disallowed, unavailable (robots.txt could not be read, so nothing was asked) or not_asked (another site)."
    )
    rights: str | None = column("What the answer says of reuse: X-Robots-Tag, TDM reservation.", default=None)
    feed_url: str | None = column("Feed that pointed here.", default=None)
    feed_title: str | None = column("Title that the feed gave.", private=True, default=None)
    feed_published_at: Timestamp | None = column("Publication time that the feed gave, UTC.", default=None)
    feed_modified_at: Timestamp | None = column("Time of the last change that the feed gave, UTC.", default=None)
    run_id: str = column("Run that fetched it.")
