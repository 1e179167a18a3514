"""Scene -> when the event happened: the date that its own clause gives, else the day of the news."""

import math
import re
from datetime import date, timedelta

from tasks.extract.document import Document
from tasks.extract.expressions import around
from tasks.extract.slots.dates import FoundDate, Today, find_dates
from tasks.extract.slots.scene import Scene

DATELINE = re.compile(r"(?:--|—|–| - |\((?:[A-Z]{4,}[ A-Z/]*)\)|\)\s*[—–-]|/[A-Z ]{4,}/)")
_NOT_WHEN = around(
    r"\b(?:expect\w*|anticipat\w*|plan(?:s|ned|ning)?|will|would|due|scheduled|slated|expir\w+|target\w*|goal|PDUFA|deadline|founded|established|born|forecast\w*|on track|could|may|should"
    r"|aims?|intends?|conference|congress|fiscal|results for)(?: [\w-]+){0,5}[\s\x{a0}]*$"
    r"|\b(?:until|through|by|before|ended|ending|ends|as of|effective|beginning|starting|from|compared (?:with|to)|versus|ahead of|no (?:earlier|later) than|later|next|meeting on|into|between|guidance|for(?: the)?(?: full)?(?: fiscal)?(?: year)?|full[- ]year|year)"
    r"(?: (?:the|early|mid|late|end|of|at|about|around|least)){0,5}[ \x{a0}-]*$|\bso far $"
)
_ALLOWED_FROM = around(r"\b(?:dated|letter|received|notice)\b[^.;]{0,30}$")
_REPORTING = around(
    r"\b(?:said|says|announced|announces|disclosed|reported|told|statement|press release|news release|filing|according to|wrote)(?: (?:on|in|late|early|a|the|investors|reporters|that|today|release|statement)){0,4}[\s\x{a0}]*$"
)

_PER_SENTENCE = 500
"""What a date costs more for each sentence of the scene that stands before its own."""

_CAME = around(
    r"\b(?:letters?|decision|approval|go-ahead|clearance|notice|notification|submission|application|documents?|filing|patient|participant|dose|bottles|shipments?|vote|opinion|designation|status|agreement|deal|contract"
    r"|extension|meeting|panel|committee|recall|settlement|patent|round|financing|offering|word|move|nod|verdict|ruling|plant|site|it)\b[^.;]{0,90}$"
)
_VAGUE = re.compile(r"this (?:week|month|quarter|year)", re.IGNORECASE)
_DAY_OF_THE_NEWS = frozenset(("earnings_guidance",))
_OPENING_SENTENCES = 12
_LATELY = timedelta(days=14)


UNDATED = date(9000, 1, 1)
"""Stands for the day of an article without one: no date that counts from it is taken, and none is in its future."""


def article_day(document: Document) -> tuple[date | None, str]:
    """The day that the article counts from, and its basis: stated by the dateline, or published."""
    known = next((span for span in document.spans[:2] if span.kind == "day"), None)
    if known:
        return date.fromisoformat(known.value), known.attrs["basis"]
    published = document.published_at.date() if document.published_at else None
    opening = document.text[:320]
    mark = DATELINE.search(opening)
    if mark and published:
        around = opening[: mark.end() + 60]
        for found in find_dates(around, Today(published)):
            if found.precision == "day" and found.basis == "stated":
                day = date.fromisoformat(found.value)
                if abs(day - published) <= timedelta(days=4):
                    return day, "stated"
    return published, "published"


def fill_event_date(scene: Scene) -> tuple[str | None, str | None, str | None]:
    """Value, precision and basis of the event's date; `not_in_text` without a value where a past event has none."""
    day, basis = article_day(scene.document)
    if day is None:
        found = _best(scene, UNDATED)
        return (found.value, found.precision, found.basis) if found else (None, None, "not_in_text")
    found = _best(scene, day)
    if found is None or found.value == day.isoformat():
        found = _lately(scene, day, is_dated=found is not None) or found
    if found and not (found.precision == "day" and found.value == day.isoformat() and basis == "stated"):
        return found.value, found.precision, found.basis
    if scene.is_primary or found:
        return day.isoformat(), "day", basis
    return None, None, "not_in_text"


