"""The arrow from lake to check: every check over the lake as it is."""

from datetime import datetime

from config.load import load_sources
from config.taxonomy import load_event_types
from flows.data_dir import DataDir
from flows.references import references
from warehouse.audit import run_checks
from warehouse.contracts import CheckResult, Run, stable_id
from warehouse.lake import open_lake


def run_all_checks(data_dir: DataDir, *, now: datetime) -> list[CheckResult]:
    """Run every check over the whole lake and write nothing. Raises LakeError where there is no lake."""
    run = Run(
        run_id=stable_id("run", "check", now.isoformat()),
        flow="check",
        started_at=now,
        finished_at=now,
        state="completed",
        counts="{}",
        rules_version="",
    )
    with open_lake(data_dir.root, read_only=True) as lake:
        return run_checks(lake.connection, run=run, references=references(load_event_types(), load_sources())).results
