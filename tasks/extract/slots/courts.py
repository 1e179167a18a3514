"""Scene -> the region of a dispute: where the court sits that the event's sentences, or else the article, speak of."""

import re

from tasks.extract.document import Sentence, Span
from tasks.extract.slots.scene import Scene

_FEDERAL = re.compile(
    r"\b(?:federal (?:court|jury|judge|circuit)|U\.?S\.? District Court|U\.?S\.? (?:Patent Trial|Court of Appeals|patent board)|district court|Supreme Court|PTAB|Patent Trial and Appeal Board"
    r"|inter partes review|Paragraph IV|Orange Book|state attorneys general|Court of Chancery)\b",
    re.I,
)
_COURTS = re.compile(
    r"\b(?:(?:federal|district)(?: district)? court|court|sued[^.;]{0,40}|suit[^.;]{0,40})\b[^.;]{0,30}\b(?:in|of|for) (?:the )?(?:(?:District|Southern District|Northern District|Eastern District|Western District) of )?"
    r"(?P<state>Delaware|New Jersey|California|Texas|Massachusetts|New York|Virginia|Illinois|Pennsylvania|North Carolina)",
    re.I,
)
_DISTRICTS = {
    "delaware": "D. Del.",
    "new jersey": "D.N.J.",
    "massachusetts": "D. Mass.",
    "new york": "S.D.N.Y.",
    "california": "Cal.",
    "texas": "Tex.",
}
_EUROPEAN = re.compile(
    r"\b(?:Unified Patent Court|UPC|European Patent Office|EPO|Court of Justice of the (?:EU|European Union))\b"
)
_DISPUTE = re.compile(
    r"\b(?:courts?|judges?|arbitrat\w+|tribunal|sue[sd]?|suing|suits?|lawsuits?|litigation|dispute|patent fight|settle\w*)\b",
    re.I,
)
_COURT_BEHIND = re.compile(
    r"^(?:[’']s?)? (?:(?:Regional|District|Higher|Commercial|Federal|High|regional|district|appeals?|commercial) )?(?:[Cc]ourts?|[Jj]udges?|[Jj]ury|patent (?:board|office)|tribunal)\b"
)
_SEAT_BEFORE = re.compile(r"\b(?:in|of|for) (?:the )?$")


def court_region(scene: Scene) -> str | None:
    """`US (D. Del.)` where a district is named, else the country; None where the article speaks of no court."""
    told = scene.told()
    return next(filter(None, (_seat(scene, sentence) for sentence in told)), None) or next(
        filter(None, (_seat(scene, each) for each in scene.document.sentences if each not in told)), None
    )


def _seat(scene: Scene, sentence: Sentence) -> str | None:
    text = scene.words(sentence)
    if match := _COURTS.search(text):
        district = _DISTRICTS.get(match["state"].lower())
        return f"US ({district})" if district else "US"
    if _FEDERAL.search(text):
        return "US"
    if _EUROPEAN.search(text):
        return "EU"
    if not _DISPUTE.search(text):
        return None
    return next((span.value for span in scene.spans(sentence, "place") if _is_seat(scene, span)), None)


def _is_seat(scene: Scene, span: Span) -> bool:
    """A Munich court, arbitration in Singapore; not somebody's seat or nationality."""
    full = scene.document.full
    return bool(
        _COURT_BEHIND.match(full[span.end : span.end + 30])
        or _SEAT_BEFORE.search(full[max(0, span.start - 9) : span.start])
    )
