"""What a feed yields: links, what was wrong with it, and where it goes on."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tasks.urls import absolute_url, canonical_url

DAY_OR_LESS = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z|(\d{4})\Z")


@dataclass(frozen=True)
class Link:
    """An article that a feed points to: `url` in canonical form, `address` as the feed gives it (absolute)."""

    url: str
    address: str
    feed_url: str
    title: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None


@dataclass(frozen=True)
class Continuation:
    """Another page of the same feed: the next page of a listing, or a sitemap that an index names."""

    url: str
    modified_at: datetime | None = None


@dataclass(frozen=True)
class BrokenItem:
    """An item of a feed that gives no link, and why, in one sentence."""

    item: str
    reason: str


@dataclass(frozen=True)
class FeedReading:
    """What one response of a feed says. `problem` is set where it is no such feed at all."""

    links: tuple[Link, ...] = ()
    broken_items: tuple[BrokenItem, ...] = ()
    remarks: tuple[str, ...] = ()
    continuations: tuple[Continuation, ...] = ()
    problem: str | None = None

    @property
    def problems(self) -> list[str]:
        """All that was wrong, one sentence each."""
        items = [f"{broken.item}: {broken.reason}" for broken in self.broken_items]
        return ([self.problem] if self.problem else []) + list(self.remarks) + items


def link_or_broken(
    address: str | None,
    item: str,
    *,
    base_url: str,
    feed_url: str,
    title: str | None = None,
    published_at: datetime | None = None,
    modified_at: datetime | None = None,
) -> Link | BrokenItem:
    """A link from what an item says, or why there is none. `item` names it for a human."""
    if not address or not address.strip():
        return BrokenItem(item, "has no link")
    try:
        url = canonical_url(address, base=base_url)
        absolute = absolute_address(address, base_url)
    except ValueError as error:
        return BrokenItem(item, str(error))
    return Link(url, absolute, feed_url, " ".join((title or "").split()) or None, published_at, modified_at)


def absolute_address(address: str, base_url: str) -> str:
    """The address as it was given, made absolute and without its fragment: this is what is asked for."""
    return absolute_url(address, base_url).partition("#")[0]


def without_repeats(links: list[Link]) -> tuple[Link, ...]:
    """Each canonical address once, in the order of first appearance; what one item leaves out another may say."""
    by_url: dict[str, Link] = {}
    for link in links:
        first = by_url.get(link.url, link)
        by_url[link.url] = replace(
            first,
            title=first.title or link.title,
            published_at=first.published_at or link.published_at,
            modified_at=first.modified_at or link.modified_at,
        )
    return tuple(by_url.values())


def w3c_moment(text: str | None) -> datetime | None:
    """A date of the W3C profile of ISO 8601, as sitemaps write it, in UTC; None where it cannot be read.

    A date without a time, month or day is taken at its beginning; a time without a zone is taken as UTC.
    """
    text = (text or "").strip()
    if match := DAY_OR_LESS.match(text):
        year, month, day, only_year = match.groups()
        text = f"{only_year or year}-{month or '01'}-{day or '01'}"
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
