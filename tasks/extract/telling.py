"""What the sentence around a match adds: how old it says the matter is, whether it recites, and whom it names."""

import re
from dataclasses import dataclass

from tasks.extract.document import Document, Sentence
from tasks.extract.matcher import Match
from tasks.extract.when import Age, age_of

_RECITED = re.compile(
    r"\b(?:previously|already|had (?:earlier|been)|at the time|to date|since then|historically|back in|long ago|zuvor|bereits|précédemment|precedemment)\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:which|whose|who|following|after|since|despite|in addition to|building on|based on|as a result of|due to|given|having"
    r"|because of|in light of|in response to|arose from|nach|apres|a la suite)\b(?: [\w$%]+){0,7} *$"
)
_NEWS = re.compile(
    r"\b(?:today (?:also )?announce[sd]?|announce[sd] today|also announce[sd]?|separately|also (?:said|reported)|in a separate"
    r"|additionally|meldete heute|gab heute|gaben heute|annonce aujourd hui|annonce ce jour)\b"
)
_FRESH = re.compile(r"\b(?:said|says|say|will|has|have|is|are|today|would|plans|hat|haben|a|ont|ha|han)\b")


_EXPLAINS = re.compile(
    r" *(?:under (?:the )?(?:terms|agreement|deal|pact|contract)|as part of|proceeds|the (?:move|proceeds|financing|company expects to use)|in connection with"
    r"|following the (?:closing|transaction|completion)|upon closing|pursuant to)\b"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A match with what its sentence adds for merging and roles.

    recited: the wording puts it in the past or in a subordinate clause. announced: the sentence offers it as news.
    fresh: it is told in the present, the perfect or as a statement of today. explains: it only adds to what stands before.
    """

    match: Match
    age: Age | None
    recited: bool
    announced: bool
    fresh: bool
    explains: bool
    regulators: frozenset[str]
    products: frozenset[str]
    designations: frozenset[str]
    phases: frozenset[str]

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.match.sentence

    @property
    def event_type(self) -> str:
        """The type that its rule finds."""
        return self.match.rule.event_type

    @property
    def status(self) -> str | None:
        """The status that its rule gives."""
        return self.match.rule.pattern.status


def tell(document: Document, match: Match) -> Telling:
    """Read the sentence around a match; the document must be annotated.

    A date inside or behind the trigger counts before one that stands ahead of it.
    """
    sentence = match.sentence
    words = document.plain[sentence.start : sentence.end]
    start, end = match.start - sentence.start, match.end - sentence.start
    near = age_of(words[start : end + 90], document.published_at)

    def values(kind: str) -> frozenset[str]:
        return frozenset(span.value for span in document.spans_between(sentence.start, sentence.end, kind))

    return Telling(
        match=match,
        age=near or age_of(words, document.published_at),
        recited=_is_recited(words, start, end) and not (near and near.to_the_day and near.days <= 2),
        announced=bool(_NEWS.search(words)),
        fresh=bool(_FRESH.search(words)),
        explains=bool(_EXPLAINS.match(words)),
        regulators=_regions(document, sentence),
        products=values("product"),
        designations=values("designation"),
        phases=values("phase"),
    )


def _regions(document: Document, sentence: Sentence) -> frozenset[str]:
    """Regulators by their territory, so that an agency and its department are one."""
    spans = document.spans_between(sentence.start, sentence.end, "regulator")
    return frozenset(span.attrs.get("region") or span.value for span in spans)


def _is_recited(words: str, start: int, end: int) -> bool:
    before = " ".join(words[max(0, start - 100) : start].split())
    around = words[max(0, start - 60) : end + 40]
    return bool(
        _RECITED.search(around) or _SUBORDINATE.search(before[-80:]) or _is_pluperfect(words, before, words[start:end])
    )


def _is_pluperfect(words: str, before: str, inside: str) -> bool:
    """ "had granted" lies behind the news, unless the sentence reports what somebody said."""
    had = re.search(r"\bhad(?: \w+)?$", before) or re.search(
        r"\bhad (?!to\b)\w+ed\b|\bhad (?:given|set|won|put)\b", inside
    )
    return bool(had) and not re.search(r"\b(?:said|says|announced|according|reported|told|disclosed)\b", words)
