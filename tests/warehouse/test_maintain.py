"""Maintenance changes how rows lie, never which rows there are."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.warehouse.rows import article, batch, run
from warehouse.contracts import Article
from warehouse.lake import Lake, LakeError, open_lake
from warehouse.maintain import maintain
from warehouse.schema import from_arrow


def stored(lake: Lake) -> list[Article]:
    return from_arrow(lake.read("SELECT * FROM articles ORDER BY article_id"), Article)


def files(data_dir) -> set[str]:
    return {path.name for path in (data_dir / "lake" / "files").rglob("*.parquet")}


@pytest.fixture
def data_dir(tmp_path):
    with open_lake(tmp_path) as lake:
        lake.commit(batch(), run=run())
        for number in range(6):
            rows = [article(title=f"version {number}"), article(f"new_{number}")]
            lake.commit({"articles": rows}, run=run(f"run_{number}"))
    (tmp_path / "lake" / "files" / "main" / "articles" / "of_a_killed_writer.parquet").write_bytes(b"PAR1")
    return tmp_path


def test_small_files_become_one_and_the_past_stays(data_dir):
    with open_lake(data_dir, read_only=True) as lake:
        rows, moment = stored(lake), lake.read("SELECT snapshot_time AS at FROM lake.snapshots() ORDER BY 1")["at"][4]
    with open_lake(data_dir, as_of=moment.as_py()) as lake:
        past = stored(lake)
    outcome = maintain(data_dir, now=datetime.now(UTC))
    assert outcome.files_after < outcome.files_before and outcome.expired_snapshots == 0
    with open_lake(data_dir, read_only=True) as lake:
        assert stored(lake) == rows
    with open_lake(data_dir, as_of=moment.as_py()) as lake:
        assert stored(lake) == past
    assert "of_a_killed_writer.parquet" not in files(data_dir)


def test_history_expires_and_its_files_go_when_no_reader_can_need_them(data_dir):
    now = datetime.now(UTC)
    with open_lake(data_dir, read_only=True) as reader:
        rows = stored(reader)
        first = maintain(data_dir, now=now, keep_history=timedelta())
        assert first.expired_snapshots > 5
        kept = files(data_dir)
        assert stored(reader) == rows
    second = maintain(data_dir, now=now + timedelta(days=4), keep_history=timedelta())
    assert second.deleted_files > 5 and len(files(data_dir)) < len(kept)
    with open_lake(data_dir) as lake:
        assert stored(lake) == rows
        assert lake.commit({"articles": [article("after")]}, run=run("run_z")).committed
    with pytest.raises(LakeError), open_lake(data_dir, as_of=now - timedelta(hours=1)):
        pass
