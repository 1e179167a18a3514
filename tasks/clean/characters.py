"""Characters of a clean article: composed, visible, one kind of space; quotes and dashes as written."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffc\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


def tidy(text: str) -> str:
    """The text in NFC on one line, without invisible characters and with single plain spaces; idempotent."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    elif not text.isprintable():
        text = _INVISIBLE.sub("", text.replace("\n", " ").replace("\t", " "))
    return " ".join(text.split())
