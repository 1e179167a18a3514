"""What the verbs share: the data directory, the sources, and how errors end a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from config.load import CONFIG, ConfigError
from flows.data_dir import ENVIRONMENT_VARIABLE, DataDir, default_data_dir

EXIT_FAILED, EXIT_USAGE = 1, 2
Command = TypeVar("Command", bound=Callable[..., Any])


class Failed(click.ClickException):
    """A check or a source failed: exit 1, one sentence."""

    exit_code = EXIT_FAILED


class Refused(click.ClickException):
    """Usage or configuration is wrong: exit 2, one sentence."""

    exit_code = EXIT_USAGE


def data_dir_option(command: Command) -> Command:
    """Add --data-dir to a verb; the verb gets a DataDir."""

    def chosen(context: click.Context, _: click.Parameter, value: Path | None) -> DataDir:
        outer = context.find_root().params.get("data_dir")
        return DataDir((value or outer or default_data_dir()).absolute())

    return click.option(
        "--data-dir",
        type=click.Path(path_type=Path, file_okay=False),
        callback=chosen,
        help=f"Where archive, lake and published folder lie.  [env var: {ENVIRONMENT_VARIABLE}; default: data]",
    )(command)


def sources_option(command: Command) -> Command:
    """Add --sources to a verb; the verb gets the folder."""
    return click.option(
        "--sources",
        "folder",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=CONFIG / "sources",
        help="Folder of source files instead of the bundled one.",
    )(command)


@contextmanager
def configuration_errors() -> Iterator[None]:
    """Turn a ConfigError into one sentence and exit 2."""
    try:
        yield
    except ConfigError as error:
        raise Refused(str(error)) from error


@contextmanager
def lake_errors() -> Iterator[None]:
    """Turn a lake that is not there, or that somebody else is writing, into one sentence and exit 1."""
    from warehouse.lake import LakeError
    from warehouse.lock import LockedError

    try:
        yield
    except (LakeError, LockedError) as error:
        raise Failed(str(error)) from error
