"""Text -> dates: stated or relative ones, as precise as the text gives them, resolved against the publication day."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tasks.extract.slots.calendar_words import MONTHS, SEASON_QUARTERS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at text[start:end]: ISO as precise as written (2024-05-12, 2019-10, 2024-Q2, 2024-H1, 2024).

    basis: stated (the text names day or year) or relative (resolved against the publication day).
    """

    start: int
    end: int
    value: str
    precision: str
    basis: str


class Today(NamedTuple):
    """The day that relative dates count from, and whether open dates (In April) lie before or after it."""

    day: date
    looks_ahead: bool = False


Reader = Callable[["re.Match[str]", Today], "tuple[str, str, str] | None"]

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>19[89]\d|20[0-4]\d)\b"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP = r"[ \u00a0\u202f]+"


@lru_cache(maxsize=1_000)  # the events of an article ask for the same few sentences
def find_dates(text: str, today: Today) -> tuple[FoundDate, ...]:
    """All dates of the text in order; where two readings overlap, the more explicit one stays."""
    small = text.replace("İ", "I").lower()  # of all letters it alone would become two
    in_order = _WORD.findall(small)
    words = frozenset(in_order)
    if words.isdisjoint(_TELLING):
        return ()
    places = _places(small, in_order)
    found: list[FoundDate] = []
    taken: set[int] = set()
    for needs, begins, pattern, reader in _READERS:
        if words.isdisjoint(needs):
            continue
        for match in _matches(pattern, text, [place for word in begins & words for place in places.get(word, ())]):
            reading = reader(match, today)
            if reading and match.start() not in taken and match.end() - 1 not in taken:
                found.append(FoundDate(match.start(), match.end(), *reading))
                taken.update(range(match.start(), match.end()))
    return tuple(sorted(found, key=lambda each: each.start))


