"""Verbs that read the lake: sql, check, explain, report, doctor."""

import sys
from datetime import UTC, datetime

import click
from rich.console import Console

from flows.commands.options import Failed, Refused, data_dir_option, lake_errors
from flows.data_dir import DataDir

FORMATS = ("table", "csv", "json", "parquet")


def _moment(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not an ISO date or time such as 2026-07-14T09:00:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.argument("statement")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option(
    "--as-of", callback=_moment, metavar="TIME", help="The lake as it was then (ISO time; UTC where it names no zone)."
)
@data_dir_option
def sql(statement: str, form: str, as_of: datetime | None, data_dir: DataDir) -> None:
    """Ask the lake one read-only SQL question; `-` reads it from standard input."""
    from flows.tables import write_table
    from warehouse.ask import QuestionError, sql_readonly

    if statement == "-":
        statement = sys.stdin.read()
    with lake_errors():
        try:
            write_table(sql_readonly(data_dir.root, statement, as_of=as_of), form)
        except QuestionError as error:
            raise Refused(str(error)) from error


@click.command()
@data_dir_option
def check(data_dir: DataDir) -> None:
    """Run every check on the lake as it is, and show what failed."""
    from flows.checks import run_all_checks
    from flows.summary import show_checks

    with lake_errors():
        results = run_all_checks(data_dir, now=datetime.now(UTC))
    show_checks(results, Console())
    failed = [result.check_id for result in results if not result.passed and result.severity == "fail"]
    if failed:
        raise Failed(f"{len(failed)} of {len(results)} checks failed: {', '.join(failed)}")


@click.command()
@click.argument("key", metavar="URL-OR-ID")
@data_dir_option
def explain(key: str, data_dir: DataDir) -> None:
    """Tell everything that is known about one page, article, mention or event."""
    from flows.story import tell
    from warehouse.explain import NothingKnownError

    with lake_errors():
        try:
            tell(data_dir, key, Console(soft_wrap=True))
        except NothingKnownError as error:
            raise Failed(str(error)) from error


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    help="Where to write it.  [default: report.html in the data directory]",
)
@data_dir_option
def report(output: str | None, data_dir: DataDir) -> None:
    """Write one self-contained HTML page: events, sources, checks."""
    from pathlib import Path

    from flows.report import write_report

    path = Path(output) if output else data_dir.report
    with lake_errors():
        write_report(data_dir, path, now=datetime.now(UTC))
    click.echo(str(path))


@click.command()
@data_dir_option
def doctor(data_dir: DataDir) -> None:
    """Say what is installed, reachable and writable."""
    from flows.doctor import examine, show_findings

    findings = examine(data_dir)
    show_findings(findings)
    bad = [finding.subject for finding in findings if not finding.is_well]
    if bad:
        raise Failed(f"not well: {', '.join(bad)}")


COMMANDS = (sql, check, explain, report, doctor)
