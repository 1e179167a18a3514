"""What is installed, reachable and writable."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from rich.console import Console

from config.load import load_settings, load_sources
from config.taxonomy import load_event_types
from flows.data_dir import DataDir

PACKAGES = ("presslake", "prefect", "duckdb", "duckdb-extension-ducklake", "pyarrow", "httpx", "lxml")
LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    """One thing looked at, whether it is well, and what was seen."""

    subject: str
    is_well: bool
    detail: str


def examine(data_dir: DataDir) -> list[Finding]:
    """Look at Python, the packages, the configuration, the data directory, the lake and Prefect; nothing is changed."""
    looks: dict[str, Callable[[], str]] = {
        "python": lambda: sys.version.split()[0],
        **{name: lambda name=name: _installed(name) for name in PACKAGES},  # type: ignore[misc]
        "configuration": _configuration,
        "data directory": lambda: _writable(data_dir),
        "free disk": lambda: _free_disk(data_dir),
        "lake": lambda: _lake(data_dir),
        "prefect server": lambda: os.environ.get("PREFECT_API_URL") or "none named: runs start one of their own",
    }
    return [_finding(subject, look) for subject, look in looks.items()]


def show_findings(findings: list[Finding]) -> None:
    """Print the findings, one a line."""
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        mark = "[green]ok  [/]" if finding.is_well else "[red]BAD [/]"
        console.print(f"{mark} {finding.subject:26} {finding.detail}")


def _finding(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, True, look())
    except Exception as error:  # whatever is wrong is the finding
        return Finding(subject, False, f"{error}")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError as error:
        raise RuntimeError(f"{name} is not installed; run `make install`") from error


def _configuration() -> str:
    load_settings()
    return f"{len(load_sources())} sources, {len(load_event_types())} event types"


def _writable(data_dir: DataDir) -> str:
    data_dir.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=data_dir.root):
        return str(data_dir.root)


def _free_disk(data_dir: DataDir) -> str:
    free = shutil.disk_usage(data_dir.root).free
    if free < LEAST_FREE_BYTES:
        raise RuntimeError(f"{free / 1e9:.1f} GB free; a run wants at least {LEAST_FREE_BYTES / 1e9:.0f} GB")
    return f"{free / 1e9:.0f} GB"


def _lake(data_dir: DataDir) -> str:
    from warehouse.lake import catalog_path, open_lake

    if not catalog_path(data_dir.root).exists():
        return "none yet; `presslake run` or `presslake demo` makes one"
    with open_lake(data_dir.root, read_only=True) as lake:
        events = lake.read("SELECT count(*) AS n FROM events")["n"][0].as_py()
        return f"{events:,} events, snapshot {lake.snapshot_id()}"
