"""Text -> its lines that write every word with a capital, as headlines do: a capital says nothing about names there."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_WORDS = 4
_STOPS = (".", "!", "?", ".”", '."')
_CAPITAL_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Headings:
    """The title and the lines like it, as stretches of Document.full in order."""

    stretches: tuple[tuple[int, int], ...]

    def hold(self, offset: int) -> bool:
        """Whether the offset lies in a heading."""
        index = bisect_right(self.stretches, offset, key=lambda stretch: stretch[0]) - 1
        return index >= 0 and offset < self.stretches[index][1]

    def recurs_below(self, full: str, name: str) -> bool:
        """Whether the name stands somewhere outside all headings."""
        start = full.find(name)
        while start >= 0 and self.hold(start):
            start = full.find(name, start + len(name))
        return start >= 0


def find_headings(full: str, text_start: int) -> Headings:
    """The title, and every line of the text that is no sentence and most of whose longer words begin with a capital."""
    lines = (line for line in _LINE.finditer(full, text_start) if _is_heading(line[0]))
    return Headings(((0, text_start), *(line.span() for line in lines)))


def _is_heading(line: str) -> bool:
    if line.rstrip().endswith(_STOPS):
        return False
    words = _LONG_WORD.findall(line)
    return len(words) >= _MIN_WORDS and sum(word[0].isupper() for word in words) >= _CAPITAL_SHARE * len(words)
