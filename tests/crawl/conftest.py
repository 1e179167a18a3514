"""Sites on loopback for the tests of the crawl."""

from collections.abc import Iterator

import pytest

from tests.crawl.desk import Desk
from tests.crawl.site import Site, outlet, rss, with_etag


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def desk(site: Site) -> Desk:
    """A small outlet: a feed with two stories, both of which answer 304 to whoever knows them."""
    site.pages |= {
        "/feed": with_etag(rss("/one?utm_source=rss", "<item><title>Two</title><link>/two</link></item>")),
        "/one?utm_source=rss": with_etag(b"<p>one</p>"),
        "/two": with_etag(b"<p>two</p>"),
    }
    return Desk(outlet(site.root))
