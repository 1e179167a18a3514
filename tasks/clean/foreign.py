"""Evidence from structure alone: a small box that stands off the column and leads elsewhere is furniture, whatever it says."""

from collections import Counter

from tasks.clean.blocks import HEADINGS, Block, Scope
from tasks.clean.case import PITCHES, SPREADING, Case, Verdict
from tasks.clean.column import box_off_column
from tasks.clean.own import is_bold_line, is_call, is_short_call
from tasks.clean.region import marking, prose_chars
from tasks.clean.voice import (
    SENTENCE_END,
    addresses_reader,
    calls_on_reader,
    ends_in_link_of_its_own,
    is_spoken,
    speaks_as_us,
    speaks_to_reader,
)

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
_CAPTION_LINES = 3
_RUNNING = frozenset(("p", "li", "td"))
_CAPTION_CHARS = 220
_LINES_OF_A_POINTER = 3
_POINTER_CHARS = 300
_PITCH_AT_MOST = 220
_PITCH_IN_DRESS_AT_MOST = 110


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
    """Cut what lies in boxes that show a picture, hold a form or lead elsewhere, and hold little else."""
    boxes: dict[int, Scope] = {}
    for index, block in enumerate(case.blocks):
        box = _box_of(block, case) if case.kind_at(index) is None else None
        if box is not None:
            boxes.setdefault(id(box), box)
    prose = _prose(case)
    by_shape: dict[str, float] = {}
    for box in boxes.values():
        by_shape[box.shape] = by_shape.get(box.shape, 0.0) + box.prose
    column = [index for index, block in enumerate(case.blocks) if prose_chars(block) and _is_own(case, index)]
    for box in boxes.values():
        is_rare = box.tag == "p" or by_shape[box.shape] <= _PROSE_AT_MOST * prose
        inside = range(box.first - case.region.first, box.last - case.region.first)
        is_between = bool(column) and column[0] < inside.start < column[-1]
        verdict = _verdict_on_box(box, case.blocks_of(box), is_between) if is_rare else None
        if verdict is not None:
            for index in inside:
                case.cut(index, verdict)


def _is_own(case: Case, index: int) -> bool:
    return case.verdicts[index] is None and case.looks_own(index)


def _box_of(block: Block, case: Case) -> Scope | None:
    """The outermost element around a block that is neither the column nor marked nor a part of a text."""
    if marking(block.scope, case.region) is not None:
        return None
    box = box_off_column(block, case.region, case.main)
    return None if box is None or box.tag in _PARTS_OF_A_TEXT else box


def _verdict_on_box(box: Scope, inside: list[Block], is_between: bool) -> Verdict | None:
    """What a box is by what lies in it; between paragraphs of the column less is needed."""
    if _shows_picture(box, inside):
        return "caption", "box_of_picture"
    if _leads_elsewhere(box, inside) or (is_between and _may_lead_elsewhere(box, inside)):
        return "promotion", "foreign_box"
    return None


def _shows_picture(box: Scope, inside: list[Block]) -> bool:
    """A picture with a few words under it, which head nothing and are no sentence of a paragraph."""
    if box.tag == "p" or box.images == 0 or len(inside) > _CAPTION_LINES or box.chars > _CAPTION_CHARS:
        return False
    return not any(block.is_heading or (block.tag in _RUNNING and SENTENCE_END.search(block.text)) for block in inside)


def _leads_elsewhere(box: Scope, inside: list[Block]) -> bool:
    if box.tag == "p":
        is_titled = len(inside) in _LINES_OF_A_CALL and is_bold_line(inside[0])
        return is_titled and box.chars <= _PARAGRAPH_AT_MOST and is_call(inside[-1])
    if any(block.tag == "tr" for block in inside):
        return False
    if box.fields:
        return box.chars <= _FORM_AT_MOST
    is_small = len(inside) > 1 and box.chars <= _CHARS_AT_MOST
    return is_small and any(is_call(block) or ends_in_link_of_its_own(block) for block in inside)


def _may_lead_elsewhere(box: Scope, inside: list[Block]) -> bool:
    """One line, or a title and a line or two, with a link in it, or a few lines beside a linked picture."""
    if box.tag == "p" or len(inside) > _LINES_OF_A_POINTER or box.chars > _POINTER_CHARS:
        return False
    if box.linked_pictures or not box.link_chars:
        return box.linked_pictures > 0
    return inside[0].tag != "tr" and (len(inside) == 1 or inside[0].is_heading or is_bold_line(inside[0]))


def _cut_lines_led_to_calls(case: Case) -> None:
    """Cut the heading and the short line above a call that stands in the column, if their dress is not the article's."""
    worn: Counter[str] = Counter()
    for index in range(len(case.blocks) - 1):
        if _is_heading(case, index) and case.verdicts[index + 1] is None and not _heads_call(case, index):
            worn[_dress_of_heading(case, index)] += int(prose_chars(case.blocks[index + 1]))
    dress = max(worn, key=lambda shape: worn[shape], default="")
    voice_tells = not (speaks_to_reader(case.kept()) or speaks_as_us(case.kept()))
    for index, block in enumerate(case.blocks):
        leads = is_short_call(block) and case.stands_free(index)
        if case.kind_at(index) in SPREADING and (leads or _begins_list_of_links(case, index)):
            _cut_above_call(case, index - 1, dress, voice_tells)


def _begins_list_of_links(case: Case, index: int) -> bool:
    """Whether a line is the first of a list in the column, all items of which are links."""
    block = case.blocks[index]
    if block.tag != "li" or not is_call(block) or block.scope.parent is None:
        return False
    box = box_off_column(block, case.region, case.main)
    items = case.blocks_of(block.scope.parent)
    return items[0] is block and box is block.scope.parent and all(is_call(item) for item in items)


def _cut_above_call(case: Case, index: int, dress: str, voice_tells: bool) -> None:
    """Lines in no dress of the article's go with the call; one in its dress only if it speaks to the reader or its heading is in none."""
    first = index
    while _is_pitch_in_column(case, index) or (_is_short_and_free(case, index) and _is_undressed(case, index)):
        case.cut(index, ("promotion", "led_to_call"))
        index -= 1
    is_led = case.verdicts[index + 1] == ("promotion", "led_to_call")
    is_led_heading = index != first and not is_led and _is_heading(case, index)
    if not _is_short_and_free(case, index) or is_led_heading:
        return
    block = case.blocks[index]
    above = index if _is_heading(case, index) else index - 1
    is_pitch = (
        voice_tells and (addresses_reader(block.text) or calls_on_reader(block.text)) and not is_spoken(block.text)
    )
    is_other = is_pitch or len(block.text) <= _PITCH_IN_DRESS_AT_MOST
    is_known = bool(dress) or above != index
    is_foreign = (
        _is_heading(case, above) and is_known and (is_led or is_other) and _dress_of_heading(case, above) != dress
    )
    if (is_foreign and not (is_led and above != index)) or (is_pitch and not is_led):
        case.cut(index, ("promotion", "led_to_call"))
        if is_foreign:
            case.cut(above, ("promotion", "heading_of_call"))


def _is_pitch_in_column(case: Case, index: int) -> bool:
    return case.kind_at(index) in PITCHES and case.stands_free(index)


def _is_short_and_free(case: Case, index: int) -> bool:
    return _is_free(case, index) and len(case.blocks[index].text) <= _PITCH_AT_MOST


def _is_undressed(case: Case, index: int) -> bool:
    block = case.blocks[index]
    return block.tag in ("p", "div") and block.scope is not case.region and block.scope.shape not in case.dress


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
