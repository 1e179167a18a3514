"""Plain words: text as patterns read it, in lower-case ASCII, with every character in its place."""

import re
import unicodedata
from collections.abc import Mapping

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_FEW = 40
"""Characters beyond ASCII; a text in letters of its own has more of them."""


def plain(text: str) -> str:
    """The text in lower-case ASCII with blanks for punctuation, character for character, so that offsets stay."""
    return translate(text, _TABLE)


def translate(text: str, table: Mapping[int, str]) -> str:
    """The text with each character as the table has it, as str.translate gives it.

    Python translates a text that is ASCII throughout many times faster, so the few others go first, one after the other.
    """
    others = set(_BEYOND_ASCII.findall(text))
    for character in others if len(others) <= _FEW else ():
        text = text.replace(character, character.translate(table))
    return text.translate(table)


class _PlainTable(dict[int, str]):
    """For each character the one that stands for it; filled as characters are met, the same on every machine."""

    def __missing__(self, code: int) -> str:
        self[code] = result = _plain_character(chr(code))
        return result


def _plain_character(character: str) -> str:
    if character in "$%":
        return character
    if character in "€£¥":
        return "$"
    base = unicodedata.normalize("NFKD", character)[0].lower()
    if base.isascii():
        return base if base.isalnum() else " "
    return "x" if base.isalpha() else " "


_TABLE = _PlainTable()
