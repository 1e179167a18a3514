"""A contract's rows go into Arrow and come back as they were; the DDL says the same."""

from datetime import UTC, date, datetime, timedelta, timezone

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.rows import article, event, mention
from tests.warehouse.samples import sample
from warehouse.contracts import TABLES, Article, Event, Mention
from warehouse.schema import (
    SchemaError,
    arrow_schema,
    conform,
    contract_of,
    ddl,
    from_arrow,
    published_columns,
    replace_columns,
    sort_columns,
    to_arrow,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.tuples(TEXTS, st.none() | MOMENTS, st.lists(TEXTS, max_size=3), st.booleans()), max_size=5))
@settings(max_examples=40, deadline=None)
def test_articles_come_back_as_they_went_in(values):
    rows = [article(title=t, published_at=p, authors=a, is_canonical=c) for t, p, a, c in values]
    assert from_arrow(to_arrow(rows, Article), Article) == rows


@given(st.lists(st.tuples(TEXTS, st.floats(0, 1), st.none() | st.floats(0, 1e12)), max_size=5))
@settings(max_examples=40, deadline=None)
def test_nested_columns_come_back_as_they_went_in(values):
    rows = [
        mention(quote=quote, confidence=confidence, companies=[{"name": quote}], trials=[{"trial_id": quote}])
        for quote, confidence, _ in values
    ]
    assert from_arrow(to_arrow(rows, Mention), Mention) == rows


@pytest.mark.parametrize("row_class", TABLES, ids=lambda row_class: row_class.table)
def test_the_ddl_of_every_contract_makes_its_arrow_schema(row_class):
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(ddl(row_class))
        made = connection.execute(f"SELECT * FROM {row_class.table}").to_arrow_table().schema
        empty = {row[0]: row[2] == "YES" for row in connection.execute(f"DESCRIBE {row_class.table}").fetchall()}
    wanted = arrow_schema(row_class)
    assert made.names == wanted.names
    assert [field.type for field in wanted if not pa.types.is_nested(field.type)] == [
        field.type for field in made if not pa.types.is_nested(field.type)
    ]
    assert empty == {field.name: field.nullable for field in wanted}


@pytest.mark.parametrize("row_class", TABLES, ids=lambda row_class: row_class.table)
def test_every_contract_is_whole(row_class):
    columns = set(row_class.model_fields)
    assert row_class.table and row_class.__doc__
    assert set(row_class.key) <= columns and row_class.key
    assert set(sort_columns(row_class)) | set(replace_columns(row_class)) | set(row_class.references) <= columns
    assert not row_class.published or set(row_class.key) <= set(published_columns(row_class))
    assert all(field.description for field in row_class.model_fields.values())
    assert from_arrow(to_arrow([sample(row_class)], row_class), row_class) == [sample(row_class)]


def test_moments_are_stored_in_utc():
    east = timezone(timedelta(hours=8))
    stored = to_arrow([event(known_at=datetime(2026, 3, 2, 8, tzinfo=east), event_date=date(2026, 3, 1))], Event)
    assert stored["known_at"][0].as_py() == datetime(2026, 3, 2, tzinfo=UTC)
    assert stored.schema.field("known_at").type == pa.timestamp("us", tz="UTC")


def test_what_breaks_a_contract_is_said():
    with pytest.raises(SchemaError, match="articles takes rows of Article, not of Event"):
        to_arrow([event()], Article)
    with pytest.raises(SchemaError, match="rows of articles cannot be stored"):
        to_arrow([article(title="half a pair: \ud800")], Article)
    with pytest.raises(SchemaError, match="articles.word_count should be int64"):
        table = to_arrow([article()], Article)
        conform(table.set_column(table.schema.get_field_index("word_count"), "word_count", pa.array(["many"])), Article)
    with pytest.raises(SchemaError, match="no contract declares a table 'nothing'"):
        contract_of("nothing")


def test_columns_that_may_be_empty_may_be_left_out_of_a_staged_table():
    table = to_arrow([article(section=None)], Article)
    assert conform(table.drop_columns(["section"]), Article) == table
