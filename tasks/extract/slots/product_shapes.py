"""Text -> product names by their shape: development codes, nonproprietary and coined names, marked brands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tasks.extract.expressions import around, named
from tasks.extract.slots.coinage import REMEMBERED, Coinage
from tasks.extract.slots.company_shapes import STOPPERS
from tasks.extract.slots.product_standing import SALT, Standing, is_used_as_name

# Here and below the first capital stands ahead of the look-behind, so that the search leaps from capital to capital.
_CODE = re.compile(
    r"[A-Z](?<![\w-].)(?:[A-Z]{1,4}\d?-[A-Z]{1,6}\d{1,4}[A-Z]?|[A-Z]{0,5}[a-z]{0,4}[-‑]?\d{3,8}(?:[-‑]?[A-Za-z]\d?)?|[A-Z]{1,5}[-‑]?\d{2,7}[A-Za-z]?"
    r"|[A-Z]{1,5}-\d{1,5}[A-Za-z]?|[A-Z]{0,3}\d[A-Z]{1,3}\d{1,4}|[A-Z]{2,4}\d[A-Z]?-\d{2,4})(?:[-/‑]\d{2,4})?(?![\w])(?!\.\d)"
)
_NO_CODE = re.compile(
    r"^(?:[A-Z]{4,}-\d|COVID-?\d+|SARS-?.*|NCT\d+|H\d+N\d+|CD\d{1,2}[a-z]?|CD[12]\d\d[a-z]?|CD3[0-6]\d|IL-?\d+\w*|PD-?L?1|HER-?\d|CYP\w+|ICD-?\d+|ISO[- ]?\d+|GLP-?\d|SGLT-?\d|HLA-?\w+|MAGE-?\w+|CTLA-?4|CDH\d+|CLDN\d+|DLL\d|BCL-?\d|MUC\d+"
    r"|KRAS.*|EGFR.*|BRAF.*|FGFR\d|VEGF\w*|TNF\w*|TGF\w*|HIV-?\d|HPV-?\d+|JAK-?\d|TYK-?\d|BRCA\d|FLT-?3|CCR\d+|CXCR\d|GPR\w*\d+|TRPV?\d|NTRK\d|SF-?36|PHQ-?9|EQ-5D|HAM-?D\d*|FEV\d|HbA1c|SMN\d|TP53|PIK3\w*|LAG-?3|TIM-?3|NLRP\d"
    r"|ICH.*|CFR.*|SEC.*|FORM.*|Form.*|Rule.*|Section.*|Phase.*|Part.*|Day.*|Week.*|Month.*|Cohort.*|Group.*|Table.*|Title.*|Art.*|Listing.*|Suite.*|Room.*|Floor.*|Box.*|January.*|March.*|June.*|July.*|Sept.*|Oct.*|Nov.*|Dec.*|ASCO.*|ESMO.*|ASH\d.*|AACR.*|EASL.*|ADA\d.*|EHA\d.*"
    r"|(?:USD|EUR|CHF|JPY|RMB|HKD|GBP|DKK|SEK|NOK|AUD|CAD|INR|US|FY|Q|H|CET|EST|PST|ET|GMT|UTC|BST|PO|ZIP|FAX|TEL|ID|ISIN|WKN|CUSIP|IRC|NDC|LOT|No|Nr|Vol|ISRCTN|DRKS|ACTRN|UMIN|CTRI|HB|CPT|HCPCS|S|F|A|B|N|P|R|T|C|NK|MIN|MRI|PK|PD|AM|PM|ER|AR|RET|ALK|MET|ROS|AMPK|B7)[- ]?[\d-]+[A-Za-z]?)$"
)
_WORD = re.compile(
    r"[A-Za-z](?:[a-z]{4,}(?:-cel\b|[-‑][a-z]{4}\b|[A-Z][A-Za-z]+)?|[a-z]{2,3}-cel\b|(?<=[A-Z])[a-z]+[A-Z][A-Za-z]+)"
)
_FAMILY = re.compile(
    r"(?<![\w-])((?:[A-Z][a-z]{4,}, ){0,6}[A-Z][a-z]{4,} and [A-Z][a-z]{4,}) (?:franchises|brands|trademarks)\b"
)
_DEVICE = re.compile(
    r"[A-Z](?<![\w-].)(?=[A-Za-z]*[A-Z])(?=[A-Z]*[a-z])[A-Za-z]+(?:-[A-Z][A-Za-z]*)?(?: [A-Z][\w-]*){0,3}"
    r" (?:Panel|Test|Assay|System|Kit|Device|Pump|Catheter|Stent|Sensor|Monitor|Valve|Implant|Pen|Autoinjector)\b(?: (?:Plus|Pro|Max|[IVX]+|\d+)\b)?"
)
# How a substance is given is no part of its name, unless it is a spray: that often is the product.
_FORMS = (
    r"(?:extended-release|delayed-release|modified-release|ophthalmic|oral|topical|rectal|vaginal|intravenous|subcutaneous|emulsion|capsules?|tablets?|gel|cream|solution|suspension"
    r"|injection|infusion|ointment|foam|lotion|patch|drops|powder|inhalation|implant|for|and|use)"
)
_MARK = re.compile(
    r"[®™(](?:(?<!\()[®™]*|(?<=\()(?:R|TM)\))"
    r"(?! (?:\w+ )?(?:platform|technology|technologies|powered|system|tool|engine|approach|assay services))(?: \((?P<inn>[a-z][a-z]+(?:[ -][a-z]+){0,4}?(?: and [a-z]+)?)"
    rf"(?: {_FORMS})*\))?"
)
_NAME_MARKED = re.compile(r"(?<![\w-])([A-Z][\w-]*(?: [A-Z][a-z][\w-]*){0,2}|[a-z]+[\w-]*)\s?$")
_LONGEST_MARKED = 100
_CAPITAL = re.compile(r"[A-Z][a-z]+")
_OTHER_NAME = re.compile(
    r" \((?:(?:intranasal|topical|oral|inhaled|subcutaneous|intravenous|injectable|sublingual|transdermal|intrathecal|also (?:called|known as)|known as|called|formerly|generic name:?|INN:?) )*"
    rf"([A-Za-z][a-z]{{4,}}[A-Z]?(?: [A-Za-z][a-z]+){{0,4}}?)(?: {_FORMS})*[®™]?(?:,? [\d.]+ ?%)?(?:\)| and (?:made|sold|developed|marketed) )"
)
_OPENING = re.compile(r" \((?=[a-z])")
_BRAND_OF = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{3,}$")
_CALLED = named(
    r"(?:^|[^\w-])([A-Z][a-z]{3,}), (?:an?|the|its|which) [^.;,()]{0,60}(?:known|generically)(?: generically)? as"
    r"|(?:[Ss]old|[Mm]arketed|[Bb]randed)(?: \w+){0,4} (?:as|under the (?:brand |trade )?name) [“\"]?([A-Z][A-Za-z]{3,})",
    ignore_case=False,
)
_LOT = around(r"\b(?:lots?|batch(?:es)?|numbers?|no\.?|serial|codes?)\W{0,3}(?:[A-Z0-9]+(?:,| and) )*$")
_SECOND_WORD = re.compile(r" ([A-Za-z][a-z]{5,})\b")
_FIRST_WORD = re.compile(r"([A-Za-z]{6,}) $")


@dataclass(frozen=True, slots=True)
class ShapedProduct:
    """A product's name at text[start:end]; kind: code, inn, coined, brand or maybe_brand."""

    start: int
    end: int
    name: str
    kind: str


