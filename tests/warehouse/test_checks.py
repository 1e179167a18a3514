"""Every check is proven to fire: exactly one bad row is planted for it, and it is the one that the check names."""

from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.rows import NOW, article, batch, event, event_article, mention, page, run
from tests.warehouse.samples import sample
from warehouse.audit import REFERENCES, run_checks
from warehouse.check import CHECKS, CheckError, load_checks, read_check
from warehouse.connection import visible
from warehouse.contracts import TABLES, EventAmount, EventArticle, Refinement
from warehouse.lake import Lake, open_lake
from warehouse.schema import contract_of, ddl, from_arrow, to_arrow

EVENT_TYPES = pa.Table.from_pylist(
    [{"event_type": "trial_clearance", "event_family": "CLINICAL", "status": status} for status in ("filed", "cleared")]
)
EXPECTATIONS = pa.Table.from_pylist(
    [
        {
            "source_id": "alder",
            "min_articles_per_week": 3.0,
            "max_articles_per_day": 6.0,
            "min_published_at_filled": 0.8,
        }
    ],
    schema=REFERENCES["expectations"],
)
KNOWN = {"event_types": EVENT_TYPES, "expectations": EXPECTATIONS}
WEEK_AGO = NOW - timedelta(days=8)


def several(count: int, **changes):
    """Articles in clusters of their own."""
    return [article(f"more_{number}", **changes) for number in range(count)]


# A planted batch by check: (what is in the lake before, what is staged, the key that the check names).
PLANTED = {
    "mentions_quote_verifies": ({}, batch(mentions=[mention(quote_start=1, quote_end=5)]), "men_1"),
    "mentions_event_type_known": ({}, batch(mentions=[mention(status="unheard_of")]), "men_1"),
    "mentions_role_known": ({}, batch(mentions=[mention(role="other")]), "men_1"),
    "events_event_type_known": ({}, batch(events=[event(event_family="DEALS")]), "ev_1"),
    "events_article_count_agrees": ({}, batch(events=[event(article_count=2)]), "ev_1"),
    "events_first_article_reports_it": (
        {},
        batch(articles=[article(), article("art_2")], events=[event(first_article_id="art_2")]),
        "ev_1",
    ),
    "events_amount_has_currency": ({}, batch(events=[event(amount=5.0)]), "ev_1"),
    "event_amounts_amount_positive": (
        {},
        batch(event_amounts=[EventAmount(event_id="ev_1", amount=0.0, currency="USD", role="upfront")]),
        "ev_1 upfront",
    ),
    "events_id_change_on_record": (
        batch(),
        {
            "mentions": [mention(event_id="ev_2")],
            "events": [event("ev_2")],
            "event_articles": [event_article("ev_2")],
        },
        "ev_1",
    ),
    "events_event_date_plausible": ({}, batch(events=[event(event_date=date(1900, 1, 1))]), "ev_1"),
    "articles_published_at_not_in_future": (
        {},
        batch(articles=[article(published_at=NOW + timedelta(hours=2))]),
        "art_1",
    ),
    "articles_text_not_empty": ({}, batch(articles=[article(text=" \n")], mentions=[]), "art_1"),
    "articles_one_canonical_per_cluster": ({}, batch(articles=[article(is_canonical=False)]), "cluster_art_1"),
    "pages_body_archived": ({}, batch(pages=[page(sha256="0" * 64)]), "page_1"),
    "pages_disallowed_not_fetched": ({}, batch(pages=[page(robots_verdict="disallowed")]), "page_1"),
    "pages_source_answers": ({}, batch(pages=[page(), *[page(f"p{n}", status=500) for n in range(3)]]), "alder"),
    "articles_dates_agree": (
        {},
        batch(articles=[article(), *several(5, is_published_at_disputed=True)]),
        "alder",
    ),
    "articles_layout_steady": (
        batch(
            articles=[
                article(),
                *[article(f"old_{number}", word_count=500, published_at=WEEK_AGO) for number in range(20)],
            ]
        ),
        {"articles": several(5, word_count=100, published_at=WEEK_AGO)},
        "alder",
    ),
    "articles_source_yield_enough": (
        batch(articles=[article(first_seen_at=WEEK_AGO)]),
        {"articles": several(2)},
        "alder",
    ),
    "articles_source_yield_not_too_much": ({}, batch(articles=[article(), *several(6)]), "alder"),
    "articles_published_at_filled": (
        {},
        batch(articles=[article(), *several(5, published_at=None)]),
        "alder",
    ),
    "refinements_reject_share_steady": (
        {},
        batch(
            pages=[page(f"page_{number}") for number in range(1, 6)],
            refinements=[
                Refinement(page_id=f"page_{number}", outcome="reject", rules_version="1") for number in range(1, 6)
            ],
        ),
        "alder",
    ),
    "events_disputes_rare": (
        {},
        batch(
            events=[event(f"ev_{number}", is_disputed=number > 5) for number in range(1, 11)],
            event_articles=[event_article(f"ev_{number}") for number in range(1, 11)],
        ),
        "trial_clearance",
    ),
}
OF_FILES = [read_check(path) for path in sorted(CHECKS.glob("*.sql"))]


