"""JSON lines, text and HTML files in, JSON lines out: what the file commands share."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

STANDARD_STREAM = "-"
FILE_KEYS = {".txt": "text", ".html": "html", ".htm": "html"}


class BadLine(ValueError):
    """A line that cannot be taken; the message names file and line."""


def read_records(name: str, *, required: tuple[str, ...], called: str) -> Iterator[dict[str, Any] | BadLine]:
    """Yield the records of a file in order: JSON lines (`-` is standard input), or one .txt or .html file as one record.

    called: how messages name the file. A line that is no JSON object, or lacks one of the required keys, is yielded as
    BadLine, so that the rest goes on.
    """
    path = Path(name)
    if key := FILE_KEYS.get(path.suffix):
        yield {"id": path.stem, key: path.read_bytes().decode("utf-8", "replace")}
        return
    with _opened(name, "r") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(line, f"{called}:{number}", required)


def locate_records(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield every good line of a JSON lines file with its byte offset."""
    offset = 0
    if Path(name).suffix in FILE_KEYS:
        return
    with Path(name).open("rb") as lines:
        for line in lines:
            record = _record(line.decode("utf-8", "replace"), name, ("id",)) if line.strip() else None
            if isinstance(record, dict):
                yield offset, record
            offset += len(line)


def records_at(name: str, offsets: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield the records of the lines that begin at these byte offsets; bad ones are passed over."""
    with Path(name).open("rb") as lines:
        for offset in offsets:
            lines.seek(offset)
            record = _record(lines.readline().decode("utf-8", "replace"), name, ("id",))
            if isinstance(record, dict):
                yield record


def _record(line: str, where: str, required: tuple[str, ...]) -> dict[str, Any] | BadLine:
    try:
        record = json.loads(line)
    except ValueError as error:
        return BadLine(f"{where}: is not valid JSON ({_why(error)}); each line should hold one JSON object")
    if not isinstance(record, dict):
        return BadLine(f"{where}: holds {type(record).__name__}, not a JSON object; each line should hold one")
    missing = [key for key in required if not isinstance(record.get(key), str)]
    if missing:
        return BadLine(f"{where}: lacks {' and '.join(map(repr, missing))}, which should hold text")
    return record


def _why(error: ValueError) -> str:
    """What the parser says, without its own count of lines: a record is a single line."""
    return f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)


def spoken_name(name: str) -> str:
    """The name of a file as people are told it."""
    return "standard input" if name == STANDARD_STREAM else name


def write_records(name: str, records: Iterable[dict[str, Any]]) -> None:
    """Write one JSON object a line to a file, or to standard output for `-`."""
    with _opened(name, "w") as lines:
        for record in records:
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


@contextmanager
def _opened(name: str, mode: str) -> Iterator[IO[str]]:
    if name == STANDARD_STREAM:
        stream = sys.stdin if mode == "r" else sys.stdout
        stream.reconfigure(encoding="utf-8", errors="replace" if mode == "r" else "strict")  # type: ignore[union-attr]
        yield stream
        return
    path = Path(name)
    if mode == "r":
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield lines
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("w", encoding="utf-8") as lines:
        yield lines
    unfinished.replace(path)
