"""How long before publication a sentence places what it tells: the light reading of dates that roles and merging need."""

import re
from datetime import date, datetime
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar fevrier febrero",
            "march mar marz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug aout agosto",
            "september sept sep septembre septiembre",
            "october oct oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember decembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATED = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) +(?:de +)?)?(?P<month>{_MONTH})\b(?: +(?P<d2>\d{{1,2}})\b(?! *(?:patients|percent|%)))?(?: +(?:de +)?(?P<year>(?:19|20)\d\d))?"
    r"|\b(?:in|since|during|from|late|early|mid|back in|en|im jahr) +(?:of +)?(?P<only_year>(?:19|20)\d\d)\b"
    r"|\b(?P<years>(?:last|previous|prior|past) +year|years? ago|years earlier|last (?:spring|summer|fall|autumn|winter)|l an dernier|letztes jahr)\b"
    r"|\b(?P<months>last +(?:month|quarter)|months? +(?:ago|earlier)|earlier +this +year|this +past +\w+|the same month)\b"
    r"|\b(?P<weeks>last +week|weeks? +(?:ago|earlier)|earlier +this +month)\b"
    r"|\b(?P<days>today|yesterday|this (?:morning|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|heute|aujourd hui|hoy)\b"
)
_TIME_WORDS = """year years month months quarter week weeks spring summer fall autumn winter past dernier jahr today yesterday morning
    monday tuesday wednesday thursday friday saturday sunday heute aujourd hoy"""
_TELLS_TIME = frozenset((*_MONTHS, *_TIME_WORDS.split(), *map(str, range(1900, 2100))))
"""One of these words stands in everything that _DATED finds."""
_INTRODUCES_MONTH = re.compile(r"\b(?:in|since|of|on|late|early|mid|last|this|past|im|en|seit|\d) *$")
_AHEAD = re.compile(
    r"\b(?:effective|until|through|by|end of|as of|ended|ending|expires?|beginning|from|due|starting|valid) *(?:the +|in +|on +)*$"
)


class Age(NamedTuple):
    """Days from what is told to publication, and whether the day is stated (else only a week, month or year is)."""

    days: int
    to_the_day: bool


def age_of(words: str, published: datetime | None) -> Age | None:
    """The age that the plain words state; None where they state none or nothing is known about publication.

    The latest date that does not lie in the future counts; a month without a year is the last one before publication.
    """
    if _TELLS_TIME.isdisjoint(words.replace("%", " ").replace("$", " ").split()):
        return None
    today = published.date() if published else None
    ages = [age for match in _DATED.finditer(words) if (age := _age(match, words, today)) and age.days >= -1]
    return min(ages) if ages else None


def _age(match: re.Match[str], words: str, today: date | None) -> Age | None:
    for name, age in (
        ("years", Age(365, False)),
        ("months", Age(60, False)),
        ("weeks", Age(14, False)),
        ("days", Age(0, True)),
    ):
        if match[name]:
            return age
    if today is None or _AHEAD.search(words[max(0, match.start() - 30) : match.start()]):
        return None
    if match["only_year"]:
        year = int(match["only_year"])
        return Age((today - date(year, 12, 31)).days + 30, False) if year < today.year else None
    return _age_of_month(match, words, today)


def _age_of_month(match: re.Match[str], words: str, today: date) -> Age | None:
    month, day = _MONTHS[match["month"]], int(match["d2"] or match["d1"] or 0)
    if not match["year"] and not day and not _INTRODUCES_MONTH.search(words[: match.start()]):
        return None
    year = int(match["year"] or today.year)
    if not match["year"] and (month, day) > (today.month, today.day + 1):
        year -= 1
    try:
        days = (today - date(year, month, day or 28)).days
    except ValueError:
        return None
    return Age(days, True) if day else Age(max(days, 0), False)
