"""Keep or cut: every block of the region gets its verdict, from markup, memory, wording, links and neighbourhood."""

import re

from tasks.clean.blocks import Block, is_row
from tasks.clean.boilerplate import cut_boilerplate
from tasks.clean.boxes import spread_over_boxes
from tasks.clean.cards import leads_to_same_site
from tasks.clean.case import REPEATED_FROM, SPREADING, Case, Verdict
from tasks.clean.column import hangs_in_column, place_of
from tasks.clean.edges import cut_orphan_headings, heads_own_list, trim_head, trim_tail
from tasks.clean.foreign import cut_by_structure
from tasks.clean.leanings import confirm_leanings, is_leaning
from tasks.clean.neighbours import (
    cut_neighbours,
    cut_repeated_groups,
    cut_repeated_pairs,
    is_asked,
    is_interview,
    may_be_own,
)
from tasks.clean.own import CLOSING
from tasks.clean.region import marking, prose_chars
from tasks.clean.voice import SENTENCE_END, addresses_reader, ends_in_link_of_its_own, reads_as_report, tells_reader_to
from tasks.clean.wording import CERTAIN_RULES, WEAK_RULES, kind_by_wording

_PARAGRAPH = 140
_CAPTION = 120
_POINTER = 200
_CALL = 60
_OFFER = 320
_ALL = 0.9
_ASTERISKS = re.compile(r"\*{3}\s?\w")
_ARROWS = re.compile(r"(?:>>|»|›|→|▶|►)\s?\w")
_TITLE_SPACES = 4
_LABEL = re.compile(r"[^\W\d][\w’' ]{1,30}[:»›>→|]")
_LISTS = frozenset(("ul", "ol", "table"))
_RUNNING = frozenset(("p", "li", "td"))


def judge(case: Case) -> None:
    """Fill in the verdicts of a case: each block by itself first, then by what stands around it."""
    for index in range(len(case.blocks)):
        case.verdicts[index] = _own_verdict(index, case)
    _spare_questions(case)
    cut_repeated_groups(case)
    cut_repeated_pairs(case)
    cut_by_structure(case)
    confirm_leanings(case)
    cut_neighbours(case)
    spread_over_boxes(case)
    cut_boilerplate(case)
    trim_head(case)
    trim_tail(case)
    cut_orphan_headings(case)


def _own_verdict(index: int, case: Case) -> Verdict | None:
    block = case.blocks[index]
    scope = marking(block.scope, case.region)
    if scope is not None and not (case.is_selected and scope.kind != "dropped"):
        return scope.kind or "", scope.rule_id or ""
    in_column = place_of(block, case.region) == case.main
    if _is_repeated_furniture(block, case, in_column) and not _is_of_own_list(case, index):
        named = kind_by_wording(block.text)  # a label that names its box counts for all of it
        return named if named and named[1] in CERTAIN_RULES else ("repeated", "site_memory")
    return (
        _verdict_by_wording(index, case, in_column)
        or _verdict_by_links(block, case.site, in_column)
        or _verdict_by_last_link(block, case.site)
        or _verdict_by_signs(block)
        or _verdict_by_picture(block)
    )


def _spare_questions(case: Case) -> None:
    """What an interviewer asks may use the words of an offer; outside interviews a question below a box is one."""
    in_interview = is_interview(case)
    for index, verdict in enumerate(case.verdicts):
        is_free = in_interview or case.kind_at(index - 1) not in SPREADING
        if verdict and verdict[1] in WEAK_RULES and is_free and is_asked(case, index, in_interview):
            case.verdicts[index] = None


def _is_repeated_furniture(block: Block, case: Case, in_column: bool) -> bool:
    """Whether other articles have the line too, and it is no part of the column or a table that reports may share.

    Off the column, and in a dress that is not the article's, one other article is enough for what is no sentence of a report.
    """
    is_report = reads_as_report(block)
    is_dressed = in_column and block.scope.shape in case.dress
    if case.times_seen(block.text) < (REPEATED_FROM if is_dressed or is_report else 1) or (in_column and is_report):
        return False
    return not hangs_in_column(place_of(block, case.region), case.main)


