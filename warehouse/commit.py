"""stage -> commit: a batch replaces what it replaces in one transaction, and only if the checks find nothing."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import duckdb
import pyarrow as pa

from warehouse.audit import Audit, run_checks
from warehouse.connection import listed, name_of, quoted, visible
from warehouse.contracts import CheckResult, Reject, Row, Run
from warehouse.schema import UTC_MICROSECONDS, arrow_schema, conform, contract_of, replace_columns, to_arrow

_ATTEMPTS = 5
_BUSY = ("locked", "conflict", "busy")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class CommitOutcome:
    """What became of a batch: rows written and taken away by table, what the checks said, and rows set aside."""

    committed: bool
    inserted: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    checks: list[CheckResult] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the lake holds anything new."""
        return bool(self.inserted or self.removed)


@dataclass(frozen=True)
class Batch:
    """What one commit is about: staged rows by table, what they replace, and whose run it is."""

    staged: Mapping[str, pa.Table]
    scope: Mapping[str, pa.Table]
    references: Mapping[str, pa.Table]
    run: Run


def commit(
    connection: duckdb.DuckDBPyConnection,
    staged: Mapping[str, pa.Table | Sequence[Row]],
    *,
    run: Run,
    scope: Mapping[str, pa.Table] | None = None,
    references: Mapping[str, pa.Table] | None = None,
) -> CommitOutcome:
    """Commit a batch in one transaction, or, where a check of severity fail finds a row, only its rejects.

    staged: rows by table. Rows of the lake that carry the same values in the contract's replace_by columns are
    replaced; a row that is in the lake as it is staged is not written again.
    scope: by table, values of the replace_by columns whose rows go even where nothing is staged for them (an article
    that has no mentions any more).
    references: Arrow tables that checks compare with (event_types, expectations); a check that lacks its table is
    named in `left_out`.
    The run's row and the results of the checks are written along with what has changed; a batch that changes nothing
    makes no snapshot. Raises SchemaError where rows do not keep their contract.
    """
    rows = {name: conform(data, contract_of(name)) for name, data in staged.items()}
    for name in (scope or {}).keys() - rows.keys():
        rows[name] = to_arrow([], contract_of(name))
    batch = Batch(dict(sorted(rows.items())), scope or {}, references or {}, run)
    return _retried(connection, lambda: _attempt(connection, batch))


def _attempt(connection: duckdb.DuckDBPyConnection, batch: Batch) -> CommitOutcome:
    connection.execute("BEGIN")
    states: dict[str, int] = {}
    for name, rows in batch.staged.items():
        states |= _replace(connection, name, rows, batch.scope.get(name))
    if not states:
        connection.execute("ROLLBACK")
        return CommitOutcome(committed=True)
    audit = run_checks(connection, states, run=batch.run, references=batch.references)
    if audit.failed:
        connection.execute("ROLLBACK")
        return _set_aside(connection, batch.run, audit)
    _forget(connection, states)
    _note(connection, batch.run, audit.results)
    connection.execute("COMMIT")
    return CommitOutcome(True, _of(states, "changed"), _of(states, "removed"), audit.results, [], audit.left_out)


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, scope: pa.Table | None
) -> dict[str, int]:
    """Replace rows of one table; leaves temporary tables of the rows by state, and gives those states that have any."""
    contract = contract_of(table)
    by, key = replace_columns(contract), contract.key
    same_row, same_key = _same("stored", "staged_rows", rows.column_names), _same("removed", "changed", key)
    with visible(connection, {"staged_rows": rows, "replaced_keys": _replaced_keys(rows, scope, by)}):
        _find_stored(connection, table, by)
        states = {
            f"changed_{table}": f"SELECT DISTINCT * FROM staged_rows ANTI JOIN stored ON {same_row}",
            f"removed_{table}": f"SELECT * FROM stored ANTI JOIN staged_rows ON {same_row}",
            f"gone_{table}": f"SELECT * FROM removed_{table} AS removed ANTI JOIN changed_{table} AS changed ON {same_key}",
        }
        for name, sql in states.items():
            connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
    counts = {name: _count(connection, name) for name in states}
    if counts[f"removed_{table}"]:
        connection.execute(f"DELETE FROM lake.{table} WHERE rowid IN (SELECT stored_rowid FROM removed_{table})")
    if counts[f"changed_{table}"]:
        connection.execute(f"INSERT INTO lake.{table} BY NAME SELECT * FROM changed_{table} ORDER BY {listed(key)}")
    _forget(connection, ["stored", *(name for name, count in counts.items() if not count)])
    return {name: count for name, count in counts.items() if count}


