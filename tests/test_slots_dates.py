"""Dates are read as precisely as they are written, and never into the future where the past is meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract.slots.dates import Today, find_dates
from tasks.extract.slots.occurrence import first_day

TUESDAY = Today(date(2026, 7, 14))


@pytest.mark.parametrize(
    ("text", "value", "precision", "basis"),
    [
        ("issued on 10 July, 52 days later", "2026-07-10", "day", "stated"),
        ("In April, the agency", "2026-04", "month", "relative"),
        ("In November, the agency", "2025-11", "month", "relative"),
        ("priced in November 2025, raising", "2025-11", "month", "stated"),
        ("said on Monday", "2026-07-13", "day", "relative"),
        ("last Tuesday", "2026-07-07", "day", "relative"),
        ("a letter on Aug. 6 stating", "2025-08-06", "day", "stated"),
        ("this past fall", "2025-Q4", "quarter", "relative"),
        ("the third quarter of 2024", "2024-Q3", "quarter", "stated"),
        ("in 1H25", "2025-H1", "half", "stated"),
        ("in the second half of last year", "2025-H2", "half", "stated"),
        ("am 24. Juni 2024", "2024-06-24", "day", "stated"),
        ("le 21 mai 2024", "2024-05-21", "day", "stated"),
        ("three months ago", "2026-04", "month", "relative"),
        ("yesterday", "2026-07-13", "day", "relative"),
        ("by mid-2024", "2024", "year", "stated"),
    ],
)
def test_a_date_is_read(text: str, value: str, precision: str, basis: str) -> None:
    [found] = find_dates(text, TUESDAY)
    assert (found.value, found.precision, found.basis) == (value, precision, basis)


@pytest.mark.parametrize("text", ["it may take 10 mg", "H5N1 influenza", "2024 patients", "COVID-19", "$2024"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, TUESDAY) == ()


@given(
    st.dates(date(1990, 1, 1), date(2039, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d-%b-%Y"])
)
def test_a_full_date_survives_every_way_of_writing(day: date, form: str) -> None:
    assert [found.value for found in find_dates(day.strftime(form), TUESDAY)] == [day.isoformat()]


@given(
    st.dates(date(2000, 1, 1), date(2039, 12, 31)),
    st.sampled_from(["In {:%B}, it", "on {:%d %B}", "on {:%A}", "{:%B %d}", "last {:%B}"]),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)),
)
def test_open_dates_lie_in_the_past(today: date, form: str, written: date) -> None:
    for found in find_dates(form.format(written), Today(today)):
        assert (first_day(found.value) - today).days <= 2
