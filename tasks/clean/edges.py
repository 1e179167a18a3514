"""Where the article begins and ends: titles, dates and labels before it, loose pieces after it, headings of nothing."""

from tasks.clean.blocks import Block
from tasks.clean.case import SPREADING, TEXT_TAGS, Case, Verdict
from tasks.clean.column import hangs_in_column, place_of
from tasks.clean.date_text import read_date
from tasks.clean.region import marking, prose_chars
from tasks.clean.voice import SENTENCE_END

_HEAD_LINE = 120
_LABEL = 40
_TAIL_LINE = 60
_ONE_COLUMN = 0.7
_OTHER_TEXTS = frozenset(("related", "comments"))


def trim_head(case: Case) -> None:
    """Before the first paragraph only a standfirst may stand: no title again, no date, no byline, no label."""
    for index in range(_first_prose(case)):
        if case.verdicts[index] is None and not heads_own_list(case, index):
            has_byline = "byline" in (case.kind_at(index - 1), case.kind_at(index + 1))
            case.verdicts[index] = _verdict_in_head(case.blocks[index], case.title, has_byline)


def _first_prose(case: Case) -> int:
    kept = (index for index, block in enumerate(case.blocks) if case.verdicts[index] is None and prose_chars(block))
    return next(kept, 0)


def _verdict_in_head(block: Block, title: str, has_byline: bool) -> Verdict | None:
    if block.tag == "h1" or _same_words(block.text, title):
        return "title", "title_again"
    if block.is_heading or SENTENCE_END.search(block.text) or len(block.text) > _HEAD_LINE:
        return None
    if read_date(block.text) or block.text.endswith((",", "|")):
        return "byline", "date_before_article"
    if len(block.text) < _LABEL and (block.tag not in TEXT_TAGS or has_byline):
        return "furniture", "label_before_article"
    return None


def heads_own_list(case: Case, index: int) -> bool:
    """Whether a line is the label of a list that no other article has and that leads nowhere: key points, facts and figures."""
    label = case.blocks[index]
    first = case.blocks[index + 1] if index + 1 < len(case.blocks) else None
    if first is None or first.tag != "li" or first.links or case.times_seen(first.text):
        return False
    box = next(scope for scope in first.scope.lineage() if scope is case.region or scope.first <= label.position)
    return box is not case.region and not box.fields and not box.link_chars and marking(box, case.region) is None


def trim_tail(case: Case) -> None:
    """After the column's last paragraph, what stands beside the column is furniture from its first loose piece on."""
    last = _last_in_column(case)
    shapes = {
        block.scope.shape for block in case.kept() if prose_chars(block) and place_of(block, case.region) == case.main
    }
    loose = False
    for index in range(last + 1, len(case.blocks)):
        block = case.blocks[index]
        place = place_of(block, case.region)
        if (
            place == case.main
            or hangs_in_column(place, case.main)
            or (block.scope.names and block.scope.shape in shapes)
        ):
            continue
        loose = loose or block.tag not in TEXT_TAGS
        if loose:
            case.cut(index, ("furniture", "after_article"))
    _cut_last_labels(case, last)


def _cut_last_labels(case: Case, last: int) -> None:
    for index in range(len(case.blocks) - 1, last, -1):
        block = case.blocks[index]
        if case.verdicts[index] is not None:
            continue
        if (
            block.tag in TEXT_TAGS
            or prose_chars(block)
            or len(block.text) > _TAIL_LINE
            or SENTENCE_END.search(block.text)
        ):
            return
        case.verdicts[index] = "furniture", "label_after_article"


def _last_in_column(case: Case) -> int:
    """Index of the last paragraph of the main column; behind the end where the column has none.

    Where much of the text stands elsewhere there is no one column: the last paragraph before other texts are pointed at counts.
    """
    prose = [index for index, block in enumerate(case.blocks) if case.verdicts[index] is None and prose_chars(block)]
    column = [index for index in prose if place_of(case.blocks[index], case.region) == case.main]
    if not column:
        return len(case.blocks)
    if _chars(case, column) >= _ONE_COLUMN * _chars(case, prose):
        return column[-1]
    end = next((i for i in range(column[-1], len(case.blocks)) if case.kind_at(i) in _OTHER_TEXTS), len(case.blocks))
    return max(index for index in prose if index < end)


def _chars(case: Case, indexes: list[int]) -> float:
    return sum(prose_chars(case.blocks[index]) for index in indexes)


def cut_orphan_headings(case: Case) -> None:
    """A heading whose whole section was cut goes with it, and so does one with nothing below."""
    reason: Verdict | None = ("furniture", "end_of_article")
    has_content = False
    for index in range(len(case.blocks) - 1, -1, -1):
        block, verdict = case.blocks[index], case.verdicts[index]
        if verdict is not None:
            if not has_content and verdict[0] in SPREADING:
                reason = verdict
        elif not block.is_heading:
            reason, has_content = None, True
        elif reason is not None:
            case.verdicts[index] = reason[0], "heading_of_cut_section"
        else:
            has_content = False


def _same_words(one: str, other: str) -> bool:
    return bool(other) and one.casefold().strip(" .") == other.casefold().strip(" .")
