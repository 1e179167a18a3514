"""Every key of a story leads to the whole of it."""

import pyarrow as pa
import pytest

from tests.warehouse.rows import NOW, TEXT, article, batch, event, event_article, mention, page, run
from tests.warehouse.samples import sample
from warehouse.contracts import EventIdChange, EventLink, EventMember, Reject, RemovedBlock, TextPrint
from warehouse.explain import NothingKnownError, explain
from warehouse.lake import QUERIES, open_lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    copy = article("art_2", text_cluster_id="cluster_art_1", is_canonical=False)
    rows = batch(
        pages=[page(url="https://alder.test/art_1"), page("page_2"), page("page_3", url="https://alder.test/gone")],
        articles=[article(), copy],
        mentions=[mention(), mention("men_2", article_id="art_2", event_id=None)],
        event_articles=[event_article(), event_article("ev_2", "art_2")],
        removed_blocks=[RemovedBlock(article_id="art_1", position=3, kind="promotion", rule_id="r", text="Buy")],
        event_id_changes=[
            EventIdChange(old_event_id="ev_0", new_event_id="ev_1", reason="merge", changed_at=NOW, run_id="run_1")
        ],
        events=[event(), event("ev_2", first_article_id="art_2")],
        event_links=[EventLink(event_id="ev_1", next_event_id="ev_2", kind="follows", ground="one product")],
        event_members=[sample(EventMember, mention_id="men_1", event_id="ev_1", joined_because="same product")],
        text_prints=[sample(TextPrint, article_id="art_1", joined_because="founded the cluster")],
        rejects=[
            Reject(
                stage="clean",
                key_value="https://alder.test/gone",
                reason="a hub page",
                payload="{}",
                run_id="run_1",
                rejected_at=NOW,
            )
        ],
    )
    with open_lake(tmp_path_factory.mktemp("explain")) as opened:
        assert opened.commit(rows, run=run()).committed
        yield opened


@pytest.mark.parametrize("key", ["https://alder.test/art_1", "art_1", "men_1", "page_1"])
def test_an_article_is_explained_from_any_of_its_keys(lake, key):
    story = explain(lake, key)
    assert (story["kind"], story["id"], story["article"]["text"]) == ("article", "art_1", TEXT)
    assert [row["page_id"] for row in story["pages"]] == ["page_1"]
    assert [row["kind"] for row in story["removed_blocks"]] == ["promotion"]
    assert [row["mention_id"] for row in story["mentions"]] == ["men_1"]
    assert [row["event_id"] for row in story["events"]] == ["ev_1"]
    assert [row["article_id"] for row in story["near_duplicates"]] == ["art_2"]
    assert story["placed_because"] == [{"of": "text cluster", "joined_because": "founded the cluster"}]
    assert story["mentions"][0]["companies"] == [{"name": "Alder Bio", "role": "sponsor"}]


@pytest.mark.parametrize("key", ["ev_1", "ev_0"])
def test_an_event_is_explained_also_under_its_former_id(lake, key):
    story = explain(lake, key)
    assert (story["kind"], story["event"]["event_id"]) == ("event", "ev_1")
    assert [row["joined_because"] for row in story["reports"]] == ["first report"]
    assert [row["old_event_id"] for row in story["id_changes"]] == ["ev_0"]
    assert [row["joined_because"] for row in story["members"]] == ["same product"]
    assert [row["next_event_id"] for row in story["later_events"]] == ["ev_2"]
    assert "text" not in story["articles"][0]


def test_a_page_that_gave_no_article_says_why(lake):
    story = explain(lake, "https://alder.test/gone")
    assert (story["kind"], story["rejects"][0]["reason"]) == ("page", "a hub page")


def test_an_unknown_key_is_said_to_be_unknown(lake):
    with pytest.raises(NothingKnownError, match="nothing is known of 'nowhere'"):
        explain(lake, "nowhere")


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("question_*.sql")))
def test_the_questions_of_the_readme_run(lake, name):
    assert lake.query(name).num_columns > 3


def test_recent_events_are_those_since_a_moment(lake):
    events = lake.query("recent_events", since=pa.table({"moment": pa.array([NOW.replace(day=1)])}))
    assert events["event_id"].to_pylist() == ["ev_1", "ev_2"]
