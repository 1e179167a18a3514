"""Evidence from words alone: it weighs against a line that looks like the article's own only where something else does too."""

from tasks.clean.case import REPEATED_FROM, SPREADING, Case, Verdict
from tasks.clean.own import is_bold_line
from tasks.clean.voice import (
    calls_on_reader,
    is_question,
    is_spoken,
    names_site,
    reads_as_report,
    solicits,
    speaks_as_us,
    speaks_of_us,
    speaks_to_reader,
    tells_reader_to,
)
from tasks.clean.wording import CERTAIN_RULES


def is_leaning(case: Case, index: int, verdict: Verdict) -> bool:
    """Whether a verdict rests on words alone: those of an offer or a pointer, on a line that looks like the article's own."""
    is_certain = verdict[1] in CERTAIN_RULES or (verdict[1] == "click_here" and case.blocks[index].links > 0)
    return verdict[0] in SPREADING and not is_certain and case.looks_own(index)


def confirm_leanings(case: Case) -> None:
    """Cut the lines whose words something else confirms: other articles, what they stand by, or how they speak to us."""
    for index in (*case.leanings, *reversed(case.leanings)):
        if case.verdicts[index] is None and _is_confirmed(case, index):
            case.cut(index, case.leanings[index])


def _is_confirmed(case: Case, index: int) -> bool:
    """On a site that is known by heart, a line that no other article has must lead over to a call in the column."""
    block = case.blocks[index]
    if case.times_seen(block.text) >= REPEATED_FROM or names_site(block.text, case.names):
        return True
    if case.is_familiar and (reads_as_report(block) or is_question(block)):
        return False
    if _leads_to_cut(case, index, is_boxed=False):
        return True
    return not case.is_familiar and (_is_ours(case, block.text) or _leads_to_cut(case, index, is_boxed=True))


def _is_ours(case: Case, text: str) -> bool:
    """Whether a line speaks for the site, or ends by telling the reader what to do; in an article of ours all do."""
    if solicits(text, case.names):
        return True
    speaks = speaks_of_us(text) or (calls_on_reader(text) and not tells_reader_to(text))
    return speaks and not is_spoken(text) and not (speaks_as_us(case.kept()) or speaks_to_reader(case.kept()))


def _leads_to_cut(case: Case, index: int, is_boxed: bool) -> bool:
    """Whether a line stands by a cut one: of the column itself or, boxed, of its own kind; a heading must stand above it."""
    steps = (1,) if case.blocks[index].is_heading or is_bold_line(case.blocks[index]) else (1, -1)
    for beside in (index + step for step in steps):
        kind = case.kind_at(beside)
        if kind in SPREADING and (case.stands_free(beside) if not is_boxed else kind == case.leanings[index][0]):
            return True
    return False
