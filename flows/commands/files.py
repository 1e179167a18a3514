"""Verbs that work on files alone: clean, extract, dedupe."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from flows.commands.options import EXIT_FAILED, Refused, configuration_errors
from flows.json_lines import BadLine


def _file_options(command: Callable[..., Any]) -> Callable[..., Any]:
    source = click.option(
        "--input", "-i", "name", default="-", show_default=True, help="What to read; - is standard input."
    )
    output = click.option(
        "--output", "-o", default="-", show_default=True, help="Where to write JSON lines; - is standard output."
    )
    return source(output(command))


_processes_option = click.option(
    "--processes", type=click.IntRange(1), help="Processes to use.  [default: one per core]"
)


@click.command()
@_file_options
@_processes_option
def clean(name: str, output: str, processes: int | None) -> None:
    """Pages to articles: the main text and its metadata, and what was cut.

    Reads JSON lines {"id", "url", "html"} (or "text" instead of "html"), or one .html or .txt file. Writes {"id", "title",
    "text", "published_at", "authors", "language", "removed_blocks", ...} a line, in the order of the input; a page
    without an article has "reject": why.
    """
    from flows.file_stages import clean_file

    _finish(lambda: clean_file(name, output, processes))


@click.command()
@_file_options
@_processes_option
def extract(name: str, output: str, processes: int | None) -> None:
    """Articles to mentions: typed events with slots, each with the sentence that says so.

    Reads JSON lines {"id", "text"} with "url", "source", "title", "published_at" where known, or one .txt file. Writes
    {"id", "mentions": [...]} a line, in the order of the input; "event_id" is resolved across the whole input.
    """
    from flows.file_stages import extract_file

    _finish(lambda: extract_file(name, output, processes))


@click.command()
@_file_options
def dedupe(name: str, output: str) -> None:
    """Articles to clusters and stories: which texts are copies, which tell one story.

    Reads JSON lines as `extract` does. Writes {"id", "canonical_url", "text_cluster_id", "is_canonical", "story_id"} a line,
    in the order of the input.
    """
    from flows.file_stages import dedupe_file

    _finish(lambda: dedupe_file(name, output))


COMMANDS = (clean, extract, dedupe)


def _finish(stage: Callable[[], Iterable[BadLine]]) -> None:
    with configuration_errors():
        try:
            problems = list(stage())
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise Refused(f"{error.filename}: {error.strerror}") from error
    for problem in problems:
        click.echo(f"presslake: {problem}", err=True)
    if problems:
        raise SystemExit(EXIT_FAILED)
