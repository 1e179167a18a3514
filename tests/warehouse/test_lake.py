"""The lake: what is committed is read again, once, in one transaction, as it was and as it is."""

import json
import subprocess
import sys
import threading
from datetime import timedelta

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.rows import NOW, article, batch, mention, run
from warehouse.contracts import Article, Mention
from warehouse.lake import Lake, LakeError, catalog_path, open_lake
from warehouse.lock import LockedError, writer_lock
from warehouse.schema import SchemaError, from_arrow, to_arrow


@pytest.fixture
def lake(tmp_path):
    with open_lake(tmp_path) as opened:
        yield opened


def articles_of(lake: Lake) -> list[Article]:
    return from_arrow(lake.read("SELECT * FROM articles ORDER BY article_id"), Article)


def mention_ids(lake: Lake) -> list[str]:
    return lake.read("SELECT mention_id FROM mentions ORDER BY 1")["mention_id"].to_pylist()


def test_rows_come_back_as_they_went_in(lake):
    rows = batch()
    assert lake.commit(rows, run=run()).committed
    assert articles_of(lake) == rows["articles"]
    assert from_arrow(lake.read("SELECT * FROM mentions"), Mention) == rows["mentions"]


def test_the_same_batch_again_adds_no_row_and_no_snapshot(lake):
    first = lake.commit(batch(), run=run())
    before = lake.snapshot_id()
    second = lake.commit(batch(), run=run("run_2"))
    assert first.changed and not second.changed
    assert lake.snapshot_id() == before
    assert len(articles_of(lake)) == 1


def test_a_changed_row_replaces_the_old_one_and_leaves_its_neighbour_alone(lake):
    neighbour = article("art_2", url="https://alder.test/2")
    lake.commit(batch(articles=[article(), neighbour]), run=run())
    outcome = lake.commit({"articles": [article(title="FDA clears AB-101, corrected"), neighbour]}, run=run("run_2"))
    assert (outcome.inserted, outcome.removed) == ({"articles": 1}, {"articles": 1})
    assert [row.title for row in articles_of(lake)] == ["FDA clears AB-101, corrected", neighbour.title]


@pytest.mark.parametrize("undated", [0, 1, 3])
def test_known_rows_are_found_whatever_their_time(lake, undated):
    times = [None] * undated + [NOW - timedelta(days=days) for days in (900, 40, 1)][undated:]
    rows = [article(f"art_{number}", published_at=moment) for number, moment in enumerate(times)]
    lake.commit(batch(articles=[article("art_9"), *rows], mentions=[], events=[], event_articles=[]), run=run())
    outcome = lake.commit({"articles": [row.model_copy(update={"title": "new"}) for row in rows]}, run=run("run_2"))
    assert (outcome.inserted, outcome.removed) == ({"articles": 3}, {"articles": 3})
    assert [row.title for row in articles_of(lake)] == ["new"] * 3 + [article().title]


def test_rows_go_that_carry_a_staged_or_a_scoped_value(lake):
    others = [mention("men_2"), mention("men_3", article_id="art_2")]
    lake.commit(batch(articles=[article(), article("art_2")], mentions=[mention(), *others]), run=run())
    lake.commit({"mentions": [mention("men_4")]}, run=run("run_2"))
    assert mention_ids(lake) == ["men_3", "men_4"]
    gone = pa.table({"article_id": ["art_2"]})
    assert lake.commit({}, run=run("run_3"), scope={"mentions": gone}).removed == {"mentions": 1}
    assert mention_ids(lake) == ["men_4"]


def test_a_failing_check_rolls_everything_back_and_sets_the_rows_aside(lake):
    lake.commit(batch(), run=run())
    outcome = lake.commit({"articles": [article("art_2"), article("art_2", title="twice")]}, run=run("run_2"))
    assert not outcome.committed
    assert [row.article_id for row in articles_of(lake)] == ["art_1"]
    reject = lake.read("SELECT * FROM rejects").to_pylist()[0]
    assert (reject["key_value"], reject["check_id"]) == ("art_2", "articles_key_unique")
    assert json.loads(reject["payload"])["copies"] == 2
    assert lake.read("SELECT state FROM runs WHERE run_id = 'run_2'")["state"].to_pylist() == ["failed"]
    assert lake.commit({"articles": [article("art_2")]}, run=run("run_3")).committed


