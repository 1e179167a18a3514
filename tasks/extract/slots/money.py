"""Scene -> amounts with their roles: what is paid, raised, owed or invested; never cash in the bank, sales or markets."""

import re
from collections.abc import Iterator

from tasks.extract.document import Sentence
from tasks.extract.slots.amounts import Amount, find_amounts
from tasks.extract.slots.guidance import fill_guidance
from tasks.extract.slots.scene import Scene
from warehouse.contracts import AmountPart

_NO_PART = re.compile(
    r"\b(?:(?<!upfront )(?<!in )cash(?! payment| consideration| upfront| and stock| offer| per)|marketable securities|cash runway|net (?:loss|income|sales|revenue)|revenues?|sales|turnover|market (?:cap\w*|value|worth|size|is|was|will)|valued at (?:about )?\$?\S+ in \d{4}"
    r"|peak|forecast\w*|devote|earmark\w*|allocat\w+|expenses?|(?<!acquisition )costs? of|par value|stockholders[’'] equity|equity of at least|charges?|losses|burn|savings?|save|debt of|liabilities|worth of (?:sales|revenue)|spent|tax|closing price|closed at|traded|trading at|shares (?:rose|fell)|exercise price|bid price|worth \$?\S+ \w+ by|option to (?:purchase|buy)|reach|by 20[2-4]\d)\b",
    re.IGNORECASE,
)
_ROLES = (
    ("per_share", None, r"^\s*(?:\([^)]*\)\s*)?(?:in cash )?(?:per|a|for each|for every|each) (?:\w+ )?(?:share|ADS|ADR|unit|common share|stock)"),
    ("per_share", r"(?:price (?:to the public )?of|priced at|at a price of|offer price of|exercise price(?: of)?) $", r"^ (?:per|a|each)"),
    ("upfront", None, r"^[^.;,$€£]{0,40}\b(?:upfront|up-front|up front|initial payment|signing|now\b|at closing|in advance)"),
    ("upfront", r"\b(?:upfront|up-front|initial|signing|closing)(?:(?! and | plus )[^.;$€£]){0,50}$", None),
    ("total_up_to", r"\b(?:total|aggregate|worth|valued|value|overall|potential(?:ly)?|deal)\b[^.;$€£]{0,60}\b(?:up to|as much as|more than|over|exceed\w*|to)[^.;$€£]{0,25}$", None),
    ("milestones", None, r"^[^.;$€£]{0,70}\b(?:milestones?|contingent|on approval|earn-?outs?|biobucks|CVRs?)\b"),
    ("milestones", r"\b(?:milestones?(?: payments?)?|contingent|CVR|additional|another|further)\b[^.;$€£]{0,60}$", None),
    ("gross_proceeds", r"\bgross proceeds\b(?:(?! and | plus )[^.;$€£]){0,50}$", None),
    ("gross_proceeds", None, r"^[^.;$€£]{0,30}\bgross proceeds"),
    ("net_proceeds", r"\bnet proceeds\b(?:(?! and | plus )[^.;$€£]){0,50}$", None),
    ("total_up_to", r"\b(?:up to|as much as)\b[^.;$€£]{0,25}$", None),
    ("price", r"\b(?:price[sd]?|costs?|list price|wholesale acquisition cost)\b[^.;$€£]{0,40}$", None),
    ("investment", r"\b(?:invest\w*|expansion|plant|facility|site)\b[^.;$€£]{0,60}$", None),
    ("investment", None, r"^[^.;$€£]{0,40}\b(?:investment|facility|plant|expansion|site)\b"),
)  # fmt: skip
_CUES = tuple(
    (role, re.compile(before, re.IGNORECASE) if before else None, re.compile(behind, re.IGNORECASE) if behind else None)
    for role, before, behind in _ROLES
)
_OF_FINANCING = re.compile(r"\b(?:private placement|financing|offering|series [A-H]|proceeds|fundrais\w+|IPO)\b", re.I)
_OF_DEAL = re.compile(r"\b(?:upfront|milestones?|royalt\w+|acquisition)\b", re.I)
_ANY_MONEY = frozenset(("debt_royalty_financing", "pricing_reimbursement"))
_RAISING = frozenset(("private_financing", "public_offering", "debt_royalty_financing"))
_AWARDED = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|settle\w*|damages|award\w*|hand over|fine[sd]?|verdict|owe[sd]?|penalt\w+|judge?ment)\b",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"[;,] (?:and|but|while|whereas|though) (?=(?:in|on|last|this|it|the|later|is|was|has|had|then|won|sold|struck|added|an? \w+ \w+ (?:court|board)|\w+ed)\b)|\band (?=(?:struck|swept|won|added|sold) )|, having ",
    re.IGNORECASE,
)
_CONVERTED = re.compile(r"\s?\((?:about |around |approximately |or |roughly )?$")
_OTHERWISE = {
    "private_financing": "raised",
    "public_offering": "raised",
    "debt_royalty_financing": "raised",
    "acquisition": "total",
    "licensing": "total",
    "collaboration": "total",
    "asset_transaction": "total",
    "grant_contract": "total",
    "facility": "investment",
    "pricing_reimbursement": "price",
    "litigation": "settlement",
    "supply_commercial_agreement": "total",
}
_GROSS = re.compile(r"\bgross proceeds\b[^.;]{0,200}$", re.IGNORECASE)
_FIGURE = re.compile(r"[$€£¥]\s?[\d.,]+\s?\w*")
_MORE = re.compile(
    r"\b(?:upfront|milestones?|royalt\w+|gross proceeds|total (?:value|consideration|deal)|per share|up to|contract|purchase price|consideration|tranche|research (?:funding|payments?)|list price|wholesale acquisition cost|per year|a year|settle\w*)\b",
    re.I,
)


