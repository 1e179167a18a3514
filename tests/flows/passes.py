"""Runs of the whole pipeline over the newsroom, as the tests of flows need them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.demo import write_sources
from flows.flow_report import FlowReport
from flows.newsroom import Newsroom, serve_newsroom
from flows.scope import Scope
from warehouse.contracts import TABLES
from warehouse.lake import open_lake


@dataclass(frozen=True)
class Passed:
    """The newsroom after the daily flow: the site, what the flow worked on, and what it said."""

    newsroom: Newsroom
    scope: Scope
    reports: list[FlowReport]


@contextmanager
def newsroom_pass(data_dir: Path) -> Iterator[Passed]:
    """Serve the newsroom and run the daily flow over it once."""
    with serve_newsroom(first_port=0) as newsroom:
        scope = Scope(data_dir=data_dir, sources_folder=write_sources(newsroom.sources, data_dir))
        yield Passed(newsroom, scope, run_daily(scope))


def run_daily(scope: Scope) -> list[FlowReport]:
    """Crawl, refine and publish."""
    from flows.daily import daily

    return asyncio.run(daily(scope))


def ask(scope: Scope, sql: str) -> list[dict[str, Any]]:
    """Rows of the lake."""
    with open_lake(scope.data_dir, read_only=True) as lake:
        return lake.read(sql).to_pylist()


def row_counts(scope: Scope) -> dict[str, int]:
    """Rows of every table of the lake."""
    return {row.table: ask(scope, f"SELECT count(*) AS n FROM {row.table}")[0]["n"] for row in TABLES}
