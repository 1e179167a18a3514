"""Keep or cut: every block of the region gets its verdict, from markup, memory, wording, links and neighbourhood."""

from collections.abc import Callable
from dataclasses import dataclass

from tasks.clean.blocks import HEADINGS, Block, Scope
from tasks.clean.region import marking, prose_chars
from tasks.clean.wording import kind_by_wording

Verdict = tuple[str, str]
"""Kind and rule id of a block that is cut."""

_SPREADING = frozenset(("promotion", "newsletter", "form", "related", "share", "comments", "furniture"))
_BOX_AT_MOST = 0.2


@dataclass(slots=True)
class Case:
    """The blocks of one page's region, what was decided about each, and what the page said of itself."""

    blocks: list[Block]
    region: Scope
    verdicts: list[Verdict | None]
    title: str = ""
    description: str = ""
    is_selected: bool = False

    def kept(self) -> list[Block]:
        """The blocks that are the article so far, in order."""
        return [block for block, verdict in zip(self.blocks, self.verdicts, strict=True) if verdict is None]


def judge(case: Case, furniture: Callable[[Block], Verdict | None]) -> None:
    """Fill in the verdicts of a case; `furniture` asks the site's memory."""
    for index, block in enumerate(case.blocks):
        case.verdicts[index] = _own_verdict(block, case, furniture)
    _spread_over_boxes(case)
    _trim_head(case)
    _trim_tail(case)
    _cut_orphan_headings(case)


def _own_verdict(block: Block, case: Case, furniture: Callable[[Block], Verdict | None]) -> Verdict | None:
    scope = marking(block.scope, case.region)
    if scope is not None and not (case.is_selected and scope.kind != "dropped"):
        return scope.kind or "", scope.rule_id or ""
    return furniture(block) or kind_by_wording(block.text) or _verdict_by_links(block)


def _verdict_by_links(block: Block) -> Verdict | None:
    """A line that is nothing but links, and no sentence, points elsewhere."""
    if block.is_heading:
        return None
    share = block.link_share
    if share > 0.9 and block.links >= 1 and (len(block.text) < 200 or block.links > 2):
        return "related", "links_only"
    if share > 0.6 and block.links >= 3:
        return "related", "links_mostly"
    return None


def _spread_over_boxes(case: Case) -> None:
    """What stands in one small box with a promotion is the promotion: its heading, its pitch, its small print."""
    main = _main_signature(case)
    prose = sum(prose_chars(block) for block in case.blocks)
    boxes: dict[int, Verdict] = {}
    for block, verdict in zip(case.blocks, case.verdicts, strict=True):
        if verdict and verdict[0] in _SPREADING:
            box = _box_around(block, case.region, main, prose)
            if box is not None:
                boxes.setdefault(id(box), verdict)
    for index, block in enumerate(case.blocks):
        if case.verdicts[index] is None and boxes:
            scope = next((scope for scope in block.scope.lineage() if id(scope) in boxes), None)
            if scope is not None:
                kind, rule_id = boxes[id(scope)]
                case.verdicts[index] = kind, f"box_of_{rule_id}"


def _signature(block: Block, region: Scope) -> tuple[str, ...]:
    """Where in the region a block lies: tags and names on the way out."""
    way = []
    for scope in block.scope.lineage():
        if scope is region:
            break
        way.append(f"{scope.tag}.{scope.names}")
    return tuple(way[1:] if block.scope is not region else way)


def _main_signature(case: Case) -> tuple[str, ...]:
    """The place where most of the prose lies."""
    shares: dict[tuple[str, ...], float] = {}
    for block in case.blocks:
        chars = prose_chars(block)
        if chars:
            signature = _signature(block, case.region)
            shares[signature] = shares.get(signature, 0.0) + chars
    return max(shares, key=lambda signature: shares[signature], default=())


def _box_around(block: Block, region: Scope, main: tuple[str, ...], prose: float) -> Scope | None:
    """The largest scope around a block that holds little of the region's prose and is no part of its main column."""
    box = None
    for scope in block.scope.lineage():
        if scope is region or scope.prose > _BOX_AT_MOST * prose or scope.chars > 1_500:
            break
        if scope.last - scope.first > 1 or scope.tag not in HEADINGS | {"p", "li"}:
            box = scope
    if box is None or _is_main(box, region, main):
        return None
    return box


def _is_main(box: Scope, region: Scope, main: tuple[str, ...]) -> bool:
    way = []
    for scope in box.lineage():
        if scope is region:
            break
        way.append(f"{scope.tag}.{scope.names}")
    return not way or (bool(main) and tuple(way) == main[-len(way) :])


def _trim_head(case: Case) -> None:
    """Before the first paragraph only a standfirst may stand: no title again, no date, no label."""
    first = _first_prose(case)
    for index in range(first):
        block = case.blocks[index]
        if case.verdicts[index] is None:
            if block.tag == "h1" or _same_words(block.text, case.title):
                case.verdicts[index] = "title", "title_again"
            elif not block.is_heading and len(block.text) < 40 and block.tag not in ("p", "li"):
                case.verdicts[index] = "furniture", "label_before_article"


def _first_prose(case: Case) -> int:
    for index, block in enumerate(case.blocks):
        if case.verdicts[index] is None and prose_chars(block) >= 60:
            return index
    return 0


def _trim_tail(case: Case) -> None:
    """After the last paragraph, loose short lines outside paragraphs are furniture."""
    for index in range(len(case.blocks) - 1, -1, -1):
        block = case.blocks[index]
        if case.verdicts[index] is not None:
            continue
        if prose_chars(block) or block.tag in ("p", "li", "blockquote", "tr"):
            return
        case.verdicts[index] = "furniture", "label_after_article"


def _cut_orphan_headings(case: Case) -> None:
    """A heading whose whole section was cut goes with it, and so does one with nothing below."""
    reason: Verdict | None = ("furniture", "end_of_article")
    has_content = False
    for index in range(len(case.blocks) - 1, -1, -1):
        block, verdict = case.blocks[index], case.verdicts[index]
        if verdict is not None:
            if not has_content and verdict[0] in _SPREADING:
                reason = verdict
        elif not block.is_heading:
            reason, has_content = None, True
        elif reason is not None:
            case.verdicts[index] = reason[0], "heading_of_cut_section"
        else:
            has_content = False


def _same_words(one: str, other: str) -> bool:
    return bool(other) and one.casefold().strip(" .") == other.casefold().strip(" .")
