"""The flow from PAGES to the lake: pages that are not refined under today's rules become articles, mentions and events."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from flows import steps
from flows.flow_report import FlowReport
from flows.ledger import RunLedger, clock
from flows.references import references
from flows.refining import Bench, Staged, pending_pages, refine_batch, refusals
from flows.rules import load_rules, rules_version
from flows.scope import Scope
from warehouse.contracts import Page
from warehouse.lake import open_lake

STEPS = {step.stage: step for step in (steps.CLEAN, steps.EXTRACT, steps.DEDUPE, steps.RESOLVE)}


@flow(name="refine", flow_run_name="refine", validate_parameters=True)
async def refine(scope: Scope, now: datetime | None = None) -> FlowReport:
    """Refine pages batch by batch; each batch is committed whole or not at all. Needs no network.

    Rows that a check refuses are set aside with their reason, and the rest of their batch is tried again without the
    pages that gave them.
    """
    started = time.monotonic()
    ledger = RunLedger("refine", scope.data, rules_version(), clock(now))
    with open_lake(scope.data.root) as lake:
        if pending_pages(lake):
            bench = Bench(lake, scope.data, load_rules(scope.sources()), _task_run, clock(now), ledger.run_id)
            await _refine_all(bench, ledger)
    report = ledger.close(now=clock(now), seconds=time.monotonic() - started)
    await acreate_markdown_artifact(report.as_markdown(), key="refine-counts", description="What became of the pages")
    return report


async def _task_run(stage: str, subject: str, work: Callable[[], Any]) -> Any:
    return await STEPS[stage].run(subject, work)


async def _refine_all(bench: Bench, ledger: RunLedger) -> None:
    while pages := pending_pages(bench.lake):
        if not await _refine_and_commit(pages, bench, ledger):
            return


async def _refine_and_commit(pages: list[Page], bench: Bench, ledger: RunLedger) -> bool:
    staged = await refine_batch(pages, bench)
    outcome = await steps.COMMIT.run(f"{len(pages)} pages", lambda: _commit(staged, bench, ledger))
    if outcome.committed:
        ledger.count(pages=len(pages), **_counts(staged))
        return True
    refused = refusals(staged, {reject.key_value for reject in outcome.rejects})
    ledger.count(refused_pages=len(refused))
    return bool(refused) and ledger.commit({"refinements": refused}, now=bench.now, lake=bench.lake).committed


def _commit(staged: Staged, bench: Bench, ledger: RunLedger) -> Any:
    return ledger.commit(
        staged.rows,
        now=bench.now,
        lake=bench.lake,
        scope=staged.scope(),
        references=references(bench.rules.event_types, bench.rules.sources),
    )


def _counts(staged: Staged) -> dict[str, int]:
    return {name: len(staged.rows[name]) for name in ("articles", "mentions", "events", "rejects")}