class ProductShapes:
    """The shapes of product names."""

    def __init__(self, coinage: Coinage) -> None:
        self._coinage = coinage
        self._kind = lru_cache(maxsize=REMEMBERED)(self._kind_of)

    def find(self, text: str, *, is_english: bool = True, taken: frozenset[str] = frozenset()) -> list[ShapedProduct]:
        """Names in the text by shape, in order; where two overlap, the longer one stays. `taken` words begin other names."""
        found = [
            *_brands(text),
            *_codes(text),
            *_devices(text),
            *self._families(text),
            *self._words(text, is_english, taken),
        ]
        found += self._in_parentheses(text, found)
        kept: list[ShapedProduct] = []
        for each in sorted(found, key=lambda product: (product.start, -product.end)):
            if not kept or each.start >= kept[-1].end:
                kept.append(each)
        return kept

    def _words(self, text: str, is_english: bool, taken: frozenset[str]) -> Iterator[ShapedProduct]:
        """Nonproprietary names, and coined words that stand small in the text, wherever they stand."""
        kinds = {word: kind for word in set(_WORD.findall(text)) - taken if (kind := self._kind(word, is_english))}
        standing = Standing(text, kinds)
        for start, end in standing.free():
            word = text[start:end]
            kind = kinds[word]
            if kind == "inn" and word[0].isupper() and standing.is_proper(word, end):
                kind = "capital"
            if kind == "inn" or kind == "coined" and is_used_as_name(text, start, end):
                yield self._whole(text, start, end, kind)
            elif kind == "capital" and (kinds.get(word.lower()) == "coined" or standing.is_called_product(start, end)):
                yield self._whole(text, start, end, "coined")

    def _in_parentheses(self, text: str, found: list[ShapedProduct]) -> list[ShapedProduct]:
        """Other names right behind a name: ABX-450 (prabolinumtoxinA), varlotinib (Ostrella)."""
        named = ((each, _OTHER_NAME.match(text, each.end)) for each in found if each.kind != "brand")
        return [
            ShapedProduct(other.start(1), other.end(1), other[1], "coined")
            for _, other in named
            if other and not self._coinage.is_listed(other[1].partition(" ")[0].lower())
        ]

    def _families(self, text: str) -> Iterator[ShapedProduct]:
        """Brands that are named in a row: Coldane, Ferrolux and Nutrivo brands."""
        for family in _FAMILY.finditer(text) if "brands" in text or "franchises" in text else ():
            for match in _CAPITAL.finditer(text, family.start(1), family.end(1)):
                if not self._coinage.is_listed(match[0].lower()):
                    yield ShapedProduct(match.start(), match.end(), match[0], "brand")

    def _kind_of(self, word: str, is_english: bool) -> str | None:
        small = word.lower()
        if self._coinage.is_nonproprietary(small):
            return "inn"
        if not is_english or len(word) < 6 or "-" in word or word in STOPPERS:
            return None
        if word == small:
            return None if self._coinage.is_ordinary(small) else "coined"
        return None if self._coinage.is_listed(small) else "capital"

    def _whole(self, text: str, start: int, end: int, kind: str) -> ShapedProduct:
        """The name with its second word, salt or first word."""
        word = text[start:end]
        salt = SALT.match(text, end) or (word.endswith("mab") and self._conjugate(text, end))
        end = salt.end() if salt else end
        if (self._coinage.is_second_word(word) or word.endswith("vec")) and (
            first := _FIRST_WORD.search(text, max(0, start - 40), start)
        ):
            start = first.start(1)
        elif first := _FIRST_WORD.search(text, max(0, start - 40), start):
            is_name = first[1].islower() and word.islower() and not self._coinage.is_ordinary(first[1])
            start = first.start(1) if is_name else start
        return ShapedProduct(start, end, text[start:end], kind)

    def _conjugate(self, text: str, end: int) -> re.Match[str] | None:
        """The second word of a conjugate: tazevibulin of luveltamab tazevibulin."""
        second = _SECOND_WORD.match(text, end)
        return second if second and not self._coinage.is_ordinary(second[1].lower()) else None


