"""Whether a match tells of something that happened, or that is planned, denied or only rumoured."""

import re
from functools import cache

from tasks.extract.document import Document
from tasks.extract.expressions import around
from tasks.extract.matcher import Match

_WINDOW = 90

_PLAN_BEFORE = around(
    r"\b(?:will|would|shall|may|might|could|can|should|must|to|not to)(?: (?:also|soon|then|now|further|potentially|ultimately"
    r"|be|have|been|being|not|only|formally|help|support|either|first|first be))* *$"
    r"|\b(?:potential|possible|anticipated|expected|expects?|expecting|anticipates?|planned|plans?|planning|proposed|upcoming"
    r"|future|pending|prospective|eventual|seek|seeks|seeking|sought|await|awaits|awaiting|pursue|pursues|pursuing|toward|towards"
    r"|support|supports|supporting|enable|enabling|intends?|aims?|aiming|hopes?|hoping|eyes|eyeing|plots|plotting|vows|prepares?|preparing|preparation|targets?"
    r"|targeting|ahead of|prior to|before|until|upon|unless|subject to|assuming|pending|absent|readiness|ready|for a|eligible for"
    r"|requires?|requiring|required|need|needs|needed|possibility of|likelihood of|chances? of|path to|route to|request|requests"
    r"|timing of|timeline for|basis for|case for|decision on|prepare|advance|advancing|progress|deadline|initiation of a planned)"
    r"(?: (?:a|an|the|its|their|our|any|for|of|to|on|full|us|u s|u|s|fda|ema|eu|european|first|new|global|regulatory|marketing|further|phase|trial))* *$"
    r"|\b(?:on track to|to (?:initiate|start|begin|launch|commence) (?:a |the |its )?planned)(?: \w+){0,5} *$",
)
_MAYBE = around(r"\b(?:if|once|should|whether|as soon as|in case|in the event)\b")
_MAYBE_BEFORE = re.compile(
    r"\b(?:if|once|should|whether|as soon as|in case|in the event)(?: (?!has|have|had|was|were|received|got)\w+){0,5} *$"
)
_PLAN_INSIDE = re.compile(
    r"\b(?:will|would|shall|may|might|could|expects?|expected|anticipates?|anticipated|plans?|planned|planning|intends?|intended"
    r"|aims?|hopes?|scheduled|slated|targeted|pending|on track|to be|to begin|to start|if|once|unless|should|seeks?|seeking"
    r"|eligible|potential|poised|set to|prepares?|preparing|yet to|awaits?|awaiting|ready to|can)\b"
)
_WHEN = around(r"\bwhen(?: \w+){0,5}$")
_PRESENT = around(r"\b(?:is|are|has|have)\b")
_PLAN_BEHIND = around(
    r"^ *(?:in \w+ )?(?:is|are|was|were|remains?|being)? *(?:now|currently|still)? *(?:expected|anticipated|planned|pending|targeted"
    r"|slated|scheduled|intended|on track|to be (?:expected|planned)|is due|are due|possible|likely)\b"
    r"|^ *(?:is|are) to (?:be )?\w+"
    r"|^ *(?:will|would|may|could|might|should) (?:not |soon |only |then )?(?:be|begin|start|close|commence|occur|happen|come|follow|take|depend|need|require)\b",
)
_DENIAL = around(
    r"\b(?:not|no|never|neither|nor|without|denie[sd]|deny|yet to|lacks?|isn t|wasn t|hasn t|haven t|didn t|doesn t|don t"
    r"|cannot|can t|won t|rather than|instead of|fails? to|failed to|nicht|kein|keine)\b",
)
_MONTH_OF_MAY = re.compile(
    r"(?<=\b(?:in|of|on|by) )may\b|(?<=\b(?:last|this|late|from|till) )may\b|(?<=\b(?:since|until|early) )may\b|(?<=\bmid )may\b|\bmay(?= +\d)"
)
_DENIES = around(
    r"\b(?:denied|denies|denying|refuted|refutes|rejected|rejects) (?:that|reports?|rumou?rs|having|any)\b",
)
_RUMOUR = re.compile(
    r"\b(?:reportedly|newspaper reported|close to (?:buying|acquiring|a deal|buy)|takeover talk|bid talk|rumou?red|people familiar|sources? (?:said|say|told|close)|in (?:advanced |early )?talks|weighs?|weighing|mulls?|mulling"
    r"|considers?|considering|nears?|closing in on|is exploring a sale|could be close|speculation)\b"
)
_HEARSAY = around(_RUMOUR.pattern)
_DENIAL_WORDS = re.compile(r"\b(?:not|no|never|fail\w*|didn|miss\w*|denie\w*|without|refus\w*)\b")


def modality(document: Document, match: Match, *, negation_counts: bool = False) -> str:
    """happened, planned, denied or rumoured, from the words before, inside and behind the trigger.

    A pattern that itself speaks of plans ("to acquire", kept by `plans: keep`) or of denial ("did not meet") is taken at its word, and so is a refusal
    where `negation_counts`: in types that have a polarity a "no" is an outcome.
    """
    sentence = match.sentence
    before = _without_may(document.plain[max(sentence.start, match.start - _WINDOW) : match.start])
    inside = _without_may(document.plain[match.start : match.end])
    behind = document.plain[match.end : min(sentence.end, match.end + _WINDOW)]
    keeps_plans = match.rule.pattern.plans == "keep"
    if _is_rumoured(before, inside, match.rule.phrase.source):
        return "rumoured"
    if not _speaks_of_denial(match.rule.phrase.source) and (
        _DENIAL.search(_last_words(before, 3)) or _DENIAL.search(inside) or _DENIES.search(_last_words(before, 8))
    ):
        return "denied"
    if not keeps_plans and _is_plan(before, inside, behind, match.rule.phrase.source):
        return "planned"
    return "happened"


def _is_rumoured(before: str, inside: str, source: str) -> bool:
    if _HEARSAY.search(before):
        return True
    rumour = _RUMOUR.search(inside) if _HEARSAY.search(inside) else None
    return rumour is not None and rumour[0].split()[0] not in source


@cache
def _speaks_of_denial(source: str) -> bool:
    return _DENIAL_WORDS.search(source) is not None


@cache
def _words_of(source: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", source))


def _is_plan(before: str, inside: str, behind: str, source: str) -> bool:
    before = " ".join(before.split())
    if _PLAN_BEFORE.search(f"{before} ") or _WHEN.search(before) and _PRESENT.search(inside):
        return True
    if _MAYBE.search(before) and _MAYBE_BEFORE.search(f"{before} "):
        return True
    words = _words_of(source)
    if any(marker[0].split()[-1] not in words for marker in _PLAN_INSIDE.finditer(inside)):
        return True
    return _PLAN_BEHIND.search(" ".join(behind.split()))


def _without_may(words: str) -> str:
    """The words without the month of that name, which plans nothing."""
    return _MONTH_OF_MAY.sub("spring", words) if "may" in words else words


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])
