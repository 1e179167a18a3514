"""`presslake demo`: the whole pipeline against the bundled newsroom, twice."""

import asyncio
from datetime import datetime
from pathlib import Path

import yaml
from rich.console import Console

from config.models import Source
from flows.data_dir import DataDir
from flows.flow_report import FlowReport
from flows.newsroom import Newsroom, serve_newsroom
from flows.scope import Scope
from flows.summary import show_events, show_reports, show_totals, totals_or_nothing


def run_demo(data_dir: DataDir, *, now: datetime | None = None) -> list[str]:
    """Run crawl, refine and publish twice against the newsroom and print what came of it. Returns what went wrong."""
    console = Console(highlight=False, width=None if Console().is_terminal else 140)
    with serve_newsroom() as newsroom:
        scope = Scope(data_dir=data_dir.root, sources_folder=write_sources(newsroom.sources, data_dir.root))
        console.print(
            f"The newsroom is open: {len(newsroom.sources)} outlets on loopback. First pass: everything is new.\n"
        )
        first = _pass(scope, newsroom, console, now)
        show_events(scope.data, console)
        console.print("\nSecond pass: the same newsroom, nothing has changed.\n")
        second = _pass(scope, newsroom, console, now)
    console.print(
        f"\nPublished: {scope.data.published}\n"
        f'Ask:       presslake sql "SELECT event_date, company, product, indication FROM events" --data-dir {data_dir.root}\n'
        f"Look:      presslake report --data-dir {data_dir.root}"
    )
    return [failure for report in (*first, *second) for failure in report.failures]


def write_sources(sources: dict[str, Source], root: Path) -> Path:
    """Write the newsroom's outlets as source files, as a user would; returns their folder."""
    folder = root / "newsroom-sources"
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources.values():
        facts = source.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
        text = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=110)
        (folder / f"{source.id}.yml").write_text(text, encoding="utf-8")
    return folder


def _pass(scope: Scope, newsroom: Newsroom, console: Console, now: datetime | None) -> list[FlowReport]:
    from flows.daily import daily

    before, asked = totals_or_nothing(scope.data), len(newsroom.requests)
    reports: list[FlowReport] = asyncio.run(daily(scope, now))
    answers = [request.status for request in newsroom.requests[asked:]]
    show_reports(reports, console)
    show_totals(before, totals_or_nothing(scope.data), console)
    console.print(f"{len(answers)} requests, {answers.count(304)} answered 'not modified'")
    return reports
