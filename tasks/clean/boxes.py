"""Evidence from boxes: what stands in one small element with a promotion is the promotion."""

from tasks.clean.blocks import HEADINGS, Block, Scope
from tasks.clean.case import SPREADING, Case, Verdict
from tasks.clean.column import is_on_way
from tasks.clean.region import prose_chars

_PROSE_AT_MOST = 0.2
_CHARS_AT_MOST = 1_500
_SINGLE = HEADINGS | {"p", "li"}


def spread_over_boxes(case: Case) -> None:
    """Cut the rest of every box in which something was cut: its heading, its pitch, its small print."""
    prose = sum(prose_chars(block) for block in case.blocks)
    boxes: dict[int, tuple[Scope, Verdict]] = {}
    for block, verdict in zip(case.blocks, case.verdicts, strict=True):
        if verdict and verdict[0] in SPREADING:
            box = _box_around(block, case, prose)
            if box is not None and (verdict[0] != "repeated" or box.fields or box.link_chars):
                boxes.setdefault(id(box), (box, verdict))
    for box, (kind, rule_id) in boxes.values():
        inside = range(box.first - case.region.first, box.last - case.region.first)
        if _is_mostly_cut(case, inside, kind):
            for index in inside:
                case.cut(index, (kind, f"box_of_{rule_id}"))


def _box_around(block: Block, case: Case, prose: float) -> Scope | None:
    """The largest scope around a block that holds little of the region's prose and is no part of its main column.

    A paragraph that something was put into is no box: parsers let it go on around an aside.
    """
    box = None
    for scope in block.scope.lineage():
        if scope is case.region or scope.prose > _PROSE_AT_MOST * prose or scope.chars > _CHARS_AT_MOST:
            break
        if is_on_way(scope, case.region, case.main) or (scope.tag == "p" and scope is not block.scope):
            break
        if scope.last - scope.first > 1 or scope.tag not in _SINGLE:
            box = scope
    return box


def _is_mostly_cut(case: Case, inside: range, kind: str) -> bool:
    """Pitches and forms take their box with them; pointers only if they are at least half of it."""
    cut = sum(len(case.blocks[index].text) for index in inside if case.verdicts[index])
    kept = sum(len(case.blocks[index].text) for index in inside if not case.verdicts[index])
    return kept <= (cut if kind == "related" else max(3 * cut, 300))
