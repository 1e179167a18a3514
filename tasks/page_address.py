"""On the arrow from pages to articles: which address a page may claim to be, cross-checked against the one it came from."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tasks.urls import canonical_or_none, canonical_url, site_of

IDENTIFYING = re.compile(
    r"p|id|aid|nid|uuid|guid|(?:article|news|story|doc|document|release|item|post|content|page)_?id|"
    r"article|story|doc|release|item|news|newsitem",
    re.IGNORECASE,
)
EMBEDDED_ADDRESS = re.compile(r"https?:/|=//|www\.[a-z0-9-]+\.[a-z]{2}", re.IGNORECASE)


@dataclass(frozen=True)
class ClaimedAddress:
    """The canonical address of a page, the signal that gave it, and the claims that were refused, each with its reason."""

    url: str
    signal: str
    refused: tuple[str, ...] = ()


def page_canonical_url(url: str, rel_canonical: str | None, og_url: str | None) -> str:
    """The canonical address of the page fetched from `url`, by its own claims where they are credible.

    A page from a file may have no web address: its first claim that is one is believed, else `url` stays as it is.
    """
    return claimed_address(url, rel_canonical, og_url).url


def claimed_address(url: str, rel_canonical: str | None, og_url: str | None) -> ClaimedAddress:
    """As `page_canonical_url`, with the signal (`rel_canonical`, `og_url` or `url`) and what was refused."""
    own = canonical_or_none(url)
    refused = []
    for signal, claim in (("rel_canonical", rel_canonical), ("og_url", og_url)):
        if not claim or not claim.strip():
            continue
        try:
            candidate = canonical_url(claim, base=url if own else None)
        except ValueError as error:
            refused.append(f"{signal}: {error}")
            continue
        reason = reason_to_refuse(own, candidate) if own else None
        if reason is None:
            return ClaimedAddress(candidate, signal, tuple(refused))
        refused.append(f"{signal} {candidate}: {reason}")
    return ClaimedAddress(own or url, "url", tuple(refused))


def reason_to_refuse(own: str, candidate: str) -> str | None:
    """Why a page at `own` cannot be known as `candidate` (both canonical); None where it can."""
    here, there = urlsplit(own), urlsplit(candidate)
    if own == candidate:
        return None
    if site_of(own) != site_of(candidate):
        return f"it belongs to another site, {site_of(candidate)}"
    if EMBEDDED_ADDRESS.search(unquote(f"{there.path}?{there.query}")):
        return "it carries another address within it, as open redirects do"
    if there.path == "/" and not there.query:
        return "it is the home page"
    if here.path.startswith(f"{there.path}/") and not there.query:
        return "it is a section that the page lies in"
    if here.path == there.path and _identity(here.query) - _identity(there.query):
        return "it leaves out the parameter that tells the page from its neighbours"
    return None


def _identity(query: str) -> frozenset[str]:
    pairs = (part.partition("=") for part in query.split("&"))
    return frozenset(f"{name.lower()}={value}" for name, _, value in pairs if value and IDENTIFYING.fullmatch(name))
