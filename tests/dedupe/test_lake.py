"""Batches through a lake: the same clusters, stories and events as in memory, and nothing twice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.known import moved_articles, moved_members, moved_mentions
from flows.known_events import LakeEvents
from flows.known_texts import LakeTexts
from flows.refining import Staged
from tasks.dedupe import dedupe_articles, dedupe_batch
from tasks.resolve import resolve_batch, resolve_mentions
from tests.dedupe.articles import article, earnings
from tests.dedupe.stories import STORIES
from tests.dedupe.test_order import agreement
from tests.dedupe.test_stories import releases
from tests.resolve.material import EVENT_TYPES, LOOKUPS, NOW, told
from warehouse.contracts import Article, Mention, Run, SourceRow
from warehouse.lake import Lake, open_lake
from warehouse.schema import to_arrow

APPROVED = "Velmora Therapeutics said that the FDA has approved Orvantis for adults with chronic kidney disease."
RECITED = "The FDA approved Orvantis in August."


def days() -> list[tuple[list[Article], list[Mention]]]:
    """Three days of news: a release and its copy, another quarter's twin, and one approval told by two outlets."""
    second = earnings("second", "June 30, 2026", "61.2", "8.1")
    third = earnings("third", "September 30, 2026", "64.9", "7.7")
    by_day = [
        [article("a1", "Velmora Second Quarter Results", second, published="2026-08-06")],
        [
            article("b1", "Velmora reports", "Share\n" + second, published="2026-08-07", syndicated_from="Wire"),
            article("b2", "Orvantis approved", APPROVED + "\nIt is the first of its kind.", published="2026-08-07"),
        ],
        [
            article("c1", "Velmora Third Quarter Results", third, published="2026-11-05"),
            article("c2", "A year of Velmora", RECITED, published="2026-11-06"),
        ],
    ]
    sponsor = {"Velmora Therapeutics": "sponsor"}
    mentions = [
        told("b2", "approval", "approved", companies=sponsor, products=["Orvantis"], region="US", quote=APPROVED),
        told(
            "c2", "approval", "approved", role="background", products=["Orvantis"], event_date="2026-08", region="US",
            event_date_precision="month", event_date_basis="stated", quote=RECITED,
        ),
    ]  # fmt: skip
    return [(rows, [m for m in mentions if m.article_id in {row.article_id for row in rows}]) for rows in by_day]


def load(lake: Lake, articles: list[Article], mentions: list[Mention], run_id: str) -> dict[str, int]:
    """Dedupe, resolve and commit one batch; returns the rows written by table."""
    outcome = dedupe_batch(articles, LakeTexts(lake), kinds={}, run_id=run_id)
    staged = Staged()
    staged.add(*outcome.rows(), *moved_articles(lake, outcome))
    known = LakeEvents(lake, staged.articles())
    resolution = resolve_batch(
        outcome.articles, mentions, known, LOOKUPS, event_types=EVENT_TYPES, now=NOW, run_id=run_id
    )
    for source in {row.source_id for row in articles}:
        staged.add(SourceRow(source_id=source, title=source, homepage="https://o.example", language="en"))
    staged.add(*resolution.rows(), *moved_mentions(lake, resolution))
    staged.add(*moved_members(lake, staged.articles(), resolution))
    staged.remove(resolution.gone())
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    run = Run(
        run_id=run_id,
        flow="refine",
        started_at=moment,
        finished_at=moment,
        state="completed",
        counts="{}",
        rules_version="1",
    )
    tables = {name: to_arrow(rows, type(rows[0])) for name, rows in staged.rows.items()}
    committed = lake.commit(tables, run=run, scope=staged.gone)
    assert committed.committed, [(check.check_id, check.observed) for check in committed.checks if not check.passed]
    return committed.inserted


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    with open_lake(tmp_path) as opened:
        yield opened


