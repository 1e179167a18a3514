"""Word in a text -> what the words around it say: whether a name stands where a product's would, or a company's."""

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation

from tasks.extract.expressions import around

_EDGE = re.compile(r"\b")
_FREE_BEFORE = re.compile(r"(?<![\w@./-])")
_FREE_BEHIND = re.compile(r"(?![\w@-]|\.\w)")
_AMID = re.compile(r"[a-z,] ")
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
SALT = re.compile(
    r"\s(?i:hydrochloride|sodium|maleate|fumarate|mesylate|tartrate|succinate|phosphate|sulfate|acetate|tosylate|besylate|bromide|potassium|calcium"
    r"|vedotin|deruxtecan|govitecan|emtansine|ozogamicin|mafodotin|tirumotecan|pelidotin|tesirine|soravtansine|ravtansine|tetraxetan|pegol|alfa|beta|autoleucel|autotemcel|tabelecleucel|[a-z]+parvovec|[a-z]+vec)(?:-[a-z]{4})?(?![\w])"
)


class Standing:
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


def is_used_as_name(text: str, start: int, end: int) -> bool:
    """Whether a small coined word stands where the name of a substance would."""
    behind = text[end : end + 90]
    before = text[max(0, start - 30) : start]
    if _PRODUCT_BEHIND.match(behind) or SALT.match(behind) or _KIND_BEFORE.search(before):
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
