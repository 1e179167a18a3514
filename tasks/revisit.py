"""On the arrow from links to pages: which addresses are asked for again, and whether an answer is news.

- An article that came whole is asked for again only where a feed says that it has changed since, for thirty days.
- A failure that may pass (no answer, 429, 5xx) is tried again in every run for seven days.
- Any other failure (404, 410, 403, a body beyond the limits) is tried again after seven days, if a feed still names it.
- What robots.txt disallowed is judged anew in every run, which costs no request.
- An answer that says what the last one said leaves neither a row nor a record.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tasks.discover import Link
from tasks.fetch import Known
from warehouse.contracts import Page

PATIENCE = timedelta(days=7)
CORRECTIONS = timedelta(days=30)

KnownPages = Mapping[str, Page]
"""The last row about each address, by canonical address; articles, feeds and robots.txt alike."""


def is_due(link: Link, page: Page | None, now: datetime) -> bool:
    """Whether a link of a feed is to be asked for, given the last row about it."""
    if page is None:
        return True
    if page.kind != "article":
        return False
    if page.robots_verdict in ("disallowed", "unavailable"):
        return True
    if page.status == 200 and page.error is None:
        return _has_changed(link, page, now)
    return may_pass(page) or now - page.fetched_at >= PATIENCE


def _has_changed(link: Link, page: Page, now: datetime) -> bool:
    """Whether a feed tells of a change that it did not tell of when the page was fetched.

    Its own earlier word is what counts, as its clock is not ours; only where it gave none, the time of the fetch does.
    """
    if link.modified_at is None or link.modified_at > now or now - page.fetched_at > CORRECTIONS:
        return False
    return link.modified_at > (page.feed_modified_at or page.fetched_at)


def may_pass(page: Page) -> bool:
    """Whether a failure is of the kind that often goes away by itself."""
    if page.robots_verdict != "allowed" or page.error is None:
        return False
    return page.status is None or page.status in (408, 425, 429) or page.status >= 500


def to_try_again(known: KnownPages, source_id: str, now: datetime) -> list[Link]:
    """Articles of a source that failed lately in a way that may pass, whether or not a feed still names them."""
    return [
        Link(page.url, page.url, page.feed_url or "", page.feed_title, page.feed_published_at, page.feed_modified_at)
        for page in sorted(known.values(), key=lambda page: page.url)
        if page.kind == "article" and page.source_id == source_id
        if may_pass(page) and now - page.fetched_at < PATIENCE
    ]


def conditions(page: Page | None) -> Known | None:
    """What to tell a server about the copy that is known; None where there is no whole one."""
    if page is None or page.status != 200 or page.error is not None:
        return None
    return Known(page.final_url, page.etag, page.last_modified)


def is_news(page: Page, before: Page | None) -> bool:
    """Whether a row says something that the last row about its address does not."""
    if page.status == 304:
        return False
    return before is None or _substance(page) != _substance(before)


def _substance(page: Page) -> tuple[object, ...]:
    return (page.status, page.error, page.robots_verdict, page.sha256)
