"""Beside the arrow from PAGES to the lake: the archive is refined again in a lake of its own, and the events are compared."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from flows.ledger import RunLedger
from flows.references import references
from flows.refining import Bench, Staged, pending_pages, refine_batch
from flows.rules import load_rules, rules_version
from flows.scope import Scope
from warehouse.contracts import Event, Page, SourceRow
from warehouse.difference import EventDifference, diff_events
from warehouse.lake import Lake, open_lake
from warehouse.schema import AnyRow, from_arrow

SHOWN = 20


async def replay_archive(scope: Scope, *, now: datetime) -> EventDifference:
    """Refine every page of the archive under today's rules in a lake that is thrown away, and compare its events.

    The lake of the scope is only read. Raises LakeError where there is none.
    """
    with open_lake(scope.data.root, read_only=True) as lake:
        pages, sources, events = _all(lake, Page), _all(lake, SourceRow), _all(lake, Event)
    rules = load_rules(scope.known_sources())
    with tempfile.TemporaryDirectory(prefix="presslake-replay-") as folder, open_lake(Path(folder)) as copy:
        ledger = RunLedger("replay", scope.data, rules_version(), now)
        ledger.commit({"sources": sources, "pages": pages}, now=now, lake=copy)
        bench = Bench(copy, scope.data, rules, _plainly, now, ledger.run_id)
        while batch := pending_pages(copy):
            staged = await refine_batch(batch, bench)
            _commit(staged, bench, ledger)
        return diff_events(events, _all(copy, Event))


def unknown_sources(scope: Scope) -> list[str]:
    """Sources of the archive that have no file any more: their own selectors and time zones are not applied. Raises LakeError."""
    with open_lake(scope.data.root, read_only=True) as lake:
        return sorted({row.source_id for row in _all(lake, SourceRow)} - scope.known_sources().keys())


def show_difference(difference: EventDifference, console: Console) -> None:
    """Print events gained, lost and changed, the first of each in full."""
    if difference.empty:
        console.print("Today's rules find the same events in the archive as the lake holds.")
        return
    for title, events in (("gained", difference.gained), ("lost", difference.lost)):
        console.print(f"[bold]{len(events):,} {title}[/]")
        for event in events[:SHOWN]:
            console.print(f"  {_line(event)}", highlight=False, soft_wrap=True, markup=False)
    console.print(f"[bold]{len(difference.changed):,} changed[/]")
    for change in difference.changed[:SHOWN]:
        console.print(f"  {_line(change.after)}", highlight=False, soft_wrap=True, markup=False)
        for column in change.columns:
            was, now = getattr(change.before, column), getattr(change.after, column)
            console.print(f"      {column}: {was} -> {now}", highlight=False, soft_wrap=True, markup=False)


def _commit(staged: Staged, bench: Bench, ledger: RunLedger) -> None:
    checked = references(bench.rules.event_types, bench.rules.sources)
    outcome = ledger.commit(staged.rows, now=bench.now, lake=bench.lake, scope=staged.scope(), references=checked)
    if not outcome.committed:
        raise ReplayRefusedError(f"today's rules make rows that the checks refuse: {'; '.join(ledger.failures)}")


class ReplayRefusedError(RuntimeError):
    """Today's rules make rows that a check of severity fail refuses."""


async def _plainly(_stage: str, _subject: str, work: Callable[[], Any]) -> Any:
    return work()


def _all(lake: Lake, row_class: type[AnyRow]) -> list[AnyRow]:
    return from_arrow(lake.read(f"SELECT * FROM {row_class.table} ORDER BY ALL"), row_class)


def _line(event: Event) -> str:
    slots = (event.event_date, event.event_type, event.status, event.company, event.product, event.event_id)
    return "  ".join(str(slot) for slot in slots if slot)
