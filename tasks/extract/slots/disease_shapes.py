"""Text -> diseases by the shape of their names, for those that no list has: X syndrome, Y-itis, infection with Z."""

import re
from collections.abc import Iterator

from tasks.extract.expressions import named
from tasks.extract.slots.stretches import Stretches
from tasks.extract.slots.wordlists import words

_HEAD = named(
    r"\b(syndromes?|diseases?|disorders?|deficienc(?:y|ies)|dystroph(?:y|ies)|carcinomas?|cancers?|tumou?rs?|lymphomas?|sarcomas?|leuk[ae]{1,2}mias?|infections?|fevers?|headaches?|neuropath(?:y|ies)|isch[ae]{1,2}mia|wounds?|impairment)\b"
    r"|(?:^|[^\w-])([A-Za-z]{4,}(?:itis|osis|oma|omas|opath(?:y|ies)|[ae]mias?|algia|plegia|penia|iasis|ectasis|megaly|rrhea|rrhoea))\b"
)
_BEFORE = re.compile(r"(?:(?:[A-Za-z0-9α-ωé’'/+-]+|\([A-Z0-9]{2,6}\)) ){1,5}$")
_NO_DISEASE = words("""diagnosis prognosis apoptosis mitosis meiosis hypnosis osmosis symbiosis metamorphosis phagocytosis endocytosis exocytosis
    transcytosis homeostasis diploma aroma stroma coma oklahoma tacoma sonoma hybridoma academia bohemia pathogenesis pathology emphasis
    necrosis biosynthesis""")
_BARE = words("""syndrome syndromes disease diseases disorder disorders deficiency deficiencies dystrophy dystrophies cancer cancers tumor tumors
    tumour tumours infection infections fever fevers headache headaches carcinoma carcinomas ischemia ischaemia neuropathy neuropathies wound
    wounds impairment lymphoma lymphomas sarcoma sarcomas leukemia leukaemia""")
_STOPS = words("""a an the of in on for with to and or by from as at its their our this that these those is are was were be has have had who whose
    which such other many any some all more most new novel first treat treats treating treated treatment prevent prevention preventing against
    patients people adults children women men including like rare serious common approved potential certain several various multiple different
    target targets targeting therapy therapies drug drugs vaccine vaccines candidate medicine for: cause causes caused causing into about after
    before during under between among through without not but also both each every one two three four five six its’ living suffering residual first-line second-line progressive advanced severe
    developing address addressing understand phase trial study studies data market global human underlying associated related due""")


def find_shaped_diseases(full: str, taken: Stretches) -> Iterator[tuple[int, int, str]]:
    """Start, end and normal form (small letters) of what looks like a disease, away from what is taken by other names."""
    for match in _HEAD.finditer(full):
        head, end = (match[1] or match[2]).lower(), match.end()
        begin = end - len(head)
        if taken.hold(begin) or taken.hold(end - 1) or head in _NO_DISEASE:
            continue
        start = _begin(full, begin, taken)
        if start < begin or head not in _BARE:
            yield start, end, re.sub(r"\s*\([^)]*\)", "", full[start:end]).lower()


def _begin(full: str, begin: int, taken: Stretches) -> int:
    """Where the words in front of the head begin that belong to it: up to four, none of them a small word of grammar."""
    before = _BEFORE.search(full, max(0, begin - 60), begin)
    for word in reversed(before[0].split(" ")[:-1] if before else []):
        start = begin - len(word) - 1
        if word.lower() in _STOPS or word[0].isdigit() or taken.hold(start):
            return begin
        begin = start
    return begin
