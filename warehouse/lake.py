"""The lake: rows of every stage are committed here and read from here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.commit import CommitOutcome, commit
from warehouse.connection import connect, quoted, visible
from warehouse.contracts import TABLES, Row, Run
from warehouse.lock import writer_lock
from warehouse.schema import arrow_schema, ddl, sql_type

QUERIES = Path(__file__).parent / "queries"
_OPTIONS = {"parquet_compression": "zstd", "target_file_size": "128MB"}


class LakeError(RuntimeError):
    """The lake cannot do what was asked; the message says why and what to do."""


class Lake:
    """An open lake. One thread uses it at a time; open another for another thread."""

    def __init__(self, data_dir: Path, connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        self.data_dir, self.connection, self.read_only = data_dir, connection, read_only

    def read(self, sql: str, params: Sequence[Any] = ()) -> pa.Table:
        """The result of one SQL statement; `?` takes the parameters in turn. Times are UTC."""
        return self.connection.execute(sql, list(params)).to_arrow_table()

    def query(self, name: str, **tables: pa.Table) -> pa.Table:
        """The result of warehouse/queries/<name>.sql, to which the given Arrow tables are visible by their names."""
        path = QUERIES / f"{name}.sql"
        if not path.is_file():
            raise LakeError(f"there is no query {name!r} in {QUERIES}")
        with visible(self.connection, tables):
            return self.read(path.read_text(encoding="utf-8"))

    def commit(
        self,
        staged: Mapping[str, pa.Table | Sequence[Row]],
        *,
        run: Run,
        scope: Mapping[str, pa.Table] | None = None,
        references: Mapping[str, pa.Table] | None = None,
    ) -> CommitOutcome:
        """Check and commit a batch in one transaction; see warehouse.commit."""
        return commit(self.connection, staged, run=run, scope=scope or {}, references=references or {})

    def snapshot_id(self) -> int:
        """The number of the newest snapshot that this lake shows; every commit that changes something adds one."""
        return int(self.read("SELECT max(snapshot_id) AS id FROM lake.snapshots()")["id"][0].as_py())


@contextmanager
def open_lake(
    data_dir: Path,
    *,
    read_only: bool = False,
    as_of: datetime | None = None,
    wait_seconds: float = 60,
    memory_limit: str = "1GB",
    threads: int | None = None,
) -> Iterator[Lake]:
    """Open the lake of a data directory, for reading or as its one writer, as it is or as it was at `as_of` (UTC).

    A writer holds the writer's lock until it closes, makes tables and columns that the contracts have and the lake
    has not, and waits `wait_seconds` for another writer. Readers never wait. Raises LakeError where there is no lake
    to read, no snapshot as old as `as_of`, or a column whose type is not its contract's; LockedError.
    """
    data_dir = Path(data_dir).absolute()
    read_only = read_only or as_of is not None
    catalog = catalog_path(data_dir)
    if read_only and not catalog.exists():
        raise LakeError(f"there is no lake in {data_dir} yet; `presslake run` or `presslake demo` makes one")
    with ExitStack() as stack:
        if not read_only:
            catalog.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(writer_lock(data_dir, wait_seconds=wait_seconds))
        connection = stack.enter_context(connect(data_dir, memory_limit=memory_limit, threads=threads))
        _attach(connection, data_dir, read_only=read_only, as_of=as_of)
        if not read_only:
            _make_tables(connection)
        yield Lake(data_dir, connection, read_only=read_only)


def catalog_path(data_dir: Path) -> Path:
    """The SQLite file that says which data files make up which snapshot."""
    return Path(data_dir) / "lake" / "catalog.sqlite"


def _attach(connection: duckdb.DuckDBPyConnection, data_dir: Path, *, read_only: bool, as_of: datetime | None) -> None:
    options = [
        f"DATA_PATH {quoted(data_dir / 'lake' / 'files')}",
        "OVERRIDE_DATA_PATH true",  # the folder may have been moved since it was made
        "DATA_INLINING_ROW_LIMIT 0",
        "META_BUSY_TIMEOUT 30000",
        "READ_ONLY" if read_only else "META_JOURNAL_MODE 'WAL'",
    ]
    if as_of is not None:
        options.append(f"SNAPSHOT_TIME {quoted(as_of.astimezone(UTC).isoformat(' '))}")
    target = quoted(f"ducklake:sqlite:{catalog_path(data_dir)}")
    try:
        connection.execute(f"ATTACH {target} AS lake ({', '.join(options)}); USE lake")
    except duckdb.InvalidInputException as error:
        if "No snapshot found" in str(error):
            raise LakeError(f"the lake holds nothing as old as {as_of}; ask for a later time") from error
        raise


def _make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables and columns that the contracts have and the lake has not; nothing is ever dropped."""
    known = _known_columns(connection)
    statements = []
    for row_class in TABLES:
        if row_class.table not in known:
            statements.append(ddl(row_class))
        else:
            statements.extend(_missing_columns(row_class, known[row_class.table]))
    if statements:
        connection.execute("BEGIN; " + "; ".join(statements) + "; COMMIT")
    if not known:
        for option, value in _OPTIONS.items():
            connection.execute(f"CALL lake.set_option({quoted(option)}, {quoted(value)})")


def _known_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'lake'"
    ).fetchall()
    for table, column, data_type in rows:
        columns.setdefault(table, {})[column] = data_type
    return columns


def _missing_columns(row_class: type[Row], known: dict[str, str]) -> Iterator[str]:
    for field in arrow_schema(row_class):
        wanted = sql_type(field.type)
        if field.name not in known:
            default = row_class.model_fields[field.name].default
            ground = f" DEFAULT {quoted(default)}" if isinstance(default, str | int | float) else ""
            yield f'ALTER TABLE "{row_class.table}" ADD COLUMN "{field.name}" {wanted}{ground}'
        elif _plain(known[field.name]) != _plain(wanted):
            raise LakeError(
                f"{row_class.table}.{field.name} is {known[field.name]} in this lake and {wanted} in its contract; "
                "give the column another name, for columns are only ever added"
            )


def _plain(name: str) -> str:
    return name.replace('"', "")
