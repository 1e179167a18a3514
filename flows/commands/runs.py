"""Verbs that run flows: demo, run, crawl, refine, publish, replay, serve."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from flows.commands.options import Failed, configuration_errors, data_dir_option, lake_errors, sources_option
from flows.data_dir import DataDir
from flows.flow_report import FlowReport
from flows.prefect_settings import set_up_prefect
from flows.scope import Scope


def _flow_options(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("names", nargs=-1, metavar="[SOURCE]...")(sources_option(data_dir_option(command)))


@click.command()
@_flow_options
def run(names: tuple[str, ...], folder: Path, data_dir: DataDir) -> None:
    """Crawl, refine and publish: all sources, or the named ones."""
    _run("daily", Scope(data_dir=data_dir.root, sources_folder=folder, names=names))


@click.command()
@_flow_options
def crawl(names: tuple[str, ...], folder: Path, data_dir: DataDir) -> None:
    """Read the feeds of all sources, or of the named ones, and fetch what is new."""
    _run("crawl", Scope(data_dir=data_dir.root, sources_folder=folder, names=names))


@click.command()
@_flow_options
def refine(names: tuple[str, ...], folder: Path, data_dir: DataDir) -> None:
    """Turn pages that are not refined yet into articles, mentions and events; needs no network."""
    _run("refine", Scope(data_dir=data_dir.root, sources_folder=folder, names=names))


@click.command()
@_flow_options
def publish(names: tuple[str, ...], folder: Path, data_dir: DataDir) -> None:
    """Check the lake and replace the published folder; on a failed check yesterday's data stays."""
    _run("publish", Scope(data_dir=data_dir.root, sources_folder=folder, names=names))


@click.command()
@data_dir_option
def demo(data_dir: DataDir) -> None:
    """Run the whole pipeline against the bundled newsroom, show what came out, and run it again."""
    from flows.demo import run_demo

    set_up_prefect(data_dir.root / "prefect")
    with configuration_errors(), lake_errors():
        failures = run_demo(data_dir)
    _end(failures)


@click.command()
@sources_option
@data_dir_option
def replay(folder: Path, data_dir: DataDir) -> None:
    """Refine the archive again under today's rules and show what would change; nothing is published."""
    from flows.replay import ReplayRefusedError, replay_archive, show_difference, unknown_sources

    with configuration_errors(), lake_errors():
        scope = Scope(data_dir=data_dir.root, sources_folder=folder)
        if unknown := unknown_sources(scope):
            click.echo(
                f"presslake: {folder} has no file for {', '.join(unknown)}, so their pages are read by the generic rules; "
                "if their files lie elsewhere, name the folder with --sources",
                err=True,
            )
        try:
            difference = asyncio.run(replay_archive(scope, now=datetime.now(UTC)))
        except ReplayRefusedError as error:
            raise Failed(str(error)) from error
    show_difference(difference, Console())


@click.command()
@_flow_options
def serve(names: tuple[str, ...], folder: Path, data_dir: DataDir) -> None:
    """Register the schedules of settings.yml with Prefect and run them until stopped."""
    set_up_prefect()
    from flows.deploy import serve_schedules

    with configuration_errors():
        serve_schedules(Scope(data_dir=data_dir.root, sources_folder=folder, names=names))


COMMANDS = (demo, run, crawl, refine, publish, replay, serve)


def _run(name: str, scope: Scope) -> None:
    set_up_prefect()
    from flows import daily
    from flows.summary import show_reports, show_totals, totals_or_nothing

    with configuration_errors(), lake_errors():
        scope.sources()  # a bad file is refused before Prefect starts
        before = totals_or_nothing(scope.data)
        outcome: Any = asyncio.run(daily.FLOWS[name](scope))
    reports: list[FlowReport] = outcome if isinstance(outcome, list) else [outcome]
    console = Console(highlight=False)
    show_reports(reports, console)
    show_totals(before, totals_or_nothing(scope.data), console)
    _end([failure for report in reports for failure in report.failures])


def _end(failures: list[str]) -> None:
    if failures:
        raise Failed("; ".join(failures))
