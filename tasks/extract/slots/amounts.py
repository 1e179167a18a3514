"""Text -> amounts: figures of money with their ISO currency and the part that they play in a deal or a financing."""

import re
from dataclasses import dataclass

from tasks.extract.slots.wordlists import words

_SIGNS = {
    "US$": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD",
    "NZ$": "NZD", "R$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "Rs": "INR", "Rs.": "INR",
    "CN¥": "CNY", "SFr": "CHF", "Sfr": "CHF", "SKr": "SEK", "NKr": "NOK", "DKr": "DKK", "RMB¥": "CNY", "元": "CNY",
}  # fmt: skip
_CODES = words("USD EUR GBP CHF JPY CNY RMB HKD AUD CAD INR KRW DKK SEK NOK SGD TWD BRL ILS NIS MXN ZAR PLN NZD")
_CODE_ALIASES = {"RMB": "CNY", "NIS": "ILS"}
_WORDS = {
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "euro": "EUR", "euros": "EUR", "pounds": "GBP",
    "pounds sterling": "GBP", "francs": "CHF", "swiss francs": "CHF", "schweizer franken": "CHF", "franken": "CHF",
    "francs suisses": "CHF", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "won": "KRW",
    "danish kroner": "DKK", "kroner": "DKK", "danish crowns": "DKK", "swedish kronor": "SEK", "kronor": "SEK",
    "swedish crowns": "SEK", "hong kong dollars": "HKD", "canadian dollars": "CAD", "australian dollars": "AUD",
    "dólares": "USD", "cents": "USD",
}  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "tausend": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mm": 1e6, "million": 1e6, "millions": 1e6,
    "millionen": 1e6, "millones": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "billions": 1e9, "milliarden": 1e9,
    "mrd": 1e9, "milliard": 1e9, "milliards": 1e9, "mil millones": 1e9, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7,
    "crores": 1e7, "cr": 1e7, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_NUMBER = re.compile(r"\d{1,3}(?:[,.\u202f\u00a0’']\d{3})+(?:[.,]\d{1,4})?(?!\d)|\d{1,12}(?:[.,]\d{1,4})?(?!\d)")
_SIGN_BEFORE = re.compile(rf"(?:^|(?<![A-Za-z$]))(?P<sign>{_either([*_SIGNS, *_CODES])})[$¥€£]?[ \u00a0\u202f]?$")
_SCALE_BEHIND = re.compile(rf"[ \u00a0\u202f-]?(?P<scale>{_either(_SCALES)})(?![A-Za-z])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")  # in 2025 won an award
_RANGE_BEHIND = re.compile(
    rf"[ ]?(?:-|–|to|and)[ ]?[$€£¥]?\d[\d.,]*[ -]?(?P<scale>{_either(_SCALES)})(?![A-Za-z])", re.IGNORECASE
)
_CURRENCY_BEHIND = re.compile(
    rf"[ \u00a0\u202f-]?(?:de |d[’'])?(?:(?P<code>{_either(_CODES)})\b|(?P<word>{_either(_WORDS)})\b|(?P<sign>[€$£¥]))",
    re.IGNORECASE,
)


_IN_DOLLARS = re.compile(
    rf"[ ]?\((?:about |around |approximately )?(?:US)?\$[ ]?(?P<number>\d[\d.,]*\d|\d)[ -]?(?P<scale>{_either(_SCALES)})?(?![A-Za-z])",
    re.IGNORECASE,
)
_YUAN_TO_THE_DOLLAR = 20
"""Fewer units than this to the dollar are yuan, more are yen."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: value in units of an ISO 4217 currency, at text[start:end]."""

    start: int
    end: int
    value: float
    currency: str


def find_amounts(text: str) -> list[Amount]:
    """All amounts of money in the text, in order, none overlapping another."""
    found = (_read(text, number) for number in _NUMBER.finditer(text))
    return [amount for amount in found if amount]


def _read(text: str, number: re.Match[str]) -> Amount | None:
    """The amount that a figure belongs to; None where no currency stands before or behind it."""
    end = number.end()
    scale = _SCALE_BEHIND.match(text, end)
    sign = _SIGN_BEFORE.search(text[max(0, number.start() - 6) : number.start()])
    if sign:
        currency = _yuan_or(_ahead(sign["sign"]), text, number, scale)
        start = number.start() - len(sign[0])
        in_range = scale or _RANGE_BEHIND.match(text, end)
        value = _value(number[0], in_range and in_range["scale"], is_english=True)
        return Amount(start, scale.end() if scale else end, value, currency)
    behind = _CURRENCY_BEHIND.match(text, scale.end() if scale else end)
    if not behind or _YEAR.fullmatch(number[0]) and behind["word"] == "won":
        return None
    value = _value(number[0], scale and scale["scale"])
    word = (behind["word"] or "").lower()
    return Amount(number.start(), behind.end(), value / 100 if word == "cents" else value, _behind(behind))


def _yuan_or(currency: str, text: str, number: re.Match[str], scale: re.Match[str] | None) -> str:
    """¥700 million (US$97 million): what is worth a dollar with seven or so are yuan, not yen."""
    if currency != "JPY" or not (dollars := _IN_DOLLARS.match(text, scale.end() if scale else number.end())):
        return currency
    worth = _value(dollars["number"], dollars["scale"], is_english=True)
    written = _value(number[0], scale and scale["scale"], is_english=True)
    return "CNY" if worth and written / worth < _YUAN_TO_THE_DOLLAR else currency


def _ahead(sign: str) -> str:
    return _SIGNS[sign] if sign in _SIGNS else _code(sign)


def _behind(match: re.Match[str]) -> str:
    if match["code"]:
        return _code(match["code"])
    return _WORDS[match["word"].lower()] if match["word"] else _SIGNS[match["sign"]]


def _code(code: str) -> str:
    upper = code.upper()
    return _CODE_ALIASES.get(upper, upper)


def _value(number: str, scale: str | None, *, is_english: bool = False) -> float:
    """The figure in units: thousands parted by comma, point, apostrophe or thin space; a decimal comma where it must be one."""
    plain = re.sub(r"[\u202f\u00a0’']", "", number)
    commas, points = plain.count(","), plain.count(".")
    if commas and points:
        thousands, decimal = (",", ".") if plain.rindex(".") > plain.rindex(",") else (".", ",")
    elif commas:
        is_decimal = commas == 1 and (len(plain) - plain.index(",") != 4)
        thousands, decimal = ("", ",") if is_decimal else (",", "")
    else:
        is_decimal = points == 1 and (is_english or bool(scale) or len(plain) - plain.index(".") != 4)
        thousands, decimal = ("", ".") if is_decimal else (".", "")
    if thousands:
        plain = plain.replace(thousands, "")
    if decimal:
        plain = plain.replace(decimal, ".")
    return round(float(plain) * (_SCALES[scale.lower()] if scale else 1), 4)
