"""Keep or cut: every block of the region gets its verdict, from markup, memory, wording, links and neighbourhood."""

from tasks.clean.blocks import Block
from tasks.clean.boilerplate import cut_boilerplate
from tasks.clean.boxes import spread_over_boxes
from tasks.clean.cards import leads_to_same_site
from tasks.clean.case import Case, Verdict
from tasks.clean.column import hangs_in_column, place_of
from tasks.clean.edges import cut_orphan_headings, trim_head, trim_tail
from tasks.clean.neighbours import REPEATED_FROM, cut_neighbours, cut_repeated_groups, cut_repeated_pairs
from tasks.clean.region import marking, prose_chars
from tasks.clean.voice import SENTENCE_END, reads_as_report
from tasks.clean.wording import WEAK_RULES, kind_by_wording

_PARAGRAPH = 140
_CAPTION = 120
_POINTER = 200


def judge(case: Case) -> None:
    """Fill in the verdicts of a case: each block by itself first, then by what stands around it."""
    for index, block in enumerate(case.blocks):
        case.verdicts[index] = _own_verdict(block, case)
    cut_repeated_groups(case)
    cut_repeated_pairs(case)
    cut_neighbours(case)
    spread_over_boxes(case)
    cut_boilerplate(case)
    trim_head(case)
    trim_tail(case)
    cut_orphan_headings(case)


def _own_verdict(block: Block, case: Case) -> Verdict | None:
    scope = marking(block.scope, case.region)
    if scope is not None and not (case.is_selected and scope.kind != "dropped"):
        return scope.kind or "", scope.rule_id or ""
    in_column = place_of(block, case.region) == case.main
    if _is_repeated_furniture(block, case, in_column):
        return "repeated", "site_memory"
    return (
        _verdict_by_wording(block, in_column)
        or _verdict_by_links(block, case.site, in_column)
        or _verdict_by_picture(block)
    )


def _is_repeated_furniture(block: Block, case: Case, in_column: bool) -> bool:
    """Whether other articles have the line too, and it is no part of the column that reports may share."""
    if case.times_seen(block.text) < REPEATED_FROM or (in_column and reads_as_report(block)):
        return False
    return not hangs_in_column(place_of(block, case.region), case.main)


def _verdict_by_wording(block: Block, in_column: bool) -> Verdict | None:
    """A full paragraph of the column may use the words of an offer without being one."""
    verdict = kind_by_wording(block.text)
    if verdict and in_column and verdict[1] in WEAK_RULES and prose_chars(block) > _PARAGRAPH:
        return None
    return verdict


def _verdict_by_links(block: Block, site: str, in_column: bool) -> Verdict | None:
    """A line that is nothing but links to other pages of the site, and no sentence, points elsewhere."""
    share = block.link_share
    if share <= 0.6 or not leads_to_same_site(block.href, site) or (block.is_heading and in_column):
        return None
    if share > 0.9 and (len(block.text) < _POINTER or block.links > 2):
        return "related", "links_only"
    if block.links >= 3 and not block.is_heading:
        return "related", "links_mostly"
    return None


def _verdict_by_picture(block: Block) -> Verdict | None:
    """A short line, no sentence, that shares its element with a picture and nothing else tells what the picture shows."""
    scope = block.scope
    if scope.images == 0 or block.is_heading or scope.last - scope.first > 2 or len(block.text) > _CAPTION:
        return None
    return None if SENTENCE_END.search(block.text) else ("caption", "beside_picture")
