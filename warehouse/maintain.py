"""lake -> lake: few large files in place of many small ones, and a history as long as it is wanted."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse.lake import Lake, open_lake

REWRITE_DELETED_SHARE = 0.1
FILES_STAY = timedelta(days=2)
"""How long a data file stays that no snapshot needs any more: a reader may still be at it. The SQLite catalog compares
times by the day, so that a file can go up to a day earlier."""


@dataclass(frozen=True)
class MaintenanceOutcome:
    """Data files before and after, snapshots that expired, and files that went."""

    files_before: int
    files_after: int
    expired_snapshots: int
    deleted_files: int


def maintain(data_dir: Path, *, now: datetime, keep_history: timedelta = timedelta(days=90)) -> MaintenanceOutcome:
    """Merge small data files, rewrite those with many deleted rows, and forget snapshots older than `keep_history`.

    Rows stay as they are, and so does what `as_of` shows within the history kept. Readers go on meanwhile; a writer
    waits. Raises LockedError.
    """
    with open_lake(data_dir) as lake:
        before = _data_files(lake)
        lake.read(f"CALL ducklake_rewrite_data_files('lake', delete_threshold => {REWRITE_DELETED_SHARE})")
        lake.read("CALL ducklake_merge_adjacent_files('lake')")
        expired = _expire(lake, now - keep_history)
        old = (now - FILES_STAY).astimezone(UTC).isoformat(" ")
        deleted = lake.read(f"CALL ducklake_cleanup_old_files('lake', older_than => TIMESTAMPTZ '{old}')").num_rows
        orphans = lake.read("CALL ducklake_delete_orphaned_files('lake', cleanup_all => true)").num_rows
        after = _data_files(lake)
    _drop_old_spills(Path(data_dir), now)
    return MaintenanceOutcome(before, after, expired, deleted + orphans)


def _expire(lake: Lake, older_than: datetime) -> int:
    """Forget snapshots by their numbers; DuckLake's own comparison of times is by the day on a SQLite catalog."""
    versions = lake.read(
        "SELECT snapshot_id FROM lake.snapshots() WHERE snapshot_time < ? AND snapshot_id < ? ORDER BY snapshot_id",
        [older_than, lake.snapshot_id()],
    )["snapshot_id"].to_pylist()
    if versions:
        lake.read(f"CALL ducklake_expire_snapshots('lake', versions => {versions})")
    return len(versions)


def _data_files(lake: Lake) -> int:
    return lake.read("SELECT coalesce(sum(file_count), 0)::BIGINT AS n FROM ducklake_table_info('lake')")["n"][
        0
    ].as_py()


def _drop_old_spills(data_dir: Path, now: datetime) -> None:
    """What a killed process had spilled; a running one touches its folder's files, and two days are long."""
    for folder in (data_dir / ".staging").glob("presslake-*"):
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < now - FILES_STAY:
            shutil.rmtree(folder, ignore_errors=True)
