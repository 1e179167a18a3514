"""Document -> the same document with its spans: everything in it that may fill a slot, found once for all its events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from config.models.lookups import Lookups
from tasks.extract.document import Document, Span
from tasks.extract.slots.companies import Blocked, Company, CompanyFinder
from tasks.extract.slots.company_shapes import CompanyShapes
from tasks.extract.slots.gazetteer import Gazetteer, Hit
from tasks.extract.slots.phases import find_phases
from tasks.extract.slots.product_shapes import ProductShapes
from tasks.extract.slots.products import Product, find_products
from tasks.extract.slots.trials import find_trial_ids, find_trial_names

_BLOCKING = frozenset(("regulator", "designation", "place", "indication", "target", "venue", "exchange"))
_KEPT = frozenset(("regulator", "designation", "place", "indication", "target", "modality", "venue"))


@dataclass(frozen=True)
class Recognisers:
    """Everything that recognises, compiled once from the lookups; it holds no state."""

    gazetteer: Gazetteer
    companies: CompanyShapes
    products: ProductShapes


def build_recognisers(lookups: Lookups) -> Recognisers:
    """Compile the lookups."""
    return Recognisers(Gazetteer(lookups), CompanyShapes(lookups.company_suffixes), ProductShapes(lookups.inn_stems))


def annotate(document: Document, recognisers: Recognisers) -> Document:
    """The document with all its spans, sorted by place.

    Kinds: company (value: full name; attrs: rank, ticker), product (value: first name; attrs: names, reference),
    trial (attrs: registry or name), phase, and the kinds of the lookups with the normal name as value.
    """
    full = document.full
    hits = recognisers.gazetteer.find(full)
    products = find_products(full, recognisers.products.find(full), hits)
    trials = [*find_trial_ids(full), *find_trial_names(full)]
    blocked = Blocked(
        tuple((hit.start, hit.end) for hit in hits if hit.kind in _BLOCKING)
        + tuple(place for product in products for place in product.places)
        + tuple((trial.start, trial.end) for trial in trials)
    )
    companies = CompanyFinder().find(full, document.text_start, recognisers.companies.find(full), hits, blocked)
    spans = [
        *_company_spans(companies),
        *_product_spans(products),
        *(Span(hit.start, hit.end, hit.kind, hit.name, _attrs(hit)) for hit in hits if hit.kind in _KEPT),
        *(Span(phase.start, phase.end, "phase", phase.value) for phase in find_phases(full)),
        *(
            Span(
                trial.start, trial.end, "trial", trial.trial_id or trial.name or "", _map(registry=trial.registry or "")
            )
            for trial in trials
        ),
    ]
    return replace(document, spans=tuple(sorted(spans)))


def _map(**attrs: str) -> MappingProxyType[str, str]:
    return MappingProxyType(attrs)


def _attrs(hit: Hit) -> MappingProxyType[str, str]:
    row = hit.row
    return _map(
        sort=str(getattr(row, "kind", "")),
        region=str(getattr(row, "region", "")),
        place=str(getattr(row, "name", "")),
        regulators="|".join(getattr(row, "regulators", ())),
    )


def _company_spans(companies: list[Company]) -> Iterator[Span]:
    for company in companies:
        attrs = _map(sort=company.kind, ticker="1" if company.has_ticker else "")
        for start, end in company.places:
            yield Span(start, end, "company", company.name, attrs)


def _product_spans(products: list[Product]) -> Iterator[Span]:
    for product in products:
        names = [name for name, kind in product.names.items() if not (product.is_reference and kind == "brand")]
        attrs = _map(
            names="|".join(names), reference="1" if product.is_reference else "", inn="1" if product.has_own_inn else ""
        )
        for start, end in product.places:
            yield Span(start, end, "product", next(iter(product.names)), attrs)
