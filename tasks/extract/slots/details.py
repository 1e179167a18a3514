"""Scene -> the smaller slots: application type, goal date, financing round, vote, scope, effective date."""

import re
from datetime import timedelta

from tasks.extract.expressions import around
from tasks.extract.slots.dates import Today, find_dates
from tasks.extract.slots.occurrence import article_day
from tasks.extract.slots.scene import Scene

_APPLICATIONS = (
    ("sNDA", "sNDA", "supplemental new drug application"),
    ("sBLA", "sBLA", "supplemental biologics? licen[cs]e application"),
    ("ANDA", "ANDA", "abbreviated new drug application"),
    ("JNDA", "JNDA", "japanese new drug application"),
    ("NDA", "NDA", "new drug application"),
    ("BLA", "BLA", "biologics? licen[cs]e application"),
    ("MAA", "MAA", "marketing (?:authori[sz]ation )?application"),
    ("NDS", "NDS", "new drug submission"),
    ("PMA", "PMA", "premarket approval"),
    ("De Novo", "De Novo", "de novo (?:classification|request|clearance|authori[sz]ation)"),
    ("510(k)", r"510 ?\(k\)", "premarket notification"),
    ("IDE", "IDE", "investigational device exemption"),
    ("EUA", "EUA", "emergency use authori[sz]ation"),
    ("CTA", "CTA", "clinical trial (?:authori[sz]ation )?application"),
    ("IND", "IND", "investigational new drug"),
    ("Type II variation", "Type II [Vv]ariation", "type ii variation"),
)
_APPLICATION = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{short}|(?i:{words}))(?:s|\b|(?<=\)))")) for name, short, words in _APPLICATIONS
)
_ANY_APPLICATION = around("|".join(f"{short}|(?i:{words})" for _, short, words in _APPLICATIONS), ignore_case=False)
_GOAL = re.compile(
    r"\b(?:PDUFA|target action date|goal date|action date|BsUFA|decision date|date for its decision|as the date|user fee|target date|decision (?:is )?(?:expected|due)?(?: by)?)\b",
    re.I,
)
_ROUNDS = (
    ("IPO", r"\bIPO\b|\binitial public offering"),
    ("registered direct", r"\bregistered direct"),
    ("private placement (PIPE)", r"\bPIPE\b|\bprivate investment in public equity|\bprivate placement"),
    ("at-the-market", r"\bat-the-market (?:offering|program|facility)|\bATM (?:offering|program|facility)"),
    ("rights issue", r"\brights (?:issue|offering)"),
    ("follow-on", r"\bfollow-on|\bunderwritten (?:public )?offering|\bsecondary offering|\bpublic offering"),
    ("convertible notes", r"\bconvertible (?:senior )?(?:notes?|bonds?|debentures?|debt)"),
    ("royalty financing", r"\broyalt(?:y|ies)\b"),
    ("term loan", r"\b(?:term )?loan|\bcredit facility|\bdebt (?:financing|facility)"),
    ("crossover", r"\bcrossover"),
    ("seed", r"\bseed\b"),
    ("bridge", r"\bbridge (?:financing|round|loan)"),
)  # fmt: skip
_ROUND = tuple((name, re.compile(pattern, re.I)) for name, pattern in _ROUNDS)
_SERIES = re.compile(r"\bseries ([A-H](?:[ -]?[1-3])?\+?)\b(?! (?:preferred|common|warrant))", re.I)
_VOTE = re.compile(
    r"\b(?:(?P<for>\d{1,2}|\w+)[ -](?:to|–|-)[ -](?P<against>\d{1,2}|\w+)(?=,| in favou?r| against| that|\b)|unanimous(?:ly)?)",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:(?:about|approximately|around|roughly|some|up to|nearly|more than|over|all but) )?(?:\d{1,3}(?:\.\d+)?(?:%| per ?cent)(?: of (?:its|the|their|our) (?:\w+ ){0,2}(?:workforce|staff|employees|headcount|workers|personnel))?"
    r"|(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|half)(?: (?:\w+ )?(?:lots?|batches|jobs|employees|positions|workers|staff|roles|people|units|bottles|vials|sites|of its \d+ employees|of its (?:workforce|staff|employees))))(?: of (?:its|the) (?:\w+ ){0,2}(?:workforce|staff|employees))?",
    re.I,
)
_EFFECTIVE = re.compile(
    r"\b(?:effective|beginning|as of|with effect from|à compter d[ue]|ab dem|zum|from|starting|start(?:s|ed)?(?: on)?|takes? (?:over|effect)(?: on)?)\s(?:on |immediately |le )?$",
    re.I,
)


def fill_application_type(scene: Scene) -> str | None:
    """NDA, BLA, MAA, IND ... from the event's sentences, the one nearest to the trigger first."""
    for sentence in scene.sentences():
        text = scene.words(sentence)
        if not _ANY_APPLICATION.search(text):
            continue
        trigger = scene.candidate.start - sentence.start if sentence is scene.focus else 0
        found = [
            (abs(match.start() - trigger), name) for name, pattern in _APPLICATION for match in pattern.finditer(text)
        ]
        if found:
            return min(found, key=lambda each: each[0])[1]
    return None


def fill_goal_date(scene: Scene) -> str | None:
    """The day by which the authority means to decide: a date in the future beside words that say so."""
    day, _ = article_day(scene.document)
    if day is None:
        return None
    nearby = scene.document.sentences[scene.focus.index : scene.focus.index + 4] if scene.is_primary else (scene.focus,)
    for sentence in dict.fromkeys((*scene.sentences(), *nearby)):
        text = scene.words(sentence)
        for cue in _GOAL.finditer(text):
            dates = [
                each
                for each in find_dates(text, Today(day + timedelta(days=1), looks_ahead=True))
                if each.value > day.isoformat()[: len(each.value)]
            ]
            if dates:
                return min(dates, key=lambda each: min(abs(each.start - cue.end()), abs(cue.start() - each.end))).value
    return None


def fill_financing_round(scene: Scene) -> str | None:
    """Series A, seed, IPO, registered direct ... from the event's sentences."""
    for sentence in scene.sentences():
        text = scene.words(sentence)
        if series := _SERIES.search(text):
            return f"Series {series[1].upper()}"
        for name, pattern in _ROUND:
            if pattern.search(text):
                return name
    return None


def fill_vote(scene: Scene) -> str | None:
    """The result of a vote, as written."""
    texts = (scene.words(sentence) for sentence in scene.sentences())
    return next((match[0] for text in texts if (match := _VOTE.search(text))), None)


def fill_scope(scene: Scene) -> str | None:
    """Lots, jobs or share of staff, as written."""
    texts = (scene.words(sentence) for sentence in scene.sentences())
    return next((match[0] for text in texts if (match := _SCOPE.search(text))), None)


def fill_effective_date(scene: Scene) -> str | None:
    """When a change takes effect, where the text says so."""
    day, _ = article_day(scene.document)
    if day is None:
        return None
    for sentence in scene.sentences():
        text = scene.words(sentence)
        for found in find_dates(text, Today(day, looks_ahead=True)):
            if _EFFECTIVE.search(text[max(0, found.start - 40) : found.start]):
                return found.value
    return None
