"""What a page is made of: blocks, which are its lines in reading order, and scopes, the elements that they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NUMBER = re.compile(r"\d")


@lru_cache(maxsize=10_000)
def shape_of(tag: str, classes: str) -> str:
    """Tag and classes as elements of one kind share them; classes with numbers tell one element from the next."""
    return " ".join((tag, *(name for name in classes.split() if not _NUMBER.search(name))))


@dataclass(slots=True, eq=False)
class Scope:
    """A block-level element with what lies inside it. names: class and id. shape: tag and classes without numbers."""

    parent: "Scope | None"
    tag: str
    names: str
    shape: str
    element: etree._Element
    depth: int
    kind: str | None = None
    rule_id: str | None = None
    fields: int = 0
    images: int = 0
    linked_pictures: int = 0
    chars: int = 0
    link_chars: int = 0
    prose: float = 0.0
    first: int = 0
    last: int = 0

    def lineage(self) -> Iterator["Scope"]:
        """The scope itself and what it lies in, outwards."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent


@dataclass(slots=True, eq=False)
class Block:
    """One line of a page, as a reader sees it, with the features that decide about it.

    href: where its first link leads. last_link: the text of its last one. prose: running text in characters, filled in
    when it is first asked for.
    """

    text: str
    tag: str
    scope: Scope
    position: int
    link_chars: int = 0
    links: int = 0
    strong_chars: int = 0
    emphasis_chars: int = 0
    href: str = ""
    last_link: str = ""
    prose: float | None = None

    @property
    def link_share(self) -> float:
        """Share of the characters that are link text."""
        return self.link_chars / len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether the block is a heading by its markup."""
        return self.tag in HEADINGS


def is_row(block: Block) -> bool:
    """Whether a block is a row of a table; cells that hold many lines are how old pages are laid out."""
    return block.tag == "tr" and block.scope.last - block.scope.first == 1
