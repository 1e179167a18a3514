"""Dates: read as written, decided by the weight of the signals, never in the future, disputes flagged."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tasks.clean import RawPage, SiteMemory, clean_page
from tasks.clean.date_text import read_date
from tasks.clean.dates import day_in_url

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PROSE = "<p>The company said that the trial has begun, and that results will follow next year.</p>"


@pytest.mark.parametrize(
    ("text", "moment", "precision", "zone"),
    [
        ("2024-05-12T10:11:12+02:00", "2024-05-12T08:11:12", "second", "stated"),
        ("2024-05-12T10:11:12.000Z", "2024-05-12T10:11:12", "second", "stated"),
        ("20240512T101112Z", "2024-05-12T10:11:12", "second", "stated"),
        ("Sun, 12 May 2024 10:11:00 GMT", "2024-05-12T10:11:00", "second", "stated"),
        ("May 12, 2024 at 4:05 p.m. ET", "2024-05-12T20:05:00", "minute", "stated"),
        ("12. März 2024, 14:30 Uhr", "2024-03-12T14:30:00", "minute", "utc"),
        ("le 1er août 2023", "2023-08-01T00:00:00", "day", "utc"),
        ("12 de mayo de 2024", "2024-05-12T00:00:00", "day", "utc"),
        ("Published on the 3rd of October 2025", "2025-10-03T00:00:00", "day", "utc"),
    ],
)
def test_dates_are_read_as_written(text, moment, precision, zone):
    read = read_date(text)
    assert (read.moment.replace(tzinfo=None).isoformat(), read.precision, read.zone) == (moment, precision, zone)


@pytest.mark.parametrize(
    "text", ["", "03/04/2024", "2024-13-01", "31 February 2024", "December 2024", "Phase 2/3, 12:30"]
)
def test_what_is_no_certain_date_is_none(text):
    assert read_date(text) is None


def test_two_numbers_are_read_by_the_custom_of_the_outlet():
    assert read_date("03/04/2024", month_first=True).moment.month == 3
    assert read_date("13/04/2024").moment.month == 4


def test_a_time_without_zone_is_in_the_zone_of_the_outlet():
    read = read_date("2024-01-15 09:00", zone=ZoneInfo("America/New_York"))
    assert (read.moment.hour, read.zone) == (14, "source")


def test_a_day_in_the_address():
    assert day_in_url("https://a.example/2024/05/12/story") == "2024-05-12"
    assert day_in_url("https://a.example/news/story-20240512.html") == "2024-05-12"
    assert day_in_url("https://a.example/news/12345678") is None


def cleaned(head: str, visible: str = "", path: str = "story", feed: datetime | None = None):
    html = f"<html><head>{head}</head><body><h1>A story</h1><div>{visible}</div><div>{PROSE * 3}</div></body></html>"
    page = RawPage("p", f"https://dates.example/{path}", html, feed_published_at=feed)
    return clean_page(page, source=None, memory=SiteMemory(), now=NOW)


def meta(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


def test_the_majority_wins_over_one_strong_signal_and_the_dispute_is_flagged():
    result = cleaned(meta("2026-05-30T08:00:00Z"), "<p>12 May 2024</p>", "2024/05/12/story").article
    assert (result.published_at.date().isoformat(), result.is_published_at_disputed) == ("2024-05-12", True)


def test_a_date_in_the_future_is_kept_as_a_candidate_and_never_chosen():
    result = cleaned(meta("2027-01-01T00:00:00Z"), "<p>12 May 2024</p>")
    assert result.article.published_at == datetime(2024, 5, 12, tzinfo=UTC)
    assert any(candidate.moment.year == 2027 for candidate in result.date_candidates)


def test_the_feed_is_a_signal_like_any_other():
    result = cleaned("", feed=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)).article
    assert (result.published_at, result.published_at_signal) == (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "feed")


def test_without_a_signal_there_is_no_date():
    result = cleaned("").article
    assert (result.published_at, result.published_at_precision, result.published_at_signal) == (None, None, None)
