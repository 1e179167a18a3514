"""Document -> its products: one record for each, with all its names (code, nonproprietary name, brand) and places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from config.models.lookups import ProductName
from tasks.extract.slots.gazetteer import Hit, fold
from tasks.extract.slots.product_shapes import ShapedProduct

_OPENING = re.compile(
    r"[®™]?\s?[(\[](?:(?:intranasal|topical|oral|inhaled|subcutaneous|intravenous|injectable|sublingual|transdermal|intrathecal) |formerly|previously|also known as|also called|a\.?k\.?a\.?|known as|formerly known as|generic name:?|INN:?|brand name:?|formally|anciennement|ehemals|früher|vormals)?:?\s?(?:known as |called )?$",
    re.I,
)
_JOINING = re.compile(
    r"^[®™]*, (?:its|an?|the) (?:[\w-]+ ){0,4}$|^ (?:product|formulation|drug|injection|tablets?|candidate|biosimilar),? (?:called |named )?$|^[®™]*,?\s?(?:[^.;]{0,60}?\b(?:(?:also|formerly|previously|generically|formally|better|now) (?:known|called|named|designated|referred to|marketed)(?: generically)?(?: as)?|known (?:generically )?as|may know as|an? (?:[\w-]+ ){0,3}(?:form|formulation) of|called|to be sold as|sold as|marketed as|whose active (?:ingredient|substance) is|with the active (?:ingredient|substance)|the active (?:ingredient|substance) of|brand(?:ed)? (?:name|as)|formerly|aka|a\.k\.a\.|anciennement|ehemals|früher)\s(?:the )?[“\"]?)$",
    re.I,
)
_SOLD_AS = re.compile(
    r"\b(?:sold|marketed|branded|launched)\b(?: \w+| [^.;]{1,60})? (?:as|under the (?:brand |trade )?name)(?: of)? [“\"]?$",
    re.I,
)
_SLASHED = re.compile(r"^[®™]?/$")
_REFERENCE = re.compile(
    r"(?:biosimilar\w*(?: candidates?| versions?| medicines?)?(?: products?)?,?(?: proposed)? (?:to|of|for|referencing|version of)|versions? of|reference (?:product|biologic|medicine),?|hliðstæðu við|Biosimilar zu) (?:[\w® ]+ and |the reference \w+ )?$",
    re.I,
)


@dataclass(slots=True)
class Product:
    """A product of one article: its names in order of appearance with their kinds, and where it is named."""

    names: dict[str, str] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)
    is_reference: bool = False

    @property
    def has_own_inn(self) -> bool:
        """Whether the text gives its nonproprietary name."""
        return "inn" in self.names.values() or "coined" in self.names.values()


def find_products(full: str, shaped: Iterable[ShapedProduct], hits: Iterable[Hit]) -> list[Product]:
    """The products of an article, in order of first mention; names that the text calls one product are one record."""
    mentions = _mentions(full, list(shaped), [hit for hit in hits if isinstance(hit.row, ProductName)])
    groups: dict[str, Product] = {}
    previous: tuple[ShapedProduct, Product] | None = None
    for mention in mentions:
        key = product_key(mention.name)
        product = groups.get(key)
        if previous and _are_one(full, previous[0], mention):
            product = _joined(groups, previous[1], product)
        if previous and product is None and _SOLD_AS.search(full[max(0, mention.start - 90) : mention.start]):
            product = previous[1]
        if product is None:
            product = Product(is_reference=bool(_REFERENCE.search(full[max(0, mention.start - 70) : mention.start])))
        groups[key] = product
        product.names.setdefault(_clean(mention, product), mention.kind)
        product.places.append((mention.start, mention.end))
        previous = (mention, product)
    _join_short_forms(groups)
    return _distinct(groups)


def _join_short_forms(groups: dict[str, Product]) -> None:
    """tulmi-cel is tulmicabtagene autoleucel, however far apart they stand."""
    for product in list(groups.values()):
        for name in list(product.names):
            if name.lower().endswith("-cel"):
                full = next((other for other in groups.values() for long in other.names if _shortens(long, name)), None)
                if full is not None and full is not product:
                    _joined(groups, full, product)


def product_key(name: str) -> str:
    """A product's name for comparison: lower case, without hyphens and blanks."""
    return re.sub(r"[\s‑-]", "", fold(name))


def _mentions(full: str, shaped: list[ShapedProduct], hits: list[Hit]) -> list[ShapedProduct]:
    """Shapes and known names together; a brand that stands once with its mark is known without it too."""
    known = [_known(full[hit.start : hit.end], hit) for hit in hits]
    inns = {mention.start for mention in shaped if mention.kind in ("inn", "coined", "code")}
    sure = [each for each in shaped if each.kind != "maybe_brand"]
    for each in shaped:
        if each.kind == "maybe_brand" and {each.end + gap for gap in (2, 3)} & inns:
            sure.append(ShapedProduct(each.start, each.end, each.name, "brand"))
    again = _again(full, {each.name for each in sure if each.kind == "brand"})
    kept: list[ShapedProduct] = []
    for each in sorted([*sure, *known, *again], key=lambda mention: (mention.start, -mention.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _known(written: str, hit: Hit) -> ShapedProduct:
    is_brand = isinstance(hit.row, ProductName) and fold(written) in map(fold, hit.row.brands)
    return ShapedProduct(hit.start, hit.end, written, "known_brand" if is_brand else "known")


def _again(full: str, names: set[str]) -> list[ShapedProduct]:
    if not names:
        return []
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})(?![\w])", re.I
    )
    return [ShapedProduct(match.start(), match.end(), match[0], "brand") for match in pattern.finditer(full)]


def _are_one(full: str, first: ShapedProduct, second: ShapedProduct) -> bool:
    """Whether the words between two names say that they are one product."""
    between = full[first.end : second.start]
    if len(between) > 90 or first.name.lower() == second.name.lower() or _REFERENCE.search(between):
        return False
    if _SLASHED.match(between):
        return True
    if _OPENING.fullmatch(between):
        return True
    return bool(_JOINING.match(between))


def _shortens(full_name: str, short: str) -> bool:
    """tulmi-cel for tulmicabtagene autoleucel."""
    stem, _, ending = short.lower().partition("-")
    return (
        ending == "cel"
        and "-" not in full_name
        and full_name.lower().startswith(stem)
        and full_name.lower().endswith("cel")
    )


def _joined(groups: dict[str, Product], first: Product, second: Product | None) -> Product:
    if second is None or second is first:
        return first
    first.names |= {name: kind for name, kind in second.names.items() if name not in first.names}
    first.places += second.places
    first.is_reference |= second.is_reference
    for key, product in groups.items():
        if product is second:
            groups[key] = first
    return first


def _clean(mention: ShapedProduct, product: Product) -> str:
    """The name as written the first time, where only case or hyphens differ; nonproprietary names in small letters."""
    key = product_key(mention.name)
    known = next((name for name in product.names if product_key(name) == key), None)
    small = mention.kind == "inn" and mention.name[1:].islower()
    return known or (mention.name.lower() if small else mention.name)


def _distinct(groups: dict[str, Product]) -> list[Product]:
    products = list({id(product): product for product in groups.values()}.values())
    for product in products:
        product.places.sort()
    return sorted(products, key=lambda product: product.places[0])
