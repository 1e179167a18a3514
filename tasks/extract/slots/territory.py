"""Scene -> regulator and region: who decides, and for which territory."""

import re

from tasks.extract.document import Sentence, Span
from tasks.extract.slots.courts import court_region
from tasks.extract.slots.scene import Scene
from tasks.extract.slots.wordlists import words

_REGULATED = words("""trial_clearance clinical_hold designation submission submission_accepted review_update advisory_opinion approval rejection
    recall_withdrawal safety_quality pricing_reimbursement facility patent""")
_DECIDED = words(
    """trial_clearance clinical_hold designation submission submission_accepted review_update advisory_opinion approval rejection"""
)
_DEALT = frozenset(("licensing", "asset_transaction", "supply_commercial_agreement", "collaboration"))
_HELD = frozenset(("trial_start",))
_PLACED = frozenset(
    ("facility", "product_launch", "patent", "litigation", "pricing_reimbursement", "recall_withdrawal")
)
_WORLD = re.compile(
    r"\b(?:global(?:ly)?|worldwide|world-wide|world)\b(?=[^.;]{0,60}\b(?:rights?|licen[cs]e|agreement|deal|territor\w+|commerciali[sz]ation|option|development)\b)",
    re.I,
)
_CHINA = re.compile(
    r"\bgreater china\b|\b(?:mainland )?china\b[^.;]{0,25}\b(?:hong kong|macau|macao|taiwan)\b|people[’']s republic of china[^.;]{0,25}\bhong kong",
    re.I,
)
_EX = re.compile(r"\b(?:outside (?:of )?(?:the )?|ex-|excluding |except (?:in |for )?)$", re.I)
_TERRITORY_BEFORE = re.compile(
    r"\b(?:in|for|across|throughout|outside|within)\s*(?:of )?(?:the )?$|\b(?:in|for|outside) [\w ]{2,14}(?:,| and)\s*(?:the )?$",
    re.IGNORECASE,
)
_TERRITORY_BEHIND = re.compile(
    r"^[’']?s? (?:(?:commercial|exclusive|development|marketing|health|drug) )*(?:rights?|market|commerciali[sz]ation|approval|clearance|authori[sz]ation|launch|label|filing|submission|regulators?|authorities|watchdog|go-ahead|nod|green light|blessing|ethic\w+|distribution|licen[cs]e)\b",
    re.IGNORECASE,
)
_HOMES = {"FDA": "US", "EMA": "EU", "MHRA": "UK", "MHLW": "Japan", "NMPA": "China", "MFDS": "South Korea"}
_AMERICAN = re.compile(r"\b(?:s?NDA|s?BLA|IND|PMA|510\(k\)|De Novo|PDUFA|[Rr]olling (?:BLA|NDA))(?![\w-])")
_AMERICAN_PRICE = re.compile(r"\bwholesale acquisition cost\b|\blist price\b[^.;]{0,60}\$", re.IGNORECASE)


def fill_regulator(scene: Scene) -> tuple[str | None, str]:
    """The authority by its normal name, and its territory; the EU's committee stands for the agency that it belongs to."""
    if scene.candidate.event_type not in _REGULATED:
        return None, ""
    span = _authority(scene)
    here = _named_territory(scene)
    if here and (span is None or not _is_told_with(scene, span)):
        return _authority_of(scene, span, here), here
    if (span is None or not _is_told_with(scene, span)) and (sole := _by_kind(scene)):
        return sole, _HOMES[sole]
    span = span or _only_authority(scene)
    return (span.value, span.attrs["region"]) if span else (None, "")


def _authority_of(scene: Scene, span: Span | None, here: str) -> str | None:
    """The authority of a territory, where the words around the event or else the article name one."""
    known = [*([span] if span else []), *scene.document.spans_of("regulator")]
    return next(
        (each.value for each in known if each.attrs["region"] == here and each.attrs["sort"] == "regulator"), None
    )


def _by_kind(scene: Scene) -> str | None:
    """Who alone gives such a designation, or takes such an application: fast track and NDA are the FDA's, PRIME the EMA's."""
    spans = scene.spans(scene.focus, "designation")
    if scene.candidate.event_type == "designation" and spans:
        givers = spans[0].attrs["regulators"].split("|")
        return givers[0] if len(givers) == 1 and givers[0] in _HOMES else None
    return "FDA" if scene.candidate.event_type in _DECIDED and _AMERICAN.search(scene.words(scene.focus)) else None


def _is_told_with(scene: Scene, span: Span) -> bool:
    return scene.focus.start <= span.start < scene.focus.end


def _named_territory(scene: Scene) -> str | None:
    """`US approval`, `approved in Japan`: the territory that the sentence itself names, where it names one."""
    if scene.candidate.event_type not in _DECIDED | {"recall_withdrawal"}:
        return None
    full = scene.document.full
    nearest = scene.nearest(
        [
            span
            for span in _places(scene, scene.focus)
            if span.attrs["sort"] in ("country", "union") and not _EX.search(full[max(0, span.start - 16) : span.start])
        ]
    )
    return nearest.value if nearest else None


