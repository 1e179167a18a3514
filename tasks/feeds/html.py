"""HTML that anyone may have written: parsed for its links, within limits."""

import warnings

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from lxml import etree

MAX_ELEMENTS = 100_000
MAX_ATTRIBUTES = 256
MAX_DEPTH = 512


class HtmlRefused(Exception):
    """HTML that is not read; the message is one sentence."""


class _Surveyor:
    """Counts while lxml reads, before any tree is built: a tree that is built to tire takes hours to build."""

    def __init__(self) -> None:
        self.elements = self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS:
            raise HtmlRefused(f"it has more than {MAX_ELEMENTS} elements")
        if self.depth > MAX_DEPTH:
            raise HtmlRefused(f"its elements are nested more than {MAX_DEPTH} deep")
        if len(attributes) > MAX_ATTRIBUTES:
            raise HtmlRefused(f"an element of it has more than {MAX_ATTRIBUTES} attributes")

    def end(self, tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Nothing is built."""


def parse_html(body: bytes) -> BeautifulSoup:
    """A page as a tree to select from. Raises HtmlRefused where it is built to tire."""
    surveyor = etree.HTMLParser(target=_Surveyor())
    try:
        surveyor.feed(body)
        surveyor.close()
    except etree.ParserError:
        return BeautifulSoup("", "lxml")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is HTML enough for finding links
        return BeautifulSoup(body, "lxml")
