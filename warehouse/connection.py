"""The only place that opens DuckDB: with its extensions, its limits, and everything inside the data directory."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

EXTENSIONS = ("sqlite_scanner", "ducklake")


@contextmanager
def connect(
    data_dir: Path, *, memory_limit: str = "1GB", threads: int | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own in memory, in UTC, with the extensions loaded; what it spills lies inside the data directory."""
    spill = tempfile.mkdtemp(prefix="presslake-", dir=_made(data_dir / ".staging"))
    config: dict[str, Any] = {
        "extension_directory": str(data_dir / "extensions"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "temp_directory": spill,
        "memory_limit": memory_limit,
    }
    connection = duckdb.connect(config=config | ({"threads": threads} if threads else {}))
    try:
        for name in EXTENSIONS:
            _load_extension(connection, name)
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


@contextmanager
def parser() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB that has nothing and reaches nothing: good for taking statements apart."""
    connection = duckdb.connect(config={"enable_external_access": False, "lock_configuration": True})
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def visible(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> Iterator[None]:
    """Let SQL see Arrow tables by name for a while."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def quoted(text: object) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def name_of(column: str) -> str:
    """A column's name as SQL takes it, whatever it is called."""
    return '"' + column.replace('"', '""') + '"'


def listed(columns: Iterable[str]) -> str:
    """Columns as an SQL list."""
    return ", ".join(map(name_of, columns))


def _load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load an extension from its wheel, where it lies as a file; without the wheel let DuckDB install it."""
    try:
        wheel = resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        connection.execute(f"INSTALL {name}; LOAD {name}")
        return
    binary = wheel / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    connection.execute(f"LOAD {quoted(binary)}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
