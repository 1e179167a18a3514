"""Questions are answered; nothing else is."""

import sqlite3
from datetime import timedelta

import pytest

from tests.warehouse.rows import NOW, article, batch, run
from warehouse.ask import QuestionError, sql_readonly
from warehouse.lake import LakeError, open_lake


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ask")
    with open_lake(folder) as lake:
        lake.commit(batch(), run=run())
    with sqlite3.connect(folder / "other.sqlite") as other:
        other.execute("CREATE TABLE t (x)")
    return folder


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("SELECT title FROM articles", "FDA clears AB-101"),
        ("WITH e AS (FROM events) SELECT event_id FROM e", "ev_1"),
        ("SELECT part.name FROM mentions, unnest(companies) AS named(part)", "Alder Bio"),
        ("SELECT count(*) FROM range(7);", 7),
        ("DESCRIBE events", "event_id"),
    ],
)
def test_a_question_is_answered(data_dir, question, answer):
    assert sql_readonly(data_dir, question).column(0)[0].as_py() == answer


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM articles",
        "INSERT INTO articles FROM articles",
        "CREATE TABLE t (x INT)",
        "ATTACH '{folder}/other.sqlite' AS other",
        "COPY articles TO '{folder}/out.parquet'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "PRAGMA database_list; DROP TABLE articles",
        "SELECT 1; DROP TABLE articles",
        "EXPLAIN ANALYZE DELETE FROM articles",
        "CALL lake.merge_adjacent_files()",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT (SELECT count(*) FROM glob('*')) AS n",
        "DESCRIBE SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM sqlite_scan('{folder}/other.sqlite', 't')",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM ducklake_expire_snapshots('lake', older_than => now())",
        "SELEC 1",
        "",
    ],
)
def test_anything_else_is_refused_and_changes_nothing(data_dir, statement):
    with pytest.raises(QuestionError):
        sql_readonly(data_dir, statement.format(folder=data_dir))
    assert not list(data_dir.glob("out.parquet"))


def test_the_past_is_answered_as_it_was(tmp_path):
    with open_lake(tmp_path) as lake:
        lake.commit(batch(), run=run())
        moment = lake.read("SELECT max(snapshot_time) AS at FROM lake.snapshots()")["at"][0].as_py()
        lake.commit({"articles": [article(title="corrected")]}, run=run("run_2"))
    question = "SELECT title FROM articles"
    assert sql_readonly(tmp_path, question, moment)["title"].to_pylist() == ["FDA clears AB-101"]
    assert sql_readonly(tmp_path, question)["title"].to_pylist() == ["corrected"]
    with pytest.raises(LakeError, match="nothing as old as"):
        sql_readonly(tmp_path, question, NOW - timedelta(days=9999))


@pytest.mark.parametrize(
    "statement", ["DELETE FROM articles", "SELECT * FROM read_text('/etc/hostname')", "SET threads = 1"]
)
def test_the_lock_holds_where_the_reading_of_the_statement_would_not(data_dir, monkeypatch, statement):
    monkeypatch.setattr("warehouse.ask.refuse_all_but_questions", lambda statement: None)
    with pytest.raises(QuestionError):
        sql_readonly(data_dir, statement)
