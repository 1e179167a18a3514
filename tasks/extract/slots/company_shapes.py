"""Text -> companies by the shape of their names: legal forms, words of the trade, tickers, and aliases in parentheses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.models.lookups import CompanySuffix
from tasks.extract.slots.coinage import Coinage
from tasks.extract.slots.headings import Headings
from tasks.extract.slots.wordlists import words

_ABBREVIATED = r"(?:A/S|K\.K\.|S\.p\.A\.|S\.A\.|S\.r\.l\.|N\.V\.|B\.V\.|(?:Inc|Co|Corp|Ltd|Dr|St|Mt|Bros|[A-Z])\.)"
_TOKEN = rf"(?:{_ABBREVIATED}(?![A-Za-z])|[A-ZÀ-ÖØ-Þ][\w+]*(?:[-’'][A-Za-z]\w*)*|[a-z]{{1,8}}[A-Z]\w*|\d{{1,3}}(?:[A-Z]\w+|st|nd|rd|th)\b|&|\+)"
RUN = re.compile(
    rf"(?<![\w’'-]){_TOKEN}(?:(?:,(?=\s(?:Inc|Ltd|LTD|LLC|Co|Corp|S\.A|Limited|PLC|plc)\b))?[ \u00a0]{_TOKEN})*"
)
_EXCHANGE = (
    r"(?:NASDAQ|Nasdaq|NasdaqGS|NasdaqCM|NasdaqGM|NYSE|Euronext|HKEX|SEHK|HKSE|TSXV?|LSE|AIM|OTC\w*|SIX|XETRA|Xetra|FSE|FWB|Frankfurt|ASX|SSE|SZSE"
    r"|STAR|KOSDAQ|KRX|KOSPI|TSE|TYO|TASE|BSE|NSE|BME|STO|OMX|CSE|HEL|EPA|BIT|AMEX|Börse|Bourse|Stock Code|stock code|OMXSTO|CPH|Prime)"
)
_TICKER = re.compile(
    rf"[ \u00a0]?[(\[](?:[^()\[\]]{{0,40}}\b)?{_EXCHANGE}[^()\[\]]{{0,120}}[)\]]|[ \u00a0]\([A-Z0-9]{{1,6}}\.[A-Z]{{1,2}}\)"
)
_SEAT = re.compile(
    r"[ \u00a0]\([A-Z][\w ]{2,20}\)(?=(?:,? (?:Co|Ltd|Inc|LLC|Limited|Corp)\b\.?)+)(?:,? (?:Co|Ltd|Inc|LLC|Limited|Corp)\b\.?)+"
)
_PAREN = re.compile(r",?[ \u00a0]?\(([^()]{2,90})\)|,? ci-après «\s?([^»]{2,40})»")
_QUOTED = re.compile(r"[“\"„«]\s?(?:the |die |der |la |le )?([\w][\w&+’'. -]{1,40}?),?\s?[”\"“»]")
_NOT_AN_ALIAS = re.compile(
    r"^(?:the\s)?(?:company|group|we|us|our|notre|nous|wir|uns|société|gesellschaft|unternehmen|firm|issuer|corporation|parties|offering|agreement)$",
    re.IGNORECASE,
)
STOPPERS = words("""The A An In On At By With From For And Or Of To Its Their His Her Our As That This These Those After Before Since Under Over Into
    Both While When Where How Why What Who Is Are Was Were Has Have Will Would Could May Also But If Meanwhile Separately Earlier Last
    Partner Partners' Rival Rivals Maker Take What Peer Company Dr Dr. Mr Mr. Ms Ms. Mrs Mrs. Professor Prof CEO CFO CMO CSO COO President Chairman Chief Founder Analyst
    Announces Announce Announced Reports Reported Report Receives Received Completes Completed Initiates Initiated Appoints Appointed
    Names Named Acquires Acquired Acquire Acquiring Buys Buying Licenses Licensed Launches Launch Enters Enter Signs Signed Expands
    Presents Provides Submits Submitted Secures Wins Gets Raises Raised Closes Prices Doses Begins Starts Ends Stops Discontinues
    Update UPDATE Correction Acquisition Agreement Collaboration Partnership Between Against Through Via Upon Following Ahead Wholly
    Board Directors Subsidiary Drugmaker Based Exclusive License Licence Rights Deal Merger
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October
    November December First Second Third Fourth New All Clinical Trial Phase Study Data Results About Founded Former Previously
    Engages Selects Sells Files Sues Expects Plans Says Said Joins Taps Hires Recalls Restructures Outlines Reacquires Divests
    Das Der Die Den Dem Des Ein Eine Unternehmen Pharmakonzern Konzern Biotech-Unternehmen Pharmaunternehmen Le La Les Un Une
    Medicare Medicaid Congress Senate Parliament Treasury Nasdaq NASDAQ Republicans Democrats""")
_NUMERAL = re.compile(r"[IVX]+")
_TICKER_OPENINGS = frozenset((" (", " [", "\u00a0("))
_INSTITUTION = re.compile(
    r"\b(?:University|College|Hospital|Institut\w*|Foundation|Journal|Committee|Department|Ministry|Commission|Agency|Administration|Court"
    r"|School|Clinic|Congress|Conference|Association|Society|Council|Program|Index|Exchange|Street|Medical Center|Cancer Center|Authority)\b"
)


_BODY_BEHIND = re.compile(
    r"[^ ]* (?:\w+ )?(?:Administration|Agency|Authority|Association|Society|Institute|Council|Committee|Center|Centre)\b"
)


_BODY = re.compile(
    r"(?<![\w-])(?:(?:[A-Z][\w’-]+ ){1,3}(?:University|Institute|Foundation|College|Fund)(?: of [A-Z]\w+| for (?:[A-Z]\w+ ?)+)?|(?:University|Institute|College) of (?:[A-Z]\w+(?: |(?=\W))){1,3})"
)
_BODIES = ("University", "Institute", "Foundation", "College", "Fund")


def find_institutions(full: str) -> Iterator[tuple[int, int]]:
    """Where universities, institutes, foundations and funds are named; they have a part in some deals and grants."""
    for match in _BODY.finditer(full) if any(body in full for body in _BODIES) else ():
        skip = 4 if match[0].startswith("The ") else 0
        yield match.start() + skip, match.end() - (match[0][-1] == " ")


@dataclass(frozen=True, slots=True)
class ShapedName:
    """A company's name at text[start:end], without its legal form; aliases as the text defines them behind the name."""

    start: int
    end: int
    name: str
    has_ticker: bool = False
    aliases: tuple[str, ...] = ()


