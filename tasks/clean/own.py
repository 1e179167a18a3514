"""Which lines look as the article's own do: they stand in its column, wear the dress of its paragraphs, and lead nowhere."""

from collections import Counter
from collections.abc import Iterable

from tasks.clean.blocks import Block, Scope
from tasks.clean.column import Place, hanging_root, hangs_in_column, place_of
from tasks.clean.region import prose_chars

_WORN_BY = 0.1
_ALL = 0.9
_LINKED = 0.5
_LABELLED = 0.6
_CALL_AT_MOST = 36
_HEADING = 60
CLOSING = " .!>»›→"
"""Signs that follow a call or a pointer."""


def is_bold_line(block: Block) -> bool:
    """Whether a block is a heading in all but its tag."""
    size = len(block.text)
    return size < _HEADING and block.strong_chars >= _ALL * size and not block.links


def is_call(block: Block) -> bool:
    """Whether a line is, but for a label, nothing but a link to another page, and no sentence."""
    label = block.text.removesuffix(block.last_link)
    is_labelled = block.link_share > _LABELLED and label != block.text and not label.rstrip().endswith(":")
    return (block.link_share > _ALL or is_labelled) and not block.href.startswith("#") and not block.text.endswith(".")


def is_short_call(block: Block) -> bool:
    """Whether a line is a call as buttons bear them, too short for the title of another page."""
    return is_call(block) and len(block.text) <= _CALL_AT_MOST


def before_last_link(block: Block) -> str | None:
    """The text ahead of the link that a line ends in, closing signs apart; None where it ends in none."""
    link, text = block.last_link.rstrip(CLOSING), block.text.rstrip(CLOSING)
    return text[: len(text) - len(link)].rstrip() if link and text.endswith(link) else None


def dress_of(blocks: Iterable[Block], region: Scope, main: Place) -> frozenset[str]:
    """The shapes of the elements that the column's paragraphs stand in, rare ones left out."""
    worn: Counter[str] = Counter()
    for block in blocks:
        if place_of(block, region) == main:
            worn[block.scope.shape] += int(prose_chars(block))
    return frozenset(shape for shape, chars in worn.items() if chars and chars >= _WORN_BY * worn.total())


def looks_own(block: Block, region: Scope, main: Place, dress: frozenset[str]) -> bool:
    """Whether nothing but its words may speak against a line: a box, a class of its own, a link at its end would."""
    place = place_of(block, region)
    if place == main:
        if block.is_heading or is_bold_line(block):
            return not block.links
        return block.scope.shape in dress and not _is_set_off(block)
    return hangs_in_column(place, main) and not hanging_root(block, main, region).link_chars


def _is_set_off(block: Block) -> bool:
    """Whether a paragraph is all emphasis, or ends in a link, as pointers and calls do."""
    ends_in_link = before_last_link(block) is not None
    return ends_in_link or block.link_share > _LINKED or block.emphasis_chars >= _ALL * len(block.text)
