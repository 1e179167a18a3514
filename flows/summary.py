"""What a run prints when it ends: counts, seconds, checks."""

from typing import Any

from rich.console import Console

from flows.data_dir import DataDir
from flows.flow_report import FlowReport
from flows.tables import rich_table
from warehouse.contracts import CheckResult
from warehouse.lake import catalog_path, open_lake

TOTALS = {
    "sources": "SELECT count(*) FROM sources",
    "pages": "SELECT count(*) FROM pages",
    "articles": "SELECT count(*) FROM articles",
    "mentions": "SELECT count(*) FROM mentions",
    "events": "SELECT count(*) FROM events",
    "duplicates": "SELECT count(*) FROM articles WHERE NOT is_canonical",
    "rejects": "SELECT count(*) FROM rejects",
}


def totals(data_dir: DataDir) -> dict[str, int]:
    """How many rows of each kind the lake holds now."""
    with open_lake(data_dir.root, read_only=True) as lake:
        return {name: lake.read(sql)[0][0].as_py() for name, sql in TOTALS.items()}


def totals_or_nothing(data_dir: DataDir) -> dict[str, int]:
    """The totals, or none where there is no lake yet."""
    return totals(data_dir) if catalog_path(data_dir.root).exists() else {}


def show_totals(before: dict[str, int], after: dict[str, int], console: Console) -> None:
    """Print what the lake holds, and what this run added."""
    rows = [{"": name, "in the lake": count, "new": count - before.get(name, 0)} for name, count in after.items()]
    console.print(rich_table(rows, ["", "in the lake", "new"]))


def show_reports(reports: list[FlowReport], console: Console) -> None:
    """Print what each flow did, its seconds, and each failure as one sentence."""
    rows: list[dict[str, Any]] = [
        {"flow": report.flow, "seconds": round(report.seconds, 1), "what it did": _counts(report)} for report in reports
    ]
    console.print(rich_table(rows, ["flow", "seconds", "what it did"]))
    for failure in (failure for report in reports for failure in report.failures):
        console.print(f"[red]failed[/] {failure}", highlight=False, soft_wrap=True)


def show_checks(results: list[CheckResult], console: Console) -> None:
    """Print one line a check: passed, warned or failed, and what it saw."""
    for result in results:
        mark = "[green]ok  [/]" if result.passed else "[red]FAIL[/]" if result.severity == "fail" else "[yellow]WARN[/]"
        seen = "" if result.passed else f" ({result.failing_rows:,} rows; first: {result.observed})"
        console.print(f"{mark} {result.check_id:40} {result.expected}{seen}", highlight=False, soft_wrap=True)


def show_events(data_dir: DataDir, console: Console, most: int = 12) -> None:
    """Print the latest events with who told of them, and one of them with the sentence that says so."""
    with open_lake(data_dir.root, read_only=True) as lake:
        events = lake.query("report_events").to_pylist()[:most]
    columns = ["event_date", "event_type", "status", "company", "product", "indication", "region", "article_count"]
    console.print()
    console.print(rich_table(events, columns, title=f"The latest {len(events)} events"))
    told_most = max(events, key=lambda event: event["source_count"], default=None)
    if told_most:
        console.print(
            f"\n{told_most['source_count']} outlets tell of {told_most['event_id']}: “{told_most['quote']}”",
            soft_wrap=True,
        )


def _counts(report: FlowReport) -> str:
    done = [f"{count:,} {name.replace('_', ' ')}" for name, count in report.counts.items() if count]
    return ", ".join(done) or "nothing to do"
