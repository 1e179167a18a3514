"""Sitemaps, indexes of sitemaps, and news sitemaps (sitemaps.org, and Google's namespace for news)."""

from lxml import etree

from tasks.feeds.reading import (
    BrokenItem,
    Continuation,
    FeedReading,
    Link,
    absolute_address,
    link_or_broken,
    w3c_moment,
    without_repeats,
)
from tasks.feeds.xml import XmlRefused, local_name, parse_xml

MAX_ITEMS = 50_000  # the protocol's own limit for one file


def read_sitemap(body: bytes, *, feed_url: str, base_url: str) -> FeedReading:
    """The links of a sitemap, or the sitemaps that an index names, newest first; nothing is expanded or loaded."""
    try:
        root, is_well_formed = parse_xml(body)
    except XmlRefused as refusal:
        return FeedReading(problem=str(refusal))
    kind = local_name(root) if root is not None else None
    remarks = () if is_well_formed else ("it is not well-formed; what could be read was",)
    if kind == "sitemapindex":
        return FeedReading(continuations=_children(root, base_url), remarks=remarks)
    if kind != "urlset":
        return FeedReading(problem="it is no sitemap")
    return _links(root, remarks, feed_url=feed_url, base_url=base_url)


def _links(root: etree._Element, remarks: tuple[str, ...], *, feed_url: str, base_url: str) -> FeedReading:
    entries = [child for child in root if local_name(child) == "url"]
    if len(entries) > MAX_ITEMS:
        remarks += (f"it has {len(entries)} items, of which the first {MAX_ITEMS} were read",)
    found = [
        _item(entry, number, feed_url=feed_url, base_url=base_url)
        for number, entry in enumerate(entries[:MAX_ITEMS], 1)
    ]
    return FeedReading(
        links=without_repeats([item for item in found if isinstance(item, Link)]),
        broken_items=tuple(item for item in found if isinstance(item, BrokenItem)),
        remarks=remarks,
    )


def _item(entry: etree._Element, number: int, *, feed_url: str, base_url: str) -> Link | BrokenItem:
    news = next((child for child in entry if local_name(child) == "news"), None)
    return link_or_broken(
        _text(entry, "loc"),
        f"item {number}",
        base_url=base_url,
        feed_url=feed_url,
        title=_text(news, "title"),
        published_at=w3c_moment(_text(news, "publication_date")),
        modified_at=w3c_moment(_text(entry, "lastmod")),
    )


def _children(root: etree._Element, base_url: str) -> tuple[Continuation, ...]:
    named = [
        (_text(child, "loc"), w3c_moment(_text(child, "lastmod"))) for child in root if local_name(child) == "sitemap"
    ]
    children = [Continuation(absolute_address(url, base_url), moment) for url, moment in named if url]
    return tuple(sorted(children, key=lambda child: -child.modified_at.timestamp() if child.modified_at else 0.0))


def _text(element: etree._Element | None, name: str) -> str | None:
    children = element if element is not None else ()
    return next(("".join(child.itertext()).strip() for child in children if local_name(child) == name), None)
