"""RSS and Atom, in all their dialects, through feedparser."""

import html
import io
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser
from lxml import etree

from tasks.feeds.reading import BrokenItem, FeedReading, Link, link_or_broken, without_repeats
from tasks.feeds.xml import XmlRefused, local_name, parse_xml

MAX_ITEMS = 2_000
ROOTS = ("rss", "feed", "RDF")


def read_rss(body: bytes, *, feed_url: str, base_url: str) -> FeedReading:
    """The links of an RSS or Atom document; an item that gives none, or a date that cannot be read, is reported."""
    try:
        root, is_well_formed = parse_xml(body)
    except XmlRefused as refusal:
        return FeedReading(problem=str(refusal))
    if root is None or local_name(root) not in ROOTS:
        return FeedReading(problem="it is neither RSS nor Atom")
    # Repaired before feedparser sees it, whose own way with broken XML can take hours; and as a stream, because it
    # would open a string that looks like an address or a file name.
    stream = io.BytesIO(body if is_well_formed else etree.tostring(root, encoding="utf-8", xml_declaration=True))
    parsed = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    found = [
        _item(entry, number, feed_url=feed_url, base_url=base_url)
        for number, entry in enumerate(parsed.entries[:MAX_ITEMS], 1)
    ]
    return FeedReading(
        links=without_repeats([item for item in found if isinstance(item, Link)]),
        broken_items=tuple(item for item in found if isinstance(item, BrokenItem)),
        remarks=tuple(_remarks(parsed, is_well_formed)),
    )


def _item(entry: Any, number: int, *, feed_url: str, base_url: str) -> Link | BrokenItem:
    title = html.unescape(_plain(entry.get("title")) or "")  # in practice, titles are HTML
    return link_or_broken(
        _plain(entry.get("feedburner_origlink") or entry.get("link")) or _permanent_id(entry),
        f"item {number}" + (f" ({title[:80]!r})" if title else ""),
        base_url=base_url,
        feed_url=feed_url,
        title=title,
        published_at=_moment(entry.get("published_parsed")),
        modified_at=_moment(entry.get("updated_parsed")) if "updated" in entry else None,
    )


def _permanent_id(entry: Any) -> str | None:
    identity = _plain(entry.get("id"))
    return identity if identity and identity.startswith(("http://", "https://")) else None


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _remarks(parsed: Any, is_well_formed: bool) -> list[str]:
    remarks = []
    if not is_well_formed:
        remarks.append(f"it is not well-formed; {len(parsed.entries)} items could be read all the same")
    if len(parsed.entries) > MAX_ITEMS:
        remarks.append(f"it has {len(parsed.entries)} items, of which the first {MAX_ITEMS} were read")
    for number, entry in enumerate(parsed.entries[:MAX_ITEMS], 1):
        written = _plain(entry.get("published"))
        if written and not entry.get("published_parsed"):
            remarks.append(f"item {number}: the date {written[:60]!r} cannot be read")
    return remarks


def _moment(parts: struct_time | None) -> datetime | None:
    """feedparser gives UTC already."""
    try:
        return datetime(*parts[:6], tzinfo=UTC) if parts else None
    except ValueError:
        return None
