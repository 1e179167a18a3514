"""Arrow tables as people and programs read them: table, csv, json, parquet."""

import csv
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

RIGHT_ALIGNED = (int, float)


def write_table(table: pa.Table, form: str) -> None:
    """Write an Arrow table to standard output as `table`, `csv`, `json` (one object a line) or `parquet`."""
    FORMATS[form](table, sys.stdout)


def rich_table(rows: list[dict[str, Any]], columns: list[str], title: str | None = None) -> Table:
    """A table for the terminal; numbers stand to the right, empty cells stay empty."""
    table = Table(title=title, title_justify="left", header_style="bold", pad_edge=False)
    for name in columns:
        numeric = any(isinstance(row[name], RIGHT_ALIGNED) and not isinstance(row[name], bool) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row[name]) for name in columns))
    return table


def _as_table(table: pa.Table, stream: TextIO) -> None:
    console = Console(file=stream, width=None if stream.isatty() else 200, soft_wrap=False)
    console.print(rich_table(table.to_pylist(), table.column_names))
    console.print(f"{table.num_rows:,} row{'' if table.num_rows == 1 else 's'}", highlight=False)


def _as_csv(table: pa.Table, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([_cell(value) for value in row.values()])


def _as_json(table: pa.Table, stream: TextIO) -> None:
    for row in table.to_pylist():
        stream.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")


def _as_parquet(table: pa.Table, stream: TextIO) -> None:
    pq.write_table(table, stream.buffer, compression="zstd")


FORMATS: dict[str, Callable[[pa.Table, TextIO], None]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
    "parquet": _as_parquet,
}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(_plain(value)) if isinstance(value, date) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)
