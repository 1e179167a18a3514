"""What refine hands to clean: one recorded response, with what its feed said about it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came.

    body: bytes as received, or text that is decoded already. url: the address that answered.
    fetched_at and feed_published_at: with a time zone.
    """

    page_id: str
    url: str
    body: bytes | str
    content_type: str | None = None
    fetched_at: datetime | None = None
    source_id: str = ""
    feed_title: str | None = None
    feed_published_at: datetime | None = None
