"""The case of one page: the blocks of its region, what is known about the page, and the verdict on each block."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tasks.clean.blocks import Block, Scope
from tasks.clean.column import Place, box_off_column, main_place
from tasks.clean.own import dress_of, is_call, looks_own
from tasks.clean.region import marking

Verdict = tuple[str, str]
"""Kind and rule id of a block that is cut."""

TimesSeen = Callable[[str], int]
"""On how many other articles of the site a text (of one block, or of two neighbours) was seen."""

SPREADING = frozenset(("promotion", "newsletter", "form", "related", "share", "comments", "furniture", "repeated"))
"""Kinds that come in boxes: what stands with them in one is of their kind."""

REPEATED_FROM = 2
"""Other articles on which a line must stand before it counts as repeated."""

PITCHES = frozenset(("promotion", "newsletter", "form", "repeated"))
TEXT_TAGS = frozenset(("p", "li", "blockquote", "tr", "td", "pre"))


def never_seen(text: str) -> int:
    """The memory of a site that nothing is known about."""
    return 0


@dataclass(slots=True)
class Case:
    """site: the host. names: what the site calls itself, case-folded. is_selected: the source's selector gave the region.

    is_familiar: whether the memory knows what the site repeats. leanings: what the words alone say of lines that otherwise look like the article's own.
    """

    blocks: list[Block]
    region: Scope
    title: str = ""
    site: str = ""
    names: tuple[str, ...] = ()
    is_selected: bool = False
    times_seen: TimesSeen = never_seen
    is_familiar: bool = False
    verdicts: list[Verdict | None] = field(default_factory=list)
    leanings: dict[int, Verdict] = field(default_factory=dict)
    main: Place = ()
    dress: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.verdicts = [None] * len(self.blocks)
        unmarked = [block for block in self.blocks if marking(block.scope, self.region) is None]
        self.main = main_place(unmarked, self.region)
        self.dress = dress_of(unmarked, self.region, self.main)

    def looks_own(self, index: int) -> bool:
        """Whether nothing but its words may speak against a line."""
        return looks_own(self.blocks[index], self.region, self.main, self.dress)

    def stands_free(self, index: int) -> bool:
        """Whether a line stands in the column with no box around it, or is a call that is alone in one."""
        block = self.blocks[index]
        box = box_off_column(block, self.region, self.main)
        return box is None or box is block.scope or (box.last - box.first == 1 and is_call(block))

    def kept(self) -> list[Block]:
        """The blocks that are the article so far, in order."""
        return [block for block, verdict in zip(self.blocks, self.verdicts, strict=True) if verdict is None]

    def blocks_of(self, scope: Scope) -> list[Block]:
        """The blocks inside a scope of the region."""
        return self.blocks[scope.first - self.region.first : scope.last - self.region.first]

    def kind_at(self, index: int) -> str | None:
        """The kind of a cut block; None for a kept one and beyond either end."""
        verdict = self.verdicts[index] if 0 <= index < len(self.verdicts) else None
        return verdict[0] if verdict else None

    def cut(self, index: int, verdict: Verdict) -> None:
        """Cut a block unless it is cut already: the first reason stands."""
        self.verdicts[index] = self.verdicts[index] or verdict
