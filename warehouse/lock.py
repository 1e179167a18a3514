"""One writer at a time: an operating system lock on the lake, and a note on who holds it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout


class LockedError(RuntimeError):
    """Another process holds the lock; the message says which one and since when."""


@contextmanager
def writer_lock(data_dir: Path, *, wait_seconds: float = 60, purpose: str = "lake") -> Iterator[None]:
    """Hold the one writer's lock of a data directory; the system frees it when the process ends, however it ends.

    `purpose` keeps apart what may go on side by side (the lake, the published folder). Raises LockedError when it is
    not free within `wait_seconds`.
    """
    folder = Path(data_dir) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / f"{purpose}.json"
    lock = FileLock(folder / f"{purpose}.lock")
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise LockedError(_sentence(note, Path(data_dir), purpose, wait_seconds)) from error
    try:
        note.write_text(json.dumps(_holder()), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder() -> dict[str, str | int]:
    return {"process": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat("T", "seconds")}


def _sentence(note: Path, data_dir: Path, purpose: str, wait_seconds: float) -> str:
    try:
        holder = json.loads(note.read_text(encoding="utf-8"))
        who = f"process {holder['process']} on {holder['host']} (since {holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process"
    return (
        f"the {purpose} in {data_dir} is being written by {who} and was not free within {wait_seconds:g} s; "
        "wait until it is done, or end that process"
    )
