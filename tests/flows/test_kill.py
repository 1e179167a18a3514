"""Killed with SIGKILL anywhere, the next run finishes the work: nothing lost, nothing doubled."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.demo import write_sources
from flows.newsroom import Newsroom, serve_newsroom
from flows.scope import Scope
from tests.flows.passes import ask, run_daily
from warehouse.publish import verify_published

SOURCES = ("newsbridge", "trialherald")
PATIENCE_SECONDS = 240
RUN = "import sys; from flows.scope import Scope; from tests.flows.passes import run_daily; run_daily(Scope.model_validate_json(sys.argv[1]))"


def has(pattern: str, count: int = 1) -> Callable[[Path], bool]:
    """Whether so many files lie under a data directory."""
    return lambda root: len(list(root.glob(pattern))) >= count


def archived(count: int) -> Callable[[Path], bool]:
    """Whether the archive holds so many responses (each is a gzip member of its own)."""
    member = b"\x1f\x8b\x08"
    return lambda root: sum(path.read_bytes().count(member) for path in root.glob("archive/*/*.gz")) >= count


MOMENTS = {
    "while the first pages arrive": archived(6),
    "after some pages are committed": has("lake/files/main/pages/*.parquet"),
    "while articles are being committed": has("lake/files/main/articles/*.parquet"),
    "while the folder is being written": has(".staging/publish/*.parquet", 3),
}
FAST = ("after some pages are committed", "while articles are being committed")


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with serve_newsroom(first_port=0) as running:
        yield running


@pytest.fixture(scope="module")
def undisturbed(
    prefect: None, newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Counter[object]]:
    """What a run finds that nobody kills."""
    scope = scope_in(tmp_path_factory.mktemp("undisturbed"), newsroom)
    run_daily(scope)
    return findings(scope)


@pytest.mark.parametrize(
    "moment", [moment if moment in FAST else pytest.param(moment, marks=pytest.mark.heavy) for moment in MOMENTS]
)
def test_the_next_run_finishes_what_a_killed_one_began(
    moment: str, undisturbed: dict[str, Counter[object]], newsroom: Newsroom, tmp_path: Path
) -> None:
    scope = scope_in(tmp_path, newsroom)
    kill_when(MOMENTS[moment], scope)
    reports = run_daily(scope)
    assert [report.failures for report in reports] == [(), (), ()]
    assert findings(scope) == undisturbed
    verify_published(tmp_path)


def scope_in(folder: Path, newsroom: Newsroom) -> Scope:
    return Scope(data_dir=folder, sources_folder=write_sources(newsroom.sources, folder), names=SOURCES)


def findings(scope: Scope) -> dict[str, Counter[object]]:
    """Everything that must be there once: pages, articles, mentions, events, with their ids."""
    columns = {
        "pages": "url, status, sha256",
        "articles": "article_id, text_sha256, text_cluster_id, story_id, is_canonical",
        "mentions": "mention_id, event_id, quote",
        "events": "event_id, event_type, status, article_count, quote",
        "event_articles": "event_id, article_id, role",
        "companies": "company_id",
    }
    return {
        table: Counter(tuple(row.values()) for row in ask(scope, f"SELECT {c} FROM {table}"))
        for table, c in columns.items()
    }


def kill_when(moment: Callable[[Path], bool], scope: Scope) -> None:
    """Run the daily flow in a process of its own and kill it the moment it comes; the moment must come."""
    from prefect.settings import PREFECT_API_URL

    environment = os.environ | {"PREFECT_API_URL": PREFECT_API_URL.value() or ""}
    child = subprocess.Popen([sys.executable, "-c", RUN, scope.model_dump_json()], env=environment)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not moment(scope.data_dir):
        assert child.poll() is None, "the run ended before the moment came"
        assert time.monotonic() < deadline, "the moment did not come"
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
