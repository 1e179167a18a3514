"""A date as precise as the text gives it -> the days on which the event can have happened."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

REPORTED_WITHIN = timedelta(days=10)
"""News without a date of its own happened at most so long before it was published."""
_ZONES = timedelta(days=1)
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


@lru_cache(maxsize=20_000)  # few values are asked for many times
def span_of(value: str | None) -> tuple[date, date] | None:
    """First and last day of '2024-05-12', '2024-05', '2024-Q2', '2024-H1' or '2024'; None for anything else."""
    match = _SHAPE.fullmatch(value or "")
    if not match:
        return None
    year = int(match["year"])
    try:
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day
        if match["month"]:
            return _months(year, int(match["month"]), 1)
        if match["quarter"]:
            return _months(year, 3 * int(match["quarter"]) - 2, 3)
        if match["half"]:
            return _months(year, 6 * int(match["half"]) - 5, 6)
        return _months(year, 1, 12)
    except ValueError:
        return None


def possible_days(event_date: str | None, basis: str | None, role: str, published_on: date) -> tuple[date | None, date]:
    """First (None: nothing says) and last day on which what an article tells can have happened."""
    span = span_of(event_date)
    if span and basis != "published":
        return span
    if role == "primary" or span:
        return published_on - REPORTED_WITHIN, published_on + _ZONES
    return None, published_on


def days_between(one: tuple[date | None, date], other: tuple[date | None, date]) -> int:
    """Days between two spans; 0 where they overlap."""
    earlier, later = sorted((one, other), key=lambda span: span[1])
    if later[0] is None or later[0] <= earlier[1]:
        return 0
    return (later[0] - earlier[1]).days


def is_exact(span: tuple[date | None, date]) -> bool:
    """Whether a span is known to about a fortnight."""
    return span[0] is not None and span[1] - span[0] <= REPORTED_WITHIN + _ZONES


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