@pytest.fixture
def lake(tmp_path):
    """A lake whose tables lie in memory: commit and checks are the same SQL there, and a hundred tests take seconds."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'; ATTACH ':memory:' AS lake; USE lake")
        connection.execute("; ".join(map(ddl, TABLES)))
        yield Lake(tmp_path, connection, read_only=False)


def test_every_check_file_has_a_planted_row():
    assert {check.check_id for check in OF_FILES} == set(PLANTED)


@pytest.mark.parametrize("check", OF_FILES, ids=lambda check: check.check_id)
def test_the_check_fires_on_its_planted_row_and_only_it(lake, check):
    before, staged, key = PLANTED[check.check_id]
    assert lake.commit(before, run=run("run_0"), references=KNOWN).committed
    scope = {"events": pa.table({"event_id": ["ev_1"]}), "event_articles": pa.table({"event_id": ["ev_1"]})}
    outcome = lake.commit(
        staged, run=run(), references=KNOWN, scope=scope if check.check_id == "events_id_change_on_record" else {}
    )
    fired = [result for result in outcome.checks if not result.passed]
    assert [result.check_id for result in fired] == [check.check_id]
    assert fired[0].failing_rows == 1 and f'"key_value": "{key}"' in fired[0].observed
    assert outcome.committed == (check.severity == "warn")
    assert [reject.key_value for reject in outcome.rejects] == ([] if outcome.committed else [key])


def test_a_sound_batch_passes_every_check(lake):
    outcome = lake.commit(batch(), run=run(), references=KNOWN)
    assert outcome.committed and not outcome.left_out
    assert {result.check_id for result in outcome.checks if not result.passed} == set()


@pytest.mark.parametrize("row_class", TABLES, ids=lambda row_class: row_class.table)
def test_two_rows_under_one_key_are_found_in_every_table(lake, row_class):
    check = next(check for check in load_checks() if check.check_id == f"{row_class.table}_key_unique")
    twins = to_arrow([sample(row_class)], row_class)
    for copies, found in ((1, 0), (2, 1)):
        lake.connection.execute(f"DELETE FROM {row_class.table}")
        with visible(lake.connection, {f"changed_{row_class.table}": pa.concat_tables([twins] * copies)}):
            insert = f"INSERT INTO lake.{row_class.table} BY NAME SELECT * FROM changed_{row_class.table}"
            lake.connection.execute(insert)
            assert lake.read(check.sql).num_rows == found


REFERENCES_DECLARED = [(row_class, column) for row_class in TABLES for column in row_class.references]


@pytest.mark.parametrize(("row_class", "column"), REFERENCES_DECLARED, ids=lambda part: getattr(part, "table", part))
def test_a_reference_to_nothing_is_refused(lake, row_class, column):
    outcome = lake.commit({row_class.table: [sample(row_class, **{column: "nowhere"})]}, run=run(), references=KNOWN)
    assert not outcome.committed
    failed = {result.check_id for result in outcome.checks if not result.passed}
    assert f"{row_class.table}_{column}_exists" in failed


def test_a_row_that_others_name_cannot_be_taken_away(lake):
    lake.commit(batch(), run=run(), references=KNOWN)
    outcome = lake.commit({}, run=run("run_2"), scope={"articles": pa.table({"article_id": ["art_1"]})})
    failed = {result.check_id for result in outcome.checks if not result.passed}
    assert {"articles_kept_for_mentions_article_id", "articles_kept_for_event_articles_article_id"} <= failed


@pytest.mark.parametrize(
    "text",
    ["𝒜lder 👨‍👩‍👧 said: the e\u0301clair was cleared.\nMore.", "Größe 🇩🇪 — “zugelassen” …", "ends in 😀"],
    ids=["astral and joined", "flags and dashes", "at the end"],
)
def test_quotes_are_cut_by_code_points_as_python_cuts_them(lake, text):
    mentions = [
        mention(f"men_{start}", quote=text[start : start + 3], quote_start=start, quote_end=len(text[: start + 3]))
        for start in range(len(text))
    ]
    outcome = lake.commit(batch(articles=[article(text=text)], mentions=mentions), run=run())
    assert outcome.committed, outcome.rejects


def test_a_mutated_text_makes_the_quote_check_fire_though_no_mention_is_staged(lake):
    lake.commit(batch(), run=run())
    outcome = lake.commit({"articles": [article(text="X" + article().text)]}, run=run("run_2"))
    assert [reject.check_id for reject in outcome.rejects] == ["mentions_quote_verifies"]


def test_a_check_that_lacks_what_it_compares_with_is_named(lake):
    outcome = lake.commit(batch(), run=run())
    assert "mentions_event_type_known" in outcome.left_out


def test_results_of_the_checks_are_on_record(lake):
    outcome = lake.commit(batch(), run=run(), references=KNOWN)
    stored = lake.read("SELECT check_id FROM check_results ORDER BY 1")["check_id"].to_pylist()
    assert stored == [result.check_id for result in outcome.checks]


def test_a_whole_audit_leaves_the_lake_as_it_is(tmp_path):
    with open_lake(tmp_path) as lake:
        lake.commit(batch(), run=run())
        before = lake.snapshot_id()
        audit = run_checks(lake.connection, run=run("run_2"), references=KNOWN)
        assert not audit.failed and len(audit.results) == len(load_checks())
        assert lake.snapshot_id() == before
        assert from_arrow(lake.read("SELECT * FROM event_articles"), EventArticle) == [event_article()]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("articles_x", "-- truth: A.\nSELECT 1 FROM changed_articles", "severity: fail"),
        ("articles_x", "-- severity: maybe\n-- truth: A.\nSELECT 1 FROM changed_articles", "severity: fail"),
        ("nothing_x", "-- severity: fail\n-- truth: A.\nSELECT 1 FROM changed_articles", "named <table>_<truth>"),
        ("articles_x", "-- severity: fail\n-- truth: A.\nSELECT 1 FROM articles", "else it never runs"),
    ],
)
def test_a_check_file_that_says_too_little_is_refused(tmp_path, name, text, message):
    (tmp_path / f"{name}.sql").write_text(text)
    with pytest.raises(CheckError, match=message):
        read_check(tmp_path / f"{name}.sql")


def test_the_contract_of_every_reference_exists():
    for row_class, column in REFERENCES_DECLARED:
        assert column in row_class.model_fields
        assert len(contract_of(row_class.references[column]).key) == 1
