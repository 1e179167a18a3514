"""A theme: how an invented outlet dresses its articles, its boxes and its dates."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from random import Random

from tests.themes.boxes import Box
from tests.themes.reports import Piece, Report


@dataclass(frozen=True, slots=True)
class Theme:
    """page: report, its body as HTML, its dates as HTML (head and visible) -> the whole page. box: a box as HTML."""

    name: str
    brand: str
    host: str
    page: Callable[[Report, str, "DateMarks"], str]
    box: Callable[[Random, Box], str]
    paragraph: str = "<p>{}</p>"


@dataclass(frozen=True, slots=True)
class DateMarks:
    """The dates of a page as the theme writes them, by place."""

    head: str
    visible: str
    json_ld: str


def render_piece(theme: Theme, piece: Piece) -> str:
    """One line of the article in the theme's markup; list items and rows are wrapped by `render_pieces`."""
    text = escape(piece.text, quote=False)
    if piece.kind == "p":
        return theme.paragraph.format(text)
    if piece.kind == "tr":
        return "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in text.split("|")) + "</tr>"
    tag = {"quote": "blockquote", "h2": "h2", "li": "li"}[piece.kind]
    return f"<{tag}>{text}</{tag}>"


def render_pieces(theme: Theme, pieces: tuple[Piece, ...]) -> list[str]:
    """The article as a list of fragments between which boxes may be put."""
    fragments: list[str] = []
    for kind, group in _groups(pieces):
        inner = [render_piece(theme, piece) for piece in group]
        if kind == "li":
            fragments.append("<ul>" + "".join(inner) + "</ul>")
        elif kind == "tr":
            fragments.append("<table><tbody>" + "".join(inner) + "</tbody></table>")
        else:
            fragments.extend(inner)
    return fragments


def _groups(pieces: tuple[Piece, ...]) -> list[tuple[str, list[Piece]]]:
    groups: list[tuple[str, list[Piece]]] = []
    for piece in pieces:
        if groups and groups[-1][0] == piece.kind:
            groups[-1][1].append(piece)
        else:
            groups.append((piece.kind, [piece]))
    return groups


def link(text: str, path: str = "/go/") -> str:
    """A link within the site."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())[:60]
    return f'<a href="{path}{slug}">{escape(text, quote=False)}</a>'
