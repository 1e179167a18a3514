"""Document -> the same document with its spans: everything in it that may fill a slot, found once for all its events."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from config.models.lookups import Lookups
from tasks.extract.document import Document, Span
from tasks.extract.slots.coinage import Coinage
from tasks.extract.slots.companies import Company, find_companies
from tasks.extract.slots.company_cues import cued_names
from tasks.extract.slots.company_shapes import RUN, CompanyShapes, ShapedName
from tasks.extract.slots.disease_shapes import find_shaped_diseases
from tasks.extract.slots.gazetteer import Gazetteer, Hit
from tasks.extract.slots.headings import find_headings
from tasks.extract.slots.occurrence import DATELINE, article_day
from tasks.extract.slots.parties import main_company
from tasks.extract.slots.phases import find_phases
from tasks.extract.slots.product_shapes import ProductShapes, ShapedProduct
from tasks.extract.slots.products import Product, find_products
from tasks.extract.slots.scene import SELF_PORTRAIT
from tasks.extract.slots.stretches import Stretches
from tasks.extract.slots.trials import FoundTrial, find_trial_ids, find_trial_names

_BLOCKING = frozenset(("regulator", "designation", "place", "indication", "target", "venue", "exchange"))
_SICK_WITH = re.compile(
    r"\b(?:in|with|for|against|refractory|relapsed|advanced|metastatic|treat|treats|have|from|severe|his|her) $"
)
_IS_TREATED = re.compile(
    r" (?:patients|vaccine|drug|therapy|treatment|candidate|trial|study|program|programme|screening|pipeline)\b"
)
_KEPT = frozenset(("regulator", "designation", "place", "indication", "target", "modality", "venue"))


_IN_ORDER = attrgetter("start", "end", "kind", "value")  # as spans compare, many times faster


@dataclass(frozen=True)
class Recognisers:
    """Everything that recognises, compiled once from the lookups; it holds no state."""

    gazetteer: Gazetteer
    companies: CompanyShapes
    products: ProductShapes
    coinage: Coinage


def build_recognisers(lookups: Lookups) -> Recognisers:
    """Compile the lookups."""
    coinage = Coinage(lookups.inn_stems, lookups.ordinary_words)
    return Recognisers(
        Gazetteer(lookups), CompanyShapes(lookups.company_suffixes, coinage), ProductShapes(coinage), coinage
    )


def annotate(document: Document, recognisers: Recognisers) -> Document:
    """The document with all its spans, sorted by place.

    Kinds: company (value: full name; attrs: rank, ticker), product (value: first name; attrs: names, reference),
    trial (attrs: registry or name), phase, and the kinds of the lookups with the normal name as value.
    """
    full = document.full
    hits = _sure(recognisers.gazetteer.find(full), full)
    runs = list(RUN.finditer(full))
    headings = find_headings(full, document.text_start)
    shaped = list(recognisers.companies.find(full, headings, runs))
    taken = frozenset(name.name.split()[0] for name in shaped)
    trials = [*find_trial_ids(full), *find_trial_names(full)]
    shapes = recognisers.products.find(full, is_english=document.language == "en", taken=taken)
    products = find_products(full, _free(shapes, hits, shaped, trials), hits)
    blocked = Stretches(
        [
            *((hit.start, hit.end) for hit in hits if hit.kind in _BLOCKING),
            *(place for product in products for place in product.places),
            *((trial.start, trial.end) for trial in trials),
        ]
    )
    homes = (hit.end for hit in hits if hit.kind == "place" and full[hit.end : hit.end + 3] in ("’s ", "'s "))
    at_home = frozenset(end + 3 for end in homes)
    cued = cued_names(full, headings, document.text_start, runs, recognisers.coinage, taken, at_home)
    companies = find_companies(full, document.text_start, shaped, hits, cued, blocked)
    portraits = _portraits(document)
    in_names = Stretches(place for company in companies for place in company.places)
    hits = [hit for hit in hits if hit.kind != "indication" or not in_names.covers(hit.start, hit.end)]
    spans = [
        *_company_spans(companies),
        *_product_spans(products),
        *(Span(hit.start, hit.end, hit.kind, hit.name, hit.attrs) for hit in hits if hit.kind in _KEPT),
        *_shaped_diseases(full, hits, companies, products),
        *(Span(phase.start, phase.end, "phase", phase.value) for phase in find_phases(full)),
        *(
            Span(
                trial.start, trial.end, "trial", trial.trial_id or trial.name or "", _map(registry=trial.registry or "")
            )
            for trial in trials
        ),
    ]
    kept = sorted((span for span in spans if not _in_portrait(span, portraits)), key=_IN_ORDER)
    annotated = replace(document, spans=tuple(kept))
    return replace(annotated, spans=(*_facts(annotated), *kept))


def _facts(document: Document) -> Iterator[Span]:
    """What holds for the whole article, as empty spans at its head: the day it counts from, and whom it is about."""
    day, basis = article_day(document)
    if day:
        yield Span(0, 0, "day", day.isoformat(), _map(basis=basis))
    hero = main_company(document)
    if hero:
        yield Span(0, 0, "hero", hero.value)


def _free(
    shapes: list[ShapedProduct], hits: list[Hit], shaped: list[ShapedName], trials: list[FoundTrial]
) -> list[ShapedProduct]:
    """Shapes that name nothing else: words no disease, place, authority or company, codes no target and no trial."""
    named = Stretches((hit.start, hit.end) for hit in hits if hit.kind in _BLOCKING or hit.kind == "company")
    targets = {hit.start for hit in hits if hit.kind == "target"}
    studies = {trial.name for trial in trials}
    companies = {name.name.split()[0].lower() for name in shaped}
    return [
        shape
        for shape in shapes
        if shape.kind == "brand"
        or (
            shape.start not in targets and shape.name not in studies
            if shape.kind == "code"
            else not named.hold(shape.start) and shape.name.lower() not in companies
        )
    ]


def _sure(hits: list[Hit], full: str) -> list[Hit]:
    """Without short abbreviations of diseases that the article neither explains nor spells out, nor uses as diseases."""
    spelled = {hit.name for hit in hits if hit.kind == "indication" and hit.end - hit.start > 3}
    return [
        hit
        for hit in hits
        if hit.kind != "indication"
        or hit.end - hit.start > 3
        or hit.name in spelled
        or _is_used_as_disease(full, hit.start, hit.end)
    ]


def _is_used_as_disease(full: str, start: int, end: int) -> bool:
    """(AML), and in refractory AML; two letters alone may be anything."""
    return f"({full[start:end]})" in full or (
        end - start == 3 and bool(_SICK_WITH.search(full, max(0, start - 24), start) or _IS_TREATED.match(full, end))
    )


def _portraits(document: Document) -> list[tuple[int, int]]:
    """Where companies describe themselves in the opening."""
    head = document.full[: document.text_start + 1_500]
    return [_dateline(document), *(match.span() for match in SELF_PORTRAIT.finditer(head))]


def _in_portrait(span: Span, portraits: list[tuple[int, int]]) -> bool:
    """Diseases and places named there are the company's field, not the event's."""
    return span.kind in ("indication", "place", "phase") and any(start <= span.start < end for start, end in portraits)


def _dateline(document: Document) -> tuple[int, int]:
    """Where the opening says from where and when the news comes."""
    mark = DATELINE.search(document.text[:220])
    return document.text_start, document.text_start + (mark.end() if mark else 0)


def _shaped_diseases(full: str, hits: list[Hit], companies: list[Company], products: list[Product]) -> Iterator[Span]:
    """Diseases that no lookup knows, where nothing else is named."""
    places = [*(company.places for company in companies), *(product.places for product in products)]
    taken = Stretches([*((hit.start, hit.end) for hit in hits), *chain.from_iterable(places)])
    for start, end, name in find_shaped_diseases(full, taken):
        yield Span(start, end, "indication", name, _map(sort="shape"))


def _map(**attrs: str) -> MappingProxyType[str, str]:
    return MappingProxyType(attrs)


def _company_spans(companies: list[Company]) -> Iterator[Span]:
    for company in companies:
        attrs = _map(sort=company.kind, ticker="1" if company.has_ticker else "", country=company.country)
        for start, end in company.places:
            yield Span(start, end, "company", company.name, attrs)


def _product_spans(products: list[Product]) -> Iterator[Span]:
    for product in products:
        names = [
            name
            for name, kind in product.names.items()
            if not (product.is_reference and kind in ("brand", "known_brand"))
        ]
        attrs = _map(
            names="|".join(names), reference="1" if product.is_reference else "", inn="1" if product.has_own_inn else ""
        )
        for start, end in product.places:
            yield Span(start, end, "product", next(iter(product.names)), attrs)