def _codes(text: str) -> Iterator[ShapedProduct]:
    for match in _CODE.finditer(text):
        if not _NO_CODE.match(match[0]) and not _LOT.search(text[max(0, match.start() - 40) : match.start()]):
            yield ShapedProduct(match.start(), match.end(), match[0], "code")


def _devices(text: str) -> Iterator[ShapedProduct]:
    for match in _DEVICE.finditer(text):
        yield ShapedProduct(match.start(), match.end(), match[0], "brand")


def _brands(text: str) -> Iterator[ShapedProduct]:
    if "®" in text or "™" in text or "(R)" in text:
        yield from _marked(text)
    for match in _CALLED.finditer(text):
        group = 1 if match[1] else 2
        yield ShapedProduct(match.start(group), match.end(group), match[group], "brand")
    for opening in _OPENING.finditer(text):
        brand = _BRAND_OF.search(text[max(0, opening.start() - 40) : opening.start()])
        if brand:
            yield ShapedProduct(opening.start() - len(brand[0]), opening.start(), brand[0], "maybe_brand")


def _goes_without(text: str, name: str, rest: str) -> bool:
    """Whether the first word is none of the marked name: a word like Its stands in it, or it mostly goes without."""
    return not STOPPERS.isdisjoint(name.split(" ")[:-1]) or text.count(rest) > text.count(name)


def _marked(text: str) -> Iterator[ShapedProduct]:
    last = 0
    for mark in _MARK.finditer(text):
        marked = _NAME_MARKED.search(text, max(last, mark.start() - _LONGEST_MARKED), mark.start())
        if not marked:
            continue
        name, end, last = marked[1], marked.end(1), mark.end()
        while (rest := name.partition(" ")[2]) and _goes_without(text, name, rest):
            name = rest
        if name not in STOPPERS:
            yield ShapedProduct(end - len(name), end, name, "brand")
        if mark["inn"]:
            yield ShapedProduct(mark.start("inn"), mark.end("inn"), mark["inn"], "inn")
