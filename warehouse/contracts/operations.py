"""Contracts of operation: runs, checks and what was set aside."""

from typing import ClassVar

from warehouse.contracts.row import Row, Timestamp, column


class Reject(Row):
    """A row that was set aside, and why."""

    table: ClassVar[str] = "rejects"
    key: ClassVar[tuple[str, ...]] = ("stage", "key_value", "reason", "run_id")
    order_by: ClassVar[tuple[str, ...]] = ("rejected_at", "stage", "key_value")

    stage: str = column("Stage that set it aside.")
    key_value: str = column("What identifies the row: an address or an id.")
    reason: str = column("One sentence: what is wrong.")
    check_id: str | None = column("Check that failed; empty where the stage itself refused.", default=None)
    payload: str = column("The row as JSON, or as much of it as there was.", private=True)
    run_id: str = column("Run that set it aside.")
    rejected_at: Timestamp = column("When, UTC.")


class CheckResult(Row):
    """One check in one run."""

    table: ClassVar[str] = "check_results"
    key: ClassVar[tuple[str, ...]] = ("run_id", "check_id")
    order_by: ClassVar[tuple[str, ...]] = ("checked_at", "check_id")

    run_id: str = column("The run.")
    check_id: str = column("File name of the check without its ending.")
    table_name: str = column("Table that the check is about.")
    severity: str = column("fail or warn.")
    passed: bool = column("Whether no row failed.")
    failing_rows: int = column("Rows that failed.", ge=0)
    observed: str | None = column("The first failing rows, shortened.", private=True, default=None)
    expected: str = column("The truth that the check defends.")
    checked_at: Timestamp = column("When, UTC.")


class Run(Row):
    """One run of a flow."""

    table: ClassVar[str] = "runs"
    key: ClassVar[tuple[str, ...]] = ("run_id",)
    order_by: ClassVar[tuple[str, ...]] = ("started_at",)

    run_id: str = column("The run.")
    flow: str = column("crawl, refine, publish, daily or replay.")
    started_at: Timestamp = column("When it started, UTC.")
    finished_at: Timestamp = column("When it ended, UTC.")
    state: str = column("completed or failed.")
    counts: str = column("What it did, as JSON of counts.")
    rules_version: str = column("Version of the rules it ran under.")