def _authority(scene: Scene) -> Span | None:
    kinds = {"pricing_reimbursement": ("hta", "payer"), "patent": ("patent_office",)}.get(
        scene.candidate.event_type, ("regulator", "committee")
    )
    is_death = scene.candidate.status == "patient_death"
    for sentence in scene.told() if is_death else (*scene.sentences(), *scene.said_before()):
        spans = [span for span in scene.spans(sentence, "regulator") if span.attrs["sort"] in kinds]
        if spans:
            return _own_committee(scene.nearest(spans) if sentence is scene.focus else spans[0], spans)
    return None


def _own_committee(authority: Span | None, spans: list[Span]) -> Span | None:
    """`the NMPA's Center for Drug Evaluation`: the office of an authority, where the sentence names both."""
    if authority is None:
        return None
    return next((span for span in spans if span.value.startswith(f"{authority.value} (")), authority)


def _only_authority(scene: Scene) -> Span | None:
    """`The agency`: the article's authority, where it has only one."""
    if scene.candidate.event_type not in _DECIDED | {"safety_quality"} or scene.candidate.status == "patient_death":
        return None
    spans = [span for span in scene.document.spans_of("regulator") if span.attrs["sort"] in ("regulator", "committee")]
    is_clear = len({span.attrs["region"] for span in spans}) == 1 or scene.is_primary and scene.is_lead_news
    return spans[0] if spans and is_clear else None


def fill_region(scene: Scene, regulator_region: str) -> str | None:
    """The territory: the authority's, a deal's, the court's, or the place of a site or a launch."""
    if scene.candidate.event_type == "facility" and (place := _place(scene)):
        return place
    if regulator_region:
        return regulator_region
    if scene.candidate.event_type in _DEALT:
        return _dealt(scene)
    if scene.candidate.event_type == "litigation":
        return court_region(scene)
    if scene.candidate.event_type == "pricing_reimbursement" and _AMERICAN_PRICE.search(scene.words(scene.focus)):
        return "US"
    if scene.candidate.event_type in _PLACED:
        return _place(scene)
    if scene.candidate.event_type in _HELD:
        return _held(scene)
    if scene.candidate.event_type == "grant_contract":
        return _funded(scene)
    return None


def _funded(scene: Scene) -> str | None:
    """The country of a national funder, where it is the one whose programmes serve that country first."""
    spans = (span for sentence in scene.sentences() for span in scene.spans(sentence, "company"))
    funder = next((span for span in spans if span.attrs["sort"] == "funder"), None)
    return "US" if funder is not None and funder.attrs["country"] == "US" else None


def _dealt(scene: Scene) -> str | None:
    for sentence in scene.sentences():
        text = scene.words(sentence)
        spans = _places(scene, sentence)
        outside = next(
            (span for span in spans if _EX.search(scene.document.full[max(0, span.start - 16) : span.start])), None
        )
        if outside:
            return f"outside {outside.value}"
        if _CHINA.search(text):
            return "Greater China"
        if _WORLD.search(text):
            return "global"
        if spans and re.search(
            r"\b(?:rights?|territor\w+|commerciali[sz]\w+|distribut\w+|market\w*|in)\b", text, re.IGNORECASE
        ):
            return spans[0].value
    return None


def _held(scene: Scene) -> str | None:
    """The one country in which a trial is held (`... in China`); where a sentence names several, none."""
    for sentence in scene.told():
        values = {span.value for span in _places(scene, sentence)}
        if values:
            return values.pop() if len(values) == 1 else None
    return None


def _places(scene: Scene, sentence: Sentence) -> list[Span]:
    """Places named as territories (in Japan, US approval, European rights), not as somebody's seat or nationality."""
    return [
        span
        for span in scene.spans(sentence, "place")
        if span.attrs["sort"] in ("country", "union", "world") and _is_territory(scene.document.full, span)
    ]


def _is_territory(full: str, span: Span) -> bool:
    before, behind = full[max(0, span.start - 20) : span.start], full[span.end : span.end + 20]
    word = full[span.start : span.end]
    if re.match(r"[’']s [A-Z]", behind):
        return False
    is_adjective = word.endswith(("an", "sh", "ese")) and word != span.value
    return bool(_TERRITORY_BEHIND.match(behind)) or (not is_adjective and bool(_TERRITORY_BEFORE.search(before)))


def _place(scene: Scene) -> str | None:
    for sentence in scene.sentences():
        spans = [span for span in scene.spans(sentence, "place") if not _in_dateline(scene, span)]
        if spans:
            nearest = scene.nearest(spans)
            return nearest.value if nearest else None
    return None


def _in_dateline(scene: Scene, span: Span) -> bool:
    head = scene.document.text[:200]
    mark = re.search(r"\((?:[A-Z ]{5,})\)|--| — | – ", head)
    return bool(mark) and 0 <= span.start - scene.document.text_start < mark.end()  # type: ignore[union-attr]
