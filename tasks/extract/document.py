"""What extraction reads and passes on: one article as a document of sentences and spans, and candidates for events in it."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of Document.full that names something.

    kind: company, product, target, modality, indication, phase, trial, regulator, region, designation, date, amount ...
    value: its normal form. attrs: more about it as text (currency, precision, basis, role ...).
    """

    start: int
    end: int
    kind: str
    value: str
    attrs: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into Document.full, its number (0 is the title) and the number of its line (0 is the title)."""

    index: int
    start: int
    end: int
    line: int


_NONE_PLACED: tuple[list[int], list[Span]] = ([], [])


@dataclass(frozen=True)
class Document:
    """One article. All offsets count characters of `full`, which is the title, a line break and the text.

    An offset into the article's text is therefore an offset into `full` minus `text_start`.
    `sentences[0]` is always the title (empty where there is none). Spans are sorted by start.
    `plain` is `full` as patterns read it: lower case, blanks for punctuation, each character in its place.
    """

    article_id: str
    full: str
    text_start: int
    sentences: tuple[Sentence, ...]
    published_at: datetime | None = None
    language: str = "en"
    kind: str = "news"
    spans: tuple[Span, ...] = ()
    plain: str = field(default="", repr=False)

    @property
    def title(self) -> str:
        """The headline."""
        return self.full[: self.text_start - 1]

    @property
    def text(self) -> str:
        """The article's text, as it came."""
        return self.full[self.text_start :]

    def words(self, sentence: Sentence) -> str:
        """The sentence as it reads."""
        return self.full[sentence.start : sentence.end]

    def sentence_at(self, offset: int) -> Sentence:
        """The last sentence that starts at or before the offset."""
        index = bisect_left(self.sentences, offset + 1, key=lambda sentence: sentence.start)
        return self.sentences[max(index - 1, 0)]

    def spans_between(self, start: int, end: int, kind: str | None = None) -> list[Span]:
        """Spans that begin in [start, end), of one kind where it is given, in order of their place."""
        starts, spans = self._placed.get(kind, _NONE_PLACED)
        first = bisect_left(starts, start)
        return spans[first : bisect_left(starts, end, first)]

    def spans_of(self, kind: str) -> list[Span]:
        """All spans of a kind, in order of their place."""
        return self._placed.get(kind, _NONE_PLACED)[1][:]

    @cached_property
    def _placed(self) -> dict[str | None, tuple[list[int], list[Span]]]:
        """Starts and spans of each kind, and under None of all: every event of the article asks for some of them."""
        by_kind: dict[str | None, list[Span]] = {None: list(self.spans)}
        for span in self.spans:
            by_kind.setdefault(span.kind, []).append(span)
        return {kind: ([span.start for span in spans], spans) for kind, spans in by_kind.items()}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that a pattern found.

    start, end: the trigger, as offsets into Document.full. sentence: index of the sentence that tells it best.
    evidence: indexes of all sentences of the article that tell it, ascending; 0 is the title.
    modality: happened, planned, denied or rumoured. role: primary or background.
    """

    event_type: str
    status: str | None
    polarity: str | None
    rule_id: str
    start: int
    end: int
    sentence: int
    evidence: tuple[int, ...]
    modality: str = "happened"
    role: str = "primary"
    confidence: float = 0.5
