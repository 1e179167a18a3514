"""Text -> product names by their shape: development codes, nonproprietary names by stem, and marked brands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.models.lookups import InnStem
from tasks.extract.slots.company_shapes import STOPPERS

_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2,5}\d?-[A-Z]{2,6}\d{1,4}[A-Z]?|[A-Z]{1,6}(?:[a-z]{1,4})?[-‑ ]?\d{3,8}(?:[-‑]?[A-Za-z]\d?)?|[A-Z]{2,6}[-‑]?\d{2,7}[A-Za-z]?"
    r"|[A-Z]{2,6}-\d{1,5}[A-Za-z]?|[A-Z]\d{3,6}|[A-Z]{1,4}\d[A-Z]{1,3}\d{1,4}|[A-Z]{3,5}\d[A-Z]?-\d{2,4})(?:[-/‑]\d{2,4})?(?![\w])(?!\.\d)"
)
_NO_CODE = re.compile(
    r"^(?:COVID-?\d+|SARS-?.*|NCT\d+|H\d+N\d+|CD\d{1,3}[a-z]?|IL-?\d+\w*|PD-?L?1|HER-?\d|CYP\w+|ICD-?\d+|ISO[- ]?\d+|GLP-?\d|SGLT-?\d|HLA-?\w+|MAGE-?\w+|CTLA-?4"
    r"|KRAS.*|EGFR.*|BRAF.*|FGFR\d|VEGF\w*|TNF\w*|TGF\w*|HIV-?\d|HPV-?\d+|JAK-?\d|TYK-?\d|BRCA\d|FLT-?3|CCR\d+|CXCR\d|GPR\w*\d+|TRPV?\d|NTRK\d|SF-?36|PHQ-?9|EQ-5D|HAM-?D\d*"
    r"|ICH.*|CFR.*|SEC.*|FORM.*|Form.*|Rule.*|Section.*|Phase.*|Part.*|Day.*|Week.*|Month.*|Cohort.*|Group.*|Table.*|Title.*|Art.*|Listing.*|Suite.*|Room.*|Floor.*|Box.*"
    r"|(?:USD|EUR|CHF|JPY|RMB|HKD|GBP|DKK|SEK|NOK|AUD|CAD|INR|US|FY|Q|CET|EST|PST|ET|GMT|UTC|BST|PO|ZIP|FAX|TEL|ID|ISIN|WKN|CUSIP|IRC|NDC|LOT|No|Nr|Vol|S&P|ISRCTN|DRKS|ACTRN|UMIN|EudraCT|HB|CPT|HCPCS|S|F|A|B|N|P|R|T|C|NK|MIN|MRI|PK|PD|AM|PM|ER|AR|RET|ALK|MET|ROS|AMPK|B7)[- ]?[\d-]+[A-Za-z]?)$"
)
_SPACED = re.compile(r"^[A-Z]{1,6}[a-z]* \d")
_WORD = re.compile(
    r"(?<![\w-])[A-Za-z][a-z]{2,}-cel(?![\w])|(?<![\w-])[A-Za-z][a-z]{4,}(?:[-‑][a-z]{4}(?![\w]))?(?![\w])|(?<![\w-])[A-Z]{6,}(?![\w])"
)
_MARKED = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][\w-]*(?: [A-Z][a-z][\w-]*)?|[a-z]+[\w-]*))\s?(?:[®™]+|\((?:R|TM)\))"
    r"(?! (?:platform|technology|powered|system|tool|engine))(?: \((?P<inn>[a-z][a-z]+(?:[ -][a-z]+){0,4}(?: and [a-z]+)?)\))?"
)
_BRAND_OF = re.compile(r"(?<![\w-])(?P<name>[A-Z][A-Za-z]{3,})[®™]* \((?=[a-z])")
_FIRST_WORD = re.compile(r"([A-Za-z]{6,}) $")
_CALLED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][a-z]{3,}), (?:an?|the|its|which) [^.;,()]{0,60}(?:known|generically)(?= )(?: generically)? as"
    r"|(?:[Ss]old|[Mm]arketed|[Bb]randed)(?: \w+){0,4} (?:as|under the (?:brand |trade )?name) [“\"]?(?P<called>[A-Z][A-Za-z]{3,})"
)
_SALT = re.compile(
    r"\s(?:hydrochloride|sodium|maleate|fumarate|mesylate|tartrate|succinate|phosphate|sulfate|acetate|tosylate|besylate|bromide|potassium|calcium"
    r"|vedotin|deruxtecan|govitecan|emtansine|ozogamicin|mafodotin|tirumotecan|pelidotin|tesirine|soravtansine|ravtansine|tetraxetan|pegol|alfa|beta|autoleucel|autotemcel|tabelecleucel|[a-z]+parvovec|[a-z]+vec)(?:-[a-z]{4})?(?![\w])"
)


@dataclass(frozen=True, slots=True)
class ShapedProduct:
    """A product's name at text[start:end]; kind: code, inn or brand."""

    start: int
    end: int
    name: str
    kind: str


