"""Document -> its companies: one record for each, with every place where it is named, in full, in short or by an alias."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from config.models.lookups import CompanyName
from tasks.extract.slots.company_shapes import STOPPERS, ShapedName, find_institutions
from tasks.extract.slots.gazetteer import Hit
from tasks.extract.slots.stretches import Stretches
from tasks.extract.slots.wordlists import words

_TRADE = words(
    """inc incorporated corp corporation co company ltd limited llc plc ag sa nv se gmbh kgaa ab as asa oyj spa holding holdings
    group therapeutics pharmaceutical pharmaceuticals pharma bioscience biosciences biopharma biotech biotechnology biotherapeutics
    laboratories labs sciences medicines biologics oncology bio medical health generics lifesciences international industries u s"""
)


_FIELDS = words(
    """genetics genetic gene genes cell cellular neuro neurosciences neuroscience immune immunology vaccines diagnostics discovery
    renal cardio respiratory eye derma dermatology dermatologics vision metabolics metabolic peptides editing"""
)
"""What a short name goes without too, but what tells two companies apart."""

_GOES_ON = re.compile(r"-[a-z]{2,}ed\b|\s?:\s?[A-Z0-9]")


@dataclass(slots=True)
class Company:
    """A company of one article.

    name: the full name without its legal form. forms: every form in use. places: where it is named (start, end in
    Document.full), ascending. kind: company, manufacturer, investor, funder or institution, as the lookup says.
    country: its legal home as ISO 3166-1 alpha-2, where the lookup says it.
    number: how many companies were entered before it.
    """

    name: str
    forms: set[str] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    has_ticker: bool = False
    kind: str = "company"
    country: str = ""
    number: int = 0


class _Register:
    """The companies of an article in order of entry, found by a form of their name."""

    def __init__(self) -> None:
        self.companies: list[Company] = []
        self._of_core: dict[str, Company] = {}
        self._of_first_word: dict[str, list[Company]] = {}

    def enter(self, name: str, kind: str = "company") -> Company:
        """Add a company."""
        company = Company(name, kind=kind, number=len(self.companies))
        self.companies.append(company)
        self._of_first_word.setdefault(name.partition(" ")[0], []).append(company)
        self._know(name, company)
        return company

    def add_forms(self, company: Company, *forms: str) -> None:
        """Add forms in use of a company."""
        company.forms.update(forms)
        for form in forms:
            self._know(form, company)

    def named(self, name: str) -> Company | None:
        """The company that a name stands for: the same core, or a first word that only one company has."""
        if company := self._of_core.get(core(name)):
            return company
        starting = [
            each
            for each in self._of_first_word.get(name.partition(" ")[0], ())
            if each.name.startswith(name + " ") or name.startswith(each.name + " ")
        ]
        return starting[0] if len(starting) == 1 else None

    def _know(self, form: str, company: Company) -> None:
        """Of two companies with one form the one that was entered first is found by it."""
        known = self._of_core.setdefault(core(form), company)
        if company.number < known.number:
            self._of_core[core(form)] = company


def find_companies(
    full: str,
    text_start: int,
    shaped: Iterable[ShapedName],
    hits: Iterable[Hit],
    cued: Iterable[tuple[int, str]],
    blocked: Stretches,
) -> list[Company]:
    """All companies of the article in order of first mention."""
    register = _Register()
    hits = [hit for hit in hits if isinstance(hit.row, CompanyName) and not blocked.contains(hit.start, hit.end)]
    known = Stretches((hit.start, hit.end) for hit in hits)
    for name in shaped:
        if not blocked.contains(name.start, name.end) and not known.contains(name.start - 1, name.end):
            _add_shaped(register, name)
    for hit in hits:
        if isinstance(hit.row, CompanyName):
            _add_known(register, hit, hit.row, full)
    for start, end in find_institutions(full):
        if not known.contains(start, end) and not blocked.contains(start, end):
            register.enter(full[start:end], kind="institution")
    for start, bare in cued:
        if not blocked.covers(start, start + len(bare)):
            _add_cued(register, bare, is_in_title=start < text_start)
    _add_places(register.companies, full, blocked)
    return sorted((each for each in register.companies if each.places), key=lambda each: each.places[0])


def core(name: str) -> str:
    """A name for comparison: lower case, without words of the trade at its end, blanks and signs."""
    parts = re.sub(r"[^\w& ]+", " ", name.lower()).split()
    while len(parts) > 1 and parts[-1] in _TRADE:
        parts.pop()
    return "".join(parts)


def _add_shaped(register: _Register, shaped: ShapedName) -> None:
    named = (register.named(form) for form in (shaped.name, *shaped.aliases))
    company = next((each for each in named if each), None)
    if company is None:
        company = register.enter(shaped.name)
    elif shaped.name.startswith(company.name + " "):
        company.name = shaped.name
    company.has_ticker |= shaped.has_ticker
    register.add_forms(company, shaped.name, *shaped.aliases)


def _add_cued(register: _Register, name: str, *, is_in_title: bool) -> None:
    """A name that the words around it tell; it may be the full form of one that the headline cuts short."""
    company = register.named(name)
    if company is None:
        register.add_forms(register.enter(name), name)
    elif company.kind == "company" and not is_in_title and name.startswith(company.name + " "):
        register.add_forms(company, company.name, name)
        company.name = name


def _add_known(register: _Register, hit: Hit, row: CompanyName, full: str) -> None:
    """A name of the lookup; public bodies, and what others are easily taken for, go by their normal name."""
    written = full[hit.start : hit.end]
    company = register.named(row.name) or register.named(written)
    if company is None:
        is_taken_for_others = row.distinct_from or row.kind in ("funder", "institution")
        company = register.enter(row.name if is_taken_for_others else written)
    company.kind, company.country = row.kind, row.country
    register.add_forms(company, written)


def _add_places(companies: list[Company], full: str, blocked: Stretches) -> None:
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
    """Takamori for Takamori Pharmaceutical; Monte Rosa for Monte Rosa Therapeutics; Tarn for Tarn Genetics."""
    parts = company.name.split()
    short = list(parts)
    while len(short) > 1 and short[-1].lower() in _TRADE | _FIELDS:
        short.pop()
    forms = {" ".join(short)}
    if len(short) == len(parts) and len(parts) > 1:
        forms = {parts[0]} if len(parts[0]) > 4 else set()
    return {form for form in forms if len(form) > 2 and form not in STOPPERS}
