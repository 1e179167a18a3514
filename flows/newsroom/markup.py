"""What a newsroom article is written in: a small part of Markdown, read into blocks with their HTML and their plain text."""

import re
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

Kind = Literal["paragraph", "heading", "list", "table", "quote"]

_INLINE = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<href>[^)\s]+)\)|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*")
_CELL_SEPARATOR = " | "


@dataclass(frozen=True)
class Block:
    """One block of an article: `lines` are what a reader reads, `html` the whole element, `inner` its inside."""

    kind: Kind
    lines: tuple[str, ...]
    inner: Markup

    @property
    def html(self) -> Markup:
        """The block as an element of its own."""
        element = {"paragraph": "p", "heading": "h2", "list": "ul", "table": "table", "quote": "blockquote"}[self.kind]
        return Markup(f"<{element}>{self.inner}</{element}>")


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read Markdown into blocks: paragraphs, `## ` headings, `- ` lists, `| ` tables (first row: head), `> ` quotes."""
    return tuple(_read_block(part.strip()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def plain_text(marked: str) -> str:
    """The words of a marked-up line without the marks."""
    return _INLINE.sub(lambda found: found["label"] or found["strong"] or found["em"], marked)


def _read_block(part: str) -> Block:
    lines = [line.strip() for line in part.splitlines()]
    if part.startswith("## "):
        return _simple("heading", part[3:])
    if part.startswith("> "):
        return _simple("quote", " ".join(line.removeprefix(">").strip() for line in lines))
    if part.startswith("- "):
        return _list([line[2:] for line in lines])
    if part.startswith("| "):
        return _table([[cell.strip() for cell in line.strip("|").split("|")] for line in lines])
    return _simple("paragraph", " ".join(lines))


def _simple(kind: Kind, marked: str) -> Block:
    inner = Markup(f"<p>{_inline(marked)}</p>") if kind == "quote" else _inline(marked)
    return Block(kind, (plain_text(marked),), inner)


def _list(items: list[str]) -> Block:
    inner = Markup("").join(Markup(f"<li>{_inline(item)}</li>") for item in items)
    return Block("list", tuple(plain_text(item) for item in items), inner)


def _table(rows: list[list[str]]) -> Block:
    head, *body = rows
    inner = Markup(f"<thead>{_row(head, 'th')}</thead><tbody>") + Markup("").join(_row(row, "td") for row in body)
    lines = tuple(_CELL_SEPARATOR.join(plain_text(cell) for cell in row if cell) for row in rows)
    return Block("table", lines, inner + Markup("</tbody>"))


def _row(cells: list[str], element: str) -> Markup:
    inside = Markup("").join(Markup(f"<{element}>{_inline(cell)}</{element}>") for cell in cells)
    return Markup(f"<tr>{inside}</tr>")


def _inline(marked: str) -> Markup:
    html, position = Markup(""), 0
    for found in _INLINE.finditer(marked):
        html += escape(marked[position : found.start()]) + _mark(found)
        position = found.end()
    return html + escape(marked[position:])


def _mark(found: re.Match[str]) -> Markup:
    if found["label"]:
        return Markup('<a href="{}">{}</a>').format(found["href"], found["label"])
    element = "strong" if found["strong"] else "em"
    return Markup(f"<{element}>{escape(found['strong'] or found['em'])}</{element}>")