class ProductShapes:
    """The shapes, compiled once from the stems in use."""

    def __init__(self, stems: Iterable[InnStem]) -> None:
        rows = tuple(stems)
        self._suffixes = tuple(sorted({row.stem for row in rows if row.place == "suffix"}))
        self._words = frozenset(row.stem for row in rows if row.place == "word")
        self._exceptions = frozenset(word for row in rows for word in row.exceptions)

    def find(self, text: str) -> list[ShapedProduct]:
        """Names in the text by shape, in order; where two overlap, the longer one stays."""
        found = [*self._codes(text), *self._nonproprietary(text), *_brands(text)]
        kept: list[ShapedProduct] = []
        for each in sorted(found, key=lambda product: (product.start, -product.end)):
            if not kept or each.start >= kept[-1].end:
                kept.append(each)
        return kept

    def _codes(self, text: str) -> Iterator[ShapedProduct]:
        for match in _CODE.finditer(text):
            if not _NO_CODE.match(match[0]) and not _SPACED.match(match[0]):
                yield ShapedProduct(match.start(), match.end(), match[0], "code")

    def _nonproprietary(self, text: str) -> Iterator[ShapedProduct]:
        for match in _WORD.finditer(text):
            if self.is_nonproprietary(match[0]):
                salt = _SALT.match(text, match.end())
                start, end = match.start(), salt.end() if salt else match.end()
                if match[0] in self._words and (first := _FIRST_WORD.search(text, max(0, start - 40), start)):
                    start = first.start(1)
                yield ShapedProduct(start, end, text[start:end], "inn")

    def is_nonproprietary(self, word: str) -> bool:
        """Whether a word carries a stem of international nonproprietary names and is no word of the language."""
        plain = re.sub(r"[-‑][a-z]{4}$", "", word.lower()) if not word.endswith("-cel") else word
        if word.endswith("-cel") or word in self._words:
            return True
        return plain.endswith(self._suffixes) and plain not in self._exceptions and len(plain) > 6


def _brands(text: str) -> Iterator[ShapedProduct]:
    for match in _MARKED.finditer(text):
        start = match.start("name")
        name = match["name"]
        first, _, rest = name.partition(" ")
        if rest and first in STOPPERS:
            start, name = start + len(first) + 1, rest
        if name not in STOPPERS:
            yield ShapedProduct(start, match.end("name"), name, "brand")
        if match["inn"]:
            yield ShapedProduct(match.start("inn"), match.end("inn"), match["inn"], "inn")
    for match in _CALLED.finditer(text):
        group = "name" if match["name"] else "called"
        yield ShapedProduct(match.start(group), match.end(group), match[group], "brand")
    for match in _BRAND_OF.finditer(text):
        yield ShapedProduct(match.start("name"), match.end("name"), match["name"], "maybe_brand")
