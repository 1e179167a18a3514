"""XML that anyone may have written: parsed without entities, without the network, and within limits."""

from lxml import etree

MAX_ELEMENTS = 400_000
MAX_ATTRIBUTES = 64
MAX_PROLOG = 100_000
SKIPPED = ((b"<!--", b"-->"), (b"<?", b"?>"))


class XmlRefused(Exception):
    """XML that is not read; the message is one sentence."""


def parse_xml(body: bytes) -> tuple[etree._Element | None, bool]:
    """The root of a document, repaired where that is possible (else None), and whether it was well-formed.

    Nesting is limited to 256 by libxml2. Raises XmlRefused where the document declares entities or is built to tire.
    """
    if declares_entities(body):
        raise XmlRefused("it declares XML entities, which no feed needs and bombs are made of")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, False
    if root is not None:
        _refuse_to_tire(root)
    return root, not parser.error_log


def declares_entities(body: bytes) -> bool:
    """Whether a document declares entities of its own, in any encoding; only what precedes the first element can."""
    text = body[: 2 * MAX_PROLOG].replace(b"\0", b"")[:MAX_PROLOG]
    place = text.find(b"<")
    while place >= 0:
        rest = text[place : place + 9]
        if rest.startswith(b"<!ENTITY"):
            return True
        if rest[1:2].isalpha() or rest[1:2] in (b"_", b":"):
            return False
        closing = next((close for opening, close in SKIPPED if rest.startswith(opening)), b"<")
        end = text.find(closing, place + 1)
        place = text.find(b"<", end) if end >= 0 else -1
    return len(text) == MAX_PROLOG  # whoever writes so much before anything begins has something to hide


def local_name(element: etree._Element) -> str | None:
    """The element's name without its namespace; None for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else None


def _refuse_to_tire(root: etree._Element) -> None:
    for number, element in enumerate(root.iter()):
        if number >= MAX_ELEMENTS:
            raise XmlRefused(f"it has more than {MAX_ELEMENTS} elements")
        if len(element.attrib) > MAX_ATTRIBUTES:
            raise XmlRefused(f"an element of it has more than {MAX_ATTRIBUTES} attributes")
