"""Text -> product names by their shape: development codes, nonproprietary and coined names, marked brands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from tasks.extract.expressions import around, named
from tasks.extract.slots.coinage import REMEMBERED, Coinage
from tasks.extract.slots.company_shapes import STOPPERS

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
_EDGE = re.compile(r"\b")
_FREE_BEFORE = re.compile(r"(?<![\w@./-])")
_FREE_BEHIND = re.compile(r"(?![\w@-]|\.\w)")
_AMID = re.compile(r"[a-z,] ")
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
_THING = (
    r"(?:approval|clearance|launch(?:es|ed)?|sales|rights|recall(?:s|ed)?|label|patents?|price|reimbursement|indication|application|filing|NDA|BLA|MAA|versions?|cop(?:y|ies)"
    r"|generics?|biosimilars?|drugs?|pill|vaccine|device|brand|treatment|medicine|therapy|stud(?:y|ies)|trials?|program(?:me)?|designation|submission|hold|data|results|dos(?:e|es|ing)"
    r"|development|production|supply|distribution|evaluation|efficacy|safety|use|formulation|candidate|compound|inhibitor|agonist|antibody|injection|readout|enrollment|issuance)"
)
_BRAND_CUE_BEFORE = around(
    rf"(?:\b{_THING} (?:of|to|for|on|with|in)|\b(?:evaluating|examining|investigating|developing|commerciali[sz]e|initiate|discontinues|stops|halts|advance|launches|launched|recalls|withdraws|protect(?:s|ing)?|(?:treatment|therapy|medicine|antibody|biosimilar|insulin|thinner|syrup|brand|line|lines),?|product,|granted|approves?|approved|clears|cleared|authori[sz]ed|(?:sold|marketed|branded|known) as|brand name|trade name|under the name|prescribe|selling|of its|for its|candidate|drug|pill|vaccine|spray|shot|jab|tablets?|capsules?|cream|gel|drops|patch|inhaler|blocker|degrader|activator|modulator|conjugate|peptide|ADC|bispecific|hopeful|asset|prospect|contender|analogue?|engager|enzyme),?"
    r"|\b(?:candidate|drug|treatment|therapy|product|medicine|vaccine|pill) for [^,.;]{2,40},)"
    r" (?:its |the |novel |oral |investigational )?$"
)
_LONGER_NAME = around(
    r"^ [A-Z][a-z]+[’']s\b|^ (?:[A-Z][a-z]+ ?)*(?:Bio|Pharma|Seiyaku|Yakuhin|Kagaku|Chemical|Diagnostics|Renal|Cardio|Respiratory|Eye|Gene|Cell|Medicines|Discovery|Dermatolog\w+|Immune|Group|Holdings|Therapeutics|Genetics|Medical|Oncology|Vaccines|Sciences|Biosciences|Biologics|Pharmaceuticals?|Labs|Health|Neuro|Vision|Rare|Immune|Capital|Partners|Inc|Ltd|AG|SE)\b",
    ignore_case=False,
)
_PRODUCT_BEHIND = around(
    r"^,? (?:is|was|were|has been) (?:approved|authori[sz]ed|cleared|launched|recalled|withdrawn|developed|indicated|designed|given|tested|evaluated|granted|discovered|administered)"
    r"|^, whose active (?:ingredient|substance)\b|^, (?:an?|its|the) (?:[\w-]{3,} ){0,6}(?:form|version|drug|pill|inhibitor|antibody|vaccine|agonist|antagonist|tablet|injection|therapy|treatment|medicine|patch|gel|device|formulation|conjugate|peptide|blocker|modulator|degrader|spray|cream|bispecific|antisense|siRNA|molecule|enzyme|biosimilar|shot|analogue?|activator|candidate|capsule|eye drop)s?\b"
    r"|^ (?:tablets?|capsules?|injections?|nasal spray|eye drops|cream|gel|patch|pill|nebuli[sz]er|inhaler|(?:[a-z]+ )?filler)\b"
)
_APPOSED = around(r"\b(?:its|their|the company[’']s) (?:[\w-]+ ){0,4}[a-z-]{3,}, $")
_COMPANY_NOUN = around(
    r"\b(?:partner|parent|subsidiary|unit|affiliate|rival|competitor|licensee|licensor|owner|arm|maker|company|firm|backer|investor|supplier|manufacturer|distributor|executive|chair\w*|founder|president|officer|director|customer|city|home|peer|study|trial|platform), $"
)
_CUE_BEFORE = around(
    r"(?:\b(?:of|for|with|to|on|from|evaluating|launch(?:es)?|stops|halts|initiate|advance|its|their|the|market|sell)|^) $"
)
_BRAND_CUE_BEHIND = around(
    r"^[’']?s? (?:tablets?|capsules?|injections?|vaccine|nasal|cream|program(?:me)?|patents?|sales|trials?|study|studies|phase|in (?:patients|adults|children)|for (?:the )?(?:treatment|patients|adults)"
    r"|(?:camera|device|system|test|assay|pump|sensor|implant|catheter|stent|scanner|inhaler|monitor|kit|valve|laser|lens|robot|franchise|brand|spray|pen|autoinjector)s?\b|approval|label|launch|(?:commercial )?production|shows|met |meets|was well|demonstrat)"
)
_NAME_BEFORE = around(
    r"(?:^|[\n(“\"]|\b(?:of|for|with|to|evaluating|examining|that|and|or|plus|than|versus|called|named|drug|candidate|therapy|treatment|pill|inhibitor|agonist|antagonist|antibody|medicine|product|oral|subcutaneous|intravenous|sublingual|topical|inhaled|supports|reaffirm|approved|its|on|on the drug|,|spray|shot|jab|tablets?|capsules?|cream|gel|drops|patch|inhaler|blocker|degrader|activator|modulator|conjugate|peptide|ADC|bispecific|hopeful|asset|prospect|contender|analogue?|engager|enzyme|sell|selling|develop|developing|market|make|making|receive|received|receiving|given|taking|took|take|approve|backs|back|against|award|awarded|grant|granted|clear|cleared|reject|rejected|recommend|recommended|endorsed|combining|bought|acquired|licensed|sold|launched|discontinued|scrapped|shelved|tested|testing)) ?$"
)
_KIND_BEFORE = around(
    r"\b(?:drug|candidate|inhibitor|agonist|antagonist|antibody|vaccine|pill|spray|shot|jab|degrader|modulator|conjugate|bispecific|peptide) $"
)
_NAME_BEFORE_AGAIN = around(
    r"(?:\b(?:which|when|whether|where|while|because|since|as|by|from|between|after|until|before|about|without|into|under|how|if|but|the)|[’']s) $"
)
_NAME_BEHIND = around(
    r"[®™]?(?:[,.;:)(\n”\"+/]|$| \d[\d.]* ?(?:%|mg|mcg)| (?:in|for|is|was|as|to|has|had|met|showed|demonstrat\w+|improv\w+|reduc\w+|at|with|plus|and|or|tablets?|capsules?|injections?|nasal|pellet|monotherapy|therapy|treatment|arm|group|program(?:me)?|will|would|could|may|can|did|does|versus|compared|\(|clinical|phase|patent|license|licence|combination|alone|on|over|from|by|were|are|beat|failed|wins?|won|works|keeps|extends|cuts|gets|toxin))",
    ignore_case=False,
)
_ACTS = around(
    r"[’']s? (?:[a-z]|[A-Z])| (?:said|says|announced|plans|expects|agreed|today announced|has (?:agreed|entered|appointed|submitted)|will (?:host|build|acquire|pay|lower)|and [A-Z]\w+ (?:announce|today))|,? (?:Inc|Ltd|SE|AG|A/S|Pharma|Therapeutics|Bio)\b",
    ignore_case=False,
)
_COMPANY_ACTS = around(
    r" (?:said|says|announce[sd]?|today announced|plans|expects|agreed|report(?:s|ed)|appoint(?:s|ed)|acquires?|acquired|enters|entered|receives|raises|raised|closes|dosed|named|hired|licensed|submitted|has (?:also )?(?:agreed|entered|appointed|submitted|licensed|acquired|raised|dosed|initiated|received|named|completed|signed|won|secured)"
    r"|will (?:host|build|acquire|pay|present|use|receive)|and [A-Z]\w+ (?:announce|today|have|will))\b"
    r"|[’']s? (?:[\w-]+ ){0,4}(?:treatment|drug|candidate|vaccine|pill|antibody|medicine|therapy|inhibitor|shares|stock|chief|CEO|plant|pipeline)\b|, (?:an?|the) [\w -]{0,30}(?:-based|specialist|company|biotech)[ ,]|,? (?:Inc|Ltd|SE|AG|A/S|plc|Pharma|Therapeutics|Bio)\b",
    ignore_case=False,
)
_LOT = around(r"\b(?:lots?|batch(?:es)?|numbers?|no\.?|serial|codes?)\W{0,3}(?:[A-Z0-9]+(?:,| and) )*$")
_SALT = re.compile(
    r"\s(?i:hydrochloride|sodium|maleate|fumarate|mesylate|tartrate|succinate|phosphate|sulfate|acetate|tosylate|besylate|bromide|potassium|calcium"
    r"|vedotin|deruxtecan|govitecan|emtansine|ozogamicin|mafodotin|tirumotecan|pelidotin|tesirine|soravtansine|ravtansine|tetraxetan|pegol|alfa|beta|autoleucel|autotemcel|tabelecleucel|[a-z]+parvovec|[a-z]+vec)(?:-[a-z]{4})?(?![\w])"
)
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
        standing = _Standing(text, kinds)
        for start, end in standing.free():
            word = text[start:end]
            kind = kinds[word]
            if kind == "inn" and word[0].isupper() and standing.is_proper(word, end):
                kind = "capital"
            if kind == "inn" or kind == "coined" and _is_used_as_name(text, start, end):
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
        salt = _SALT.match(text, end) or (word.endswith("mab") and self._conjugate(text, end))
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


class _Standing:
    """Where some words stand in a text, found in one pass over it, and what their places say of them."""

    def __init__(self, text: str, words: Iterable[str]) -> None:
        self._text = text
        hits = AhoCorasick(words, implementation=Implementation.NoncontiguousNFA).find_matches_as_indexes(
            text, overlapping=True
        )
        self._places = sorted(
            ((start, end) for _, start, end in hits if _EDGE.match(text, start) and _EDGE.match(text, end)),
            key=lambda place: (place[0], -place[1]),
        )
        self._places_of: dict[str, list[tuple[int, int]]] = {}
        for start, end in self._places:
            self._places_of.setdefault(text[start:end], []).append((start, end))
        self._acting: dict[str, bool] = {}
        self._called: set[str] = set()

    def free(self) -> Iterator[tuple[int, int]]:
        """Places where a word is no part of a longer one, an address or a path; of two that overlap the first, longer one."""
        last = 0
        for start, end in self._places:
            if start >= last and _FREE_BEFORE.match(self._text, start) and _FREE_BEHIND.match(self._text, end):
                yield start, end
                last = end

    def is_proper(self, word: str, end: int) -> bool:
        """Whether a word that looks like a substance is somebody's name: it acts where it ends here, or has a capital
        amid a sentence and never goes without."""
        text = self._text
        if _ACTS.match(text[end : end + 30]):
            return True
        body = text.find("\n") + 2
        amid = (_AMID.match(text, start - 2) for start, _ in self._places_of[word] if start >= body)
        return text.find(word.lower()) < 0 and any(amid)

    def is_called_product(self, start: int, end: int) -> bool:
        """Whether the words around a coined word with a capital, here or at an earlier place, are those around products."""
        word = self._text[start:end]
        if word not in self._called and _is_called_product(self._text, start, end) and not self._acts(word):
            self._called.add(word)
        return word in self._called

    def _acts(self, word: str) -> bool:
        """Whether a word does somewhere what companies do."""
        if word not in self._acting:
            ends = (end for _, end in self._places_of[word])
            self._acting[word] = any(_COMPANY_ACTS.match(self._text[end : end + 40]) for end in ends)
        return self._acting[word]


def _is_used_as_name(text: str, start: int, end: int) -> bool:
    """Whether a small coined word stands where the name of a substance would."""
    behind = text[end : end + 90]
    before = text[max(0, start - 30) : start]
    if _PRODUCT_BEHIND.match(behind) or _SALT.match(behind) or _KIND_BEFORE.search(before):
        return True
    is_placed = _NAME_BEFORE.search(before) or _NAME_BEFORE_AGAIN.search(before) and text.count(text[start:end]) > 1
    return bool(is_placed and _NAME_BEHIND.match(behind[:20]))


def _is_called_product(text: str, start: int, end: int) -> bool:
    """Whether the words around a coined word with a capital are those around products."""
    if text[end : end + 2] in ("’s", "'s", "’ ", "' ") or _LONGER_NAME.match(text[end : end + 24]):
        return False
    if _PRODUCT_BEHIND.match(text[end : end + 90]):
        return True
    before = text[max(0, start - 50) : start].rpartition("\n")[2]
    if _BRAND_CUE_BEFORE.search(before) or _APPOSED.search(before) and not _COMPANY_NOUN.search(before):
        return True
    return bool(_CUE_BEFORE.search(before) and _BRAND_CUE_BEHIND.match(text[end : end + 30]))


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
