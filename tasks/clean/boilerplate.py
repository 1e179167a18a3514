"""The tail of a release: about the issuer, forward-looking statements, contacts; kept in the ledger, not in the text."""

import re

from tasks.clean.blocks import Block
from tasks.clean.case import Case
from tasks.clean.own import is_bold_line
from tasks.clean.region import prose_chars

TITLES = (
    ("about_issuer", r"about (?!(?:a |this |us\b|half|one|two|\d)).{2,70}|über .{2,60}|à propos (?:de|d[’']).{2,60}"),
    ("forward_looking", r"(?:cautionary |important )?.{0,40}(?:forward[- ]looking (?:statements?|information)|safe harbou?r).{0,60}|cautionary (?:note|statement)s?.{0,80}|(?:legal )?disclaimer:?"),
    ("contact", r"(?:(?:media|press|investor|company|corporate|news)s?(?: relations)?(?:(?: and | & | / |/)(?:media|press|investor)s?(?: relations)?)?(?: contacts?| inquiries| enquiries)?|contacts?|for (?:more|further) (?:information|details|enquiries|inquiries)(?:,? (?:please )?(?:contact|visit).{0,60})?|notes? to editors?|kontakt|contacts? presse)\s*:?"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in TITLES)
_STATEMENT = re.compile(
    r"\b(?:this (?:(?:press |news |media )?release|announcement|communication)|these statements|certain statements)\b.{0,160}\bforward[- ]looking\b",
    re.IGNORECASE,
)
_BODY_FIRST = 3
_INTRODUCED_WITHIN = 90


def cut_boilerplate(case: Case) -> None:
    """Cut every section of boilerplate that follows at least three paragraphs, up to the next heading of another kind."""
    paragraphs, section = 0, None
    for index, block in enumerate(case.blocks):
        if case.verdicts[index] is not None:
            continue
        following = case.blocks[index + 1].text if index + 1 < len(case.blocks) else ""
        kind = _section_opened_by(block, following) if paragraphs >= _BODY_FIRST else None
        if kind is None and section is not None and (block.is_heading or is_bold_line(block)):
            section = None
        section = kind or section
        if section is None and paragraphs >= _BODY_FIRST and _STATEMENT.search(block.text):
            case.verdicts[index] = "boilerplate", "forward_looking"
        elif section is not None:
            case.verdicts[index] = "boilerplate", section
        paragraphs += bool(prose_chars(block))


def _section_opened_by(block: Block, following: str) -> str | None:
    """The kind of boilerplate that a heading announces; "About X" only where the next line introduces that X."""
    if not (block.is_heading or is_bold_line(block)):
        return None
    kind = next((kind for kind, pattern in _COMPILED if pattern.fullmatch(block.text)), None)
    if (
        kind == "about_issuer"
        and block.text.split()[-1].strip(":").casefold() not in following[:_INTRODUCED_WITHIN].casefold()
    ):
        return None
    return kind
