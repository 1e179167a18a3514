"""Dates as pages write them: ISO, RFC 2822, and days with the month's name in five languages."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero ene gennaio gen janeiro",
            "february feb februar février fevrier fév febrero febbraio fevereiro fev",
            "march mar märz maerz mrz mars marzo março marco",
            "april apr avril avr abril abr aprile",
            "may mai mayo mag maggio maio",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet julio luglio lug julho",
            "august aug août aout agosto ago",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {
    "z": 0, "gmt": 0, "utc": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "mez": 60, "mesz": 120,
}  # fmt: skip
"""Minutes east of UTC. EST and its like are read as American, BST as British."""
_AMERICAN = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=lambda name: (-len(name), name)))})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_CLOCK = r"(?:[\s,]*(?:\||-|–|·|•|T|at|um|à|a las|alle|às|@)?\s*(?P<hour>[012]?\d)(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?\s*(?:Uhr\s*)?(?P<half>[ap]\.?m\b\.?)?(?:\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:UTC|GMT)[+-]\d{1,2}\b|[A-Z]{2,4}\b))?)?"
_SHAPES = tuple(
    re.compile(shape + _CLOCK, re.IGNORECASE)
    for shape in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month_number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*(?:of\s+|de\s+)?(?:[-/]\s*)?{_MONTH}(?:,|\s+de|\s*[-/])?\s*{_YEAR}",
        rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month_number>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)\b",
        r"(?<!\d)(?P<first>\d{1,2})/(?P<other>\d{1,2})/(?P<year>(?:19|20)\d\d)\b",
    )
)
_BASIC = re.compile(
    r"^(?P<year>(?:19|20)\d\d)(?P<month_number>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_STAMP = re.compile(r"^1\d{9}(?:\d{3})?$")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read: the moment in UTC, how precise it is (second, minute or day), how its zone is known.

    zone: stated (written there), source (the outlet's own was assumed), utc (none known; or a mere day, which has none
    and stands at midnight UTC so that it keeps its name). day: the calendar day as written.
    """

    moment: datetime
    day: date
    precision: str
    zone: str
    value: str


def read_date(text: str | None, *, zone: tzinfo | None = None, month_first: bool = False) -> ReadDate | None:
    """The first date in a text; None where there is none that is certain.

    zone: the outlet's own, for times that state none. month_first: how the outlet writes 03/04/2024; such a date counts
    only if one reading is possible, or the outlet is American.
    """
    if not text:
        return None
    text = text.strip()
    if _STAMP.match(text):
        stamp = datetime.fromtimestamp(int(text[:10]), UTC)
        return ReadDate(stamp, stamp.date(), "second", "stated", text)
    basic = _BASIC.match(text)
    matches = [basic] if basic else [match for shape in _SHAPES if (match := shape.search(text[:400]))]
    for match in sorted(matches, key=lambda found: found.start()):
        read = _read(match, zone, month_first)
        if read is not None:
            return read
    return None


def _read(match: re.Match[str], zone: tzinfo | None, month_first: bool) -> ReadDate | None:
    parts = match.groupdict()
    month, day = _month_and_day(parts, month_first)
    try:
        midnight = datetime(int(parts["year"]), month, day)
        clock = _clock(parts)
        moment = midnight.replace(hour=clock[0], minute=clock[1], second=clock[2]) if clock else midnight
    except ValueError:
        return None
    written = match.group().strip(" ,")
    if clock is None:
        return ReadDate(moment.replace(tzinfo=UTC), midnight.date(), "day", "utc", written)
    stated = _zone(parts.get("zone"))
    known = stated or zone
    precision = "second" if parts.get("second") else "minute"
    read = moment.replace(tzinfo=known or UTC).astimezone(UTC)
    return ReadDate(read, midnight.date(), precision, "stated" if stated else "source" if zone else "utc", written)


def _month_and_day(parts: dict[str, str | None], month_first: bool) -> tuple[int, int]:
    """Month and day of a match; (0, 0), which is no date, where the order of two numbers is unknown."""
    if parts.get("first"):
        first, other = int(parts["first"] or 0), int(parts["other"] or 0)
        if first > 12 or (first == other):
            return other, first
        if other > 12 or month_first:
            return first, other
        return 0, 0
    day = int(parts["day"] or 0)
    if parts.get("month"):
        return _MONTHS[(parts["month"] or "").lower()], day
    return int(parts["month_number"] or 0), day


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int] | None:
    if not parts.get("hour") or not parts.get("minute"):
        return None
    hour, half = int(parts["hour"] or 0), (parts.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(parts["minute"] or 0), int(parts.get("second") or 0)


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    name = name.lower()
    if name in _AMERICAN:
        return ZoneInfo(_AMERICAN[name])
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name]))
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", name)
    if offset is None:
        return None
    minutes = int(offset.group(2)) * 60 + int(offset.group(3) or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if offset.group(1) == "+" else -minutes))
