"""Verbs that work on source files: source new, source record, source check."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from flows.commands.options import Failed, Refused, configuration_errors, sources_option
from flows.scope import Scope


@click.group()
def source() -> None:
    """Write, probe and record source files."""


@source.command("new")
@click.argument("homepage")
@sources_option
@click.option("--private", is_flag=True, help="The outlet may be on a private network (an intranet, loopback).")
def new(homepage: str, folder: Path, private: bool) -> None:
    """Write a source file from an outlet's home page: its title, language and feeds."""
    from config.load import load_settings
    from tasks.draft import DraftFailed, draft_from_web

    try:
        draft = draft_from_web(homepage, load_settings().crawl, now=_now, allow_private_network=private)
        source_id, text = asyncio.run(draft)
    except (DraftFailed, ValueError) as error:
        raise Failed(str(error)) from error
    path = folder / f"{source_id}.yml"
    if path.exists():
        raise Refused(f"{path} exists already; move it away, or correct it by hand")
    path.write_text(text, encoding="utf-8")
    click.echo(str(path))


@source.command("check")
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@sources_option
def check(names: tuple[str, ...], folder: Path) -> None:
    """Probe the feeds of all sources, or of the named ones, and compare them with what their files expect."""
    from flows.probing import probe_all, show_probe

    with configuration_errors():
        sources = Scope(data_dir=Path(), sources_folder=folder, names=names).sources()
    findings = asyncio.run(probe_all(sources, now=_now))
    failed = [name for name, source in sources.items() if not show_probe(source, findings[name], Console())]
    if failed:
        raise Failed(f"{len(failed)} of {len(sources)} sources are not as their files say: {', '.join(failed)}")


@source.command("record")
@click.argument("name", metavar="SOURCE")
@sources_option
@click.option("--pages", type=click.IntRange(1, 50), default=3, show_default=True)
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), default=Path("tests/fixtures"), show_default=True
)
def record(name: str, folder: Path, pages: int, into: Path) -> None:
    """Keep the newest pages of a source as fixtures, each with the article that clean makes of it today."""
    from flows.probing import record_fixtures

    with configuration_errors():
        chosen = Scope(data_dir=Path(), sources_folder=folder, names=(name,)).sources()[name]
    written = asyncio.run(record_fixtures(chosen, pages=pages, folder=into / name, now=_now))
    if not written:
        raise Failed(f"no page of {name} could be read; `presslake source check {name}` says why")
    for path in written:
        click.echo(str(path))


COMMANDS = (source,)


def _now() -> datetime:
    return datetime.now(UTC)
