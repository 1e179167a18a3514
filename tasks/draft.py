"""Beside the arrow from the web to links: a source file for a new outlet, drafted from what its home page says of itself."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import yaml
from bs4 import BeautifulSoup, Tag

from config.models import CrawlRules, CrawlSettings, Feed, Source
from tasks.addresses import Resolver, look_up
from tasks.discover import read_feed
from tasks.feeds.html import parse_html
from tasks.feeds.reading import absolute_address
from tasks.fetch import Answer, Reader, fetch
from tasks.politeness import Pacer
from tasks.robots import RobotsBook
from tasks.urls import canonical_url, site_of

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
USUAL_PLACES = ("/feed/", "/rss.xml", "/rss", "/atom.xml", "/news-sitemap.xml", "/sitemap.xml")
NO_NAMES = frozenset({"home", "home page", "homepage", "start", "startseite", "news", "welcome", "accueil", "inicio"})
NOT_NEWS = re.compile(r"/comments?/|[?&]feed=comments|/(?:author|tag)/", re.IGNORECASE)


class DraftFailed(Exception):
    """No source file could be drafted; the message is one sentence."""


async def draft_from_web(
    homepage: str,
    settings: CrawlSettings,
    *,
    now: Callable[[], datetime],
    pause_seconds: float = 2,
    allow_private_network: bool = False,
    resolve: Resolver = look_up,
) -> tuple[str, str]:
    """Read a home page politely and draft a source file: its id, and its text in YAML.

    Raises DraftFailed where the page cannot be read, or neither names a feed nor has one at a usual place, and
    ValueError where `homepage` is no web address.
    """
    rules = CrawlRules(min_interval_seconds=pause_seconds, allow_private_network=allow_private_network)
    source = Source(
        id="draft", title="draft", homepage=homepage, language="en", feeds=(Feed(rss=homepage),), crawl=rules
    )
    async with Pacer(settings.max_hosts_at_once) as pacer:
        reader = Reader(source, settings, pacer, now, resolve)
        book = RobotsBook(reader)
        answer = await fetch(homepage, reader, gate=book.permit)
        if not answer.is_usable:
            raise DraftFailed(f"{homepage} cannot be read: {answer.error}")
        feeds = await _feeds(answer, reader, book)
    if not feeds:
        raise DraftFailed(f"{homepage} names no feed, and none is at a usual place; write a `listing:` for it by hand")
    text = draft_source(answer.body, homepage=homepage, feeds=feeds, allow_private_network=allow_private_network)
    return source_id(homepage), text


def draft_source(html: bytes, *, homepage: str, feeds: list[Feed], allow_private_network: bool = False) -> str:
    """The text of a source file: title and language from the page, the feeds given; what no page tells is left to you."""
    soup = parse_html(html)
    said = {
        "title": _site_name(soup) or site_of(homepage),
        "homepage": homepage,
        "language": _language(soup) or "en",
        "timezone": "UTC",
        "verified": False,
        "feeds": [{feed.kind: feed.url} for feed in feeds],
        "crawl": {"min_interval_seconds": 5, "max_articles_per_run": 100},
        "expect": {"min": {"articles_per_week": 1, "published_at_filled": 0.9}, "max": {"articles_per_day": 100}},
    }
    if allow_private_network:
        said["crawl"] = {"allow_private_network": True, **said["crawl"]}  # type: ignore[dict-item]
    advice = "# Drafted from the home page. Set country and timezone, then run `presslake source check`.\n"
    return advice + yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=120)


def named_feeds(html: bytes, base_url: str) -> list[str]:
    """Feeds that a page names with rel="alternate", in its order, without those of comments, authors and tags."""
    soup = parse_html(html)
    links = soup.select('link[rel~="alternate"][href]')
    named = (_href(link, base_url) for link in links if str(link.get("type", "")).lower() in FEED_TYPES)
    return list(dict.fromkeys(url for url in named if url and _is_web(url) and not NOT_NEWS.search(url)))


def source_id(homepage: str) -> str:
    """An id for an outlet, from its domain: `https://www.outlet.co.uk` -> `outlet`."""
    label = site_of(canonical_url(homepage)).split(".")[0]
    host = (urlsplit(homepage).hostname or "").lower()
    return re.sub(r"[^a-z0-9_-]+", "_", host if label.isdigit() else label).strip("_") or "outlet"


async def _feeds(home: Answer, reader: Reader, book: RobotsBook) -> list[Feed]:
    """What the home page names and the news sitemaps of robots.txt; else its other sitemaps; else what guessing finds."""
    sitemaps = [Feed(sitemap=url) for url in (await book.rules(home.final_url)).sitemaps() if _is_web(url)]
    named = [Feed(rss=url) for url in named_feeds(home.body, home.final_url)]
    named += [feed for feed in sitemaps if "news" in feed.url.lower()]
    return named or sitemaps or await _at_usual_places(reader, book, home.final_url)


async def _at_usual_places(reader: Reader, book: RobotsBook, base_url: str) -> list[Feed]:
    """The first feed found where most sites keep theirs."""
    for place in USUAL_PLACES:
        url = absolute_address(place, base_url)
        feed = Feed(sitemap=url) if "sitemap" in place else Feed(rss=url)
        answer = await fetch(url, reader, gate=book.permit)
        if answer.is_usable and read_feed(answer.body, feed=feed, base_url=url).problem is None:
            return [feed]
    return []


def _site_name(soup: BeautifulSoup) -> str | None:
    named = soup.select_one('meta[property="og:site_name"][content]')
    if named:
        return " ".join(str(named["content"]).split()) or None
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    parts = re.split(r"\s+[|\u2013\u2014-]\s+", title)
    return next((part for part in parts if part and part.lower() not in NO_NAMES), None)


def _language(soup: BeautifulSoup) -> str | None:
    stated = soup.html.get("lang") if soup.html else None
    code = str(stated or "").lower().replace("_", "-").split("-")[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _href(link: Tag, base_url: str) -> str | None:
    try:
        return absolute_address(str(link["href"]), base_url)
    except ValueError:
        return None


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))
