"""The command line: `presslake`."""

import click


@click.group()
@click.version_option(package_name="presslake")
def main() -> None:
    """Turn trade news into a table of events."""
