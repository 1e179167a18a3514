"""Text -> trials: ids of the public registries, and the names that sponsors give to their studies."""

import re
from dataclasses import dataclass

from tasks.extract.expressions import around, named

_REGISTRIES = (
    ("ClinicalTrials.gov", r"NCT[ -]?0\d{7}"),
    ("CTIS", r"20\d\d-5\d{5}-\d\d(?:-\d\d)?"),
    ("EudraCT", r"(?:19|20)\d\d-00\d{4}-\d\d"),
    ("ChiCTR", r"ChiCTR-?(?:[A-Z]{3}-)?\d{8,10}"),
    ("CTR (China)", r"CTR20\d{6}"),
    ("jRCT", r"jRCTs?\d{9,10}"),
    ("UMIN", r"UMIN\d{9}"),
    ("JapicCTI", r"JapicCTI-\d{6}"),
    ("ISRCTN", r"ISRCTN\d{8}"),
    ("ANZCTR", r"ACTRN\d{14}p?"),
    ("DRKS", r"DRKS\d{8}"),
    ("CTRI", r"CTRI/20\d\d/\d\d\d?/\d{6}"),
    ("KCT", r"KCT\d{7}"),
    ("NTR", r"NL-OMON\d{5}"),
    ("IRCT", r"IRCT\d{11,16}N\d{1,2}"),
    ("TCTR", r"TCTR20\d{9}"),
    ("PACTR", r"PACTR20\d{13}"),
    ("ReBec", r"RBR-[0-9a-z]{6,7}"),
)
_ID = re.compile(r"(?<![\w-])(?:" + "|".join(f"({pattern})" for _, pattern in _REGISTRIES) + r")(?![\w])")
_MARK = around(r"NCT|CTR|RCT|UMIN|Japic|DRKS|KCT|NL-|RBR-|\d\d-5\d|\d\d-00\d", ignore_case=False)
_NAME = r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*(?:[ -](?:[A-Z]{1,4}\d{0,3}|\d{1,4}[A-Za-z]?|[IVX]{1,3})\b)?(?:-[A-Z0-9]+)*"
_NAMED_BEFORE = named(
    rf"\b(?P<name>{_NAME})(?P<gap>[)”\"’]?(?:\s\([^()]{{10,120}}\))?(?:\s(?:[Pp]hase|[Cc]linical|[Pp]ivotal|[Rr]egistrational|[Ee]xtension|[Oo]pen-label"
    r"|[Gg]lobal|[Pp]ilot|[Pp]latform|[Ss]afety|[Rr]andomi[sz]ed|[Cc]onfirmatory|[Ss]tudienprogramm|[Rr]egistration|[1-4]\w?(?:/[1-4]\w?)?|I{1,3}V?[ab]?)){0,4}\s"
    r"(?:[Tt]rials?|[Ss]tud(?:y|ies)|[Pp]rogram(?:me)?|[Cc]linical [Tt]rial|[Cc]ohort)\b)",
    ignore_case=False,
)
_NAMED_AFTER = named(
    rf"(?:[Tt]rials?|[Ss]tud(?:y|ies|ie)|[Pp]rogram(?:me)?),?\s(?:\(|[“\"]|named\s|called\s|dubbed\s|known as\s)*[“\"(]?(?P<name>{_NAME})",
    ignore_case=False,
)
_NO_NAME = re.compile(
    r"^(?:FDA|EMA|IND|NDA|BLA|MAA|US|U\.S|EU|UK|CTA|CMC|CAR|RNA|DNA|HIV|COVID|SARS|PK|PD|MAD|SAD|DSMB|IDMC|CEO|CSO|CMO|LLC|SE|AG"
    r"|NASDAQ|NYSE|POC|PoC|I+[ab]?|IV|GLP|GMP|NMPA|CDE|MHRA|PMDA|NIH|BARDA|CRO|ODAC|QTc?|ESMO|ASCO|ASH|AACR|R&D|IIT|ADC|NSCLC|SCLC|AML|CLL"
    r"|DMD|ALS|MS|NASH|MASH|LEO|[A-Z]{1,2}|[A-Z]{2,5}-?\d{3,}\w*|CD\d+|PD-L?1|HER2)$"
)


@dataclass(frozen=True, slots=True)
class FoundTrial:
    """A trial at text[start:end]: its id with the registry, or its name."""

    start: int
    end: int
    trial_id: str | None = None
    registry: str | None = None
    name: str | None = None


def find_trial_ids(text: str) -> list[FoundTrial]:
    """All registry ids of the text, in order, without blanks or hyphens that the registry does not write."""
    found: list[FoundTrial] = []
    if not _MARK.search(text):
        return found
    for match in _ID.finditer(text):
        registry = _REGISTRIES[(match.lastindex or 1) - 1][0]
        written = re.sub(r"[ -]", "", match[0]) if registry == "ClinicalTrials.gov" else match[0]
        found.append(FoundTrial(match.start(), match.end(), trial_id=written, registry=registry))
    return found


def find_trial_names(text: str) -> list[FoundTrial]:
    """Names of trials: capitals before or after the word trial, study or programme."""
    matches = [*_NAMED_BEFORE.finditer(text), *_NAMED_AFTER.finditer(text)]
    named = {match.start(1): match for match in matches if not _NO_NAME.match(match[1])}
    return [FoundTrial(start, match.end(1), name=match[1]) for start, match in sorted(named.items())]
