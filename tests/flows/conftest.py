"""One Prefect and one lake of the newsroom for all tests of flows; tests that change a lake make their own."""

from collections.abc import Iterator

import pytest

from flows.prefect_settings import set_up_prefect
from tests.flows.passes import Passed, newsroom_pass


@pytest.fixture(scope="session")
def prefect() -> Iterator[None]:
    """A Prefect server and database of the tests' own."""
    set_up_prefect()
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture(scope="session")
def first_pass(prefect: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passed]:
    """The newsroom crawled, refined and published once."""
    with newsroom_pass(tmp_path_factory.mktemp("newsroom")) as passed:
        yield passed
