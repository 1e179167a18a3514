"""When an article was published and changed: every signal is read, kept, weighed against the others and the clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from lxml import etree

from tasks.clean.date_text import ReadDate, read_date
from tasks.clean.head import Head
from tasks.clean.json_ld import text_of

_PUBLISHED_META = (
    "article:published_time", "og:published_time", "datepublished", "article.published", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "citation_publication_date",
    "citation_online_date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "published",
    "article:published", "article_date_original", "bt:pubdate", "originalpublicationdate", "ptime", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod",
    "article:modified", "revised", "moddate", "bt:moddate", "utime",
)  # fmt: skip
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[1-9])[/_-]([0-3]?\d)(?=\D|$)|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)"
)
_URL_MONTH_NAME = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/([0-3]?\d)/", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:updated|modified|last (?:change|edit|review)|aktualisiert|mis à jour|actualizado|aggiornato|atualizado|corrected)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|veröffentlicht|publié|publicado|pubblicato|first)\b", re.IGNORECASE
)
_WEIGHTS = {"json_ld": 3.0, "meta": 3.0, "time_element": 2.0, "url": 2.0, "feed": 2.5, "visible_text": 1.5}
_RANK = {signal: rank for rank, signal in enumerate(_WEIGHTS)}
_FINENESS = {"second": 0, "minute": 1, "day": 2}
_AGREE_WITHIN = timedelta(hours=36)
_DISPUTED_BEYOND = timedelta(days=1)
_FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that a page gives for itself: published or modified, by which signal."""

    role: str
    signal: str
    read: ReadDate


@dataclass(frozen=True, slots=True)
class Dates:
    """What was decided, and all candidates that it was decided from."""

    published: Candidate | None
    modified: Candidate | None
    is_disputed: bool
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Where dates may stand: the head, the address, the feed's word, time elements and lines near the headline."""

    head: Head
    url: str
    feed_published_at: datetime | None
    time_elements: tuple[etree._Element, ...]
    lines: tuple[str, ...]


def find_dates(evidence: DateEvidence, *, now: datetime, zone: tzinfo | None, month_first: bool) -> Dates:
    """Decide the dates of an article; candidates after `now` are kept but never chosen.

    Two signals dispute when they differ by more than a day (mere days: by more than one day of the calendar).
    """
    candidates = tuple(_candidates(evidence, zone, month_first))
    usable = [item for item in candidates if item.read.moment.year >= _FIRST_YEAR and item.read.moment <= now]
    published = _choose([item for item in usable if item.role == "published"])
    modified = _choose([item for item in usable if item.role == "modified"])
    if modified and published and modified.read.moment < published.read.moment:
        modified = None
    return Dates(published, modified, _disputed(candidates, published), candidates)


def _candidates(evidence: DateEvidence, zone: tzinfo | None, month_first: bool) -> Iterable[Candidate]:
    def read(role: str, signal: str, text: str | None) -> Iterable[Candidate]:
        found = read_date(text, zone=zone, month_first=month_first)
        if found:
            yield Candidate(role, signal, found)

    for node in evidence.head.nodes[:3]:
        yield from read("published", "json_ld", text_of(node.get("datePublished") or node.get("dateCreated")))
        yield from read("modified", "json_ld", text_of(node.get("dateModified")))
    yield from read("published", "meta", evidence.head.first_meta(*_PUBLISHED_META))
    yield from read("modified", "meta", evidence.head.first_meta(*_MODIFIED_META))
    for element in evidence.time_elements:
        own_words = " ".join("".join(element.itertext()).split())
        around = own_words + " " + (element.get("itemprop") or "") + " " + (element.get("class") or "")
        role = (
            "modified" if _CHANGED.search(around.replace("-", " ").replace("dateModified", "modified")) else "published"
        )
        yield from read(role, "time_element", element.get("datetime") or element.get("content") or own_words)
    day = day_in_url(evidence.url)
    if day:
        yield from read("published", "url", day)
    if evidence.feed_published_at:
        moment = evidence.feed_published_at.astimezone(UTC)
        yield Candidate("published", "feed", ReadDate(moment, moment.date(), "second", "stated", moment.isoformat()))
    for line in evidence.lines:
        yield from _dates_in_line(line, zone, month_first)


def _dates_in_line(line: str, zone: tzinfo | None, month_first: bool) -> Iterable[Candidate]:
    """The date of a line near the headline; a line may tell of publication and change in two halves."""
    change = _CHANGED.search(line)
    halves = [line] if change is None or change.start() < 5 else [line[: change.start()], line[change.start() :]]
    if change is not None and change.start() < 5 and (second := _PUBLISHED.search(line, change.end())):
        halves = [line[: second.start()], line[second.start() :]]
    for half in halves:
        found = read_date(half, zone=zone, month_first=month_first)
        if found:
            yield Candidate("modified" if _CHANGED.search(half) else "published", "visible_text", found)


def day_in_url(url: str) -> str | None:
    """The ISO day that an address carries in its path; None where it carries none."""
    path = url.split("?", 1)[0].split("://", 1)[-1].partition("/")[2]
    match = _URL_DAY.search(path)
    if match:
        year, month, day = (part for part in match.groups() if part)
        return f"{year}-{int(month):02d}-{int(day):02d}"
    named = _URL_MONTH_NAME.search("/" + path)
    return " ".join((named.group(3), named.group(2), named.group(1))) if named else None


def _choose(candidates: list[Candidate]) -> Candidate | None:
    """The candidate that most weight of evidence agrees with; among those that agree, the strongest and finest signal."""
    if not candidates:
        return None

    def support(item: Candidate) -> float:
        signals = {other.signal for other in candidates if _agree(item, other)}
        return sum(_WEIGHTS[signal] for signal in signals)

    best = max(support(item) for item in candidates)
    strongest = [item for item in candidates if support(item) == best]
    leader = min(strongest, key=lambda item: _RANK[item.signal])
    agreeing = [item for item in candidates if _agree(leader, item)]
    return min(agreeing, key=lambda item: (_FINENESS[item.read.precision] == 2, _RANK[item.signal]))


def _agree(one: Candidate, other: Candidate) -> bool:
    return abs(one.read.moment - other.read.moment) <= _AGREE_WITHIN


def _disputed(candidates: tuple[Candidate, ...], chosen: Candidate | None) -> bool:
    if chosen is None:
        return False
    return any(_differ(chosen.read, item.read) for item in candidates if item.role == "published")


def _differ(one: ReadDate, other: ReadDate) -> bool:
    if "day" in (one.precision, other.precision):
        return abs((one.moment.date() - other.moment.date()).days) > 1
    return abs(one.moment - other.moment) > _DISPUTED_BEYOND
