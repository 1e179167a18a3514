"""Killed at any point, the next run finishes the work: nothing lost, nothing doubled, no reader sees an error."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.warehouse.rows import NOW, article, batch, mention, run
from warehouse.audit import run_checks
from warehouse.lake import Lake, open_lake
from warehouse.publish import publish, verify_published

NEWS = [article("art_1", title="corrected"), *[article(f"new_{number}") for number in range(50)]]
MENTIONS = [mention("men_2")]

STOP_IN_COMMIT = """
import sys
from pathlib import Path
from tests.warehouse.test_kill import MENTIONS, NEWS
from tests.warehouse.rows import run
from warehouse.lake import open_lake

class Stopping:
    '''A connection that stops for good before (or behind) the first statement that starts with given words.'''
    def __init__(self, connection, words, behind):
        self.connection, self.words, self.behind = connection, words, behind
    def __getattr__(self, name):
        return getattr(self.connection, name)
    def execute(self, sql, *parameters):
        if self.behind:
            self.connection.execute(sql, *parameters)
        if sql.startswith(self.words):
            print("stopped", flush=True)
            sys.stdin.read()
        return self if self.behind else self.connection.execute(sql, *parameters)

with open_lake(Path(sys.argv[1])) as lake:
    lake.connection = Stopping(lake.connection, sys.argv[2], sys.argv[3] == "behind")
    lake.commit({"articles": NEWS, "mentions": MENTIONS}, run=run("run_2"))
"""

STOP_IN_PUBLISH = """
import os, sys
from pathlib import Path
from tests.warehouse.rows import NOW
from warehouse import publish
from warehouse.lake import open_lake

left = int(sys.argv[3])
def stopping(original):
    def call(*arguments, **keywords):
        global left
        left -= 1
        if left < 0:
            print("stopped", flush=True)
            sys.stdin.read()
        return original(*arguments, **keywords)
    return call

if sys.argv[2] == "move":
    os.replace = stopping(os.replace)
else:
    publish._write_parquet = stopping(publish._write_parquet)
with open_lake(Path(sys.argv[1]), read_only=True) as lake:
    publish.publish(lake, Path(sys.argv[1]), "run_2", NOW)
"""

COMMIT_FOR_EVER = """
import sys
from pathlib import Path
from tests.warehouse.rows import article, run
from warehouse.lake import open_lake

with open_lake(Path(sys.argv[1])) as lake:
    number = lake.read("SELECT count(*) // 10 AS n FROM articles WHERE article_id LIKE 'many_%'")["n"][0].as_py()
    print("started", flush=True)
    while True:
        lake.commit({"articles": [article(f"many_{number}_{part}") for part in range(10)]}, run=run(f"run_{number}"))
        number += 1
"""


def kill_when_stopped(script: str, *arguments: object) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "stopped\n"
    child.kill()
    assert child.wait() == -signal.SIGKILL


def titles(lake: Lake) -> dict[str, str]:
    return dict(lake.connection.execute("SELECT article_id, title FROM articles").fetchall())


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    with open_lake(tmp_path) as lake:
        assert lake.commit(batch(), run=run()).committed
    return tmp_path


@pytest.mark.parametrize(
    ("words", "when", "arrived"),
    [
        ("INSERT INTO lake.articles", "before", False),
        ("COMMIT", "before", False),
        ("COMMIT", "behind", True),
    ],
)
def test_a_commit_that_is_killed_is_there_or_not_there(data_dir, words, when, arrived):
    with open_lake(data_dir, read_only=True) as reader:
        kill_when_stopped(STOP_IN_COMMIT, data_dir, words, when)
        assert len(titles(reader)) == (51 if arrived else 1)
    with open_lake(data_dir, wait_seconds=5) as lake:
        again = lake.commit({"articles": NEWS, "mentions": MENTIONS}, run=run("run_3"))
        assert again.committed and again.changed == (not arrived)
        assert titles(lake) == {row.article_id: row.title for row in NEWS}
        assert lake.read("SELECT mention_id FROM mentions")["mention_id"].to_pylist() == ["men_2"]
        assert not run_checks(lake.connection, run=run("run_4"), references={}).failed


@pytest.mark.parametrize(("point", "calls"), [("write", 9), ("move", 0), ("move", 17)])
def test_a_publish_that_is_killed_leaves_whole_files_and_the_next_one_heals(data_dir, point, calls):
    published = data_dir / "published"
    with open_lake(data_dir) as lake:
        publish(lake, data_dir, "run_1", NOW)
        changed = [row.model_copy(update={"title": "other"}) for row in batch()["sources"]]
        events = [row.model_copy(update={"product": "AB-102"}) for row in batch()["events"]]
        lake.commit({"articles": NEWS, "sources": changed, "events": events}, run=run("run_2"))
    for file in published.glob("*.parquet"):
        file.write_bytes(file.read_bytes() if point == "write" else b"stale, therefore every file has to move")
    kill_when_stopped(STOP_IN_PUBLISH, data_dir, point, calls)
    whole = [path for path in published.glob("*.parquet") if path.read_bytes().startswith(b"PAR1")]
    for path in whole:
        assert pq.read_table(path).num_columns
    with open_lake(data_dir, read_only=True) as lake:
        manifest = publish(lake, data_dir, "run_3", NOW)
    assert verify_published(data_dir) == manifest
    assert pq.read_table(published / "articles.parquet").num_rows == len(NEWS)
    assert not any((data_dir / ".staging").glob("publish*"))


@pytest.mark.heavy
def test_killed_at_random_moments_a_row_of_commits_has_no_gap_and_no_double(data_dir):
    dice, errors = random.Random(7), []
    for _ in range(25):
        child = subprocess.Popen([sys.executable, "-c", COMMIT_FOR_EVER, data_dir], stdout=subprocess.PIPE, text=True)
        assert child.stdout.readline() == "started\n"
        deadline = time.monotonic() + dice.uniform(0, 2)
        try:
            with open_lake(data_dir, read_only=True) as reader:
                while time.monotonic() < deadline:
                    assert len(titles(reader)) % 10 == 1
        except duckdb.Error as error:
            errors.append(error)
        child.kill()
        child.wait()
    with open_lake(data_dir, wait_seconds=5) as lake:
        numbers = sorted({int(name.split("_")[1]) for name in titles(lake) if name.startswith("many")})
        assert numbers == list(range(len(numbers))) and len(titles(lake)) == 1 + 10 * len(numbers)
        assert not run_checks(lake.connection, run=run("run_x"), references={}).failed
    assert not errors and len(numbers) > 25
