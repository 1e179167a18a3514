"""commit -> published: one flat Parquet file a table, each replaced whole, the manifest last."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.connection import listed
from warehouse.contracts import TABLES
from warehouse.dictionary import data_dictionary, datapackage
from warehouse.lake import Lake
from warehouse.lock import writer_lock
from warehouse.schema import UTC_MICROSECONDS, published_columns, sort_columns

MARTS = Path(__file__).parent / "marts"
MANIFEST = "manifest.json"
ROW_GROUP_ROWS = 100_000
FLAT_TYPES = frozenset({pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), UTC_MICROSECONDS})


class PublishError(RuntimeError):
    """The published folder is not what its manifest says, or a mart cannot be published; says which file and why."""


@dataclass(frozen=True)
class PublishedFile:
    """One file of the published folder."""

    table: str
    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the published folder holds: of which run and snapshot, when it was written (UTC), and its files."""

    run_id: str
    snapshot_id: int
    published_at: str
    files: list[PublishedFile]


@dataclass(frozen=True)
class Output:
    """A flat table to publish: its name, what it is for, and the SQL that gives it in its order."""

    name: str
    title: str
    sql: str


def publish(lake: Lake, data_dir: Path, run_id: str, now: datetime) -> Manifest:
    """Publish one snapshot of the lake into <data_dir>/published.

    Files are written whole in a staging folder and moved into place one by one, the manifest last; a file whose
    content is the same stays as it is. An interrupted publish leaves whole files only, and the next one finishes.
    Raises PublishError where a mart has a column of a type that is not flat; LockedError.
    """
    folder, staging = Path(data_dir) / "published", Path(data_dir) / ".staging" / "publish"
    with writer_lock(data_dir, purpose="published folder"):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        folder.mkdir(parents=True, exist_ok=True)
        manifest, schemas = _write_tables(lake, staging, run_id, now)
        _write_documents(manifest, schemas, staging)
        for path in sorted(staging.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
            _move(path, folder / path.name)
        _drop_strangers(folder, manifest)
        staging.rmdir()
    return manifest


def verify_published(data_dir: Path) -> Manifest:
    """Read the manifest and compare every file's size and SHA-256 with it. Raises PublishError."""
    folder = Path(data_dir) / "published"
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PublishError(f"{folder} holds no {MANIFEST}; `presslake publish` writes it") from error
    manifest = Manifest(**data | {"files": [PublishedFile(**entry) for entry in data["files"]]})
    for entry in manifest.files:
        path = folder / entry.file
        if not path.is_file() or path.stat().st_size != entry.bytes or _sha256(path) != entry.sha256:
            raise PublishError(f"{path} is not the file that {MANIFEST} tells of; `presslake publish` heals it")
    return manifest


def is_up_to_date(lake: Lake, data_dir: Path) -> bool:
    """Whether the folder is whole, holds every table of this version, and shows the lake's newest snapshot."""
    try:
        manifest = verify_published(data_dir)
    except PublishError:
        return False
    tables = {output.name for output in outputs()}
    return manifest.snapshot_id == lake.snapshot_id() and {entry.table for entry in manifest.files} == tables


def outputs() -> list[Output]:
    """Every flat table that is published: those of the contracts, and the marts."""
    tables = [
        Output(
            r.table,
            r.__doc__ or "",
            f"SELECT {listed(published_columns(r))} FROM {r.table} ORDER BY {listed(sort_columns(r))}",
        )
        for r in TABLES
        if r.published
    ]
    return tables + [_read_mart(path) for path in sorted(MARTS.glob("*.sql"))]


def _write_tables(lake: Lake, staging: Path, run_id: str, now: datetime) -> tuple[Manifest, dict[str, pa.Schema]]:
    """Every table from one snapshot: a reader's transaction sees no commit that comes meanwhile."""
    files, schemas = [], {}
    lake.connection.execute("BEGIN")
    try:
        snapshot_id = lake.snapshot_id()
        for output in outputs():
            path = staging / f"{output.name}.parquet"
            rows, schemas[output.name] = _write_parquet(lake, output, path)
            files.append(PublishedFile(output.name, path.name, rows, path.stat().st_size, _sha256(path)))
    finally:
        lake.connection.execute("ROLLBACK")
    return Manifest(run_id, snapshot_id, now.isoformat(), files), schemas


def _write_parquet(lake: Lake, output: Output, path: Path) -> tuple[int, pa.Schema]:
    """Stream one table into a file with row groups of a fixed size, so that the same rows give the same bytes."""
    reader = lake.connection.execute(output.sql).to_arrow_reader(ROW_GROUP_ROWS)
    schema = reader.schema
    for field in schema:
        if field.type not in FLAT_TYPES:
            raise PublishError(f"{output.name}.{field.name} is {field.type}, which not every BI tool reads; cast it")
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _row_groups(reader):
            writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
            rows += group.num_rows
    return rows, schema


def _row_groups(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    waiting = reader.schema.empty_table()
    for batch in reader:
        waiting = pa.concat_tables([waiting, pa.Table.from_batches([batch])])
        while waiting.num_rows >= ROW_GROUP_ROWS:
            yield waiting.slice(0, ROW_GROUP_ROWS).combine_chunks()
            waiting = waiting.slice(ROW_GROUP_ROWS)
    if waiting.num_rows:
        yield waiting.combine_chunks()


def _write_documents(manifest: Manifest, schemas: dict[str, pa.Schema], staging: Path) -> None:
    contracts = {r.table for r in TABLES}
    marts = {o.name: (o.title, schemas[o.name]) for o in outputs() if o.name not in contracts}
    (staging / "DATA_DICTIONARY.md").write_text(data_dictionary(marts), encoding="utf-8")
    entries = [asdict(entry) for entry in manifest.files]
    _write_json(staging / "datapackage.json", datapackage(entries, marts))
    _write_json(staging / MANIFEST, asdict(manifest))


def _move(source: Path, target: Path) -> None:
    """Replace the target in one step; leave it as it is where nothing has changed."""
    if target.is_file() and target.stat().st_size == source.stat().st_size and _sha256(target) == _sha256(source):
        source.unlink()
        return
    with source.open("rb") as written:
        os.fsync(written.fileno())
    os.replace(source, target)


def _drop_strangers(folder: Path, manifest: Manifest) -> None:
    """Parquet files that this version no longer publishes would never change again: they go."""
    published = {entry.file for entry in manifest.files}
    for path in folder.glob("*.parquet"):
        if path.name not in published:
            path.unlink()


def _read_mart(path: Path) -> Output:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    if not first.startswith("-- "):
        raise PublishError(f"{path}: the first line says in a comment what one row of the table is")
    return Output(path.stem, first.removeprefix("-- "), text)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
