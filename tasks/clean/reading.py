"""From the tree of a page to its blocks: paragraphs, headings, list items, table rows and loose lines, in reading order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from tasks.clean.blocks import Block, Scope, shape_of
from tasks.clean.characters import tidy
from tasks.clean.markup import kind_by_markup

MAX_ELEMENTS = 20_000
"""Elements of one page that are walked; the rest is left unread, so that no page costs more than about a second."""

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-fit-text",
        "shreddit-text",
    ]
)
_UNREAD = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "head",
        "select",
        "datalist",
        "textarea",
        "button",
        "progress",
        "meter",
        "dialog",
    ]
)
_SWALLOWED_FROM = 3
_FIELDS = frozenset(["input", "select", "textarea", "button"])
_PICTURES = frozenset(["img", "picture", "video", "audio", "iframe", "amp-img", "svg"])
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)\b", re.IGNORECASE)
_STRONG = frozenset(["b", "strong"])
_EMPHASIS = frozenset(["em", "i"])
_CELLS = frozenset(["td", "th"])


@dataclass(slots=True)
class _Line:
    """The line that is being read."""

    pieces: list[str] = field(default_factory=list)
    chars: int = 0
    link_chars: int = 0
    links: int = 0
    strong_chars: int = 0
    emphasis_chars: int = 0
    href: str = ""
    link_pieces: list[str] = field(default_factory=list)


class _Walk:
    """One pass over a tree: the scopes that are open, the line that is being read, the blocks that are done."""

    def __init__(self, cut: frozenset[etree._Element]) -> None:
        self.blocks: list[Block] = []
        self.scopes: list[Scope] = []
        self.scope: Scope | None = None
        self.line = _Line()
        self.in_link = self.in_strong = self.in_emphasis = 0
        self.cut = cut

    def read(self, text: str | None) -> None:
        if not text:
            return
        line, size = self.line, len(text)
        line.pieces.append(text)
        if self.in_link:
            line.link_chars += size
            line.link_pieces.append(text)
        if self.in_strong:
            line.strong_chars += size
        if self.in_emphasis:
            line.emphasis_chars += size

    def end_line(self) -> None:
        line = self.line
        if not line.pieces:
            return
        self.line = _Line(links=1 if self.in_link else 0, href=line.href if self.in_link else "")
        text = tidy("".join(line.pieces))
        if text and self.scope is not None:
            limit = len(text)
            self.blocks.append(
                Block(
                    text,
                    self.scope.tag,
                    self.scope,
                    len(self.blocks),
                    min(line.link_chars, limit),
                    line.links,
                    min(line.strong_chars, limit),
                    min(line.emphasis_chars, limit),
                    line.href,
                    tidy("".join(line.link_pieces)) if line.link_pieces else "",
                )
            )

    def open_scope(self, element: etree._Element, tag: str) -> None:
        self.end_line()
        classes = element.get("class") or ""
        names = f"{classes} {element.get('id') or ''}".strip()
        parent = self.scope
        depth = parent.depth + 1 if parent else 0
        scope = Scope(parent, tag, names, shape_of(tag, classes), element, depth, first=len(self.blocks))
        if element in self.cut:
            scope.kind, scope.rule_id = "dropped", "source_drop"
        else:
            found = kind_by_markup(tag, names, element)
            if found:
                scope.kind, scope.rule_id = found
        self.scope = scope
        self.scopes.append(scope)

    def close_scope(self) -> None:
        self.end_line()
        if self.scope is not None:
            self.scope.last = len(self.blocks)
            self.scope = self.scope.parent


def read_blocks(root: etree._Element, dropped: Iterable[etree._Element] = ()) -> tuple[list[Block], list[Scope]]:
    """All blocks below an element and all scopes in document order; `dropped` are elements that the source cuts."""
    walk = _Walk(frozenset(dropped))
    steps = etree.iterwalk(root, events=("start", "end"))
    unread: etree._Element | None = None
    seen = 0
    for event, element in steps:
        tag = element.tag
        if event == "start":
            seen += 1
            if tag in _FIELDS and walk.scope is not None:
                walk.scope.fields += element.get("type") not in ("hidden", "search")
            elif tag in _PICTURES and walk.scope is not None:
                walk.scope.images += 1
                walk.scope.linked_pictures += bool(walk.in_link) and not _PICTURE_FILE.search(walk.line.href)
            if (tag in _UNREAD and not _has_swallowed_page(element, tag)) or seen > MAX_ELEMENTS:
                unread = element
                steps.skip_subtree()
                continue
            _start(walk, element, tag)
        else:
            if unread is element:
                unread = None
            else:
                _end(walk, tag)
            walk.read(element.tail)
    walk.end_line()
    _sum_up(walk.scopes, walk.blocks)
    return walk.blocks, walk.scopes


def _has_swallowed_page(element: etree._Element, tag: str) -> bool:
    """Whether a button that nobody closed holds the rest of the page."""
    return tag == "button" and element.find(".//p") is not None and len(element.findall(".//p")) >= _SWALLOWED_FROM


def _start(walk: _Walk, element: etree._Element, tag: str) -> None:
    if tag == "br":
        walk.end_line()
    elif tag in _CELLS:
        if walk.line.pieces:
            walk.read(" | ")
    elif tag not in _INLINE and ":" not in tag:
        walk.open_scope(element, tag)
    elif tag == "a":
        walk.in_link += 1
        walk.line.links += 1
        walk.line.href = walk.line.href or element.get("href") or ""
        walk.line.link_pieces.clear()
    elif tag in _STRONG:
        walk.in_strong += 1
    elif tag in _EMPHASIS:
        walk.in_emphasis += 1
    walk.read(element.text)


def _end(walk: _Walk, tag: str) -> None:
    if tag == "br" or tag in _CELLS:
        return
    if tag not in _INLINE and ":" not in tag:
        walk.close_scope()
    elif tag == "a":
        walk.in_link -= 1
    elif tag in _STRONG:
        walk.in_strong -= 1
    elif tag in _EMPHASIS:
        walk.in_emphasis -= 1


def _sum_up(scopes: list[Scope], blocks: list[Block]) -> None:
    """Characters, form fields and pictures of the scopes, inner ones counted in the outer ones."""
    for block in blocks:
        block.scope.chars += len(block.text)
        block.scope.link_chars += block.link_chars
    for scope in reversed(scopes):
        if scope.parent is not None:
            scope.parent.chars += scope.chars
            scope.parent.link_chars += scope.link_chars
            scope.parent.fields += scope.fields
            scope.parent.images += scope.images
            scope.parent.linked_pictures += scope.linked_pictures