def _best(scene: Scene, day: date) -> FoundDate | None:
    """The date of the event's own clause: near the trigger, in the past, not that of the announcement where there is another."""
    best: FoundDate | None = None
    least = math.inf
    for place, sentence in enumerate(scene.sentences()):
        if least <= _PER_SENTENCE * place:
            break
        if sentence.index == 0 or (place and scene.is_primary and sentence.index not in scene.candidate.evidence):
            continue
        text = scene.words(sentence)
        for found in find_dates(text, Today(day)):
            if day == UNDATED and not _names_its_year(found, text):
                continue
            cost = _cost(scene, text, sentence.start, found, day)
            if cost is not None and cost + _PER_SENTENCE * place < least:
                best, least = found, cost + _PER_SENTENCE * place
    return best


def _lately(scene: Scene, day: date, *, is_dated: bool) -> FoundDate | None:
    """News that its own sentences date by its announcement, if at all: the day of the last two weeks on which, as the
    opening says, the letter came or the deal was signed; else that on which the company spoke."""
    if not scene.is_primary or scene.document.kind == "round_up" or scene.candidate.event_type in _DAY_OF_THE_NEWS:
        return None
    for sentence in scene.document.sentences[1:_OPENING_SENTENCES]:
        text = scene.words(sentence)
        for found in find_dates(text, Today(day)):
            is_near = found.precision == "day" and timedelta() < day - date.fromisoformat(found.value) <= _LATELY
            if is_near and _cost(scene, text, sentence.start, found, day) is not None:
                before = text[max(0, found.start - 100) : found.start]
                if scene.is_lead_news and _CAME.search(before) or not is_dated and _REPORTING.search(before):
                    return found
    return None


def _names_its_year(found: FoundDate, text: str) -> bool:
    return found.basis == "stated" and found.value[:4] in text[found.start : found.end]


def _cost(scene: Scene, text: str, offset: int, found: FoundDate, day: date) -> float | None:
    """How far a date is from being the event's; None where it belongs to something else."""
    before = text[max(0, found.start - 60) : found.start]
    if scene.is_primary and _VAGUE.fullmatch(text[found.start : found.end]):
        return None
    if found.precision != "day" and scene.candidate.event_type in _DAY_OF_THE_NEWS:
        return None
    if first_day(found.value) > day + timedelta(days=1) and scene.candidate.status != "planned":
        return None
    if scene.document.text_start == offset and found.end <= _dateline_end(text):
        return None
    clause = re.split(r"[;:]|, ", before)[-1]
    if _NOT_WHEN.search(clause) and not _ALLOWED_FROM.search(before):
        return None
    start, end = found.start + offset, found.end + offset
    distance = max(0, start - scene.candidate.end, scene.candidate.start - end)
    between = (
        text[found.end : max(found.end, scene.candidate.start - offset)]
        or text[scene.candidate.end - offset : found.start]
    )
    crossings = len(re.findall(r"[;]|, (?:and|but|which|who|while)\b", between))
    return distance + 80 * crossings + 400 * _REPORTING.search(before)


def _dateline_end(text: str) -> int:
    mark = DATELINE.search(text[:320])
    return mark.end() if mark else 0


def first_day(value: str) -> date:
    """The first day of the period that an ISO date of any precision names."""
    year = int(value[:4])
    part = value[5:]
    if part.startswith("Q"):
        return date(year, 3 * int(part[1]) - 2, 1)
    if part.startswith("H"):
        return date(year, 6 * int(part[1]) - 5, 1)
    month, _, day = part.partition("-")
    return date(year, int(month or 1), int(day or 1))