def _same(left: str, right: str, columns: Iterable[str]) -> str:
    return " AND ".join(f"{left}.{name_of(c)} IS NOT DISTINCT FROM {right}.{name_of(c)}" for c in columns)


def _of(states: Mapping[str, int], state: str) -> dict[str, int]:
    return {name.removeprefix(f"{state}_"): count for name, count in states.items() if name.startswith(f"{state}_")}


def _find_stored(connection: duckdb.DuckDBPyConnection, table: str, by: Sequence[str]) -> None:
    """Rows of the lake that the batch replaces, into the temporary table `stored`.

    A first look reads the key and the time alone: most rows of a batch are new, and the wide columns of a long history
    are then never read; where some are known, only files of their time are.
    """
    rows = f"lake.{table} AS stored SEMI JOIN replaced_keys ON {_same('stored', 'replaced_keys', by)}"
    moment = _moment_column(contract_of(table))
    found = connection.execute(f"SELECT count(*), count({moment}), min({moment}), max({moment}) FROM {rows}").fetchone()
    known, dated, first, last = found or (0, 0, None, None)
    bound = f"WHERE {moment} BETWEEN {quoted(first)} AND {quoted(last)}" if known == dated and first else ""
    connection.execute(
        f"CREATE TEMP TABLE stored AS SELECT rowid AS stored_rowid, * FROM {rows} {bound if known else 'LIMIT 0'}"
    )


def _moment_column(contract: type[Row]) -> str:
    """The column by which rows of a table lie in time, in SQL; NULL where it has none."""
    schema = arrow_schema(contract)
    moments = (column for column in contract.order_by if schema.field(column).type == UTC_MICROSECONDS)
    return name_of(column) if (column := next(moments, None)) else "NULL"


def _replaced_keys(rows: pa.Table, scope: pa.Table | None, by: Sequence[str]) -> pa.Table:
    keys = rows.select(list(by))
    if scope is not None:
        keys = pa.concat_tables([keys, scope.select(list(by)).cast(keys.schema)])
    return keys.group_by(list(by)).aggregate([])


def _set_aside(connection: duckdb.DuckDBPyConnection, run: Run, audit: Audit) -> CommitOutcome:
    """Nothing of the batch stays but its rejects, the results of its checks and the failed run."""
    failed = run.model_copy(update={"state": "failed"})
    connection.execute("BEGIN")
    _note(connection, failed, audit.results)
    _forget(connection, _replace(connection, Reject.table, to_arrow(audit.rejects, Reject), None))
    connection.execute("COMMIT")
    return CommitOutcome(False, {}, {}, audit.results, audit.rejects, audit.left_out)


def _note(connection: duckdb.DuckDBPyConnection, run: Run, results: list[CheckResult]) -> None:
    _forget(connection, _replace(connection, Run.table, to_arrow([run], Run), None))
    _forget(connection, _replace(connection, CheckResult.table, to_arrow(results, CheckResult), None))


def _forget(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """What a batch made of a table is of no use behind its end, and would keep its memory."""
    for name in names:
        connection.execute(f"DROP TABLE temp.{name}")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return row[0] if row else 0


def _retried(connection: duckdb.DuckDBPyConnection, attempt: Callable[[], _Result]) -> _Result:
    """Try again where the catalog was busy; leave no transaction open where it went wrong."""
    for left in reversed(range(_ATTEMPTS)):
        try:
            return attempt()
        except BaseException as error:
            _roll_back(connection)
            busy = isinstance(error, duckdb.Error) and any(word in str(error).lower() for word in _BUSY)
            if not busy or not left:
                raise
        time.sleep(0.2 * (_ATTEMPTS - left))
    raise AssertionError("unreachable: the last attempt returns or raises")


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return  # the error has ended the transaction already
