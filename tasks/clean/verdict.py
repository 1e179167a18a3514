"""Keep or cut: every block of the region gets its verdict, from markup, memory, wording, links and neighbourhood."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tasks.clean.blocks import HEADINGS, Block, Scope
from tasks.clean.cards import leads_to_same_site
from tasks.clean.column import Place, hanging_root, hangs_in_column, is_on_way, main_place, place_of
from tasks.clean.date_text import read_date
from tasks.clean.region import marking, prose_chars
from tasks.clean.wording import WEAK_RULES, kind_by_wording

Verdict = tuple[str, str]
"""Kind and rule id of a block that is cut."""

TimesSeen = Callable[[str], int]
"""On how many other articles of the site a text (of one block, or of two neighbours) was seen."""

_SPREADING = frozenset(("promotion", "newsletter", "form", "related", "share", "comments", "furniture"))
_BOX_AT_MOST = 0.2
_REPEATED_FROM = 2
_REPEATED_OFTEN = 8
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_ADDRESSES_READER = re.compile(r"\b(?:you|your|yours|our|us|we|click|sign up|subscribe|download)\b", re.IGNORECASE)
_TO_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_SPEECH = re.compile(r"\b(?:said|says|told|added|explained|wrote|according to)\b|[“\"]")
_IMPERATIVE = re.compile(
    r"(?:please |simply )?(?:access|apply|attend|book|browse|buy|check|compare|contact|discover|download|enter|explore|find|follow|gain|"
    r"get|hear|join|keep|learn|listen|make|meet|nominate|order|put|reach|read|register|request|reserve|save|see|send|share|shop|"
    r"sign|start|stay|subscribe|take|talk|try|unlock|view|visit|vote|watch|win)\b(?! (?:of|in|by)\b)",
    re.IGNORECASE,
)
_PITCH_AT_MOST = 260
_QUOTES = ("“", '"', "‘", "'", "«", "„")
_ASIDE = 90
_BOLD_LINE = 60
_BOX_CHARS = 1_500
_PARAGRAPH = 140
_PARTS = frozenset(("tr", "td", "th", "li", "dt", "dd"))
_TEXT_TAGS = frozenset(("p", "li", "blockquote", "tr", "td", "pre"))


@dataclass(slots=True)
class Case:
    """The blocks of one page's region, what was decided about each, and what the page said of itself."""

    blocks: list[Block]
    region: Scope
    verdicts: list[Verdict | None]
    title: str = ""
    site: str = ""
    names: tuple[str, ...] = ()
    is_selected: bool = False

    def kept(self) -> list[Block]:
        """The blocks that are the article so far, in order."""
        return [block for block, verdict in zip(self.blocks, self.verdicts, strict=True) if verdict is None]


def judge(case: Case, times_seen: TimesSeen) -> None:
    """Fill in the verdicts of a case; `times_seen` asks the site's memory."""
    unmarked = [block for block in case.blocks if marking(block.scope, case.region) is None]
    main = main_place(unmarked, case.region)
    repeated = [times_seen(block.text) >= _REPEATED_FROM for block in case.blocks]
    for index, block in enumerate(case.blocks):
        case.verdicts[index] = _own_verdict(block, case, main, repeated[index])
    _cut_repeated_groups(case, main, repeated)
    _cut_repeated_pairs(case, times_seen)
    _cut_neighbours(case, times_seen)
    _spread_over_boxes(case, main)
    _trim_head(case)
    _trim_tail(case, main)
    _cut_orphan_headings(case)


def _own_verdict(block: Block, case: Case, main: Place, is_repeated: bool) -> Verdict | None:
    scope = marking(block.scope, case.region)
    if scope is not None and not (case.is_selected and scope.kind != "dropped"):
        return scope.kind or "", scope.rule_id or ""
    place = place_of(block, case.region)
    in_column = place == main
    if is_repeated and not hangs_in_column(place, main) and not (in_column and reads_as_report(block)):
        return "furniture", "site_memory"
    return (
        _verdict_by_wording(block, in_column)
        or _verdict_by_links(block, case.site, in_column)
        or _verdict_by_picture(block)
    )


def reads_as_report(block: Block) -> bool:
    """Whether a line may be an article's although other articles have it too: a heading, or a sentence to nobody."""
    if block.is_heading or (
        len(block.text) < _BOLD_LINE and block.strong_chars >= 0.9 * len(block.text) and not block.links
    ):
        return True
    if block.link_share >= 0.3 or not _SENTENCE_END.search(block.text):
        return False
    return block.text.startswith(_QUOTES) or not _ADDRESSES_READER.search(block.text)


def _cut_repeated_groups(case: Case, main: Place, repeated: list[bool]) -> None:
    """A list, quotation or table in the column is furniture if other articles have every one of its lines."""
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(case.blocks):
        if hangs_in_column(place_of(block, case.region), main):
            groups.setdefault(id(hanging_root(block, main, case.region)), []).append(index)
    for indexes in groups.values():
        if len(indexes) > 1 and all(repeated[index] for index in indexes):
            for index in indexes:
                case.verdicts[index] = case.verdicts[index] or ("furniture", "site_memory_of_group")


