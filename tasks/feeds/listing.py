"""Listing pages: HTML whose article links a CSS selector finds, continued by rel="next"."""

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from tasks.feeds.html import HtmlRefused, parse_html
from tasks.feeds.reading import (
    BrokenItem,
    Continuation,
    FeedReading,
    Link,
    absolute_address,
    link_or_broken,
    without_repeats,
)


def read_listing(body: bytes, *, selector: str, feed_url: str, base_url: str) -> FeedReading:
    """The links that `selector` finds (anchors, or elements that hold one) and the next page of the listing."""
    try:
        soup = parse_html(body)
        elements = soup.select(selector)
    except HtmlRefused as refusal:
        return FeedReading(problem=str(refusal))
    except SelectorSyntaxError:
        return FeedReading(problem=f"{selector!r} is no CSS selector")
    base_url = _base(soup, base_url)
    found = [_item(element, number, feed_url=feed_url, base_url=base_url) for number, element in enumerate(elements, 1)]
    return FeedReading(
        links=without_repeats([item for item in found if isinstance(item, Link)]),
        broken_items=tuple(item for item in found if isinstance(item, BrokenItem)),
        remarks=() if elements else (f"the selector {selector!r} finds nothing on it",),
        continuations=_next_page(soup, base_url),
    )


def _item(element: Tag, number: int, *, feed_url: str, base_url: str) -> Link | BrokenItem:
    anchor = element if element.name == "a" else element.find("a", href=True)
    title = element.get_text(" ", strip=True)
    return link_or_broken(
        _href(anchor), f"item {number} ({title[:80]!r})", base_url=base_url, feed_url=feed_url, title=title
    )


def _next_page(soup: BeautifulSoup, base_url: str) -> tuple[Continuation, ...]:
    following = _href(soup.select_one('link[rel~="next"][href], a[rel~="next"][href]'))
    try:
        return (Continuation(absolute_address(following, base_url)),) if following else ()
    except ValueError:
        return ()


def _base(soup: BeautifulSoup, base_url: str) -> str:
    try:
        return absolute_address(_href(soup.find("base", href=True)) or "", base_url)
    except ValueError:
        return base_url


def _href(element: object) -> str | None:
    href = element.get("href") if isinstance(element, Tag) else None
    return href if isinstance(href, str) else None
