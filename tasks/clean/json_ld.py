"""What a page says of itself in JSON-LD: the nodes that describe its article, read leniently."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

Node = dict[str, Any]

_ARTICLE_TYPES = re.compile(
    r"Article$|^(?:BlogPosting|Report|PressRelease|LiveBlogPosting|WebPage|SocialMediaPosting)$"
)
_AT_MOST = 2_000_000
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$")


def article_nodes(root: etree._Element) -> list[Node]:
    """JSON-LD nodes about the article, articles proper before web pages; empty where there are none that parse."""
    nodes = [node for script in root.iter("script") if _is_json_ld(script) for node in _nodes(_load(script.text))]
    ranked = [(rank, node) for node in nodes if (rank := _rank(node)) is not None]
    return [node for _, node in sorted(ranked, key=lambda pair: pair[0])]


def text_of(value: object) -> str | None:
    """The text of a JSON-LD value: a string, or the name (or value) of a node, or the first of a list."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("headline"))
    if isinstance(value, str):
        return html.unescape(value).strip() or None
    return None


def texts_of(value: object) -> list[str]:
    """All texts of a JSON-LD value, in order."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := text_of(item))]


def _is_json_ld(script: etree._Element) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _load(text: str | None) -> object:
    if not text or len(text) > _AT_MOST:
        return None
    try:
        return json.loads(_WRAPPING.sub("", text).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    if isinstance(value, list) and depth < 6:
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _rank(node: Node) -> int | None:
    types = [name for name in texts_of(node.get("@type")) if _ARTICLE_TYPES.search(name.rsplit("/", 1)[-1])]
    if not types:
        return None
    return 1 if all(name.endswith("WebPage") for name in types) else 0
