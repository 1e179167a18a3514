"""One self-contained HTML page of what the lake holds: events, sources, checks."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2

from flows.checks import run_all_checks
from flows.data_dir import DataDir
from flows.summary import totals
from warehouse.lake import open_lake

MOST_EVENTS = 2_000


def write_report(data_dir: DataDir, path: Path, *, now: datetime) -> None:
    """Write the report of a data directory to a file; `now` is the time that it states. Raises LakeError without a lake."""
    with open_lake(data_dir.root, read_only=True) as lake:
        facts: dict[str, Any] = {
            "events": lake.query("report_events").to_pylist()[:MOST_EVENTS],
            "sources": lake.query("report_sources").to_pylist(),
        }
    template = _environment().get_template("report.html")
    page = template.render(
        **facts,
        checks=run_all_checks(data_dir, now=now),
        totals=totals(data_dir),
        now=now.astimezone(UTC).strftime("%Y-%m-%d %H:%M"),
    )
    path.write_text(page, encoding="utf-8")


def _environment() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.PackageLoader("flows"), autoescape=True, trim_blocks=True)
