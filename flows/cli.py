"""The command line: `presslake`, one verb a command."""

from pathlib import Path

import click

from flows.commands import files, lake, runs, sources
from flows.data_dir import ENVIRONMENT_VARIABLE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="presslake")
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Where archive, lake and published folder lie.  [env var: {ENVIRONMENT_VARIABLE}; default: data]",
)
def main(data_dir: Path | None) -> None:
    """Turn trade news into a table of events: crawl, refine, publish; ask with SQL; explain every row.

    Data goes to standard output, progress and messages to standard error. Exit code 0 is success,
    1 a failed check or source, 2 wrong usage or configuration.
    """


for room in (runs, files, lake, sources):
    for command in room.COMMANDS:
        main.add_command(command)
