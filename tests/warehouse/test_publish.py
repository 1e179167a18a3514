"""The published folder: flat files that every reader takes, the same bytes for the same rows, never half a file."""

import json
from datetime import timedelta

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouse.rows import NOW, article, batch, event, run
from warehouse.contracts import TABLES
from warehouse.lake import open_lake
from warehouse.publish import FLAT_TYPES, PublishError, outputs, publish, verify_published

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def lake(tmp_path):
    with open_lake(tmp_path) as opened:
        opened.commit(batch(), run=run())
        yield opened


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_three_readers_read_what_was_committed(lake, tmp_path):
    manifest = publish(lake, tmp_path, "run_1", NOW)
    path = tmp_path / "published" / "events.parquet"
    arrow = pq.read_table(path).to_pylist()
    frame = pd.read_parquet(path)
    rows = duckdb.connect().execute(f"SELECT event_id, first_published_at FROM '{path}'").to_arrow_table().to_pylist()
    assert (
        [row["event_id"] for row in arrow] == list(frame["event_id"]) == [row["event_id"] for row in rows] == ["ev_1"]
    )
    assert arrow[0]["first_published_at"] == frame["first_published_at"][0] == rows[0]["first_published_at"]
    assert {entry.table: entry.rows for entry in manifest.files}["event_timeline"] == 1


def test_only_flat_public_columns_leave_the_house(lake, tmp_path):
    publish(lake, tmp_path, "run_1", NOW)
    for path in (tmp_path / "published").glob("*.parquet"):
        schema = pq.read_schema(path)
        assert {field.type for field in schema} <= FLAT_TYPES, path.name
        assert not {"text", "authors", "warc_file", "payload", "observed"} & set(schema.names)
    private = {row_class.table for row_class in TABLES if not row_class.published}
    assert not private & {path.stem for path in (tmp_path / "published").iterdir()}


def test_the_same_rows_give_the_same_bytes_and_leave_files_alone(lake, tmp_path):
    first = publish(lake, tmp_path, "run_1", NOW)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "published").glob("*.parquet")}
    second = publish(lake, tmp_path, "run_2", LATER)
    assert first.files == second.files
    assert before == {path.name: path.stat().st_mtime_ns for path in (tmp_path / "published").glob("*.parquet")}


def test_bytes_do_not_depend_on_the_order_of_arrival(tmp_path):
    rows = [article(f"art_{number}") for number in range(40)]
    for name, parts in (("one", [rows]), ("many", [rows[30:], rows[:10], rows[10:30]])):
        with open_lake(tmp_path / name) as lake:
            lake.commit(batch(articles=[], mentions=[], events=[], event_articles=[]), run=run())
            for number, part in enumerate(parts):
                assert lake.commit({"articles": part}, run=run(f"run_{number}")).committed
            publish(lake, tmp_path / name, "run", NOW)
    for table in ("articles", "source_health", "events"):
        name = f"published/{table}.parquet"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def test_the_manifest_tells_of_every_file_and_a_broken_one_is_found_and_healed(lake, tmp_path):
    manifest = publish(lake, tmp_path, "run_1", NOW)
    assert verify_published(tmp_path) == manifest
    assert {entry.file for entry in manifest.files} == {p.name for p in (tmp_path / "published").glob("*.parquet")}
    (tmp_path / "published" / "events.parquet").write_bytes(b"PAR1")
    (tmp_path / "published" / "former_table.parquet").write_bytes(b"PAR1")
    with pytest.raises(PublishError, match="events.parquet is not the file"):
        verify_published(tmp_path)
    assert publish(lake, tmp_path, "run_1", NOW) == verify_published(tmp_path) == manifest
    assert not (tmp_path / "published" / "former_table.parquet").exists()


def test_no_manifest_is_said_in_one_sentence(tmp_path):
    with pytest.raises(PublishError, match="holds no manifest.json"):
        verify_published(tmp_path)


def test_documents_describe_every_file_and_column(lake, tmp_path):
    publish(lake, tmp_path, "run_1", NOW)
    folder = tmp_path / "published"
    package = json.loads((folder / "datapackage.json").read_text())
    dictionary = (folder / "DATA_DICTIONARY.md").read_text()
    described = {resource["path"]: resource for resource in package["resources"]}
    assert described.keys() == {path.name for path in folder.glob("*.parquet")}
    for name, resource in described.items():
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == pq.read_schema(folder / name).names
        assert all(f"`{column}`" in dictionary for column in columns)
    foreign = {key["reference"]["resource"] for r in described.values() for key in r["schema"].get("foreignKeys", [])}
    assert foreign <= {resource["name"] for resource in described.values()} and "events" in foreign
    assert not {"text", "payload"} & {field["name"] for r in described.values() for field in r["schema"]["fields"]}


def test_files_are_sorted_as_their_contract_says(lake, tmp_path):
    early, late = event("ev_3", first_published_at=NOW - timedelta(days=9)), event("ev_2")
    reports = [
        row.model_copy(update={"event_id": key}) for row in batch()["event_articles"] for key in ("ev_2", "ev_3")
    ]
    assert lake.commit({"events": [late, early], "event_articles": reports}, run=run("run_2")).committed
    publish(lake, tmp_path, "run_2", NOW)
    events = pq.read_table(tmp_path / "published" / "events.parquet")
    assert events["event_id"].to_pylist() == ["ev_3", "ev_1", "ev_2"]


def test_a_mart_of_a_type_that_is_not_flat_is_refused(lake, tmp_path, monkeypatch):
    marts = tmp_path / "marts"
    marts.mkdir()
    (marts / "lists.sql").write_text("-- Lists.\nSELECT [1] AS numbers")
    monkeypatch.setattr("warehouse.publish.MARTS", marts)
    with pytest.raises(PublishError, match="lists.numbers is list<"):
        publish(lake, tmp_path, "run_1", NOW)
    assert not (tmp_path / "published" / "manifest.json").exists()


def test_every_output_has_a_name_of_its_own_and_a_sentence():
    names = [output.name for output in outputs()]
    assert len(names) == len(set(names))
    assert all(output.title for output in outputs())


def test_large_tables_are_cut_into_row_groups_of_one_size(tmp_path, monkeypatch):
    monkeypatch.setattr("warehouse.publish.ROW_GROUP_ROWS", 7)
    with open_lake(tmp_path) as lake:
        lake.commit(batch(articles=[article(f"art_{number}") for number in range(1, 18)]), run=run())
        publish(lake, tmp_path, "run_1", NOW)
    file = pq.ParquetFile(tmp_path / "published" / "articles.parquet").metadata
    assert [file.row_group(number).num_rows for number in range(file.num_row_groups)] == [7, 7, 3]


def test_arrow_types_of_marts_are_those_of_the_contracts(lake):
    for output in outputs():
        assert {field.type for field in lake.read(output.sql).schema} <= FLAT_TYPES | {pa.string()}
