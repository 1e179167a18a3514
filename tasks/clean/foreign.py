"""Evidence from structure alone: a small box that stands off the column and leads elsewhere is furniture, whatever it says."""

from collections import Counter

from tasks.clean.blocks import HEADINGS, Block, Scope
from tasks.clean.case import SPREADING, Case
from tasks.clean.column import box_off_column
from tasks.clean.own import is_bold_line, is_call, is_short_call
from tasks.clean.region import marking, prose_chars
from tasks.clean.voice import addresses_reader, ends_in_link_of_its_own, is_spoken, speaks_as_us, speaks_to_reader

_PARTS_OF_A_TEXT = HEADINGS | {
    "ul",
    "ol",
    "li",
    "dl",
    "blockquote",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "pre",
    "details",
}
_PROSE_AT_MOST = 0.2
_LEFT_AT_LEAST = 0.5
_CHARS_AT_MOST = 900
_FORM_AT_MOST = 1_500
_LINES_OF_A_CALL = range(2, 6)
_PARAGRAPH_AT_MOST = 400
_PITCH_AT_MOST = 160


def cut_by_structure(case: Case) -> None:
    """Cut foreign boxes and what leads to calls; where that would be most of the prose, the page is made of such parts."""
    before, prose = list(case.verdicts), _prose(case)
    _cut_foreign_boxes(case)
    _cut_lines_led_to_calls(case)
    if _prose(case) < _LEFT_AT_LEAST * prose:
        case.verdicts = before


def _prose(case: Case) -> float:
    return sum(prose_chars(block) for block in case.kept())


def _cut_foreign_boxes(case: Case) -> None:
    """Cut what lies in boxes that hold a form or a line that is nothing but a link, and little else."""
    boxes: dict[int, Scope] = {}
    for index, block in enumerate(case.blocks):
        box = _box_of(block, case) if case.kind_at(index) is None else None
        if box is not None:
            boxes.setdefault(id(box), box)
    prose = _prose(case)
    by_shape: dict[str, float] = {}
    for box in boxes.values():
        by_shape[box.shape] = by_shape.get(box.shape, 0.0) + box.prose
    rare = [box for box in boxes.values() if box.tag == "p" or by_shape[box.shape] <= _PROSE_AT_MOST * prose]
    for box in rare:
        if _leads_elsewhere(box, case):
            for index in range(box.first - case.region.first, box.last - case.region.first):
                case.cut(index, ("promotion", "foreign_box"))


def _box_of(block: Block, case: Case) -> Scope | None:
    """The outermost element around a block that is neither the column nor marked nor a part of a text."""
    if marking(block.scope, case.region) is not None:
        return None
    box = box_off_column(block, case.region, case.main)
    return None if box is None or box.tag in _PARTS_OF_A_TEXT else box


def _leads_elsewhere(box: Scope, case: Case) -> bool:
    inside = case.blocks_of(box)
    if box.tag == "p":
        is_titled = len(inside) in _LINES_OF_A_CALL and is_bold_line(inside[0])
        return is_titled and box.chars <= _PARAGRAPH_AT_MOST and is_call(inside[-1])
    if any(block.tag == "tr" for block in inside):
        return False
    if box.fields:
        return box.chars <= _FORM_AT_MOST
    is_small = len(inside) > 1 and box.chars <= _CHARS_AT_MOST
    return is_small and any(is_call(block) or ends_in_link_of_its_own(block) for block in inside)


def _cut_lines_led_to_calls(case: Case) -> None:
    """Cut the heading and the short line above a call that stands in the column, if their dress is not the article's."""
    headings = [index for index in range(len(case.blocks)) if _is_heading(case, index)]
    worn = Counter(_dress_of_heading(case, index) for index in headings if not _heads_call(case, index))
    dress = max(worn, key=lambda shape: worn[shape], default="")
    voice_tells = not (speaks_to_reader(case.kept()) or speaks_as_us(case.kept()))
    for index, block in enumerate(case.blocks):
        if case.kind_at(index) in SPREADING and is_short_call(block) and case.stands_free(index):
            _cut_above_call(case, index - 1, dress, voice_tells)


def _cut_above_call(case: Case, index: int, dress: str, voice_tells: bool) -> None:
    """A line in the dress of the article's paragraphs goes only if it speaks to the reader or its heading is in no such dress."""
    if not (_is_free(case, index) and len(case.blocks[index].text) <= _PITCH_AT_MOST):
        return
    block = case.blocks[index]
    above = index if _is_heading(case, index) else index - 1
    is_foreign = _is_heading(case, above) and _dress_of_heading(case, above) != dress
    is_undressed = block.tag == "p" and block.scope.shape not in case.dress
    is_pitch = voice_tells and addresses_reader(block.text) and not is_spoken(block.text)
    if is_foreign or is_undressed or is_pitch:
        case.cut(index, ("promotion", "led_to_call"))
    if _is_heading(case, above) and (is_foreign or is_undressed):
        case.cut(above, ("promotion", "heading_of_call"))


def _is_heading(case: Case, index: int) -> bool:
    """Whether a heading, by its tag or in all but its tag, stands in the column, kept so far."""
    return _is_free(case, index) and (case.blocks[index].is_heading or is_bold_line(case.blocks[index]))


def _dress_of_heading(case: Case, index: int) -> str:
    block = case.blocks[index]
    return block.scope.shape if block.is_heading else f"bold {block.scope.shape}"


def _is_free(case: Case, index: int) -> bool:
    """Whether a line is kept so far, links nowhere, and stands in the column."""
    return 0 <= index < len(case.blocks) and not (
        case.verdicts[index] or case.blocks[index].links or not case.stands_free(index)
    )


def _heads_call(case: Case, index: int) -> bool:
    """Whether a call stands below a heading or the one line under it."""
    return any(is_call(block) for block in case.blocks[index + 1 : index + 3])
