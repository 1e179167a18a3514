"""What a site repeats: blocks seen on several articles of one site are furniture, whatever they say.

The memory is a table (one row per site and block), learned from a whole batch before any page is cut, and merged with
the rows of earlier batches. It is the same whatever the order of the pages.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from warehouse.contracts import SiteBlock

MEMORY_VERSION = 1

_KEPT_ARTICLES = 12
_FAMILIAR_FROM = 5


@dataclass(frozen=True, slots=True)
class Sighting:
    """One page of a site as the memory sees it: which article it is, and what stands on it."""

    site: str
    article: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class SiteMemory:
    """Fingerprints of blocks by site, each with the articles that it was seen on."""

    seen: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def times_seen(self, site: str, text: str, other_than: str) -> int:
        """On how many articles of the site a block stood, the article with the given fingerprint not counted."""
        return sum(article != other_than for article in self.seen.get((site, fingerprint(text)), ()))

    @cached_property
    def familiar_sites(self) -> frozenset[str]:
        """The sites of which so many articles are known that what they repeat is known too."""
        return frozenset(site for (site, _), articles in self.seen.items() if len(articles) >= _FAMILIAR_FROM)

    def rows(self) -> list[SiteBlock]:
        """The rows of the table, sorted."""
        return [
            SiteBlock(site=site, block=block, articles=list(articles))
            for (site, block), articles in sorted(self.seen.items())
        ]

    def merged(self, rows: Iterable[SiteBlock]) -> "SiteMemory":
        """This memory together with known rows."""
        seen = {key: set(articles) for key, articles in self.seen.items()}
        for row in rows:
            seen.setdefault((row.site, row.block), set()).update(row.articles)
        return SiteMemory({key: _kept(articles) for key, articles in seen.items()})


def fingerprint(text: str) -> str:
    """The same for texts that differ in case and spacing only."""
    normal = " ".join(text.casefold().split())
    return hashlib.blake2b(normal.encode(), digest_size=8).hexdigest()


def remember(sightings: Iterable[Sighting]) -> SiteMemory:
    """The memory of some pages: every block that stood on at least two different articles of its site."""
    seen: dict[tuple[str, str], set[str]] = {}
    for sighting in sightings:
        for text in sighting.texts:
            articles = seen.setdefault((sighting.site, fingerprint(text)), set())
            articles.add(sighting.article)
            if len(articles) > _KEPT_ARTICLES:
                articles.remove(max(articles))
    return SiteMemory({key: _kept(articles) for key, articles in seen.items() if len(articles) > 1})


def _kept(articles: set[str]) -> tuple[str, ...]:
    return tuple(sorted(articles)[:_KEPT_ARTICLES])
