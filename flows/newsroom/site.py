"""An outlet's whole site as a table: every address it answers, and what it answers there."""

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from flows.newsroom.articles import NewsroomArticle
from flows.newsroom.outlets import Outlet, ServedFeed
from flows.newsroom.pages import render, render_article

Headers = dict[str, str]


@dataclass(frozen=True)
class Resource:
    """What stands at one address."""

    body: bytes
    content_type: str
    changed: datetime | None = None
    status: int = 200
    location: str | None = None
    delay_seconds: float = 0
    failures_before_success: int = 0
    compressed: bool = False

    @property
    def etag(self) -> str:
        """Entity tag, derived from the bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


@dataclass(frozen=True)
class Answer:
    """A response as it goes over the wire."""

    status: int
    headers: Headers = field(default_factory=dict)
    body: bytes = b""


def build_site(outlet: Outlet, articles: Sequence[NewsroomArticle], origin: str) -> dict[str, Resource]:
    """Path (with query where it has one) -> resource, for all that an outlet serves; `articles` newest first."""
    return dict(_resources(outlet, [article for article in articles if article.outlet == outlet.id], origin))


def answer(resource: Resource, request_headers: Headers, failures_so_far: int) -> Answer:
    """The response to a request for a resource: a failure, a redirect, a 304, or the body."""
    if failures_so_far < resource.failures_before_success:
        return Answer(
            500, {"Content-Type": "text/plain; charset=utf-8", "Retry-After": "0"}, b"Temporarily out of order.\n"
        )
    if resource.location:
        return Answer(resource.status, {"Location": resource.location})
    headers = {"ETag": resource.etag, "Cache-Control": "max-age=0, must-revalidate"}
    if resource.changed:
        headers["Last-Modified"] = format_datetime(resource.changed.astimezone(UTC), usegmt=True)
    if _is_unchanged(resource, request_headers):
        return Answer(304, headers)
    headers["Content-Type"] = resource.content_type
    if resource.compressed and "gzip" in request_headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Answer(resource.status, headers, gzip.compress(resource.body, mtime=0))
    return Answer(resource.status, headers, resource.body)


def _is_unchanged(resource: Resource, headers: Headers) -> bool:
    """RFC 9110, 13.2.2: If-None-Match prevails over If-Modified-Since."""
    if resource.status != 200:
        return False
    if known := headers.get("if-none-match"):
        return resource.etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
    since = headers.get("if-modified-since")
    if since is None or resource.changed is None:
        return False
    try:
        return resource.changed.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _resources(outlet: Outlet, articles: list[NewsroomArticle], origin: str) -> Iterator[tuple[str, Resource]]:
    yield "/robots.txt", Resource(outlet.robots.format(origin=origin).encode(), "text/plain; charset=utf-8")
    yield "/", _html(render(outlet, "listing.html", origin, articles=articles[:12], page=1, next_page=None))
    for path in outlet.disallowed:
        yield path, _html(render(outlet, "listing.html", origin, articles=[], page=1, next_page=None))
    for article in articles:
        yield from _article_resources(outlet, article, articles, origin)
    for feed in outlet.feeds:
        yield from _feed_resources(outlet, feed, articles, origin)


def _article_resources(
    outlet: Outlet, article: NewsroomArticle, articles: list[NewsroomArticle], origin: str
) -> Iterator[tuple[str, Resource]]:
    serving, path = article.serving, outlet.path_of(article)
    charset = serving.declared_charset or serving.encoding
    older = [other for other in articles if other.published < article.published]
    html = render_article(outlet, article, older, origin, charset=charset)
    yield (
        path,
        Resource(
            html.encode(serving.encoding, errors="xmlcharrefreplace"),
            f"text/html; charset={charset}",
            changed=article.changed,
            delay_seconds=serving.delay_seconds,
            failures_before_success=serving.failures_before_success,
            compressed=outlet.compressed,
        ),
    )
    if serving.listed_as:
        yield serving.listed_as, Resource(b"", "text/html", status=301, location=path)


def _feed_resources(
    outlet: Outlet, feed: ServedFeed, articles: list[NewsroomArticle], origin: str
) -> Iterator[tuple[str, Resource]]:
    listed = [article for article in articles if article.serving.in_feeds][: feed.newest]
    if feed.kind == "listing":
        yield from _listing_resources(outlet, feed, listed, origin)
    elif feed.template == "feeds/sitemap_index.xml":
        yield from _sitemap_resources(outlet, feed, listed, origin)
    else:
        yield feed.path, _xml(outlet, feed.template, origin, listed, feed)


def _listing_resources(
    outlet: Outlet, feed: ServedFeed, articles: list[NewsroomArticle], origin: str
) -> Iterator[tuple[str, Resource]]:
    size = feed.page_size
    for start in range(0, len(articles), size):
        page = start // size + 1
        next_page = f"{feed.path}?page={page + 1}" if start + size < len(articles) else None
        shown = articles[start : start + size]
        html = render(outlet, feed.template, origin, articles=shown, page=page, next_page=next_page)
        yield (feed.path if page == 1 else f"{feed.path}?page={page}"), _html(html)


def _sitemap_resources(
    outlet: Outlet, feed: ServedFeed, articles: list[NewsroomArticle], origin: str
) -> Iterator[tuple[str, Resource]]:
    months = sorted({f"{article.published:%Y-%m}" for article in articles}, reverse=True)
    yield feed.path, _xml(outlet, feed.template, origin, articles, feed, months=months)
    for month in months:
        of_month = [article for article in articles if f"{article.published:%Y-%m}" == month]
        yield f"/sitemap-{month}.xml", _xml(outlet, "feeds/sitemap.xml", origin, of_month, feed)


def _xml(
    outlet: Outlet, template: str, origin: str, articles: list[NewsroomArticle], feed: ServedFeed, **more: object
) -> Resource:
    text = render(outlet, template, origin, articles=articles, feed=feed, **more)
    changed = max((article.changed for article in articles), default=None)
    content_type = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}.get(
        template.removeprefix("feeds/"), "application/xml"
    )
    return Resource(text.encode(feed.encoding, errors="xmlcharrefreplace"), content_type, changed=changed)


def _html(text: str) -> Resource:
    return Resource(text.encode(), "text/html; charset=utf-8")
