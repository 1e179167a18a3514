"""Document -> its companies: one record for each, with every place where it is named, in full, in short or by an alias."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from config.models.lookups import CompanyName
from tasks.extract.slots.company_shapes import STOPPERS, ShapedName, find_institutions
from tasks.extract.slots.gazetteer import Hit
from tasks.extract.slots.wordlists import words

_TRADE = words(
    """inc incorporated corp corporation co company ltd limited llc plc ag sa nv se gmbh kgaa ab as asa oyj spa holding holdings
    group therapeutics pharmaceutical pharmaceuticals pharma bioscience biosciences biopharma biotech biotechnology biotherapeutics
    laboratories labs sciences medicines biologics oncology bio medical health generics lifesciences international industries u s"""
)


_GOES_ON = re.compile(r"-[a-z]{2,}ed\b|\s?:\s?[A-Z0-9]")


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


@dataclass(frozen=True, slots=True)
class Blocked:
    """Stretches of a document that name no company: regulators, products, places, diseases ..."""

    stretches: tuple[tuple[int, int], ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies across the given one."""
        return any(first < end and start < last for first, last in self.stretches)

    def contains(self, start: int, end: int) -> bool:
        """Whether a stretch holds the whole of the given one."""
        return any(first <= start and end <= last for first, last in self.stretches)


def find_companies(
    full: str,
    text_start: int,
    shaped: Iterable[ShapedName],
    hits: Iterable[Hit],
    cued: Iterable[tuple[int, str]],
    blocked: Blocked,
) -> list[Company]:
    """All companies of the article in order of first mention."""
    companies: list[Company] = []
    hits = [hit for hit in hits if isinstance(hit.row, CompanyName) and not blocked.contains(hit.start, hit.end)]
    known = Blocked(tuple((hit.start, hit.end) for hit in hits))
    for name in shaped:
        if not blocked.contains(name.start, name.end) and not known.contains(name.start - 1, name.end):
            _add_shaped(companies, name)
    for hit in hits:
        if isinstance(hit.row, CompanyName):
            _add_known(companies, hit, hit.row, full)
    for start, end in find_institutions(full):
        if not known.contains(start, end) and not blocked.contains(start, end):
            companies.append(Company(full[start:end], kind="institution"))
    for start, bare in cued:
        if not blocked.covers(start, start + len(bare)):
            _add_cued(companies, bare, is_in_title=start < text_start)
    _add_places(companies, full, blocked)
    return sorted((each for each in companies if each.places), key=lambda each: each.places[0])


def core(name: str) -> str:
    """A name for comparison: lower case, without words of the trade at its end, blanks and signs."""
    parts = re.sub(r"[^\w& ]+", " ", name.lower()).split()
    while len(parts) > 1 and parts[-1] in _TRADE:
        parts.pop()
    return "".join(parts)


def _add_shaped(companies: list[Company], shaped: ShapedName) -> None:
    named = (_named(companies, form) for form in (shaped.name, *shaped.aliases))
    company = next((each for each in named if each), None)
    if company is None:
        company = Company(shaped.name)
        companies.append(company)
    elif shaped.name.startswith(company.name + " "):
        company.name = shaped.name
    company.has_ticker |= shaped.has_ticker
    company.forms |= {shaped.name, *shaped.aliases}


def _add_cued(companies: list[Company], name: str, *, is_in_title: bool) -> None:
    """A name that the words around it tell; it may be the full form of one that the headline cuts short."""
    company = _named(companies, name)
    if company is None:
        companies.append(Company(name, {name}))
    elif company.kind == "company" and not is_in_title and name.startswith(company.name + " "):
        company.forms |= {company.name, name}
        company.name = name


def _add_known(companies: list[Company], hit: Hit, row: CompanyName, full: str) -> None:
    """A name of the lookup; public bodies, and what others are easily taken for, go by their normal name."""
    written = full[hit.start : hit.end]
    company = _named(companies, row.name) or _named(companies, written)
    if company is None:
        company = Company(row.name if row.distinct_from or row.kind in ("funder", "institution") else written)
        companies.append(company)
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


def _add_places(companies: list[Company], full: str, blocked: Blocked) -> None:
    """Fill in every place where a form of a name stands; the short form of a full name is one, unless two share it."""
    owner: dict[str, Company] = {}
    for company in companies:
        for form in sorted({company.name, *company.forms, *_short_forms(company)}):
            if form not in owner or form in company.forms:
                owner[form] = company
    taken: set[int] = set()
    for form in sorted(owner, key=lambda form: (-len(form), form)):
        for start, end in _occurrences(full, form):
            if start not in taken and not blocked.contains(start, end):
                owner[form].places.append((start, end))
                taken.update(range(start, end))
    for company in companies:
        company.places.sort()


def _occurrences(full: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands as a word of its own, and is not the exchange of a ticker."""
    start = full.find(form)
    while start >= 0:
        end = start + len(form)
        before = full[start - 1 : start]
        if (
            not (before.isalnum() or before in ("-", "_"))
            and not full[end : end + 1].isalnum()
            and not _GOES_ON.match(full, end)
        ):
            yield start, end
        start = full.find(form, end)


def _short_forms(company: Company) -> set[str]:
    """Takamori for Takamori Pharmaceutical; Monte Rosa for Monte Rosa Therapeutics."""
    parts = company.name.split()
    short = list(parts)
    while len(short) > 1 and short[-1].lower() in _TRADE:
        short.pop()
    forms = {" ".join(short)}
    if len(short) == len(parts) and len(parts) > 1:
        forms = {parts[0]} if len(parts[0]) > 4 else set()
    return {form for form in forms if len(form) > 2 and form not in STOPPERS}