def _places(text: str, words: Iterable[str]) -> dict[str, list[int]]:
    """Where each of the words begins, which stand in the text in this order."""
    places: dict[str, list[int]] = {}
    end = 0
    for word in words:
        start = text.index(word, end)
        end = start + len(word)
        places.setdefault(word, []).append(start)
    return places


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What pattern.finditer finds, tried only at the places where it can begin."""
    end = 0
    for start in sorted(places):
        match = pattern.match(text, start) if start >= end else None
        if match:
            end = match.end()
            yield match


def _day(year: int, month: int, day: int, basis: str) -> tuple[str, str, str] | None:
    try:
        return date(year, month, day).isoformat(), "day", basis
    except ValueError:
        return None


def _read_iso(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    return _day(int(match["year"]), int(match["month"]), int(match["day"]), "stated")


def _read_day_and_month(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    month, day = MONTHS[match["month"].lower()], int(match["day"])
    if match["year"]:
        return _day(int(match["year"]), month, day, "stated")
    year = today.day.year
    reading = _day(year, month, day, "stated")
    if not reading:
        return None
    moved = _nearest_year(date.fromisoformat(reading[0]), today)
    return _day(moved, month, day, "stated")


def _nearest_year(day: date, today: Today) -> int:
    """The year that puts a day without one on the right side of the publication; two days of slack for time zones."""
    slack = timedelta(days=2)
    if today.looks_ahead:
        return day.year + (day < today.day - slack)
    return day.year - (day > today.day + slack)


def _read_month(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    month = MONTHS[match["month"].lower()]
    if match["year"]:
        return f"{match['year']}-{month:02d}", "month", "stated"
    year = today.day.year
    if today.looks_ahead:
        year += month < today.day.month
    else:
        year -= month > today.day.month
    return f"{year}-{month:02d}", "month", "relative"


def _read_part_of_year(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    """Quarters and halves, by figure (Q2 2024, 1H25) or by word (the third quarter)."""
    groups = match.groupdict()
    word = (groups.get("ordinal") or "").lower()
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}.get(word) or int(
        re.sub(r"\D", "", match["number"])[0]
    )
    unit = "H" if match["unit"].lower().startswith("h") else "Q"
    if unit == "H" and number > 2:
        return None
    year = _year_of(groups.get("year"), today)
    if year:
        return f"{year}-{unit}{number}", "half" if unit == "H" else "quarter", "stated"
    current = (today.day.month - 1) // (6 if unit == "H" else 3) + 1
    shift = (number < current) if today.looks_ahead else -(number > current)
    return f"{today.day.year + shift}-{unit}{number}", "half" if unit == "H" else "quarter", "relative"


def _year_of(written: str | None, today: Today) -> int | None:
    if not written:
        return None
    words = {"this year": 0, "last year": -1, "next year": 1}
    if written.lower() in words:
        return today.day.year + words[written.lower()]
    digits = re.sub(r"\D", "", written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _read_day_word(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    word = match[0].lower().replace("’", "'")
    shift = -1 if word in ("yesterday", "gestern", "hier", "ayer") else 1 if word == "tomorrow" else 0
    return (today.day + timedelta(days=shift)).isoformat(), "day", "relative"


def _read_weekday(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    back = (today.day.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    which = (match["which"] or "").lower()
    if which == "next" or today.looks_ahead:
        return (today.day + timedelta(days=(-back) % 7 or 7)).isoformat(), "day", "relative"
    if which in ("last", "previous") and back == 0:
        back = 7
    return (today.day - timedelta(days=back)).isoformat(), "day", "relative"


def _read_relative(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    unit, which = match["unit"].lower(), match["which"].lower()
    if unit in SEASON_QUARTERS:
        return _season(SEASON_QUARTERS[unit], which, today)
    shift = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    if unit == "year":
        return str(today.day.year + shift), "year", "relative"
    if unit in ("month", "week"):
        anchor = today.day + timedelta(days=7 * shift) if unit == "week" else _months_from(today.day, shift)
        return anchor.isoformat()[:7], "month", "relative"
    quarter = today.day.year * 4 + (today.day.month - 1) // 3 + shift
    return f"{quarter // 4}-Q{quarter % 4 + 1}", "quarter", "relative"


def _season(quarter: int, which: str, today: Today) -> tuple[str, str, str]:
    current = (today.day.month - 1) // 3 + 1
    year = today.day.year - (quarter > current or (which == "last" and quarter >= current))
    return f"{year}-Q{quarter}", "quarter", "relative"


def _months_from(day: date, shift: int) -> date:
    months = day.year * 12 + day.month - 1 + shift
    return date(months // 12, months % 12 + 1, 1)


def _read_month_of_year(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    """last April, this March, next May."""
    month, which = MONTHS[match["month"].lower()], match["which"].lower()
    ahead = which == "next" or (which == "this" and today.looks_ahead)
    year = today.day.year + (month <= today.day.month if ahead else -(month >= today.day.month and which != "this"))
    if which == "this" and not ahead:
        year = today.day.year - (month > today.day.month)
    return f"{year}-{month:02d}", "month", "relative"


def _read_ago(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    word = match["count"].lower()
    count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}.get(word) or int(word)
    unit = match["unit"].lower()
    if unit == "year":
        return str(today.day.year - count), "year", "relative"
    if unit == "month":
        return _months_from(today.day, -count).isoformat()[:7], "month", "relative"
    if unit == "week":
        return (today.day - timedelta(weeks=count)).isoformat()[:7], "month", "relative"
    return (today.day - timedelta(days=count)).isoformat(), "day", "relative"


def _read_year(match: re.Match[str], today: Today) -> tuple[str, str, str] | None:
    return match["year"], "year", "stated"


_WHICH_WORDS = frozenset(("last", "this", "past", "previous", "next"))
_WHICH = rf"(?P<which>{'|'.join(sorted(_WHICH_WORDS))})"
_MONTH_WORDS = frozenset(MONTHS)
_YEARS = frozenset(str(year) for year in range(1980, 2050))
_DAYS = frozenset((*map(str, range(1, 32)), *(f"0{day}" for day in range(1, 10))))
_NUMBERED = frozenset("qh")
_ORDINALS = frozenset(("first", "second", "third", "fourth", "final"))
_COUNTS = frozenset(("a", "an", "one", "two", "three", "four", "five", "six"))
_UNITS = frozenset(("year", "month", "quarter", "week", *SEASON_QUARTERS))

# What a sentence must hold for the reading to be tried, what the reading can begin with, the reading, and who makes a
# date of it; explicit ones first.
_READERS: tuple[tuple[frozenset[str], frozenset[str], re.Pattern[str], Reader], ...] = (
    (_YEARS, _YEARS, re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"), _read_iso),
    (frozenset("年"), _YEARS, re.compile(r"(?P<year>20[0-4]\d)年(?P<month>\d\d?)月(?P<day>\d\d?)日"), _read_iso),
    (
        _MONTH_WORDS,
        _DAYS,
        re.compile(
            rf"\b{_DAY}(?:st|nd|rd|th|er|\.)?(?:{_GAP}(?:of|de))?(?:{_GAP}|-){_MONTH}(?:(?:,|{_GAP}de)?(?:{_GAP}|-){_YEAR})?",
            re.I,
        ),
        _read_day_and_month,
    ),
    (
        _MONTH_WORDS,
        _MONTH_WORDS,
        re.compile(rf"\b{_MONTH}{_GAP}{_DAY}(?:st|nd|rd|th)?\b(?![.:]\d|%)(?:,?(?:{_GAP}of)?{_GAP}{_YEAR})?", re.I),
        _read_day_and_month,
    ),
    (_MONTH_WORDS, _WHICH_WORDS, re.compile(rf"\b{_WHICH}{_GAP}{_MONTH}", re.I), _read_month_of_year),
    (_MONTH_WORDS, _MONTH_WORDS, re.compile(rf"\b{_MONTH},?(?:{_GAP}(?:of|de))?{_GAP}{_YEAR}", re.I), _read_month),
    (
        frozenset(("quarter", "half")),
        _ORDINALS | frozenset("1234"),
        re.compile(
            rf"\b(?P<number>(?P<ordinal>first|second|third|fourth|final)|[1-4](?:st|nd|rd|th))(?:{_GAP}|-)(?P<unit>quarter|half)\b"
            rf"(?:{_GAP}(?:of{_GAP})?(?:the{_GAP})?(?:fiscal{_GAP})?(?:year{_GAP})?(?P<year>20[0-4]\d|(?:this|last|next){_GAP}year)\b)?",
            re.I,
        ),
        _read_part_of_year,
    ),
    (
        _NUMBERED,
        _NUMBERED,
        re.compile(r"\b(?P<unit>[QH])(?P<number>[1-4])(?:[ -]?(?:of )?(?:FY)?(?P<year>20[0-4]\d|['’]?\d\d(?!\d)))?\b"),
        _read_part_of_year,
    ),
    (
        _NUMBERED,
        frozenset("1234"),
        re.compile(r"\b(?P<number>[1-4])(?P<unit>[QH])(?:[ -]?(?:of )?(?:FY)?(?P<year>20[0-4]\d|['’]?\d\d(?!\d)))?\b"),
        _read_part_of_year,
    ),
    (
        frozenset(("ago",)),
        _COUNTS | {f"{count:0{width}}" for width in (1, 2) for count in range(100)},
        re.compile(
            rf"\b(?P<count>a|an|one|two|three|four|five|six|\d\d?){_GAP}(?P<unit>day|week|month|year)s?{_GAP}ago\b",
            re.I,
        ),
        _read_ago,
    ),
    (
        _UNITS,
        _WHICH_WORDS,
        re.compile(
            rf"\b{_WHICH}{_GAP}(?:past{_GAP})?(?P<unit>year|month|quarter|week|{'|'.join(SEASON_QUARTERS)})\b", re.I
        ),
        _read_relative,
    ),
    (
        frozenset(("today", "yesterday", "tomorrow", "morning", "heute", "gestern", "aujourd", "jour", "hoy", "ayer")),
        frozenset(("today", "yesterday", "tomorrow", "this", "heute", "gestern", "aujourd", "ce", "hoy", "ayer")),
        re.compile(
            r"\b(?:today|yesterday|tomorrow|this morning|heute|gestern|aujourd[’']hui|ce jour|hoy|ayer)\b", re.I
        ),
        _read_day_word,
    ),
    (
        frozenset(WEEKDAYS),
        _WHICH_WORDS.union(WEEKDAYS),
        re.compile(rf"\b(?:{_WHICH}{_GAP})?{_WEEKDAY}\b", re.I),
        _read_weekday,
    ),
    (
        _MONTH_WORDS,
        _MONTH_WORDS,
        re.compile(rf"\b(?P<month>{'|'.join(name.title() for name in MONTHS)})\b\.?(?P<year>)"),
        _read_month,
    ),
    (
        _YEARS,
        _YEARS,
        re.compile(
            rf"(?:(?<=mid-)|(?<=early-)|(?<=late-)|(?<![\d.,$€£-])(?<!\d,[ ])){_YEAR}(?![\d%]|[.,]\d|[ ](?:patients|people|participants|shares|mg))"
        ),
        _read_year,
    ),
)

_TELLING = frozenset().union(*(needs for needs, *_ in _READERS))
