"""Primary or background: whether a sentence tells today's news or recites what happened before."""

from tasks.extract.document import Sentence
from tasks.extract.matcher import is_lead
from tasks.extract.telling import Telling

OLD_IN_THE_LEAD = 45
"""Days: an analysis may take up an event of the last weeks, but not an older one."""

OLD_IN_THE_BODY = 10
"""Days: further down, only what is dated to a day of the last days is news."""

NEAR_THE_TOP = 5
"""Lines: further down, undated statements are context."""


def is_past(telling: Telling) -> bool:
    """Whether its date puts it before the news of today."""
    if telling.age is None:
        return False
    if is_lead(telling.sentence):
        return telling.age.days > OLD_IN_THE_LEAD
    return not telling.age.to_the_day or telling.age.days > OLD_IN_THE_BODY


def role_of(tellings: list[Telling], kind: str) -> str:
    """The role of one event, from all the sentences that tell it in a document of this kind."""
    fixed = next((telling.match.rule.pattern.role for telling in tellings if telling.match.rule.pattern.role), None)
    return fixed or ("primary" if any(_makes_news(telling, kind) for telling in tellings) else "background")


def _makes_news(telling: Telling, kind: str) -> bool:
    if telling.recited or is_past(telling):
        return False
    if is_lead(telling.sentence) or telling.age or kind == "round_up":
        return True
    return telling.announced or (telling.fresh and near_the_top(telling.sentence))


def near_the_top(sentence: Sentence) -> bool:
    """Whether a sentence stands in the first lines of the text."""
    return sentence.line <= NEAR_THE_TOP
