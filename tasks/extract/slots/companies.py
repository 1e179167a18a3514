"""Document -> its companies: one record for each, with every place where it is named, in full, in short or by an alias."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from config.models.lookups import CompanyName
from tasks.extract.slots.company_shapes import STOPPERS, ShapedName
from tasks.extract.slots.gazetteer import Hit
from tasks.extract.slots.wordlists import words


@dataclass(slots=True)
class Company:
    """A company of one article.

    name: the full name without its legal form. forms: every form in use. places: where it is named (start, end in
    Document.full), ascending. kind: company, manufacturer, investor, funder or institution, as the lookup says.
    """

    name: str
    forms: set[str] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    has_ticker: bool = False
    kind: str = "company"

    @property
    def first(self) -> int:
        """Where it is named first."""
        return self.places[0][0] if self.places else 1 << 30


_SUBJECT_VERB = (
    r"(?:has |have |had |will |also |today |now |is |was |significantly |successfully |further |plans to |agrees to |agreed to )*"
    r"(?:to (?!host|present|participate|report|attend|webcast|announce\b)\w+|(?:announc|report|receiv|complet|initiat|appoint|acquir|licens|launch|enter|sign|expand|submit|"
    r"secur|discontinu|pric|clos|start|begin|stop|engag|select|sell|fil|su|nam|join|tap|hir|recall|restructur|reacquir|divest|accelerat|rais|"
    r"win|get|dos|enrol|halt|paus|cut|lay|snap|bag|land|nab|score|pull|drop|shelv|scrap|abandon|withdraw|recruit|exercis|terminat|provid|"
    r"advanc|present|highlight|unveil|outlin|explor|commenc|gain|obtain|earn|settl|grant|extend|buy|pay|offer|lift|say|said|expect|plan|own|"
    r"develop|agre|fill|meet|beat|miss|face|seek|fail|lose|ink|strik|deliver|achiev|publish|treat|inject|implant|resubmit|regain|spin|merg|form|"
    r"creat|establish|invest|open|build|break|swoop|swallow|wow|trim|axe|ax|offload|bet|eye|tout|post|wast|explores|slash)\w{0,5})\b"
)
_BARE = r"(?:[A-Z][\w+]*(?:[-’'][A-Z]\w*)?|[a-z]{1,8}[A-Z]\w+|\d{1,3}[A-Z]\w+)"
_NAME = rf"{_BARE}(?:(?: & | and (?={_BARE} (?:{_BARE} )?(?:announce|report|enter|sign|launch|receiv|erhalt|und))| ){_BARE}){{0,2}}"
_TITLE_SUBJECT = re.compile(
    rf"^(?:UPDATE -- |Correction: )?(?P<names>{_BARE}(?: {_BARE}){{0,2}}?(?:(?:,| and| &| und| et) {_BARE}(?: {_BARE})?)?)[’']?s? (?={_SUBJECT_VERB}|erh[aä]lt|reçoit|annonce|gibt|semur)",
    re.I,
)
_POSSESSIVE = re.compile(rf"(?<![\w.] )(?<!\w)(?P<name>[A-Z][a-z]\w{{2,}}(?: {_BARE})?)[’']s? (?=[a-z])")
_CUED = re.compile(
    rf"\b(?:[Aa]cquisition of|[Aa]cquir(?:e|es|ed|ing)|[Bb]uy(?:s|ing)?|[Bb]ought|[Tt]akeover of|[Mm]erge(?:r|s|d)? with|[Ll]icen[cs](?:es|ed|ing) (?:\w+ ){{1,6}}(?:from|to)|(?:[Aa]greement|[Dd]eal|[Pp]artner(?:ship|s)?|[Cc]ollaborat\w+|[Pp]act|[Ll]icen[cs]e|[Aa]lliance|[Cc]ontract|"
    rf"[Ll]awsuit|[Vv]enture|[Ll]itigation|[Ss]ettlement|[Tt]eams? up|[Tt]ogether|[Tt]ie-up)(?:\s\w+){{0,2}}\s(?:with|by|against|from)|[Pp]artner,?|[Ss]ubsidiary,?|[Ee]ngages|[Aa]gainst|[Ss]u(?:es|ed|ing)|[Ll]ed by|[Oo]wned by|[Dd]eveloped by|[Mm]arketed by) "
    rf"(?P<name>{_BARE}(?: {_BARE}){{0,2}})"
)
_SUBJECT = re.compile(
    rf"(?P<name>{_BARE}(?: {_BARE}){{0,2}}) (?=(?:said|announced|plans|expects|agreed|intends|paid|filed|accused|sued|raised|acquired|bought|reported|dismissed|dosed|started|appointed|named|received|settled|launched|priced|licensed)\b)"
)
_PERSON = re.compile(
    r"\b(?:Drs?|Mr|Ms|Mrs|Prof|Professor|Judge|Sir|Dame)\.? (?:[A-Z][\w.]* ){0,2}([A-Z][\w’'-]+)|(?:^|[ “\"])[A-Z][a-zé’ï-]+ (?:[A-Z]\. )?([A-Z][a-zé’-]+(?:-[A-Z][a-z]+)?),? (?:M\.?D|Ph\.?D|who|an? analyst|said|says|told|chief|president|head)"
)
_CHIEF = re.compile(
    r"(?:chief [a-z]+(?: officer)?|CEO|CFO|CMO|president|chairman|executive|director|analyst|chair) (?:Dr )?(?:[A-Z][\w’é-]+ ){1,2}([A-Z][\w’é-]+)"
)


class CompanyFinder:
    """Builds the companies of a document from shapes, lookups and the wording around names."""

    def find(
        self, full: str, text_start: int, shaped: Iterable[ShapedName], hits: Iterable[Hit], blocked: "Blocked"
    ) -> list[Company]:
        """All companies of the article in order of first mention. `blocked` are stretches that name something else."""
        companies: list[Company] = []
        for each in shaped:
            if not blocked.contains(each.start, each.end):
                _add_shaped(companies, each)
        for hit in hits:
            if isinstance(hit.row, CompanyName):
                _add_known(companies, hit, full)
        for name in _bare_names(full, text_start, blocked):
            if not _named(companies, name):
                companies.append(Company(name, {name}))
        _add_places(companies, full, blocked)
        return sorted((each for each in companies if each.places), key=lambda each: each.first)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Stretches of a document that name no company: regulators, products, places, diseases ...; and words that are none."""

    stretches: tuple[tuple[int, int], ...]
    words: frozenset[str] = frozenset()

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies across the given one."""
        return any(first < end and start < last for first, last in self.stretches)

    def contains(self, start: int, end: int) -> bool:
        """Whether a stretch holds the whole of the given one."""
        return any(first <= start and end <= last for first, last in self.stretches)


def core(name: str) -> str:
    """A name for comparison: lower case, without words of the trade at its end, blanks and signs."""
    words = re.sub(r"[^\w& ]+", " ", name.lower()).split()
    while len(words) > 1 and words[-1] in _TRADE:
        words.pop()
    return "".join(words)


_TRADE = words("""inc incorporated corp corporation co company ltd limited llc plc ag sa nv se gmbh kgaa ab as asa oyj spa holding holdings group therapeutics
    pharmaceutical pharmaceuticals pharma bioscience biosciences biopharma biotech biotechnology biotherapeutics laboratories labs sciences
    medicines biologics oncology bio medical health generics lifesciences international industries u s""")


def _add_shaped(companies: list[Company], shaped: ShapedName) -> None:
    company = _named(companies, shaped.name) or next(
        (each for alias in shaped.aliases if (each := _named(companies, alias))), None
    )
    if not company:
        company = Company(shaped.name)
        companies.append(company)
    elif shaped.name.startswith(company.name + " "):
        company.name = shaped.name
    company.has_ticker |= shaped.has_ticker
    company.forms |= {shaped.name, *shaped.aliases}


def _add_known(companies: list[Company], hit: Hit, full: str) -> None:
    written = full[hit.start : hit.end]
    company = _named(companies, written)
    if not company:
        company = Company(written)
        companies.append(company)
    row = hit.row
    assert isinstance(row, CompanyName)
    company.kind = row.kind
    company.forms.add(written)


def _named(companies: Iterable[Company], name: str) -> Company | None:
    """The company that a name stands for: the same core, or a first word that only one company has."""
    wanted = core(name)
    for company in companies:
        if any(core(form) == wanted for form in (company.name, *company.forms)):
            return company
    starting = [each for each in companies if each.name.startswith(name + " ") or name.startswith(each.name + " ")]
    return starting[0] if len(starting) == 1 else None


def _bare_names(full: str, text_start: int, blocked: Blocked) -> list[str]:
    """Names without a suffix, told by the words around them."""
    persons = _surnames(full)
    title = _TITLE_SUBJECT.match(full[: text_start - 1])
    found: list[tuple[int, str]] = []
    if title:
        for each in re.finditer(r"[^,]+?(?=,| and | & | und | et |$)|(?<= )[^,]+$", title["names"]):
            found.append(
                (title.start("names") + each.start(), re.sub(r"^(?:,|and|&|und|et)\s+|[’']s?$", "", each[0].strip()))
            )
    for pattern in (_CUED, _POSSESSIVE, _SUBJECT):
        found += [
            (match.start("name"), match["name"])
            for match in pattern.finditer(full, text_start if pattern is not _CUED else 0)
        ]
    names = []
    for start, name in found:
        name = re.sub(r"[’']s?$", "", name)
        if _may_be_company(full, text_start, start, name, persons, blocked):
            names.append(name)
    return names


def _surnames(full: str) -> frozenset[str]:
    return frozenset(
        name for pattern in (_PERSON, _CHIEF) for match in pattern.finditer(full) for name in match.groups() if name
    )


def _may_be_company(
    full: str, text_start: int, start: int, name: str, persons: frozenset[str], blocked: Blocked
) -> bool:
    words = name.split()
    if not name or len(name) < 3 or blocked.covers(start, start + len(name)) or words[-1] in persons:
        return False
    if re.search(rf"(?<![.!?“\"] )\b[A-Z][a-zé-]+ {re.escape(words[-1])}\b", full[text_start:]) and len(words) == 1:
        return False
    if any(word in STOPPERS or word in blocked.words for word in words) or name.isupper() and len(name) <= 4:
        return False
    return not any(_is_common(full, word) for word in words)


def _is_common(full: str, word: str) -> bool:
    """Whether the word is also written small in this article, or is plainly a word of the language."""
    return word[0].isupper() and word[1:].islower() and (word.lower() in COMMON or f" {word.lower()} " in full)


COMMON = words("""patients patient results shares analysts regulators nausea investors shareholders trial trials study studies data companies doctors families
    sponsors statisticians researchers scientists officials executives nasdaq nyse drugmakers biotechs safety efficacy enrollment enrolment
    participants people americans congress medicare medicaid webinar management cash revenue sales net operating general research
    development investment financial full positive negative topline preliminary oral novel therapy treatment treatments vaccine vaccines
    drug drugs cancer disease cell gene there here it he she we they you i some many most several other others each every such no not
    today yesterday tomorrow once during although because however additionally furthermore currently recently according together
    adverse common overall median secondary primary key important forward business highlights corporate pipeline upcoming conference call
    media contact contacts source note table figure part dose doses children adults women men europe america asia africa london paris
    boston geneva basel berlin tokyo beijing shanghai washington brussels""")


def _add_places(companies: list[Company], full: str, blocked: Blocked) -> None:
    """Fill in every place where a form of a name stands; the short form of a full name is one, unless two share it."""
    owner: dict[str, Company] = {}
    for company in companies:
        for form in {company.name, *company.forms, *_short_forms(company)}:
            owner[form] = company if form not in owner or form in company.forms else owner[form]
    if not owner:
        return
    forms = "|".join(re.escape(form) for form in sorted(owner, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{forms})(?![\w])(?!-[a-z]{{2,}}ed)", full):
        owner[match[0]].places.append(match.span())


def _short_forms(company: Company) -> set[str]:
    """Takamori for Takamori Pharmaceutical; Monte Rosa for Monte Rosa Therapeutics."""
    words = company.name.split()
    short = list(words)
    while len(short) > 1 and short[-1].lower() in _TRADE:
        short.pop()
    forms = {" ".join(short)}
    if len(short) == len(words) and len(words) > 1:
        forms = {words[0]} if len(words[0]) > 4 else set()
    return {form for form in forms if len(form) > 2 and form not in STOPPERS}