def test_rows_that_break_their_contract_are_refused_with_the_column_named(lake):
    with pytest.raises(SchemaError, match=r"articles.url is empty in 1 rows"):
        table = to_arrow([article()], Article)
        lake.commit({"articles": table.set_column(2, "url", pa.nulls(1, pa.string()))}, run=run())
    with pytest.raises(SchemaError, match="no column nonsense"):
        lake.commit({"articles": table.append_column("nonsense", pa.array([1]))}, run=run())
    with pytest.raises(SchemaError, match="no contract declares a table 'article'"):
        lake.commit({"article": [article()]}, run=run())


def test_the_lake_is_read_as_it_was(tmp_path):
    with open_lake(tmp_path) as lake:
        lake.commit(batch(), run=run())
        moment = lake.read("SELECT max(snapshot_time) AS at FROM lake.snapshots()")["at"][0].as_py()
        lake.commit({"articles": [article("art_2")]}, run=run("run_2"))
    with open_lake(tmp_path, as_of=moment) as past:
        assert [row.article_id for row in articles_of(past)] == ["art_1"]
        with pytest.raises(duckdb.Error):
            past.read("DELETE FROM articles")
    with pytest.raises(LakeError, match="nothing as old as"), open_lake(tmp_path, as_of=NOW - timedelta(days=9999)):
        pass


def test_a_missing_lake_is_said_in_one_sentence(tmp_path):
    with pytest.raises(LakeError, match="there is no lake in"), open_lake(tmp_path, read_only=True):
        pass


def test_a_second_writer_is_told_who_holds_the_lake(tmp_path):
    child = "import sys; from pathlib import Path; from warehouse.lock import writer_lock\n"
    child += "with writer_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", child, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match=f"process {holder.pid} on"), open_lake(tmp_path, wait_seconds=0):
        pass
    holder.kill()
    holder.wait()
    with writer_lock(tmp_path, wait_seconds=5):
        pass


def test_readers_see_no_error_and_no_half_batch_while_a_writer_commits(tmp_path):
    with open_lake(tmp_path) as lake:
        lake.commit(batch(), run=run("run_0"))
    done, errors, counts = threading.Event(), [], []

    def read() -> None:
        try:
            with open_lake(tmp_path, read_only=True) as reader:
                while not done.is_set():
                    counts.append(reader.read("SELECT count(*) AS n FROM articles")["n"][0].as_py())
        except duckdb.Error as error:
            errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    with open_lake(tmp_path) as lake:
        for number in range(1, 9):
            rows = [article(f"art_{number}_{part}") for part in range(10)]
            lake.commit({"articles": rows}, run=run(f"run_{number}"))
    done.set()
    reader.join()
    assert not errors
    assert {count % 10 for count in counts} == {1} and counts == sorted(counts)


def test_a_column_that_a_contract_gains_is_added_and_a_changed_type_refused(tmp_path):
    with open_lake(tmp_path) as lake:
        lake.commit(batch(), run=run())
        lake.connection.execute(
            "ALTER TABLE articles DROP COLUMN section; ALTER TABLE articles DROP COLUMN is_paywalled"
        )
    with open_lake(tmp_path) as lake:
        assert articles_of(lake) == [article()]
        lake.connection.execute("ALTER TABLE articles DROP COLUMN section")
        lake.connection.execute("ALTER TABLE articles ADD COLUMN section BIGINT")
    with pytest.raises(LakeError, match="articles.section is BIGINT in this lake and VARCHAR"), open_lake(tmp_path):
        pass


def test_a_data_directory_can_be_moved_and_keeps_everything_inside(tmp_path):
    with open_lake(tmp_path / "here") as lake:
        lake.commit(batch(), run=run())
    (tmp_path / "here").rename(tmp_path / "there")
    with open_lake(tmp_path / "there") as lake:
        assert len(articles_of(lake)) == 1
    assert catalog_path(tmp_path / "there").is_file()
    assert not (tmp_path / "here").exists()