def _is_of_own_list(case: Case, index: int) -> bool:
    """Whether a line is the label or a part of a list or table that leads nowhere and that other articles have not all of."""
    block = case.blocks[index]
    if block.tag not in ("li", "tr"):
        return heads_own_list(case, index)
    whole = next((scope for scope in block.scope.lineage() if scope.tag in _LISTS), None)
    inside = [] if whole is None or whole.link_chars else case.blocks_of(whole)
    return any(case.times_seen(line.text) == 0 for line in inside)


def _verdict_by_wording(index: int, case: Case, in_column: bool) -> Verdict | None:
    """A paragraph of the column may use the words of an offer without being one."""
    block = case.blocks[index]
    verdict = kind_by_wording(block.text)
    if verdict and in_column and verdict[1] in WEAK_RULES and prose_chars(block) > _PARAGRAPH:
        return None
    if verdict and is_leaning(case, index, verdict):
        case.leanings[index] = verdict
        return None
    return None if verdict and may_be_own(case, index, verdict) else verdict


def _verdict_by_links(block: Block, site: str, in_column: bool) -> Verdict | None:
    """A line that is nothing but links to other pages of the site, and no sentence, points elsewhere."""
    share = block.link_share
    if share <= 0.6 or not leads_to_same_site(block.href, site) or (in_column and _is_of_column(block)):
        return None
    if share > 0.9 and (len(block.text) < _POINTER or block.links > 2):
        is_call = tells_reader_to(block.text) and len(block.text) < _CALL
        return ("promotion", "linked_call") if is_call else ("related", "links_only")
    if not block.is_heading and (block.links >= 3 or (not in_column and not SENTENCE_END.search(block.text))):
        return "related", "links_mostly"
    return None


def _is_of_column(block: Block) -> bool:
    """Whether a linked line may be the article's own: a heading, or a sentence that ends as titles do not."""
    is_plain = block.strong_chars < _ALL * len(block.text)
    is_sentence = is_plain and block.text.endswith(".") and not addresses_reader(block.text)
    return block.is_heading or (block.links == 1 and is_sentence)


def _verdict_by_last_link(block: Block, site: str) -> Verdict | None:
    """A block that ends in a linked call to do something, or that is a label and the linked title of another page."""
    link, text = block.last_link, block.text.rstrip(CLOSING)
    if not link or not text.endswith(link.rstrip(CLOSING)) or is_row(block) or block.tag == "li":
        return None
    before = text[: len(text) - len(link)].rstrip()
    if _LABEL.fullmatch(before) and link.count(" ") >= _TITLE_SPACES and leads_to_same_site(block.href, site):
        return "related", "labelled_title"
    if (
        before.endswith((".", "?", "!", ":", ",", "…", "–", "—", "|", "»"))
        and "“" not in before
        and len(link) < _CALL
        and tells_reader_to(link)
    ):
        return "promotion", "ends_in_call"
    is_set_off = not block.text.endswith(".") or block.emphasis_chars >= _ALL * len(block.text)
    if is_set_off and len(block.text) < _OFFER and before.count(" ") > 1 and ends_in_link_of_its_own(block):
        return "promotion", "ends_in_offer"
    return None


def _verdict_by_signs(block: Block) -> Verdict | None:
    """A line that typed signs set off from the text: three asterisks, arrows before a link, brackets around a label and a link."""
    is_bracketed = block.text.startswith("[") and block.text.endswith(f": {block.last_link}]")
    if _ASTERISKS.match(block.text) or (block.links and (is_bracketed or _ARROWS.match(block.text))):
        return "promotion", "set_off_by_signs"
    return None


def _verdict_by_picture(block: Block) -> Verdict | None:
    """A short line that shares its element with a picture and nothing else tells what the picture shows.

    In a paragraph it must not be a sentence.
    """
    scope = block.scope
    if scope.images == 0 or block.is_heading or scope.last - scope.first > 2 or len(block.text) > _CAPTION:
        return None
    is_running = scope.tag in _RUNNING and SENTENCE_END.search(block.text)
    return None if is_running else ("caption", "beside_picture")
