"""Evidence from what stands side by side: lines that come in pairs on many articles, and lines beside a pitch."""

from tasks.clean.blocks import Block
from tasks.clean.case import PITCHES, REPEATED_FROM, SPREADING, Case, Verdict
from tasks.clean.column import hanging_root, hangs_in_column, place_of
from tasks.clean.own import is_bold_line, is_short_call
from tasks.clean.region import prose_chars
from tasks.clean.voice import (
    SENTENCE_END,
    calls_on_reader,
    is_question,
    reads_as_report,
    solicits,
    sounds_like_a_pitch,
    speaks_to_reader,
)
from tasks.clean.wording import WEAK_RULES, kind_by_wording

REPEATED_OFTEN = 8
"""Other articles on which even a sentence of a report is furniture."""

_ASIDE = 60
_SENTENCE = 100
_ASKED_FROM = 2
_PARTS = frozenset(("tr", "td", "th", "li", "dt", "dd"))


def pair_of(block: Block, following: Block) -> str:
    """The text by which the memory knows two neighbours."""
    return f"{block.text}\x1f{following.text}"


def cut_repeated_groups(case: Case) -> None:
    """A list, quotation or table in the column is furniture if other articles have every one of its lines."""
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(case.blocks):
        if hangs_in_column(place_of(block, case.region), case.main):
            groups.setdefault(id(hanging_root(block, case.main, case.region)), []).append(index)
    for indexes in groups.values():
        if len(indexes) > 1 and all(case.times_seen(case.blocks[index].text) >= REPEATED_FROM for index in indexes):
            for index in indexes:
                case.cut(index, ("repeated", "site_memory_of_group"))


def cut_repeated_pairs(case: Case) -> None:
    """Two lines that follow each other in several articles are furniture, and so is one that many articles have."""
    for index, block in enumerate(case.blocks):
        pairs = (index,) if _heads_column(case, index) else (index - 1, index)
        if any(_goes_with(case, index, first) >= REPEATED_FROM for first in pairs):
            case.cut(index, ("repeated", "site_memory_of_pair"))
        elif _is_loose_line(block) and case.times_seen(block.text) >= REPEATED_OFTEN:
            case.cut(index, ("repeated", "site_memory_often"))


def is_interview(case: Case) -> bool:
    """Whether the column has questions for headings, which no other article asks."""
    asked = sum(
        is_question(block) and _heads_column(case, index) and case.times_seen(block.text) < REPEATED_FROM
        for index, block in enumerate(case.blocks)
    )
    return asked >= _ASKED_FROM


def is_asked(case: Case, index: int, in_interview: bool) -> bool:
    """Whether a block is a question of the article's own: in an interview, or right before its answer in the column."""
    block = case.blocks[index]
    if not is_question(block) or place_of(block, case.region) != case.main:
        return False
    if in_interview and _heads_column(case, index):
        return True
    if case.times_seen(block.text) >= REPEATED_FROM:
        return False
    answer = case.blocks[index + 1] if index + 1 < len(case.blocks) and not case.kind_at(index + 1) else None
    if answer is None or not prose_chars(answer) or sounds_like_a_pitch(answer, case.names):
        return False
    return place_of(answer, case.region) == case.main


def cut_neighbours(case: Case) -> None:
    """What stands right beside a pitch belongs to it if other articles have the same two, or if it sounds like one."""
    voice_tells = not speaks_to_reader(case.kept())
    in_interview = is_interview(case)
    order = range(len(case.blocks))
    for indexes, step in ((order, -1), (reversed(order), 1)):
        for index in indexes:
            beside = case.kind_at(index + step)
            if case.verdicts[index] is not None or beside not in SPREADING or is_asked(case, index, in_interview):
                continue
            if case.looks_own(index) and not (step == 1 and case.stands_free(index + step)):
                continue
            case.verdicts[index] = _verdict_beside(case, index, index + step)
            if voice_tells and beside in PITCHES and _is_pitch(case, index):
                case.cut(index, ("promotion", "pitch_beside_cut"))


def may_be_own(case: Case, index: int, verdict: Verdict) -> bool:
    """Whether a sentence of the column merely uses words of an offer: it speaks to nobody, and no other article has it."""
    block = case.blocks[index]
    if verdict[1] not in WEAK_RULES or len(block.text) <= _SENTENCE or case.times_seen(block.text):
        return False
    return place_of(block, case.region) == case.main and reads_as_report(block) and not calls_on_reader(block.text)


def _is_pitch(case: Case, index: int) -> bool:
    """Whether a line beside a pitch is one; a sentence or heading of the column that no other article has must solicit outright."""
    block = case.blocks[index]
    if not sounds_like_a_pitch(block, case.names):
        return False
    in_column = place_of(block, case.region) == case.main
    is_whole = SENTENCE_END.search(block.text) is not None or _heads_column(case, index)
    is_own = in_column and is_whole and case.times_seen(block.text) < REPEATED_FROM
    return not is_own or solicits(block.text, case.names)


def _verdict_beside(case: Case, index: int, beside: int) -> Verdict | None:
    block, first = case.blocks[index], min(index, beside)
    heads_the_cut = first == index and not SENTENCE_END.search(block.text)
    leads_to_call = first == index and is_short_call(case.blocks[beside])
    enough = 1 if heads_the_cut or leads_to_call or not reads_as_report(block) else REPEATED_FROM
    if _goes_with(case, index, first) >= enough:
        return "repeated", "site_memory_of_pair"
    verdict = None if case.looks_own(index) else kind_by_wording(block.text)
    if verdict and verdict[0] in SPREADING and not may_be_own(case, index, verdict):
        return verdict
    return ("promotion", "between_promotions") if _is_aside_between(case, index) else None


def _is_aside_between(case: Case, index: int) -> bool:
    """Whether a short line that is no sentence has cut lines before and after it."""
    block = case.blocks[index]
    if (
        len(block.text) >= _ASIDE
        or block.tag == "tr"
        or SENTENCE_END.search(block.text)
        or block.is_heading
        or _heads_column(case, index)
    ):
        return False
    return case.kind_at(index - 1) in SPREADING and case.kind_at(index + 1) in SPREADING


def _heads_column(case: Case, index: int) -> bool:
    """Whether a block is a heading of the column, by its tag or all in bold."""
    block = case.blocks[index]
    return (block.is_heading or is_bold_line(block)) and place_of(block, case.region) == case.main


def _goes_with(case: Case, index: int, first: int) -> int:
    """On how many other articles a block stood in this pair; none if it stands more often without it."""
    if not 0 <= first < len(case.blocks) - 1:
        return 0
    block = case.blocks[index]
    together = case.times_seen(pair_of(case.blocks[first], case.blocks[first + 1]))
    if together and reads_as_report(block) and case.times_seen(block.text) > 2 * together:
        return 0
    return together


def _is_loose_line(block: Block) -> bool:
    """Whether a block stands for itself: no heading, no row of a table, no item of a list."""
    return block.tag not in _PARTS and not block.is_heading and not is_bold_line(block)
