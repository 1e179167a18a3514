"""What an article is called and where it stands: title, section, authors, source of syndication."""

import re
from collections import Counter

from tasks.clean.characters import tidy
from tasks.clean.head import Head
from tasks.clean.json_ld import text_of, texts_of
from tasks.urls import host_of

_SEPARATOR = re.compile(r"\s+(?:[|·•»«›:~]|-{1,2}|–|—|::)\s+|\s*\|\s*")
_WORDS = re.compile(r"\w+")
_WIRES = (
    ("Reuters", r"\((?:thomson )?reuters\)|^reuters\b|©\s*(?:\d{4}\s*)?(?:thomson )?reuters"),
    ("Associated Press", r"\(AP\)|©?\s*\d{4}\s*(?:the )?associated press"),
    ("AFP", r"\(AFP\)|\bAFP\s*[-–—]"),
    ("PR Newswire", r"/\s*PR\s?Newswire(?:-[\w ]+)?\s*/"),
    ("Business Wire", r"\(BUSINESS WIRE\)"),
    ("GlobeNewswire", r"\(GLOBE\s?NEWSWIRE\)"),
    ("ACCESSWIRE", r"/\s*ACCESS\s?(?:WIRE|Newswire)\s*/"),
    ("Newsfile", r"\(Newsfile Corp"),
    ("dpa", r"\(dpa(?:/[\w-]+)?\)"),
    ("Xinhua", r"\(Xinhua\)"),
)  # fmt: skip
_COMPILED_WIRES = tuple((name, re.compile(pattern, re.IGNORECASE if "newswire" in pattern.lower() else 0)) for name, pattern in _WIRES)  # fmt: skip
_FIRST_PUBLISHED = re.compile(
    r"(?:this (?:article|story|piece|release) )?(?:was )?(?:originally |first )(?:published|appeared) (?:by|on|in|at) (?:the )?"
    r"(?P<outlet>[A-Z][\w.&’' -]{2,50}?)(?:[.,]| and | on \d| under|$)"
)
_EDGE_BLOCKS = 3


def headline(head: Head, h1_texts: list[str], site_names: list[str]) -> str:
    """The headline without the site's name; what several places on the page agree on wins."""
    candidates = [
        head.first_node_value("headline"),
        head.first_meta("og:title", "twitter:title"),
        *h1_texts[:2],
        head.title,
    ]
    stripped = [title for text in candidates if text and (title := without_site_name(tidy(text), site_names))]
    if not stripped:
        return ""
    for text in h1_texts:
        title = without_site_name(text, site_names)
        if title and any(_contains(other, title) for other in stripped if other is not title) and len(title) > 8:
            return title
    counts = Counter(title.casefold() for title in stripped)
    return max(stripped, key=lambda title: (counts[title.casefold()], -stripped.index(title)))


def without_site_name(title: str, site_names: list[str]) -> str:
    """The title without a leading or trailing part that is the site's name (or its host's)."""
    names = {_letters(name) for name in site_names if _letters(name)}
    parts = _SEPARATOR.split(title)
    spans = [match.span() for match in _SEPARATOR.finditer(title)]
    while len(parts) > 1 and _is_site(parts[-1], names):
        parts.pop()
        title = title[: spans.pop()[0]]
    if len(parts) > 1 and _is_site(parts[0], names):
        title = title[spans[0][1] :]
    return title.strip()


def site_names(head: Head, url: str, source_title: str | None) -> list[str]:
    """What the site is called: by its source file, its own word, its host."""
    host = host_of(url)
    declared = head.first_meta("og:site_name", "application-name", "al:android:app_name", "twitter:site")
    publisher = next((name for node in head.nodes if (name := text_of(node.get("publisher")))), None)
    names = [source_title, declared, publisher, host, host.rsplit(".", 1)[0], host.split(".")[0]]
    return [name for name in names if name]


def section(head: Head) -> str | None:
    """The section that the page names."""
    found = head.first_node_value("articleSection") or head.first_meta(
        "article:section", "section", "parsely-section", "category"
    )
    return tidy(found)[:80] or None if found else None


def authors(head: Head) -> list[str]:
    """Bylines by the page's own declaration; persons, hence private."""
    names = [name for node in head.nodes[:1] for name in texts_of(node.get("author"))]
    if not names:
        declared = head.first_meta("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
        names = (
            re.split(r"\s*(?:,|;|\band\b|&)\s*", re.sub(r"^by\s+", "", declared, flags=re.IGNORECASE))
            if declared
            else []
        )
    clean = [tidy(name) for name in names]
    return list(dict.fromkeys(name for name in clean if name and len(name) < 80 and "://" not in name))[:10]


def syndicated_from(kept: list[str], cut: list[str]) -> str | None:
    """The wire or outlet that the text credits, in its first or last lines or in a line that was cut."""
    edges = [text[:200] for text in kept[:_EDGE_BLOCKS]] + [text[-300:] for text in kept[-_EDGE_BLOCKS:]]
    for text in edges:
        for name, pattern in _COMPILED_WIRES:
            if pattern.search(text):
                return name
    for text in [*edges, *(text for text in cut if len(text) < 400)]:
        match = _FIRST_PUBLISHED.search(text)
        if match:
            return match.group("outlet").strip()
    return None


def _letters(name: str) -> str:
    return re.sub(r"^the|\W|_", "", name.casefold())


def _is_site(part: str, names: set[str]) -> bool:
    letters = _letters(part)
    return not letters or any(letters == name or (len(name) > 4 and len(letters) > 4 and (letters.startswith(name) or name.startswith(letters))) for name in names)  # fmt: skip


def _contains(longer: str, shorter: str) -> bool:
    return _WORDS.findall(shorter.casefold()) == _WORDS.findall(longer.casefold())[: len(_WORDS.findall(shorter))]
