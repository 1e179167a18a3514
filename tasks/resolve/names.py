"""Names as texts write them -> keys under which companies and products are looked up."""

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache

_MARKS = re.compile(r"[®™©℠*†‡]|\((?:r|tm)\)", re.IGNORECASE)
_TICKER = re.compile(r"\((?:[^()]*?\b)?(?:nasdaq|nyse|amex|lse|aim|euronext|otc\w*|tsx\w*|asx|hkex|sehk|tse|six|xetra|bse|nse|kosdaq|krx|tase)\b[^()]*\)", re.IGNORECASE)  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+|&")
_PRODUCT_PARTS = re.compile(r"\s*/\s*")


def plain_name(name: str) -> str:
    """A name without marks of registration and tickers, white space evened out; case and accents stay."""
    return " ".join(_TICKER.sub(" ", _MARKS.sub("", unicodedata.normalize("NFKC", name))).split()).strip(" ,.;")


@lru_cache(maxsize=20_000)  # few names are asked for many times
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, accents removed, dots inside abbreviations dropped: 'S.p.A.' gives 'spa'."""
    text = unicodedata.normalize("NFKD", plain_name(name)).lower()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return tuple(_TOKEN.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|$)|['\u2019]", "", text)))


class CompanyKeys:
    """Keys of company names, given the words that end such names, and names that are only told apart by their ends."""

    def __init__(self, legal: Iterable[str], trade: Iterable[str], whole: Iterable[str] = ()) -> None:
        self._whole = {_without_article(tokens(name)) for name in whole}
        self._legal = {tokens(suffix) for suffix in legal} - {()}
        self._trade = {tokens(suffix) for suffix in trade} - {()} | self._legal

    def full(self, name: str) -> str:
        """The name without its legal form: 'Tarnwick Bio, Inc.' gives 'tarnwick bio'."""
        return " ".join(_without_end(_without_article(tokens(name)), self._legal, self._whole))

    def short(self, name: str) -> str:
        """The name without words of the trade, too: 'tarnwick'."""
        return " ".join(_without_end(_without_article(tokens(name)), self._trade))


def product_key(name: str) -> str:
    """Letters and digits of a product's name in lower case: 'VX-880' and 'VX880' are one."""
    return "".join(tokens(name))


def product_parts(name: str) -> tuple[str, ...]:
    """Partners' codes written with a slash are names of one product: 'ABC325/DE-1305' gives both."""
    parts = tuple(part for part in _PRODUCT_PARTS.split(plain_name(name)) if any(sign.isdigit() for sign in part))
    return parts if len(parts) > 1 else (plain_name(name),)


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


def _without_end(
    words: tuple[str, ...], ends: set[tuple[str, ...]], whole: Container[tuple[str, ...]] = ()
) -> tuple[str, ...]:
    """Cut known endings, the shortest first, again and again, but never the whole name nor what must stay whole."""
    while words not in whole:
        size = next((size for size in (1, 2, 3, 4) if len(words) > size and words[-size:] in ends), 0)
        if not size:
            return words[:-1] if len(words) > 1 and words[-1] in ("&", "and") else words
        words = words[:-size]
    return words