def test_days_through_the_lake_give_what_all_at_once_gives(lake: Lake) -> None:
    articles = [row for rows, _ in days() for row in rows]
    mentions = [mention for _, group in days() for mention in group]
    at_once = {row.article_id: row.text_cluster_id for row in dedupe_articles(articles)}
    (event,) = resolve_mentions(articles, mentions, LOOKUPS, event_types=EVENT_TYPES, now=NOW).events
    for number, (rows, group) in enumerate(days()):
        load(lake, rows, group, f"run-{number}")
    stored = lake.read("SELECT article_id, text_cluster_id FROM articles").to_pylist()
    assert {row["article_id"]: row["text_cluster_id"] for row in stored} == at_once
    assert lake.read("SELECT event_id, article_count FROM events").to_pylist() == [
        {"event_id": event.event_id, "article_count": 2}
    ]


def test_a_batch_loaded_twice_adds_nothing(lake: Lake) -> None:
    for number, (rows, group) in enumerate(days()):
        load(lake, rows, group, f"run-{number}")
    for number, (rows, group) in enumerate(days()):
        assert load(lake, rows, group, f"again-{number}") == {}


def test_stories_grow_together_over_batches_and_known_articles_follow(lake: Lake) -> None:
    for number in range(4):
        rows = STORIES[number::4]
        quotes = {row.article_id: row.text.split("\n")[0] for row in rows}
        load(lake, rows, [told(i, "approval", "approved", quote=quote) for i, quote in quotes.items()], f"run-{number}")
    at_once = {row.article_id: row.story_id or "" for row in dedupe_articles(STORIES)}
    stored = lake.read("SELECT article_id, story_id FROM articles").to_pylist()
    assert agreement(at_once, {row["article_id"]: row["story_id"] for row in stored}) >= 0.99
    assert lake.read("SELECT count(*) AS members FROM event_members").to_pylist() == [{"members": len(STORIES)}]
    for table in ("text_prints", "story_vectors", "event_members"):
        assert (
            lake.read(
                f"SELECT article_id FROM {table} JOIN articles USING (article_id) WHERE {table}.story_id <> articles.story_id"
            ).num_rows
            == 0
        )


def test_releases_that_only_boilerplate_joined_part_when_it_shows_to_be_boilerplate(lake: Lake) -> None:
    *first, last = releases(4)
    load(lake, first, [], "first")
    assert lake.read("SELECT DISTINCT story_id FROM articles").num_rows == 1
    load(lake, [last], [], "last")
    for table in ("articles", "text_prints", "story_vectors"):
        assert lake.read(f"SELECT DISTINCT story_id FROM {table}").num_rows == 4


def test_a_text_that_shows_two_events_to_be_one_merges_them_and_what_names_them_follows(lake: Lake) -> None:
    filed = "The company has filed orvacel with the FDA."
    quotes = {
        "code": "The FDA has approved VM-201 for chronic kidney disease.",
        "name": "The FDA approved orvacel on Monday.",
        "both": "The FDA approved orvacel, formerly VM-201, this week.",
    }
    products = {"code": ["VM-201"], "name": ["orvacel"], "both": ["orvacel", "VM-201"]}
    filing = told("filed", "submission", "completed", products=["orvacel"], quote=filed)
    load(lake, [article("filed", "Title of filed", filed, published="2025-08-01")], [filing], "filed")
    for number, (name, quote) in enumerate(quotes.items()):
        row = article(name, f"Title of {name}", quote, published=f"2026-08-0{number + 3}")
        load(lake, [row], [told(name, "approval", "approved", products=products[name], quote=quote)], name)
    (event,) = lake.read("SELECT event_id, article_count FROM events WHERE event_type = 'approval'").to_pylist()
    assert event["article_count"] == 3
    told_of = lake.read("SELECT DISTINCT event_id FROM mentions WHERE event_type = 'approval'").to_pylist()
    assert told_of == [{"event_id": event["event_id"]}]
    assert lake.read("SELECT next_event_id FROM event_links").to_pylist() == [{"next_event_id": event["event_id"]}]
    (change,) = lake.read("SELECT new_event_id, reason FROM event_id_changes").to_pylist()
    assert change["new_event_id"] == event["event_id"]
    assert change["reason"].startswith("merge")
