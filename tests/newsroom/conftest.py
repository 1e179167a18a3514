"""One newsroom on free ports for the tests of its pages; tests that count requests start their own."""

from collections.abc import Iterator

import httpx
import pytest

from flows.newsroom import Newsroom, serve_newsroom


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    with serve_newsroom(first_port=0) as running:
        yield running


@pytest.fixture(scope="session")
def web() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client
