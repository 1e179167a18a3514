"""Article -> the facts that tell template twins apart, and the comparison of two articles' facts.

Two releases of one issuer may agree in nine words of ten and still be two: the tenth word is the quarter, the day, the
sum, the country or the product. A copy drops or adds facts; a twin puts others in their place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tasks.dedupe.words import WORD, bare_title, is_restated, plain

_LEAD_WORDS = 160
_WIDE_LEAD_WORDS = 260
_DATELINE_WORDS = 25
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
    r"(?:\.?,?\s+(?:de )?(?P<year>20\d\d))?"
)
_QUARTER_NAMES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PERIOD = re.compile(
    r"\b(?:(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?P<unit>quarter|half)|(?P<letter>[qh])(?P<number>[1-4])\b"
    r"|(?P<number2>[1-4])(?P<letter2>[qh])|(?P<full>full[ -]year|fiscal year|year[ -]end))"
    r"(?:[ -]?(?:of |fiscal |fy)?(?:year )?(?P<year>20\d\d))?"
)
_AMOUNT = re.compile(
    r"(?:[$€£¥]|\b(?:usd|eur|gbp|chf|jpy|rmb|cad|aud|hkd|sek|dkk|nok)\b)\s?(?P<value>\d+(?:\.\d+)?)\s?"
    r"(?P<unit>k|thousand|m|mn|mm|million|bn|b|billion|trillion)?\b"
)
_UNITS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "trillion": 1e12}  # fmt: skip

_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MAX_FIGURES = 12
_LEAST_FIGURES = 2

_STEPS = {
    "price": re.compile(r"pric(?:ing|es|ed)\b.*\b(?:offering|placement|ipo|notes)|(?:offering|placement) priced"),
    "close": re.compile(r"clos(?:ing|es|ed)\b"),
    "propose": re.compile(r"propos(?:ed|es) (?:public )?offering"),
    "ahead": re.compile(r"\bto (?:present|report|announce|host|release|hold|participate|webcast|discuss)\b"),
    "complete": re.compile(r"complet(?:es|ed|ion)\b"),
    "plan": re.compile(r"\bplans?\b"),
}
"""What a title says has been done; two titles that differ in it tell of two steps."""


@dataclass(frozen=True)
class Facts:
    """What an article states: `kind:value` strings (quarter, step, date, dateline, amount, figure, title), and its words.

    `figure` facts are the first numbers and days of the lead; a text that says it corrects another has none.
    """

    stated: tuple[str, ...]
    words: str

    @property
    def tell_issues_apart(self) -> bool:
        """Whether there is a fact that the next notice of the same series would give otherwise."""
        return any(not fact.startswith(("title:", "step:")) for fact in self.stated)


def facts_of(title: str, news: str, published_at: datetime) -> Facts:
    """Read the facts of title and lead; `title` facts are words of the title that the lead repeats."""
    says_restated = is_restated(title)
    # In small letters, because Python looks for words in whatever case many times more slowly.
    title, news_words = plain(bare_title(title)).lower(), plain(news).lower().split()
    lead = " ".join(news_words[:_LEAD_WORDS])
    title_words = _telling(WORD.findall(title))
    stated = {f"quarter:{period}" for period in _periods(title) or _periods(lead)}
    days = _days(f"{title}\n{lead}")
    stated |= {f"date:{month:02d}-{day:02d}" for month, day in days if not _is_near(month, day, published_at)}
    stated |= {f"dateline:{month:02d}-{day:02d}" for month, day in _days(" ".join(news_words[:_DATELINE_WORDS]))[:1]}
    stated |= {f"step:{step}" for step, pattern in _STEPS.items() if pattern.search(title)}
    stated |= {f"amount:{amount}" for amount in _amounts(f"{title}\n{lead}")}
    if not says_restated:
        stated |= {f"figure:{figure}" for figure in _figures(lead)}
    stated |= {f"title:{word}" for word in title_words.intersection(WORD.findall(lead))}
    wide = " ".join(news_words[:_WIDE_LEAD_WORDS])
    return Facts(tuple(sorted(stated)), " ".join(sorted(title_words | _telling(WORD.findall(wide)))))


def _telling(words: Iterable[str]) -> set[str]:
    return {word for word in words if len(word) > 3 or any(sign.isdigit() for sign in word)} - _EMPTY


_EMPTY = frozenset(
    [
        "announces",
        "announced",
        "announce",
        "today",
        "reports",
        "reported",
        "report",
        "from",
        "with",
        "that",
        "this",
        "will",
        "have",
        "been",
        "says",
        "said",
    ]
)


def conflict(one: Facts, other: Facts) -> str | None:
    """The kind of fact in which two articles contradict each other, or None where one could be a copy of the other."""
    left, right = _by_kind(one.stated), _by_kind(other.stated)
    if _periods_differ(left.get("quarter", set()), right.get("quarter", set())):
        return "quarter"
    if _datelines_differ(left.get("dateline", set()), right.get("dateline", set())):
        return "dateline"
    for kind, least_overlap in (("step", 0.01), ("date", 0.5), ("amount", 0.3)):
        a, b = left.get(kind, set()), right.get(kind, set())
        if a and b and len(a & b) < least_overlap * min(len(a), len(b)):
            return kind
    left_words, right_words = set(one.words.split()), set(other.words.split())
    if _figures_differ(left.get("figure", set()), right.get("figure", set()), left_words, right_words):
        return "figure"
    only_left, only_right = left.get("title", set()) - right_words, right.get("title", set()) - left_words
    return "title" if only_left and only_right else None


def _periods_differ(left: set[str], right: set[str]) -> bool:
    """Whether no period of the one can be a period of the other; 'q2' can be 'q2-2026'."""
    return bool(left and right) and not any(a.startswith(b) or b.startswith(a) for a in left for b in right)


def _datelines_differ(left: set[str], right: set[str]) -> bool:
    """Whether two releases were issued days apart: a copy keeps its dateline, a notice that recurs has its own."""
    return any(_days_apart(a, b) > _NEAR_PUBLICATION_DAYS for a in left for b in right)


def _figures_differ(left: set[str], right: set[str], left_words: set[str], right_words: set[str]) -> bool:
    """Whether figures were put in the place of others: today's notice of a daily series keeps all words of yesterday's.

    A copy that was cut or put between other lines lacks figures or adds some; only one in whose text a figure was set
    right without saying so has one that the other lacks, and lacks one that the other has.
    """
    only_left = [figure for figure in left - right if not right_words.issuperset(WORD.findall(figure))]
    only_right = [figure for figure in right - left if not left_words.issuperset(WORD.findall(figure))]
    nothing_else = len(only_left) == len(left) == len(right) == len(only_right)
    return min(len(only_left), len(only_right)) >= (1 if nothing_else else _LEAST_FIGURES)


def _days_apart(one: str, other: str) -> int:
    a, b = (30.4 * int(month) + int(day) for month, day in (one.split("-"), other.split("-")))
    return int(min(abs(a - b), 365 - abs(a - b)))


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
            period = f"{match['unit'][0]}{_QUARTER_NAMES[match['word']]}"
        else:
            period = f"{match['letter'] or match['letter2']}{match['number'] or match['number2']}"
        found.add(f"{period}-{match['year']}" if match["year"] else period)
    return found


def _days(text: str) -> list[tuple[int, int]]:
    """Months and days in the order of the text."""
    found = []
    for match in _DATE.finditer(text):
        day = int(match["day"] or match["day2"])
        if 1 <= day <= 31:
            found.append((_MONTHS[match["month"] or match["month2"]], day))
    return found


def _figures(text: str) -> list[str]:
    """The first numbers and days of a text, years left out: 'March 4, 2026' is 03-04."""
    days = [f"{month:02d}-{day:02d}" for month, day in _days(text)]
    numbers = [number for number in _FIGURE.findall(_DATE.sub(" ", text)) if not _YEAR.match(number)]
    return list(dict.fromkeys([*days, *numbers]))[:_MAX_FIGURES]


def _is_near(month: int, day: int, published_at: datetime) -> bool:
    try:
        moment = published_at.replace(month=month, day=day)
    except ValueError:
        return False
    return abs((moment - published_at).days) <= _NEAR_PUBLICATION_DAYS


def _amounts(text: str) -> set[str]:
    return {f"{float(match['value']) * _UNITS.get(match['unit'] or '', 1):.3g}" for match in _AMOUNT.finditer(text)}
