"""Primary or background: whether a sentence tells today's news or recites what happened before."""

from tasks.extract.document import Sentence
from tasks.extract.matcher import is_lead
from tasks.extract.telling import Telling

OLD_IN_THE_LEAD = 45
"""Days: an analysis may take up an event of the last weeks, but not an older one."""

OLD_IN_THE_BODY = 10
"""Days: further down, only what is dated to a day of the last days is news."""

NEAR_THE_TOP = 10
"""Lines: further down, undated statements are context."""


def is_past(telling: Telling) -> bool:
    """Whether its date puts it before the news of today."""
    if telling.age is None:
        return False
    if is_lead(telling.sentence):
        return telling.age.days > (OLD_IN_THE_LEAD if telling.age.to_the_day else 2 * OLD_IN_THE_BODY)
    return not telling.age.to_the_day or telling.age.days > OLD_IN_THE_BODY


def role_of(tellings: list[Telling], kind: str, headline: frozenset[str]) -> str:
    """The role of one event, from all the sentences that tell it, in a document of this kind with these types in its title."""
    fixed = next((telling.match.rule.pattern.role for telling in tellings if telling.match.rule.pattern.role), None)
    if fixed == "background" or (fixed and not any(map(is_past, tellings))):
        return fixed
    return "primary" if any(_makes_news(telling, kind, headline) for telling in tellings) else "background"


def _makes_news(telling: Telling, kind: str, headline: frozenset[str]) -> bool:
    """Title and opening tell the news; further down a sentence has to offer its matter as news.

    Where the title tells no event, the first lines count as the opening.
    """
    if telling.recited or is_past(telling):
        return False
    if telling.sentence.index == 0:
        return True
    if kind == "feature":
        return False
    if telling.explains:
        return False
    if is_lead(telling.sentence) or kind == "round_up":
        return True
    if telling.announced:
        return True
    if telling.age:
        return not headline or telling.event_type in headline
    return telling.fresh and near_the_top(telling.sentence)


def near_the_top(sentence: Sentence) -> bool:
    """Whether a sentence stands in the first lines of the text."""
    return sentence.line <= NEAR_THE_TOP
