"""A check: a truth about a table, from a file under checks/ or from what a contract says of its key and references."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warehouse.contracts import TABLES, Row
from warehouse.schema import contract_of, replace_columns

CHECKS = Path(__file__).parent / "checks"
SEVERITIES = ("fail", "warn")
STATES = ("changed", "removed", "gone")
"""What a batch makes of a table's rows: changed_<table> are new, removed_<table> were replaced or taken away, and
gone_<table> were taken away, and nothing came under their keys."""


class CheckError(ValueError):
    """A check that cannot be taken as it is; the message says which and why."""


@dataclass(frozen=True)
class Check:
    """A truth and the SQL that returns the rows which break it; each carries its identity in `key_value`."""

    check_id: str
    table: str
    severity: str
    truth: str
    needs: tuple[str, ...]
    sql: str

    @property
    def reads(self) -> frozenset[str]:
        """What it reads of a batch, such as changed_articles; where all of that is empty, the truth cannot break."""
        words = frozenset(re.findall(r"\w+", self.sql))
        return words & {f"{state}_{row_class.table}" for row_class in TABLES for state in STATES}


@cache
def load_checks(folder: Path = CHECKS) -> tuple[Check, ...]:
    """Every check by id: of each contract's key and references, and one for each SQL file. Raises CheckError."""
    checks = [read_check(path) for path in sorted(folder.glob("*.sql"))]
    for row_class in TABLES:
        checks.append(_unique_key(row_class))
        for column, target in row_class.references.items():
            checks += [_reference_exists(row_class, column, target), _target_kept(row_class, column, target)]
    return tuple(sorted(checks, key=lambda check: check.check_id))


def read_check(path: Path) -> Check:
    """Read `<table>_<truth>.sql`, whose first lines say `-- severity:`, `-- truth:` and, if any, `-- needs:`.

    Raises CheckError.
    """
    text = path.read_text(encoding="utf-8")
    head = dict(re.findall(r"^-- (severity|truth|needs): (.+)$", text, flags=re.MULTILINE))
    table = max((r.table for r in TABLES if path.stem.startswith(r.table + "_")), key=len, default=None)
    if table is None:
        raise CheckError(f"{path}: a check is named <table>_<truth>.sql after a table that a contract declares")
    if head.get("severity") not in SEVERITIES or "truth" not in head:
        raise CheckError(f"{path}: the first lines say `-- severity: fail` (or warn) and `-- truth: <a sentence>`")
    check = Check(path.stem, table, head["severity"], head["truth"], tuple(head.get("needs", "").split()), text)
    if not check.reads:
        raise CheckError(f"{path}: a check reads changed_<table>, removed_<table> or gone_<table>, else it never runs")
    return check


def _unique_key(row_class: type[Row]) -> Check:
    """Known rows of a key that lies within one replaced group went before the new ones came: the new ones suffice."""
    table, key = row_class.table, ", ".join(row_class.key)
    same = " AND ".join(f"known.{column} IS NOT DISTINCT FROM changed.{column}" for column in row_class.key)
    within_group = set(replace_columns(row_class)) <= set(row_class.key)
    rows = f"changed_{table}" if within_group else f"{table} AS known SEMI JOIN changed_{table} AS changed ON {same}"
    return Check(
        check_id=f"{table}_key_unique",
        table=table,
        severity="fail",
        truth=f"No two rows of {table} share {key}.",
        needs=(),
        sql=f"""
SELECT concat_ws(' ', {key}) AS key_value, count(*) AS copies
FROM {rows}
GROUP BY {key} HAVING count(*) > 1 ORDER BY key_value""",
    )


def _reference_exists(row_class: type[Row], column: str, target: str) -> Check:
    """The target is narrowed to what is named before it is compared: a fifth of the time on a long history."""
    table, target_key = row_class.table, _key_of(target)
    return Check(
        check_id=f"{table}_{column}_exists",
        table=table,
        severity="fail",
        truth=f"Every {column} of {table} is a {target_key} of {target}.",
        needs=(),
        sql=f"""
WITH known AS (
  SELECT target.{target_key} FROM {target} AS target
  SEMI JOIN changed_{table} AS named ON named.{column} = target.{target_key}
)
SELECT concat_ws(' ', {", ".join(row_class.key)}) AS key_value, {column}
FROM changed_{table} AS named ANTI JOIN known ON named.{column} = known.{target_key}
WHERE {column} IS NOT NULL ORDER BY key_value""",
    )


def _target_kept(row_class: type[Row], column: str, target: str) -> Check:
    table, target_key = row_class.table, _key_of(target)
    return Check(
        check_id=f"{target}_kept_for_{table}_{column}",
        table=target,
        severity="fail",
        truth=f"No row of {target} is taken away while {column} of {table} names it.",
        needs=(),
        sql=f"""
SELECT gone.{target_key} AS key_value, count(*) AS rows_that_name_it
FROM gone_{target} AS gone JOIN {table} AS naming ON naming.{column} = gone.{target_key}
GROUP BY gone.{target_key} ORDER BY key_value""",
    )


def _key_of(table: str) -> str:
    return contract_of(table).key[0]
