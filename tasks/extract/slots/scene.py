"""Document and candidate -> the scene of an event: its sentences in the order in which they are asked for a slot's value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tasks.extract.document import Candidate, Document, Sentence, Span

SELF_PORTRAIT = re.compile(
    r"(?<=[,)”\"] )(?:an? |the |is an? )(?=(?:[\w/&’'™®.-]+,? ){0,9}?(?:company|leader|firm|pioneer|developer|drugmaker|maker|innovator|provider|manufacturer|subsidiary|affiliate|biotech|organi[sz]ation|business|group)\b)"
    r".{10,700}?(?=,? (?:today|has today|announce[sd]?|is pleased|reported|disclosed|and [A-Z][\w.]+,? |will host|provided)\b|, (?:has|have|is|was|were|will|had|received|said|says|plans|expects)\b)"
)


@lru_cache(maxsize=1_000)  # every slot of every event of an article asks for the same few sentences
def without_portraits(text: str) -> str:
    """The sentence with blanks where a company describes itself: what it says there is no part of the news."""
    return SELF_PORTRAIT.sub(lambda match: " " * len(match[0]), text)


@dataclass(frozen=True)
class Scene:
    """An event among the sentences of its article."""

    document: Document
    candidate: Candidate

    @property
    def focus(self) -> Sentence:
        """The sentence that tells the event best."""
        return self.document.sentences[self.candidate.sentence]

    @property
    def is_primary(self) -> bool:
        """Whether the event is the article's news."""
        return self.candidate.role == "primary"

    def sentences(self) -> list[Sentence]:
        """The focus, the other evidence, and for news the title and the opening."""
        return self._sentences[:]

    @cached_property
    def _sentences(self) -> list[Sentence]:
        numbers = [self.candidate.sentence, *self.candidate.evidence]
        if self.is_primary and self.is_lead_news:
            numbers += [0, 1, 2]
        known = self.document.sentences
        return [known[number] for number in dict.fromkeys(numbers) if number < len(known)]

    def told(self) -> list[Sentence]:
        """The sentences that tell the event themselves, the focus first."""
        numbers = dict.fromkeys((self.candidate.sentence, *self.candidate.evidence))
        return [self.document.sentences[number] for number in numbers]

    @property
    def is_lead_news(self) -> bool:
        """Whether title or opening tell the event, so that they may lend it their values."""
        return self.document.kind != "round_up" and min(self.candidate.sentence, *self.candidate.evidence, 99) <= 3

    def words(self, sentence: Sentence) -> str:
        """The sentence as it reads, with blanks for what a company says of itself."""
        return without_portraits(self.document.words(sentence))

    def spans(self, sentence: Sentence, kind: str) -> list[Span]:
        """Spans of a kind in a sentence."""
        return self.document.spans_between(sentence.start, sentence.end, kind)

    def nearest(self, spans: list[Span]) -> Span | None:
        """The span that stands nearest to the trigger; of two equally near ones the one behind it."""
        return min(spans, key=self.distance, default=None)

    def distance(self, span: Span) -> int:
        """Characters between a span and the trigger; 0 where they overlap."""
        return max(0, span.start - self.candidate.end, self.candidate.start - span.end)

    def first_of(self, kind: str, *, before: bool = True) -> Span | None:
        """The span of a kind that the scene offers first: nearest in the focus, else in the other sentences."""
        for sentence in self.sentences():
            found = self.spans(sentence, kind)
            if found:
                return self.nearest(found) if sentence is self.focus else found[0]
        return self._said_before(kind) if before else None

    def _said_before(self, kind: str) -> Span | None:
        """The last span of a kind in the same line ahead of the focus: what `it` and `the drug` stand for."""
        for sentence in self.said_before():
            found = self.spans(sentence, kind)
            if found:
                return found[-1]
        return None

    def said_before(self) -> Iterator[Sentence]:
        """The sentences ahead of the focus in its line, last one first."""
        index = self.candidate.sentence - 1
        while index > 0 and self.document.sentences[index].line == self.focus.line:
            yield self.document.sentences[index]
            index -= 1
