"""The flow from lake to readers: the whole lake is checked, and if nothing fails the published folder is replaced."""

import time
from datetime import datetime

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from config.taxonomy import load_event_types
from flows.flow_report import FlowReport
from flows.ledger import RunLedger, clock
from flows.references import references
from flows.rules import rules_version
from flows.scope import Scope
from flows.steps import CHECK, PUBLISH
from warehouse.audit import Audit, run_checks
from warehouse.contracts import CheckResult
from warehouse.lake import Lake, open_lake
from warehouse.publish import is_up_to_date
from warehouse.publish import publish as write_folder


@flow(name="publish", flow_run_name="publish", validate_parameters=True)
async def publish(scope: Scope, now: datetime | None = None) -> FlowReport:
    """Check everything and publish it. Where a check of severity fail finds a row, yesterday's folder stays.

    A lake that has not changed since it was published is left alone: its files keep their bytes.
    """
    started, data = time.monotonic(), scope.data
    ledger = RunLedger("publish", data, rules_version(), clock(now))
    with open_lake(data.root) as lake:
        if not is_up_to_date(lake, data.root):
            audit = await CHECK.run("everything", lambda: _audit(lake, scope, ledger, clock(now)))
            await _show_checks(audit.results)
            if not audit.failed:
                manifest = await PUBLISH.run(
                    "the folder", lambda: write_folder(lake, data.root, ledger.run_id, clock(now))
                )
                ledger.count(tables=len(manifest.files), rows=sum(file.rows for file in manifest.files))
    report = FlowReport(
        flow="publish",
        seconds=time.monotonic() - started,
        counts=ledger.counts,
        failures=tuple(ledger.failures),
    )
    await acreate_markdown_artifact(report.as_markdown(), key="publish-counts", description="What was published")
    return report


def _audit(lake: Lake, scope: Scope, ledger: RunLedger, now: datetime) -> Audit:
    """Run the checks over the whole lake and sign them, so that the published tables tell of the run that wrote them."""
    audit = run_checks(
        lake.connection,
        run=ledger.row(now, "running"),
        references=references(load_event_types(), scope.sources()),
    )
    ledger.failures.extend(
        f"the check {result.check_id} found {result.failing_rows:,} rows: {result.expected}"
        for result in audit.results
        if not result.passed and result.severity == "fail"
    )
    ledger.count(checks=len(audit.results), warnings=sum(not result.passed for result in audit.results))
    run = ledger.row(now, "failed" if audit.failed else "completed")
    lake.commit({"runs": [run], "check_results": audit.results, "rejects": audit.rejects}, run=run)
    return audit


async def _show_checks(results: list[CheckResult]) -> None:
    rows = [
        {
            "check": result.check_id,
            "severity": result.severity,
            "result": "passed" if result.passed else f"{result.failing_rows:,} rows failed",
            "truth": result.expected,
        }
        for result in results
    ]
    await acreate_table_artifact(rows, key="checks", description="Every check of this run")
