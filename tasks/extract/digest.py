"""Digests: articles that tell, paragraph by paragraph, the news of one company after another."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from tasks.extract.document import Document
from tasks.extract.expressions import around

FEWEST_PARAGRAPHS = 3
"""With companies: in fewer than these, a second company is the partner of the first."""

OFTEN = 0.3
"""Share of paragraphs that turn to new companies from which an article looks like a digest."""

_CALLS_ITSELF = around(
    r"\b(?:roundup|digest|briefs?|briefing|weekly|daily|newsletter|tracker|highlights|bites|recap|watch)\b"
)


@dataclass(frozen=True, slots=True)
class Digest:
    """How much an article is like a digest.

    new_companies: numbers of the lines whose companies no line before them names. share: how many of the lines with
    companies that is, the first apart, from 0 to 1. is_titled: whether the title lists several matters behind a colon, or
    is that of a digest.
    """

    new_companies: frozenset[int]
    share: float
    is_titled: bool

    @property
    def signs(self) -> str:
        """What makes it look like a digest, in words; empty where nothing does."""
        return " and ".join(
            word for word, holds in (("title", self.is_titled), ("companies", self.share >= OFTEN)) if holds
        )


def read_digest(document: Document) -> Digest:
    """Look at the title and at the companies of each line of an annotated document."""
    known = {span.value for span in document.spans_between(0, document.text_start, "company")}
    with_companies, new = 0, set()
    for line, sentences in groupby(document.sentences[1:], key=attrgetter("line")):
        first, *others = sentences
        spans = document.spans_between(first.start, (others or [first])[-1].end, "company")
        named = {span.value for span in spans}
        with_companies += bool(named)
        if named and known.isdisjoint(named):
            new.add(line)
        known |= named
    later = sum(line > 1 for line in new)
    share = later / (with_companies - 1) if with_companies >= FEWEST_PARAGRAPHS else 0.0
    return Digest(frozenset(new), share, _is_titled(document))


def _is_titled(document: Document) -> bool:
    if document.kind == "round_up" or _CALLS_ITSELF.search(document.plain[: len(document.title)]):
        return True
    _, colon, matters = document.title.partition(":")
    return bool(colon) and matters.count(",") + 2 * matters.count(";") + (" and " in matters) >= 2
