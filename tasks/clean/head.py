"""What the head of a page declares: meta properties, links, title, JSON-LD, gathered in one pass."""

from dataclasses import dataclass, field

from lxml import etree

from tasks.clean.characters import tidy
from tasks.clean.json_ld import Node, article_nodes, text_of


@dataclass(frozen=True, slots=True)
class Head:
    """meta: property, name or itemprop in lower case -> first content. canonical: as written."""

    meta: dict[str, str]
    title: str
    canonical: str | None
    language: str | None
    nodes: list[Node] = field(default_factory=list)

    def first_meta(self, *names: str) -> str | None:
        """The first of the named properties that is filled."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)

    def first_node_value(self, *keys: str) -> str | None:
        """The first of the keys that an article node fills with text."""
        return next((text for node in self.nodes for key in keys if (text := text_of(node.get(key)))), None)


def read_head(root: etree._Element) -> Head:
    """The declarations of a page, wherever in it they stand."""
    meta: dict[str, str] = {}
    title, canonical = "", None
    for element in root.iter("meta", "link", "title"):
        if element.tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if name and element.get("content"):
                meta.setdefault(name.strip().lower(), tidy(element.get("content")))
        elif element.tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split():
                canonical = canonical or element.get("href")
        elif not title:
            title = tidy("".join(element.itertext()))
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return Head(meta, title, canonical, language or meta.get("content-language"), article_nodes(root))
