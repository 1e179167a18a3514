"""How long before publication a sentence places what it tells: the light reading of dates that roles and merging need."""

import re
from datetime import date, datetime

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
    rf"\b(?:(?P<d1>\d{{1,2}}) +)?(?P<month>{_MONTH})\b(?: +(?P<d2>\d{{1,2}})\b(?! *(?:patients|percent|%)))?(?: +(?P<year>(?:19|20)\d\d))?"
    r"|\b(?:in|of|since|during|from|late|early|mid|year|q[1-4]|quarter|half|back in|en|im jahr) +(?:of +)?(?P<only_year>(?:19|20)\d\d)\b"
    r"|\b(?P<years>(?:last|previous|prior|past) +year|year ago|years ago|l an dernier|letztes jahr)\b"
    r"|\b(?P<months>last +(?:month|quarter|summer|spring|fall|autumn|winter)|(?:months|weeks) +(?:ago|earlier)|earlier +this +year|this +past +\w+)\b"
)
_LOOSE_MONTHS = re.compile(r"\b(?:in|since|until|from|of|by|on|late|early|mid|last|this|past|im|en|seit|\d) *$")


def days_before(words: str, published: datetime | None) -> int | None:
    """Days from the date that the plain words name to publication; None where they name none or nothing is known.

    The date taken is the latest that does not lie in the future; a month without a year is the last one before publication.
    """
    today = published.date() if published else None
    ages = [age for match in _DATED.finditer(words) if (age := _age(match, words, today)) is not None and age >= -1]
    return min(ages) if ages else None


def _age(match: re.Match[str], words: str, today: date | None) -> int | None:
    if match["years"]:
        return 365
    if match["months"]:
        return 60
    if today is None:
        return None
    if match["only_year"]:
        return 0 if int(match["only_year"]) >= today.year else (today - date(int(match["only_year"]), 12, 31)).days + 30
    return _age_of_month(match, words, today)


def _age_of_month(match: re.Match[str], words: str, today: date) -> int | None:
    month, day = _MONTHS[match["month"]], int(match["d2"] or match["d1"] or 0)
    if not match["year"] and not day and not _LOOSE_MONTHS.search(words[: match.start()]):
        return None
    year = int(match["year"] or today.year)
    if not match["year"] and (month, day or 1) > (today.month, today.day + 1 if day else 31):
        year -= 1
    try:
        return (today - date(year, month, day or 28)).days if day or (year, month) != (today.year, today.month) else 0
    except ValueError:
        return None
