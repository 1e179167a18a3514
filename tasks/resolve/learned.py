"""Article -> aliases that its text teaches of names found in it: 'A, formerly B', 'Brand (generic)', 'A (“B”)'."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = r"[®™]?"
_FORMER = (
    r",?\s*\(?\s*(?:formerly(?: known as| called)?|previously(?: known as| called)?|also known as|a\.?k\.?a\.?|now(?: known as| called)?"
    r"|known as|or|marketed as|sold as|sold under the (?:brand |trade )?name|branded as|generically known as|development code)\s*,?\s*"
)
_APPOSED = r"\s*\(\s*(?:the\s+)?[\"“„«]?\s*"
_SLASH = r"\s*/\s*"


@dataclass(frozen=True)
class Lesson:
    """Two names that a sentence says are one."""

    one: str
    other: str
    quote: str
    ground: str = "learned"


def lessons(text: str, names: Iterable[str]) -> Iterator[Lesson]:
    """Pairs of the given names that the text introduces as names of one thing, with the line that says so."""
    unique = sorted({name for name in names if len(name) > 2}, key=lambda name: (-len(name), name))
    if len(unique) < 2:
        return
    one_of = "|".join(re.escape(name) for name in unique)
    pair = re.compile(
        rf"(?<!\w)(?P<one>{one_of}){_MARK}(?:{_FORMER}|{_APPOSED}|{_SLASH})(?P<other>{one_of})(?!\w)", re.IGNORECASE
    )
    written = {name.lower(): name for name in unique}
    for line in text.split("\n"):
        for match in pair.finditer(line):
            one, other = written[match["one"].lower()], written[match["other"].lower()]
            if one != other:
                yield Lesson(one, other, line[max(0, match.start() - 120) : match.end() + 80].strip())


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


def nicknames(text: str, companies: Iterable[str]) -> Iterator[Lesson]:
    """Short names that a release gives to a company it names in full: 'Tarnwick Bio, Inc. (“Tarnwick”)'."""
    known = {name.lower(): name for name in companies}
    for match in _NICKNAME.finditer(text):
        long, short = (match["long"] or match["long2"]), (match["short"] or match["short2"])
        if short.lower() in _NO_NICKNAME:
            continue
        full = next((known[name] for name in sorted(known, key=len, reverse=True) if long.lower().endswith(name)), None)
        full = full or next(
            (known[name] for name in sorted(known, key=len, reverse=True) if name in long.lower()), None
        )
        if full and full.lower() != short.lower():
            yield Lesson(full, short, text[max(0, match.start()) : match.end() + 1].strip())