def fill_amounts(scene: Scene) -> tuple[AmountPart, ...]:
    """The amounts of the event, largest part first as the text has them; each once."""
    if scene.candidate.event_type == "earnings_guidance":
        return fill_guidance(scene)
    otherwise = _OTHERWISE.get(scene.candidate.event_type)
    if otherwise is None:
        return ()
    parts: dict[tuple[float, str | None], AmountPart] = {}
    for sentence in _sentences(scene):
        text = scene.words(sentence)
        if sentence is scene.focus and not scene.is_primary:
            text = _own_clause(scene, text)
        for amount in _stated(text):
            role = _role(text, amount, scene.candidate.event_type, otherwise)
            if role:
                parts.setdefault(
                    (amount.value, amount.currency), AmountPart(value=amount.value, currency=amount.currency, role=role)
                )
    return tuple(parts.values())


def _own_clause(scene: Scene, text: str) -> str:
    """The sentence with blanks outside the clause that recites the event, where that clause names money."""
    trigger = scene.candidate.start - scene.focus.start
    cuts = [0, *(cut.start() for cut in _NEXT_CLAUSE.finditer(text)), len(text)]
    start = max((cut for cut in cuts if cut <= trigger), default=0)
    end = min((cut for cut in cuts if cut > trigger), default=len(text))
    own = " " * start + text[start:end] + " " * (len(text) - end)
    return own if find_amounts(own) else text


def _stated(text: str) -> Iterator[Amount]:
    """The amounts of a text without those that only convert the one ahead of them: SEK 260m (€23m)."""
    last: Amount | None = None
    for amount in find_amounts(text):
        between = text[last.end : amount.start] if last else ""
        if last is None or last.currency == amount.currency or not _CONVERTED.fullmatch(between):
            yield amount
        last = amount


def _sentences(scene: Scene) -> list[Sentence]:
    """The event's sentences, and for news those of the opening that go on about its terms."""
    sentences = scene.sentences()
    if not scene.is_lead_news:
        sentences = scene.told()
    if scene.is_primary:
        going_on = scene.document.sentences[scene.focus.index + 1 : scene.focus.index + 6]
        sentences += [each for each in going_on if each not in sentences and _MORE.search(scene.words(each))]
    return sentences


def _role(text: str, amount: Amount, event_type: str, otherwise: str) -> str | None:
    before, behind = text[max(0, amount.start - 90) : amount.start], text[amount.end : amount.end + 90]
    before = _FIGURE.split(before)[-1]
    if event_type in _RAISING and _GROSS.search(_FIGURE.split(text[: amount.start])[-1]):
        return "raised"
    clause_before = re.split(r"[;]|, (?:and|but|which|while) ", before)[-1]
    clause_behind = re.split(r"[.;] |, (?:and|but|which|while|with) | and ", behind)[0]
    if event_type == "litigation" and not _AWARDED.search(clause_before + clause_behind):
        return None
    reach = 12 if event_type == "debt_royalty_financing" else 40
    if _NO_PART.search(clause_before[-45:]) or _NO_PART.search(clause_behind[:reach]):
        return None
    foreign = _OF_DEAL if event_type in _RAISING else _OF_FINANCING
    if event_type not in _ANY_MONEY and foreign.search(clause_before[-40:] + clause_behind[:40]):
        return None
    for role, ahead, back in _CUES:
        if (ahead is None or ahead.search(clause_before)) and (back is None or back.match(behind)):
            return "raised" if role == "gross_proceeds" else _fitting(role, event_type)
    return otherwise


def _fitting(role: str, event_type: str) -> str:
    """A role that the type can have: an offering has no milestones, a price tag no upfront payment."""
    if event_type in ("private_financing", "public_offering") and role in ("upfront", "milestones", "investment"):
        return "raised"
    return role
