"""Keep or cut: every block of the region gets its verdict, from markup, memory, wording, links and neighbourhood."""

from collections.abc import Callable
from dataclasses import dataclass

from tasks.clean.blocks import HEADINGS, Block, Scope
from tasks.clean.cards import leads_to_same_site
from tasks.clean.column import Place, is_on_way, main_place, place_of
from tasks.clean.region import marking, prose_chars
from tasks.clean.wording import WEAK_RULES, kind_by_wording

Verdict = tuple[str, str]
"""Kind and rule id of a block that is cut."""

Furniture = Callable[[Block, bool], Verdict | None]
"""Asks the site's memory about a block; the flag says whether the block stands in the article's main column."""

_SPREADING = frozenset(("promotion", "newsletter", "form", "related", "share", "comments", "furniture"))
_BOX_AT_MOST = 0.2
_BOX_CHARS = 1_500
_PARAGRAPH = 140
_TEXT_TAGS = frozenset(("p", "li", "blockquote", "tr", "td", "pre"))
_HANGING = frozenset(("ul", "ol", "li", "blockquote", "table", "tbody", "thead", "tr", "dl", "p"))


@dataclass(slots=True)
class Case:
    """The blocks of one page's region, what was decided about each, and what the page said of itself."""

    blocks: list[Block]
    region: Scope
    verdicts: list[Verdict | None]
    title: str = ""
    site: str = ""
    is_selected: bool = False

    def kept(self) -> list[Block]:
        """The blocks that are the article so far, in order."""
        return [block for block, verdict in zip(self.blocks, self.verdicts, strict=True) if verdict is None]


def judge(case: Case, furniture: Furniture) -> None:
    """Fill in the verdicts of a case; `furniture` asks the site's memory about a block, in the main column or not."""
    main = main_place([block for block in case.blocks if marking(block.scope, case.region) is None], case.region)
    for index, block in enumerate(case.blocks):
        case.verdicts[index] = _own_verdict(block, case, main, furniture)
    _spread_over_boxes(case, main)
    _trim_head(case)
    _trim_tail(case, main)
    _cut_orphan_headings(case)


def _own_verdict(block: Block, case: Case, main: Place, furniture: Furniture) -> Verdict | None:
    scope = marking(block.scope, case.region)
    if scope is not None and not (case.is_selected and scope.kind != "dropped"):
        return scope.kind or "", scope.rule_id or ""
    in_column = place_of(block, case.region) == main
    return (
        furniture(block, in_column)
        or _verdict_by_wording(block, in_column)
        or _verdict_by_links(block, case.site, in_column)
        or _verdict_by_picture(block)
    )


def _verdict_by_wording(block: Block, in_column: bool) -> Verdict | None:
    """A full paragraph of the column may use the words of an offer without being one."""
    verdict = kind_by_wording(block.text)
    if verdict and in_column and verdict[1] in WEAK_RULES and prose_chars(block) > _PARAGRAPH:
        return None
    return verdict


def _verdict_by_links(block: Block, site: str, in_column: bool) -> Verdict | None:
    """A line that is nothing but links to other pages of the site, and no sentence, points elsewhere."""
    share = block.link_share
    if share > 0.9 and leads_to_same_site(block.href, site):
        if block.is_heading and in_column:
            return None
        if len(block.text) < 200 or block.links > 2:
            return "related", "links_only"
    if share > 0.6 and block.links >= 3 and not block.is_heading and leads_to_same_site(block.href, site):
        return "related", "links_mostly"
    return None


def _verdict_by_picture(block: Block) -> Verdict | None:
    """A short line that shares its element with a picture, and nothing else, tells what the picture shows."""
    scope = block.scope
    if scope.images == 0 or block.is_heading or len(block.text) > 200 or scope.last - scope.first > 2:
        return None
    return None if prose_chars(block) > _PARAGRAPH else ("caption", "beside_picture")


def _spread_over_boxes(case: Case, main: Place) -> None:
    """What stands in one small box with a promotion is the promotion: its heading, its pitch, its small print."""
    prose = sum(prose_chars(block) for block in case.blocks)
    boxes: dict[int, tuple[Scope, Verdict]] = {}
    for block, verdict in zip(case.blocks, case.verdicts, strict=True):
        if verdict and verdict[0] in _SPREADING:
            box = _box_around(block, case.region, main, prose)
            if box is not None:
                boxes.setdefault(id(box), (box, verdict))
    for box, (kind, rule_id) in boxes.values():
        if _mostly_cut(case, box, kind):
            _cut_rest(case, box, (kind, f"box_of_{rule_id}"))


def _mostly_cut(case: Case, box: Scope, kind: str) -> bool:
    """Pitches and forms take their box with them; pointers only if they are at least half of it."""
    offset = case.region.first
    inside = range(box.first - offset, box.last - offset)
    cut = sum(len(case.blocks[index].text) for index in inside if case.verdicts[index])
    kept = sum(len(case.blocks[index].text) for index in inside if not case.verdicts[index])
    return kept <= (cut if kind == "related" else max(3 * cut, 300))


def _cut_rest(case: Case, box: Scope, verdict: Verdict) -> None:
    offset = case.region.first
    for index in range(box.first - offset, box.last - offset):
        case.verdicts[index] = case.verdicts[index] or verdict


def _box_around(block: Block, region: Scope, main: Place, prose: float) -> Scope | None:
    """The largest scope around a block that holds little of the region's prose and is no part of its main column."""
    box = None
    for scope in block.scope.lineage():
        if scope is region or scope.prose > _BOX_AT_MOST * prose or scope.chars > _BOX_CHARS:
            break
        if is_on_way(scope, region, main):
            break
        if scope.last - scope.first > 1 or scope.tag not in HEADINGS | {"p", "li"}:
            box = scope
    return box


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


def _trim_tail(case: Case, main: Place) -> None:
    """After the column's last paragraph, what stands beside the column is furniture from its first loose piece on."""
    last = _last_in_column(case, main)
    loose = False
    for index in range(last + 1, len(case.blocks)):
        block = case.blocks[index]
        place = place_of(block, case.region)
        loose = loose or (place != main and not _hangs_in_column(place, main) and block.tag not in _TEXT_TAGS)
        if loose and place != main and case.verdicts[index] is None:
            case.verdicts[index] = "furniture", "after_article"
    for index in range(len(case.blocks) - 1, last, -1):
        block = case.blocks[index]
        if case.verdicts[index] is None:
            if prose_chars(block) or block.tag in _TEXT_TAGS or len(block.text) > 60:
                return
            case.verdicts[index] = "furniture", "label_after_article"


def _last_in_column(case: Case, main: Place) -> int:
    indexes = [
        index
        for index, block in enumerate(case.blocks)
        if case.verdicts[index] is None and prose_chars(block) and place_of(block, case.region) == main
    ]
    return indexes[-1] if indexes else len(case.blocks)


def _hangs_in_column(place: Place, main: Place) -> bool:
    """Whether a place is a list, a quotation or a table that stands in the column."""
    inner = place[: len(place) - len(main)]
    return place[len(inner) :] == main and all(step.split(" ", 1)[0] in _HANGING for step in inner)


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