class CompanyShapes:
    """The shapes, compiled once from the suffixes in use."""

    def __init__(self, suffixes: Iterable[CompanySuffix], coinage: Coinage) -> None:
        rows = tuple(suffixes)
        self._legal = frozenset(_bare(row.suffix) for row in rows if row.kind == "legal")
        self._trade = frozenset(_bare(row.suffix) for row in rows if row.kind == "trade") | {
            "industries",
            "management",
            "services",
        }
        self._endings = frozenset(
            suffix + mark for suffix in self._legal | self._trade for mark in ("", ".", ",", ".,", "’s", "'s", "’", "'")
        ) | {row.suffix.lower() for row in rows}
        self._coinage = coinage

    def find(self, full: str, headings: Headings, runs: Iterable[re.Match[str]]) -> Iterator[ShapedName]:
        """Names in an article with a legal form, a word of the trade or a ticker, in order; `runs` are those of capitals."""
        holding: dict[str, bool] = {}
        for run in runs:
            if full[run.end() : run.end() + 2] in _TICKER_OPENINGS or not self._endings.isdisjoint(
                run[0].lower().split(" ")
            ):
                is_heading = headings.hold(run.start())
                for name in self._names_in(full, _tokens(run), is_heading):
                    if is_heading and name.name not in holding:
                        holding[name.name] = self._holds_in_heading(name, full, headings)
                    if not is_heading or holding[name.name]:
                        yield name

    def _holds_in_heading(self, name: ShapedName, full: str, headings: Headings) -> bool:
        """A headline writes every word with a capital: the name must recur below, or begin with no word of the language."""
        if name.has_ticker or headings.recurs_below(full, name.name):
            return True
        first = name.name.split()[0]
        return not self._coinage.is_listed(first.lower().rpartition("-")[2]) or name.start < 3

    def _names_in(self, text: str, tokens: list[tuple[int, int, str]], is_heading: bool) -> Iterator[ShapedName]:
        first = 0
        while first < len(tokens):
            last = self._suffix_after(tokens, first, is_heading)
            ticker = None
            if last is None:
                ticker = _TICKER.match(text, tokens[-1][1])
                if not ticker:
                    return
                last = len(tokens) - 1
            named = self._name(text, tokens, first, last, is_heading)
            if named:
                yield named
            first = last + 1

    def _suffix_after(self, tokens: list[tuple[int, int, str]], first: int, is_heading: bool) -> int | None:
        """Index of the last of the first row of suffixes in the run; up to two other words may stand among them."""
        for index in range(first, len(tokens)):
            if self._is_suffix(tokens[index][2]):
                while (further := self._further_suffix(tokens, index)) is not None and (
                    further == index + 1 or not is_heading
                ):
                    index = further
                return index
        return None

    def _further_suffix(self, tokens: list[tuple[int, int, str]], index: int) -> int | None:
        """The next suffix: Finance Corporation behind Horizon Technology, Life Sciences behind Bain Capital, IV."""
        for further in range(index + 1, min(index + 4, len(tokens))):
            token = tokens[further][2]
            if self._is_suffix(token) or further == index + 1 and _NUMERAL.fullmatch(token):
                return further
            if _is_stopper(token) or token == "&":
                return None
        return None

    def _is_suffix(self, token: str) -> bool:
        return _bare(token) in self._trade or _bare(token) in self._legal

    def _begins_before(
        self, text: str, tokens: list[tuple[int, int, str]], begin: int, last: int, is_heading: bool
    ) -> bool:
        """Whether a name cannot reach over the token before `begin`."""
        token = tokens[begin - 1][2]
        if _is_stopper(token):
            return token != "Acquisition" or _bare(tokens[begin][2]) not in self._legal
        return (
            is_heading
            and begin < last
            and self._coinage.is_listed(token.lower().rpartition("-")[2])
            and not self._recurs(text, tokens, begin, last)
        )

    def _recurs(self, text: str, tokens: list[tuple[int, int, str]], begin: int, last: int) -> bool:
        longer = text[tokens[begin - 1][0] : tokens[last][1]]
        return text.count(longer) > 1

    def _is_generic(self, name: str) -> bool:
        return _is_stopper(name) or self._is_suffix(name) or name in ("Market", "Industries")

    def _name(
        self, text: str, tokens: list[tuple[int, int, str]], first: int, last: int, is_heading: bool
    ) -> ShapedName | None:
        begin = last
        while begin > first and last - begin < 6 and not self._begins_before(text, tokens, begin, last, is_heading):
            begin -= 1
        while begin < last and tokens[begin][2] in ("&", "+"):
            begin += 1
        stop = last
        while stop > begin and _bare(tokens[stop][2]) in self._legal:
            stop -= 1
        if tokens[stop][2] == "&":
            stop += 1
        start, end = tokens[begin][0], tokens[stop][1]
        name = re.sub(r"[’']s$", "", text[start:end].rstrip(","))
        behind = text[end : tokens[-1][1]] if last + 1 < len(tokens) else ""
        if (
            len(name) < 2
            or _INSTITUTION.search(name)
            or _BODY_BEHIND.match(behind)
            or (begin == stop and self._is_generic(name))
        ):
            return None
        full_end = tokens[last][1]
        seat = _SEAT.match(text, full_end)
        full_end = seat.end() if seat else full_end
        ticker = _TICKER.match(text, full_end)
        aliases = tuple(_aliases(text, ticker.end() if ticker else full_end, name))
        return ShapedName(start, start + len(name), name, bool(ticker), aliases)


