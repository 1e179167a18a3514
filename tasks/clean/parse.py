"""The first step from PAGES to articles: bytes are decoded and parsed, once and within limits, into one tree."""

import codecs
import re

from lxml import etree

from tasks.clean.raw_page import RawPage

MAX_BYTES = 8_000_000
"""More of a body than this is not read: the largest real article pages (with inlined pictures) stay below it."""

MAX_CHARACTERS = 2_000_000
"""More than this is not parsed, inlined pictures taken out first: it keeps every page below a second and 200 MB."""

_CONTENT_TYPE_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_INLINED_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]{200,}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class UnreadablePage(ValueError):
    """The body holds nothing that can be read as HTML."""


def parse_page(page: RawPage) -> etree._Element:
    """The root element of the page; UnreadablePage where there is none."""
    text = decode(page)
    if len(text) > MAX_CHARACTERS:
        text = _INLINED_DATA.sub("", text)[:MAX_CHARACTERS]
    text = _CONTROL.sub("", text)
    if "<" not in text:
        raise UnreadablePage("The body holds no markup.")
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, recover=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePage(f"The body cannot be parsed as HTML: {error}") from error
    if root is None:
        raise UnreadablePage("The body holds no element.")
    return root


def decode(page: RawPage) -> str:
    """The body as text, cut to the limit: UTF-8 where it is valid, else the declared charset, else Windows-1252."""
    if isinstance(page.body, str):
        return page.body[:MAX_BYTES]
    body = page.body[:MAX_BYTES]
    for mark, charset in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    if _is_utf8(body):
        return body.decode("utf-8", "replace")
    return body.decode(_declared_charset(page.content_type, body) or "windows-1252", "replace")


def _is_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8; a character cut off at the limit does not count against them."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return False
    return True


def _declared_charset(content_type: str | None, body: bytes) -> str | None:
    """The charset that the page itself declares, else its header; UTF-8 is ruled out by now, unknown names too."""
    meta = _META_CHARSET.search(body[:4096])
    header = _CONTENT_TYPE_CHARSET.search(content_type or "")
    names = [meta.group(1).decode("ascii", "replace") if meta else None, header.group(1) if header else None]
    return next((known for name in names if name and (known := _known_charset(name))), None)


def _known_charset(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if found.name == "iso8859-1":
        return "windows-1252"
    return found.name if found._is_text_encoding and found.name != "utf-8" else None
