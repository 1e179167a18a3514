"""Article -> the facts that tell template twins apart, and the comparison of two articles' facts.

Two releases of one issuer may agree in nine words of ten and still be two: the tenth word is the quarter, the day, the
sum, the country or the product. A copy drops or adds facts; a twin puts others in their place.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from tasks.dedupe.words import bare_title, plain

_LEAD_WORDS = 160
_NEAR_PUBLICATION_DAYS = 3
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january janvier januar enero", "feb february février februar febrero", "mar march mars märz marzo",
         "apr april avril abril", "may mai mayo", "jun june juin juni junio", "jul july juillet juli julio",
         "aug august août agosto", "sep sept september septembre septiembre", "oct october octobre oktober octubre",
         "nov november novembre noviembre", "dec december décembre dezember diciembre"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de )?(?P<month2>{_MONTH})\b)"
    r"(?:\.?,?\s+(?:de )?(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_QUARTER_NAMES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PERIOD = re.compile(
    r"\b(?:(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?P<unit>quarter|half)|(?P<letter>[qh])(?P<number>[1-4])\b"
    r"|(?P<number2>[1-4])(?P<letter2>[qh])|(?P<full>full[ -]year|fiscal year|year[ -]end))"
    r"(?:[ -]?(?:of |fiscal |fy)?(?:year )?(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|RMB|CAD|AUD|HKD|SEK|DKK|NOK)\b)\s?(?P<value>\d+(?:\.\d+)?)\s?"
    r"(?P<unit>k|thousand|m|mn|mm|million|bn|b|billion|trillion)?\b",
    re.IGNORECASE,
)
_UNITS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "trillion": 1e12}  # fmt: skip
_NAME = re.compile(r"(?<![.!?:\n\"“] )(?<![\n\"“•])(?<!^)\b(?:[A-Z][^\W_]*(?:-[^\W_]+)*|[^\W_]*\d[^\W_]*(?:-[^\W_]+)*)")


def facts_of(title: str, news: str, published_at: datetime) -> list[str]:
    """What an article states, as sorted `kind:value` strings: quarter, date, amount, title (a name in it), name."""
    title, news = plain(bare_title(title)), plain(news)
    lead = f"{title}\n{' '.join(news.split()[:_LEAD_WORDS])}"
    names = {name.lower() for name in _NAME.findall(news)}
    in_title = {word.lower() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", title)} & names
    facts = {f"quarter:{period}" for period in _periods(title) or _periods(lead)}
    facts |= {f"date:{day}" for day in _days(lead, published_at)}
    facts |= {f"amount:{amount}" for amount in _amounts(lead)}
    facts |= {f"title:{name}" for name in in_title} | {f"name:{name}" for name in names - in_title}
    return sorted(facts)


def conflict(one: Iterable[str], other: Iterable[str]) -> str | None:
    """The kind of fact in which two articles contradict each other, or None where one could be a copy of the other."""
    left, right = _by_kind(one), _by_kind(other)
    for kind, least_overlap in (("quarter", 0.01), ("date", 0.5), ("amount", 0.3)):
        a, b = left.get(kind, set()), right.get(kind, set())
        if a and b and len(a & b) < least_overlap * min(len(a), len(b)):
            return kind
    unknown_left = left.get("title", set()) - _names(right)
    unknown_right = right.get("title", set()) - _names(left)
    return "name" if unknown_left and unknown_right else None


def _names(facts: dict[str, set[str]]) -> set[str]:
    return facts.get("title", set()) | facts.get("name", set())


def _by_kind(facts: Iterable[str]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for fact in facts:
        kind, _, value = fact.partition(":")
        kinds.setdefault(kind, set()).add(value)
    return kinds


def _periods(text: str) -> set[str]:
    found = set()
    for match in _PERIOD.finditer(text):
        if match["full"]:
            period = "year"
        elif match["word"]:
            period = f"{match['unit'][0].lower()}{_QUARTER_NAMES[match['word'].lower()]}"
        else:
            period = f"{(match['letter'] or match['letter2']).lower()}{match['number'] or match['number2']}"
        found.add(f"{period}-{match['year']}" if match["year"] else period)
    return found


def _days(text: str, published_at: datetime) -> set[str]:
    """Days as month-day; a dateline is no fact, so days close to the publication do not count."""
    found = set()
    for match in _DATE.finditer(text):
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        if 1 <= day <= 31 and not _is_near(month, day, published_at):
            found.add(f"{month:02d}-{day:02d}")
    return found


def _is_near(month: int, day: int, published_at: datetime) -> bool:
    try:
        moment = published_at.replace(month=month, day=day)
    except ValueError:
        return False
    return abs((moment - published_at).days) <= _NEAR_PUBLICATION_DAYS


def _amounts(text: str) -> set[str]:
    return {
        f"{float(match['value']) * _UNITS.get((match['unit'] or '').lower(), 1):.3g}"
        for match in _AMOUNT.finditer(text)
    }
