"""Sites on loopback for the tests of the crawl."""

from collections.abc import Iterator

import pytest

from tests.crawl.site import Site


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
