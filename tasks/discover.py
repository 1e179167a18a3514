"""The arrow from the web to links: a feed's response is read into the links it names."""

from config.models import Feed
from tasks.feeds.listing import read_listing
from tasks.feeds.reading import BrokenItem, Continuation, FeedReading, Link
from tasks.feeds.rss import read_rss
from tasks.feeds.sitemap import read_sitemap
from tasks.transfer import TransferFailed, inflated

__all__ = ["BrokenItem", "Continuation", "FeedReading", "Link", "read_feed"]


def read_feed(body: bytes, *, feed: Feed, base_url: str, max_bytes: int = 50_000_000) -> FeedReading:
    """What a response of `feed`, received from `base_url`, says; raises nothing, whatever the bytes are.

    A file that is itself gzipped, as sitemaps often are, is unpacked up to `max_bytes`.
    """
    if body[:2] == b"\x1f\x8b":
        try:
            body = inflated(body, max_bytes)
        except TransferFailed as failure:
            return FeedReading(problem=str(failure))
    if feed.kind == "rss":
        return read_rss(body, feed_url=feed.url, base_url=base_url)
    if feed.kind == "sitemap":
        return read_sitemap(body, feed_url=feed.url, base_url=base_url)
    return read_listing(body, selector=feed.links or "", feed_url=feed.url, base_url=base_url)
