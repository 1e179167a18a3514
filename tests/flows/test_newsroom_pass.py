"""The whole way, from feeds on loopback to the published folder: everything arrives, once, and is explained."""

import json
from collections import defaultdict
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet as pq
from click.testing import CliRunner

from flows.cli import main
from flows.newsroom import NewsroomArticle
from tests.flows.passes import Passed, ask, row_counts, run_daily
from warehouse.publish import verify_published


def test_no_flow_fails_and_every_article_arrives(first_pass: Passed) -> None:
    assert [report.failures for report in first_pass.reports] == [(), (), ()]
    urls = {row["url"] for row in ask(first_pass.scope, "SELECT url FROM articles")}
    listed = {first_pass.newsroom.url_of(a) for a in first_pass.newsroom.articles if a.serving.in_feeds}
    assert len(listed - urls) <= 2, sorted(listed - urls)  # one is disallowed by robots.txt, one is gone


def test_a_second_pass_fetches_nothing_anew_and_adds_no_row(first_pass: Passed) -> None:
    before, asked = row_counts(first_pass.scope), len(first_pass.newsroom.requests)
    published = {path.name: path.read_bytes() for path in first_pass.scope.data.published.iterdir()}
    run_daily(first_pass.scope)
    assert row_counts(first_pass.scope) == before
    assert {path.name: path.read_bytes() for path in first_pass.scope.data.published.iterdir()} == published
    again = [request for request in first_pass.newsroom.requests[asked:] if request.status == 200]
    articles = {first_pass.newsroom.url_of(article) for article in first_pass.newsroom.articles}
    assert not [r for r in again if f"http://{r.host}{r.path}" in articles]


def test_the_syndicated_release_is_one_cluster(first_pass: Passed) -> None:
    clusters = ask(
        first_pass.scope,
        "SELECT text_cluster_id, count(*) AS copies, count(DISTINCT source_id) AS outlets,"
        " count(*) FILTER (is_canonical) AS canonical FROM articles GROUP BY 1 HAVING count(*) > 1",
    )
    assert max(cluster["outlets"] for cluster in clusters) >= 3
    assert all(cluster["canonical"] == 1 for cluster in clusters)


def test_an_event_told_by_four_outlets_is_one_event(first_pass: Passed) -> None:
    key, articles = _told_most(first_pass)
    urls = {first_pass.newsroom.url_of(article) for article in articles}
    reports = ask(first_pass.scope, "SELECT event_id, url FROM event_articles")
    joined: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        joined[report["event_id"]].add(report["url"])
    assert max(len(found & urls) for found in joined.values()) >= 4, key


def _told_most(first_pass: Passed) -> tuple[str, list[NewsroomArticle]]:
    """The event that most outlets have as their news, and the articles that tell it."""
    tellers: dict[str, list[NewsroomArticle]] = defaultdict(list)
    for article in first_pass.newsroom.articles:
        for event in article.events:
            if event.role == "primary":
                tellers[event.key].append(article)
    return max(tellers.items(), key=lambda item: len({article.outlet for article in item[1]}))


def test_a_recited_event_joins_the_event_of_its_own_news(first_pass: Passed) -> None:
    joined = ask(
        first_pass.scope,
        "SELECT event_id FROM event_articles GROUP BY event_id"
        " HAVING bool_or(role = 'primary') AND bool_or(role = 'background')",
    )
    assert len(joined) >= 5


def test_every_quote_stands_in_its_article(first_pass: Passed) -> None:
    rows = ask(
        first_pass.scope,
        "SELECT m.quote, m.quote_start, m.quote_end, a.text FROM mentions m JOIN articles a USING (article_id)",
    )
    assert rows
    assert all(row["text"][row["quote_start"] : row["quote_end"]] == row["quote"] for row in rows)


def test_no_promotion_becomes_an_event(first_pass: Passed) -> None:
    cut = {row["text"] for row in ask(first_pass.scope, "SELECT text FROM removed_blocks WHERE kind = 'promotion'")}
    quotes = {row["quote"] for row in ask(first_pass.scope, "SELECT quote FROM mentions")}
    assert cut
    assert not cut & quotes


def test_the_published_folder_is_read_by_everybody(first_pass: Passed) -> None:
    folder = first_pass.scope.data.published
    manifest = verify_published(first_pass.scope.data_dir)
    for entry in manifest.files:
        path = folder / entry.file
        assert pq.read_table(path).num_rows == entry.rows
        assert len(pandas.read_parquet(path)) == entry.rows
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(entry.rows,)]
    articles = pq.read_schema(folder / "articles.parquet").names
    assert "text" not in articles
    assert "authors" not in articles


def test_explain_tells_the_whole_story_of_an_event_and_an_article(first_pass: Passed) -> None:
    event = ask(first_pass.scope, "SELECT event_id, quote FROM events ORDER BY article_count DESC, event_id LIMIT 1")[0]
    article = ask(first_pass.scope, "SELECT url, title FROM articles ORDER BY article_id LIMIT 1")[0]
    told = invoke("explain", event["event_id"], "--data-dir", str(first_pass.scope.data_dir))
    assert event["quote"] in told
    assert "founded the event" in told
    told = invoke("explain", article["url"], "--data-dir", str(first_pass.scope.data_dir))
    assert article["title"] in told
    assert "robots.txt: allowed" in told


def test_replay_under_the_same_rules_finds_the_same_events(first_pass: Passed) -> None:
    scope = first_pass.scope
    told = invoke("replay", "--data-dir", str(scope.data_dir), "--sources", str(scope.sources_folder))
    assert "the same events" in told


def test_replay_says_which_sources_have_no_file(first_pass: Passed) -> None:
    told = CliRunner().invoke(main, ["replay", "--data-dir", str(first_pass.scope.data_dir)])
    assert "has no file for asiabio, biodispatch" in told.stderr
    assert "name the folder with --sources" in told.stderr


def test_the_report_holds_every_event_and_no_outside_address(first_pass: Passed) -> None:
    path = invoke("report", "--data-dir", str(first_pass.scope.data_dir)).strip()
    page = Path(path).read_text(encoding="utf-8")
    assert page.count("<blockquote>") == row_counts(first_pass.scope)["events"]
    assert "<script src" not in page
    assert "<link" not in page


def test_sql_answers_in_every_format_and_refuses_to_write(first_pass: Passed) -> None:
    data = ("--data-dir", str(first_pass.scope.data_dir))
    rows = invoke("sql", "SELECT source_id FROM sources ORDER BY 1", "--format", "json", *data).splitlines()
    assert [json.loads(row)["source_id"] for row in rows] == sorted(first_pass.newsroom.sources)
    assert invoke("sql", "SELECT 1 AS one", "--format", "csv", *data) == "one\n1\n"
    refusal = CliRunner().invoke(main, ["sql", "DELETE FROM events", *data])
    assert refusal.exit_code == 2
    assert row_counts(first_pass.scope)["events"]


def invoke(*arguments: str) -> str:
    """What a verb prints; it must end well."""
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout
