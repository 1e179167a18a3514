"""stage -> commit, the audit: SQL files that return the rows which break a truth."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.connection import visible
from warehouse.contracts import TABLES, CheckResult, Reject, Row, Run

CHECKS = Path(__file__).parent / "checks"
STAGE = "commit"
_SHOWN_ROWS = 3
_MOST_REJECTS = 1000


class CheckError(ValueError):
    """A check file that cannot be taken as it is; the message says which and why."""


@dataclass(frozen=True)
class Check:
    """A truth and the SQL that returns the rows which break it; each carries its identity in `key_value`."""

    check_id: str
    table: str
    severity: str
    truth: str
    needs: tuple[str, ...]
    sql: str


@dataclass(frozen=True)
class Audit:
    """What the checks found: their results, the rows that a failing one would set aside, and checks left out."""

    results: list[CheckResult]
    rejects: list[Reject]
    left_out: list[str]

    @property
    def failed(self) -> bool:
        """Whether a check of severity fail found a row."""
        return any(not result.passed and result.severity == "fail" for result in self.results)


@cache
def load_checks(folder: Path = CHECKS) -> tuple[Check, ...]:
    """Every check: one for each contract's key, and one for each SQL file. Raises CheckError."""
    of_files = [_read_check(path) for path in sorted(folder.glob("*.sql"))]
    return tuple(sorted([*map(_unique_key, TABLES), *of_files], key=lambda check: check.check_id))


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[str] | None = None,
    *,
    run: Run,
    references: Mapping[str, pa.Table],
) -> Audit:
    """Run the checks of the given tables over what a batch has changed in them; without tables, over everything.

    A check reads `changed_<table>` for the rows that are new, `removed_<table>` for those that went, the tables
    themselves for what is known, the references it needs, and `getvariable('now')`, which is when the run ended.
    """
    chosen = [check for check in load_checks() if tables is None or check.table in tables]
    able = [check for check in chosen if set(check.needs) <= references.keys()]
    connection.execute("SET VARIABLE now = ?::TIMESTAMPTZ", [run.finished_at.isoformat()])
    results, rejects = [], []
    with visible(connection, references), _changed_rows(connection, able, tables):
        for check in able:
            result, refused = _run_check(connection, check, run)
            results.append(result)
            rejects.extend(refused)
    return Audit(results, rejects, [check.check_id for check in chosen if check not in able])


def _run_check(connection: duckdb.DuckDBPyConnection, check: Check, run: Run) -> tuple[CheckResult, list[Reject]]:
    try:
        failing = connection.execute(check.sql).to_arrow_table()
    except duckdb.Error as error:
        raise CheckError(f"the check {check.check_id} does not run: {error}") from error
    first = failing.slice(0, _SHOWN_ROWS if check.severity == "warn" else _MOST_REJECTS).to_pylist()
    result = CheckResult(
        run_id=run.run_id,
        check_id=check.check_id,
        table_name=check.table,
        severity=check.severity,
        passed=failing.num_rows == 0,
        failing_rows=failing.num_rows,
        observed=_json(first[:_SHOWN_ROWS]) if first else None,
        expected=check.truth,
        checked_at=run.finished_at,
    )
    rejects = [_reject(row, check, run) for row in first] if check.severity == "fail" else []
    return result, _one_per_key(rejects)


def _reject(row: dict[str, object], check: Check, run: Run) -> Reject:
    return Reject(
        stage=STAGE,
        key_value=str(row["key_value"]),
        reason=f"{check.check_id} does not hold: {check.truth}",
        check_id=check.check_id,
        payload=_json(row),
        run_id=run.run_id,
        rejected_at=run.finished_at,
    )


def _one_per_key(rejects: Iterable[Reject]) -> list[Reject]:
    return list({reject.key_value: reject for reject in rejects}.values())


@contextmanager
def _changed_rows(
    connection: duckdb.DuckDBPyConnection, checks: Sequence[Check], changed: Sequence[str] | None
) -> Iterator[None]:
    """Give changed_<table> and removed_<table> a meaning in every check: what the batch left, else nothing of a table.

    Where there is no batch (changed is None), all of each table counts as changed.
    """
    kind, limit = ("VIEW", "") if changed is None else ("TABLE", "LIMIT 0")
    words = set(re.findall(r"\w+", " ".join(check.sql for check in checks)))
    names = [(r.table, f"{state}_{r.table}") for r in TABLES for state in ("changed", "removed")]
    missing = [(table, name) for table, name in names if name in words and table not in (changed or ())]
    for table, name in missing:
        rows = limit if name.startswith("changed") else "LIMIT 0"
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        connection.execute(f"CREATE TEMP {kind} {name} AS SELECT * FROM lake.{table} {rows}")
    yield
    for _, name in missing:
        connection.execute(f"DROP {kind} temp.{name}")


def _unique_key(row_class: type[Row]) -> Check:
    key = ", ".join(row_class.key)
    same = " AND ".join(f"{row_class.table}.{c} IS NOT DISTINCT FROM changed.{c}" for c in row_class.key)
    return Check(
        check_id=f"{row_class.table}_key_unique",
        table=row_class.table,
        severity="fail",
        truth=f"No two rows of {row_class.table} share {key}.",
        needs=(),
        sql=(
            f"SELECT concat_ws(' ', {key}) AS key_value, count(*) AS copies FROM {row_class.table}"
            f" SEMI JOIN changed_{row_class.table} AS changed ON {same}"
            f" GROUP BY {key} HAVING count(*) > 1 ORDER BY key_value"
        ),
    )


def _read_check(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    head = dict(
        line[2:].strip().split(": ", 1) for line in text.splitlines() if line.startswith("-- ") and ": " in line
    )
    table = max((r.table for r in TABLES if path.stem.startswith(r.table + "_")), key=len, default=None)
    if table is None:
        raise CheckError(f"{path}: a check is named <table>_<truth>.sql, with a table that a contract declares")
    if head.get("severity") not in ("fail", "warn") or not head.get("truth"):
        raise CheckError(f"{path}: the first lines say `-- severity: fail` (or warn) and `-- truth: <a sentence>`")
    needs = tuple(head.get("needs", "").replace(",", " ").split())
    return Check(path.stem, table, head["severity"], head["truth"], needs, text)


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)
