"""stage -> commit, the audit: SQL that returns the rows which break a truth runs inside the transaction."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from warehouse.check import Check, CheckError, load_checks
from warehouse.connection import visible
from warehouse.contracts import CheckResult, Reject, Run

REFERENCES = {
    "event_types": pa.schema([("event_type", pa.string()), ("event_family", pa.string()), ("status", pa.string())]),
    "expectations": pa.schema(
        [
            ("source_id", pa.string()),
            ("min_articles_per_week", pa.float64()),
            ("max_articles_per_day", pa.float64()),
            ("min_published_at_filled", pa.float64()),
        ]
    ),
}
"""What checks compare with. event_types: a row for each status of each type, or one with an empty status where a type
has none. expectations: a row for each source, empty where its file says nothing."""
STAGE = "commit"
_SHOWN_ROWS = 3
_MOST_REJECTS = 1000


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


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    states: Collection[str] | None = None,
    *,
    run: Run,
    references: Mapping[str, pa.Table],
) -> Audit:
    """Run the checks that a batch can break, over that batch; without one, all of them over everything.

    states: what the batch left as temporary tables, such as changed_articles (see check.STATES).
    A check reads these, the tables for all that is known, the references it needs, and `getvariable('now')`, which is
    when the run ended. Raises CheckError where a check is no valid SQL.
    """
    chosen = [check for check in load_checks() if states is None or check.reads & set(states)]
    able = [check for check in chosen if set(check.needs) <= references.keys()]
    connection.execute("SET VARIABLE now = ?::TIMESTAMPTZ", [run.finished_at.isoformat()])
    results: list[CheckResult] = []
    rejects: list[Reject] = []
    with visible(connection, _conformed(references)), _all_states(connection, able, states):
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
    rows = failing.slice(0, _MOST_REJECTS).to_pylist()
    result = CheckResult(
        run_id=run.run_id,
        check_id=check.check_id,
        table_name=check.table,
        severity=check.severity,
        passed=failing.num_rows == 0,
        failing_rows=failing.num_rows,
        observed=_json(rows[:_SHOWN_ROWS]) if rows else None,
        expected=check.truth,
        checked_at=run.finished_at,
    )
    return result, _rejects(rows, check, run) if check.severity == "fail" else []


def _rejects(rows: Iterable[dict[str, object]], check: Check, run: Run) -> list[Reject]:
    """One reject for each key; where a check returns several rows of one key, the last one is kept."""
    return list(
        {
            str(row["key_value"]): Reject(
                stage=STAGE,
                key_value=str(row["key_value"]),
                reason=f"{check.check_id} does not hold: {check.truth}",
                check_id=check.check_id,
                payload=_json(row),
                run_id=run.run_id,
                rejected_at=run.finished_at,
            )
            for row in rows
        }.values()
    )


@contextmanager
def _all_states(
    connection: duckdb.DuckDBPyConnection, checks: Sequence[Check], states: Collection[str] | None
) -> Iterator[None]:
    """Let a check read any state of any table: what the batch did not leave is empty.

    Without a batch all of each table counts as changed.
    """
    read = frozenset[str]().union(*(check.reads for check in checks))
    missing = sorted(read - set(states or ()))
    for name in missing:
        state, table = name.split("_", 1)
        whole = states is None and state == "changed"
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM lake.{table} {'' if whole else 'LIMIT 0'}")
    yield
    for name in missing:
        connection.execute(f"DROP VIEW temp.{name}")


def _conformed(references: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    return {
        name: table.select(REFERENCES[name].names).cast(REFERENCES[name]) if name in REFERENCES else table
        for name, table in references.items()
    }


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)