def _cut_repeated_pairs(case: Case, times_seen: TimesSeen) -> None:
    """Two lines that follow each other in several articles are furniture, and so is one that many articles have."""
    for index, block in enumerate(case.blocks):
        for first in (index - 1, index):
            if case.verdicts[index] is None and _goes_with(case, index, first, times_seen) >= _REPEATED_FROM:
                case.verdicts[index] = "furniture", "site_memory_of_pair"
        if case.verdicts[index] is None and _is_loose_line(block) and times_seen(block.text) >= _REPEATED_OFTEN:
            case.verdicts[index] = "furniture", "site_memory_often"


def _goes_with(case: Case, index: int, first: int, times_seen: TimesSeen) -> int:
    """On how many other articles a block stood in this pair; none if it stands more often without it."""
    if not 0 <= first < len(case.blocks) - 1:
        return 0
    together = times_seen(pair_of(case.blocks[first], case.blocks[first + 1]))
    block = case.blocks[index]
    if together and reads_as_report(block) and times_seen(block.text) > 2 * together:
        return 0
    return together


def _is_loose_line(block: Block) -> bool:
    """Whether a block stands for itself: no heading, no row of a table, no item of a list."""
    return block.tag not in _PARTS and not block.is_heading and block.strong_chars < 0.9 * len(block.text)


def _cut_neighbours(case: Case, times_seen: TimesSeen) -> None:
    """What stands right beside a pitch belongs to it if other articles have the same two, or if it sounds like one."""
    order = range(len(case.blocks))
    for indexes, step in ((order, -1), (reversed(order), 1)):
        for index in indexes:
            beside = index + step
            if case.verdicts[index] is not None or not 0 <= beside < len(case.blocks):
                continue
            cut = case.verdicts[beside]
            if cut and cut[0] in _SPREADING:
                case.verdicts[index] = _verdict_beside(case, min(index, beside), index, times_seen)


def _verdict_beside(case: Case, first: int, index: int, times_seen: TimesSeen) -> Verdict | None:
    block = case.blocks[index]
    is_heading_of_cut = first == index and not _SENTENCE_END.search(block.text)
    enough = 1 if is_heading_of_cut or not reads_as_report(block) else _REPEATED_FROM
    if _goes_with(case, index, first, times_seen) >= enough:
        return "furniture", "site_memory_of_pair"
    verdict = kind_by_wording(block.text)
    if verdict and verdict[0] in _SPREADING:
        return verdict
    if sounds_like_a_pitch(block, case.names):
        return "promotion", "pitch_beside_cut"
    is_enclosed = all(
        0 <= near < len(case.blocks) and (beside := case.verdicts[near]) and beside[0] in _SPREADING
        for near in (index - 1, index + 1)
    )
    if (
        is_enclosed
        and len(block.text) < _ASIDE
        and not block.is_heading
        and block.tag != "tr"
        and not _SENTENCE_END.search(block.text)
    ):
        return "promotion", "between_promotions"
    return None


def sounds_like_a_pitch(block: Block, names: tuple[str, ...]) -> bool:
    """Whether a short line speaks to the reader, tells him to do something, or names the site itself."""
    text = block.text
    if len(text) > _PITCH_AT_MOST or text.startswith(_QUOTES) or _SPEECH.search(text):
        return False
    folded = text.casefold()
    return bool(_TO_READER.search(text) or _IMPERATIVE.match(text) or any(name in folded for name in names))


def pair_of(block: Block, following: Block) -> str:
    """The text by which the memory knows two neighbours."""
    return f"{block.text}\x1f{following.text}"


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
    """Before the first paragraph only a standfirst may stand: no title again, no date, no byline, no label."""
    for index in range(_first_prose(case)):
        if case.verdicts[index] is None:
            before = case.verdicts[index - 1] if index else None
            following = case.verdicts[index + 1]
            case.verdicts[index] = _verdict_in_head(case.blocks[index], case.title, (before, following))


def _verdict_in_head(block: Block, title: str, beside: tuple[Verdict | None, Verdict | None]) -> Verdict | None:
    if block.tag == "h1" or _same_words(block.text, title):
        return "title", "title_again"
    if block.is_heading or _SENTENCE_END.search(block.text) or len(block.text) > 120:
        return None
    if read_date(block.text) or block.text.endswith((",", "|")):
        return "byline", "date_before_article"
    if len(block.text) < 40 and (block.tag not in _TEXT_TAGS or any(near and near[0] == "byline" for near in beside)):
        return "furniture", "label_before_article"
    return None


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
        loose = loose or (place != main and not hangs_in_column(place, main) and block.tag not in _TEXT_TAGS)
        if loose and place != main and not hangs_in_column(place, main) and case.verdicts[index] is None:
            case.verdicts[index] = "furniture", "after_article"
    for index in range(len(case.blocks) - 1, last, -1):
        block = case.blocks[index]
        if case.verdicts[index] is None:
            if (
                prose_chars(block)
                or block.tag in _TEXT_TAGS
                or len(block.text) > 60
                or _SENTENCE_END.search(block.text)
            ):
                return
            case.verdicts[index] = "furniture", "label_after_article"


def _last_in_column(case: Case, main: Place) -> int:
    indexes = [
        index
        for index, block in enumerate(case.blocks)
        if case.verdicts[index] is None and prose_chars(block) and place_of(block, case.region) == main
    ]
    return indexes[-1] if indexes else len(case.blocks)


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
