"""What the sentence around a match adds: how old it says the matter is, whether it recites, and whom it names."""

import re
from dataclasses import dataclass

from tasks.extract.document import Document, Sentence
from tasks.extract.matcher import Match, plain
from tasks.extract.when import days_before

OLD_AFTER_DAYS = 45
"""What is dated longer ago than this is no news of today."""

_RECITED = re.compile(
    r"\b(?:previously|formerly|earlier this year|already|last year|years? ago|months? ago|in the past|at the time|to date|since then|historically|had been|back in)\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:which|whose|who|following|after|since|despite|in addition to|building on|based on|as a result of|due to|given|with its|having"
    r"|because of|in light of|in response to|nach|apres|a la suite)\b(?! (?:today|also))(?: [\w$%]+){0,7} *$"
)
_NEWS = re.compile(
    r"\b(?:today (?:also )?announce[sd]?|announce[sd] today|also announce[sd]?|separately|also (?:said|reported)|in a separate|additionally (?:announced|today)|meldete heute|gab heute)\b"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A match with what its sentence adds for merging and roles; `age` in days before publication."""

    match: Match
    age: int | None
    recited: bool
    announced: bool
    regulators: frozenset[str]
    products: frozenset[str]
    designations: frozenset[str]
    phases: frozenset[str]

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.match.sentence

    @property
    def is_old(self) -> bool:
        """Whether the sentence places it well before publication."""
        return self.age is not None and self.age > OLD_AFTER_DAYS


def tell(document: Document, match: Match) -> Telling:
    """Read the sentence around a match."""
    sentence = match.sentence
    words = plain(document.words(sentence))
    before = " ".join(words[: match.start - sentence.start].split())
    recited = bool(_RECITED.search(words)) or bool(_SUBORDINATE.search(before[-80:]))

    def values(kind: str) -> frozenset[str]:
        return frozenset(span.value for span in document.spans_between(sentence.start, sentence.end, kind))

    return Telling(
        match,
        _age(document, match, words),
        recited,
        bool(_NEWS.search(words)),
        values("regulator"),
        values("product"),
        values("designation"),
        values("phase"),
    )


def _age(document: Document, match: Match, words: str) -> int | None:
    """A date inside or behind the trigger counts before one that stands ahead of it."""
    start = match.start - match.sentence.start
    near = words[start : match.end - match.sentence.start + 90]
    age = days_before(near, document.published_at)
    return age if age is not None else days_before(words, document.published_at)