def _tokens(run: re.Match[str]) -> list[tuple[int, int, str]]:
    return [
        (run.start() + each.start(), run.start() + each.end(), each[0]) for each in re.finditer(r"[^ \u00a0]+", run[0])
    ]


def _bare(token: str) -> str:
    token = token.rstrip(".,")
    if token.endswith(("’s", "'s")):
        token = token[:-2]
    return token.replace(".", "").lower()


def _is_stopper(token: str) -> bool:
    return token in STOPPERS or token.endswith(("’s", "'s", "s’", "s'", "-based"))


def _aliases(text: str, position: int, name: str) -> Iterator[str]:
    """Aliases in the parentheses that follow a name: (“Evaxion” or the “Company”), (Ascletis)."""
    match = _PAREN.match(text, position)
    if not match:
        return
    inside = match[1] or f"“{match[2]}”"
    quoted = _QUOTED.findall(inside)
    plain = [] if quoted else re.split(r",? or |, ", inside)
    for alias in (*quoted, *plain):
        alias = alias.strip()
        if _NOT_AN_ALIAS.match(alias) or re.search(rf"\b{_EXCHANGE}\b|\d{{3}}", alias):
            continue
        if quoted or _abbreviates(alias, name):
            yield alias


def _abbreviates(alias: str, name: str) -> bool:
    """Whether an alias without quotation marks is plainly short for the name: its beginning, or its initials."""
    initials = "".join(word[0] for word in name.split()).lower()
    return (
        name.lower().startswith(alias.lower())
        or alias.lower() in (initials, initials.replace("&", ""))
        or (alias.lower().replace("bio", "")[:4] == name.lower()[:4])
    )
