"""The article's main column: the one place in a region where most of its paragraphs lie side by side."""

from collections import deque
from itertools import takewhile

from tasks.clean.blocks import Block, Scope
from tasks.clean.region import prose_of_run, runs

Place = tuple[str, ...]
"""Tags and classes on the way from a block out to its region, the block's own element not counted."""

_HANGING = frozenset(("ul", "ol", "li", "blockquote", "table", "tbody", "thead", "tr", "dl", "p"))


def place_of(block: Block, region: Scope) -> Place:
    """Where in the region a block lies."""
    if block.scope is region:
        return ()
    return _way(block.scope.parent, region)


def main_place(blocks: list[Block], region: Scope) -> Place:
    """The place that holds most of the prose."""
    shares: dict[Place, float] = {}
    for run in runs(blocks):
        chars = prose_of_run(run)
        if chars:
            place = place_of(run[0], region)
            shares[place] = shares.get(place, 0.0) + chars
    return max(shares, key=lambda place: shares[place], default=())


def is_on_way(scope: Scope, region: Scope, main: Place) -> bool:
    """Whether the main column lies in elements of this shape at this place."""
    way = _way(scope, region)
    return bool(way) and way == main[-len(way) :]


def box_off_column(block: Block, region: Scope, main: Place) -> Scope | None:
    """The outermost element around a block that the main column does not lie in; None for a line of the column's own element."""
    off = takewhile(lambda scope: scope is not region and not is_on_way(scope, region, main), block.scope.lineage())
    return next(iter(deque(off, maxlen=1)), None)


def hangs_in_column(place: Place, main: Place) -> bool:
    """Whether a place is a list, a quotation or a table that stands in the column."""
    inner = place[: len(place) - len(main)]
    return bool(inner) and place[len(inner) :] == main and all(step.split(" ", 1)[0] in _HANGING for step in inner)


def hanging_root(block: Block, main: Place, region: Scope) -> Scope:
    """The list, quotation or table, standing in the column, that a block hangs in."""
    outwards = list(takewhile(lambda scope: scope is not region, block.scope.lineage()))
    return outwards[len(outwards) - len(main) - 1]


def _way(scope: Scope | None, region: Scope) -> Place:
    steps = []
    while scope is not None and scope is not region:
        steps.append(scope.shape)
        scope = scope.parent
    return tuple(steps)
