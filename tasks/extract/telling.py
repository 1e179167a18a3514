"""What the sentence around a match adds: how old it says the matter is, whether it recites, and whom it names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tasks.extract.document import Document, Sentence
from tasks.extract.expressions import around
from tasks.extract.matcher import Match, is_lead
from tasks.extract.when import Age, age_of

_RECITED = around(
    r"\b(?:previously|already|had earlier|at the time|to date|since then|historically|back in|long ago|zuvor|bereits|précédemment|precedemment)\b",
)
_SUBORDINATE = around(
    r"\b(?:which|whose|who|following|after|since|despite|in addition to|building on|based on|as a result of|due to|given (?:that|the|its|how)|having"
    r"|because of|in light of|in response to|arose from|nach|apres|a la suite)\b(?: [\w$%]+){0,7} *$",
)
_NEWS = around(
    r"\b(?:today (?:also )?announce[sd]?|announce[sd] today|also announce[sd]?|separately|also (?:said|reported)|in a separate"
    r"|additionally|meldete heute|gab heute|gaben heute|annonce aujourd hui|annonce ce jour)\b",
)
_FRESH = around(
    r"\b(?:said|says|say|will|has|have|is|are|today|would|plans|hat|haben|a|ont|ha|han)\b", ignore_case=False
)


_EXPLAINS = around(
    r" *(?:under (?:the )?(?:terms|agreement|deal|pact|contract)|as part of|proceeds|the (?:move|proceeds|financing|company expects to use)|in connection with"
    r"|following the (?:closing|transaction|completion)|upon closing|pursuant to)\b",
)
_HAD = around(r"\bhad(?: \w+)?$")
_HAD_DONE = around(r"\bhad (?:\w+ed|been|given|set|won|put)\b")
_REPORTED = around(r"\b(?:said|says|announced|according|reported|told|disclosed)\b")

OLD_IN_THE_LEAD = 45
"""Days: an analysis may take up an event of the last weeks, but not an older one."""

OLD_IN_THE_BODY = 10
"""Days: further down, only what is dated to a day of the last days is news."""


class Found(NamedTuple):
    """A match, and the probability that the trained model gives to its type in its sentence."""

    match: Match
    sureness: float


@dataclass(frozen=True, slots=True)
class Telling:
    """A match with what its sentence adds for merging and judging.

    sureness: as in Found. recited: the wording puts it in the past or in a subordinate clause. announced: the sentence
    offers it as news. fresh: it is told in the present, the perfect or as a statement of today. explains: it only adds
    to what stands before.
    """

    match: Match
    sureness: float
    age: Age | None
    recited: bool
    announced: bool
    fresh: bool
    explains: bool
    regulators: frozenset[str]
    products: frozenset[str]
    companies: frozenset[str]
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


def is_past(telling: Telling) -> bool:
    """Whether its date puts it before the news of today."""
    if telling.age is None:
        return False
    if is_lead(telling.sentence):
        return telling.age.days > (OLD_IN_THE_LEAD if telling.age.to_the_day else 2 * OLD_IN_THE_BODY)
    return not telling.age.to_the_day or telling.age.days > OLD_IN_THE_BODY


def tell(document: Document, found: Iterable[Found]) -> list[Telling]:
    """Read the sentences around matches, which are in order of their sentences; the document must be annotated."""
    return [
        telling
        for sentence, group in groupby(found, key=attrgetter("match.sentence"))
        for telling in _tellings_of(document, sentence, group)
    ]


def _tellings_of(document: Document, sentence: Sentence, found: Iterable[Found]) -> Iterator[Telling]:
    """A date inside or behind the trigger counts before one that stands ahead of it."""
    words = document.plain[sentence.start : sentence.end]
    age = age_of(words, document.published_at)
    announced, fresh, explains = _NEWS.search(words), _FRESH.search(words), _EXPLAINS.match(words)

    def values(kind: str) -> frozenset[str]:
        return frozenset(span.value for span in document.spans_between(sentence.start, sentence.end, kind))

    regulators, products, companies = _regions(document, sentence), values("product"), values("company")
    designations, phases = values("designation"), values("phase")
    for match, sureness in found:
        start, end = match.start - sentence.start, match.end - sentence.start
        near = age_of(words[start : end + 90], document.published_at)
        yield Telling(
            match=match,
            sureness=sureness,
            age=near or age,
            recited=_is_recited(words, start, end, in_title=sentence.index == 0)
            and not (near and near.to_the_day and near.days <= 2),
            announced=announced,
            fresh=fresh,
            explains=explains,
            regulators=regulators,
            products=products,
            companies=companies,
            designations=designations,
            phases=phases,
        )


def _regions(document: Document, sentence: Sentence) -> frozenset[str]:
    """Regulators by their territory, so that an agency and its department are one."""
    spans = document.spans_between(sentence.start, sentence.end, "regulator")
    return frozenset(span.attrs.get("region") or span.value for span in spans)


def _is_recited(words: str, start: int, end: int, *, in_title: bool) -> bool:
    """In a title, what stands behind "after" or "following" is mostly the news itself."""
    before = " ".join(words[max(0, start - 100) : start].split())
    nearby = words[max(0, start - 60) : end + 40]
    return (
        _RECITED.search(nearby)
        or not in_title
        and _SUBORDINATE.search(before[-80:])
        or _is_pluperfect(words, before, words[start:end])
    )


def _is_pluperfect(words: str, before: str, inside: str) -> bool:
    """ "had granted" lies behind the news, unless the sentence reports what somebody said."""
    return (_HAD.search(before) or _HAD_DONE.search(inside)) and not _REPORTED.search(words)
