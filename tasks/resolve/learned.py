"""Article -> aliases that its text teaches of names found in it: 'A, formerly B', 'Brand (generic)', 'A (“B”)'."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

_JOINT = re.compile(
    r"[®™]?(?:,?\s*\(?\s*(?:formerly(?: known as| called)?|previously(?: known as| called)?|also known as|a\.?k\.?a\.?|now(?: known as| called)?"
    r"|known as|or|marketed as|sold as|sold under the (?:brand |trade )?name|branded as|generically known as|development code)\s*,?\s*"
    r"|\s*\(\s*(?:the\s+)?[\"“„«]?\s*|\s*/\s*)",
    re.IGNORECASE,
)
_LONGEST_JOINT = 80
"""Characters between two names that a sentence says are one."""


@dataclass(frozen=True)
class Lesson:
    """Two names that a sentence says are one."""

    one: str
    other: str
    quote: str
    ground: str = "learned"


def lessons(text: str, names: Iterable[str]) -> Iterator[Lesson]:
    """Pairs of the given names that the text introduces as names of one thing, with the line that says so."""
    written = {name.lower(): name for name in sorted(names) if len(name) > 2}
    if len(written) < 2:
        return
    for line in text.split("\n"):
        for one, other in _pairs(line, _places(line, written)):
            if one.name != other.name:
                yield Lesson(one.name, other.name, line[max(0, one.start - 120) : other.end + 80].strip())


class _Place(NamedTuple):
    """A name, in whatever case, at line[start:end]."""

    start: int
    end: int
    name: str


def _places(line: str, written: Mapping[str, str]) -> list[_Place]:
    """Where names stand, given in small letters and as written; of those that begin at one place the longest first."""
    lowered = line.lower()
    line = lowered if len(lowered) == len(line) else line  # a few signs grow, and places would shift
    places = []
    for small, name in written.items():
        start = line.find(small)
        while start >= 0:
            places.append(_Place(start, start + len(small), name))
            start = line.find(small, start + 1)
    return sorted(places, key=lambda place: (place.start, -place.end))


def _pairs(line: str, places: list[_Place]) -> Iterator[tuple[_Place, _Place]]:
    """Names with nothing but a joint between them; the second of a pair is not the first of another."""
    end = 0
    for number, one in enumerate(places):
        if one.start < end or line[one.start - 1 : one.start].isalnum():
            continue
        others = [other for other in _behind(one, places, number) if _are_joined(line, one, other)]
        if others:
            other = max(others, key=lambda place: (place.start, place.end))
            end = other.end
            yield one, other


def _behind(one: _Place, places: list[_Place], number: int) -> Iterator[_Place]:
    """The places that a joint behind one, which is the one of this number, can reach."""
    for place in islice(places, number + 1, None):
        if place.start > one.end + _LONGEST_JOINT:
            return
        if place.start > one.end:
            yield place


def _are_joined(line: str, one: _Place, other: _Place) -> bool:
    is_whole = not line[other.end : other.end + 1].isalnum()
    return is_whole and _JOINT.fullmatch(line, one.end, other.start) is not None


_NICKNAME = re.compile(
    r"(?P<long>(?:[A-Z][\w&.-]*,?\s+){0,5}[A-Z][\w&.-]*)\s*\((?:[^()\"“]{0,60}[;,]\s*)?[\"“](?P<short>[A-Z][\w&. -]{2,30})[\"”]"
    r"|(?P<long2>(?:[A-Z][\w&.-]*,?\s+){0,5}[A-Z][\w&.-]*)\s*\([^()]{0,60}\)\s*\((?:the )?[\"“](?P<short2>[A-Z][\w&. -]{2,30})[\"”]"
)
_NO_NICKNAME = frozenset(
    [
        "company",
        "the",
        "company",
        "corporation",
        "group",
        "firm",
        "we",
        "us",
        "parent",
        "bank",
        "agent",
        "issuer",
        "offering",
        "agreement",
    ]
)


_QUOTED = re.compile(r"\([^()\"“]*[\"“]")
_REACH = 400
"""Characters ahead of a parenthesis that can belong to the name before it."""


def nicknames(text: str, companies: Iterable[str]) -> Iterator[Lesson]:
    """Short names that a release gives to a company it names in full: 'Tarnwick Bio, Inc. (“Tarnwick”)'."""
    known = {name.lower(): name for name in companies}
    for match in _introductions(text):
        long, short = (match["long"] or match["long2"]), (match["short"] or match["short2"])
        if short.lower() in _NO_NICKNAME:
            continue
        full = next((known[name] for name in sorted(known, key=len, reverse=True) if long.lower().endswith(name)), None)
        full = full or next(
            (known[name] for name in sorted(known, key=len, reverse=True) if name in long.lower()), None
        )
        if full and full.lower() != short.lower():
            yield Lesson(full, short, text[max(0, match.start()) : match.end() + 1].strip())


def _introductions(text: str) -> Iterator[re.Match[str]]:
    """What _NICKNAME.finditer finds, looked for only around parentheses with a quotation, because it is slow elsewhere."""
    last = 0
    for opening in _QUOTED.finditer(text):
        match = _NICKNAME.search(text, max(last, opening.start() - _REACH), opening.end() + 40)
        if match:
            last = match.end()
            yield match
