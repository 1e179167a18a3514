"""Traits: what speaks for and against each candidate of an article, in words that a reader of the weights understands."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from config.models import EventType
from tasks.extract.digest import Digest
from tasks.extract.document import Document, Sentence
from tasks.extract.expressions import around
from tasks.extract.matcher import is_lead
from tasks.extract.merge import best_telling, has_pattern
from tasks.extract.telling import Telling, is_past

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SURENESS = (0.02, 0.1, 0.25, 0.4, 0.6, 0.8, 0.9, 0.97)
SURER = 0.1
"""Probability by which the model must prefer one type to another in the same sentence."""

_ADDS = around(r"\b(?:also|separately|additionally|meanwhile|elsewhere)\b")
_IN_GENERAL = around(
    r"\b(?:companies|sponsors|drugmakers|regulators|investors|most|many|some|every|any|often|usually|typically|always|generally)\b"
)
_STORY = around(
    r"^(?:why|how|what|inside|where|who|when|is|are|can|could|will|should|does|do|five|ten|explained|analysis|opinion)\b"
    r"|\b(?:interview|profile|editorial|guide|explainer|primer|lessons?|obituary)\b"
)
Cluster = Sequence[Telling]


def traits_of(
    document: Document, digest: Digest, clusters: Sequence[Cluster], event_types: Mapping[str, EventType]
) -> Iterator[frozenset[str]]:
    """The traits of each of the clusters of tellings of an annotated document, in their order."""
    untitled = "" if document.title else "untitled: "
    surroundings = _Surroundings(clusters, event_types)
    in_title = _names(document, document.sentences[0])
    of_document = (
        f"kind {document.kind}",
        *_shape(document, digest),
        f"events {_step(len(clusters), (2, 3, 5, 8, 12))}",
    )
    for cluster in clusters:
        best, part = best_telling(cluster), _part(cluster)
        yield frozenset(
            (
                f"type {best.event_type}",
                f"family {event_types[best.event_type].family}",
                *of_document,
                *(f"{untitled}{trait}" for trait in _place(document, cluster, best)),
                f"{untitled}in {part}",
                *(f"{untitled}{trait}" for trait in surroundings.of(cluster, best, part)),
                *_paragraph(document, best.sentence, digest, part),
                *_time(document, cluster, best.sentence),
                *_wording(document, cluster, best),
                *_naming(_names(document, best.sentence), in_title),
            )
        )


def _shape(document: Document, digest: Digest) -> Iterator[str]:
    """What title and paragraphs promise: the news, a digest, or a story."""
    yield f"new companies {_step(digest.share, (0.01, 0.3, 0.6))}"
    if digest.is_titled:
        yield "title of a digest"
    if _STORY.search(document.plain[: len(document.title)]):
        yield "title of a story"


def _paragraph(document: Document, sentence: Sentence, digest: Digest, part: str) -> Iterator[str]:
    """Whether the sentence opens a paragraph, perhaps about a company that is new to the article."""
    opens = document.sentences[sentence.index - 1].line != sentence.line
    order = "opens" if opens else "later"
    yield f"{order} in {part}"
    is_new = sentence.line in digest.new_companies
    if is_new:
        yield f"new company in {part}"
    if digest.signs:
        yield f"digest by {digest.signs}: {part}"
        yield f"digest by {digest.signs}: {order}, {'new' if is_new else 'known'} company"
    if document.full[sentence.end - 1] not in '.!?"”':
        yield f"no full stop in {part}"


def _part(cluster: Cluster) -> str:
    """Where the article tells it: title, lead (or both) or body."""
    in_title = any(telling.sentence.index == 0 for telling in cluster)
    in_lead = any(telling.sentence.index and is_lead(telling.sentence) for telling in cluster)
    return "title and lead" if in_title and in_lead else "title" if in_title else "lead" if in_lead else "body"


def _place(document: Document, cluster: Cluster, best: Telling) -> Iterator[str]:
    lines = document.sentences[-1].line or 1
    yield f"line {_step(best.sentence.line, (1, 2, 3, 4, 6, 8, 11, 16))}"
    yield f"depth {_step(best.sentence.line / lines, (0.2, 0.4, 0.6, 0.8))}"
    yield f"size {_step(len(document.full), (600, 1_200, 2_400, 4_000))}"
    yield f"sentences {min(3, len({telling.sentence.index for telling in cluster}))}"


class _Surroundings:
    """What else the article tells; its clusters are asked about in their order."""

    def __init__(self, clusters: Sequence[Cluster], event_types: Mapping[str, EventType]) -> None:
        self._family = {name: event_type.family for name, event_type in event_types.items()}
        told = [telling for cluster in clusters for telling in cluster]
        self._told = {
            "title": {telling.event_type for telling in told if telling.sentence.index == 0},
            "lead": {t.event_type for t in told if t.sentence.index > 0 and is_lead(t.sentence)},
        }
        self._clusters_in = Counter(i for cluster in clusters for i in {telling.sentence.index for telling in cluster})
        self._in_sentence: dict[int, list[Telling]] = {}
        for telling in told:
            self._in_sentence.setdefault(telling.sentence.index, []).append(telling)
        self._youngest = sorted(min(ages) for cluster in clusters if (ages := _ages(cluster)))
        self._earlier: Counter[str] = Counter()

    def of(self, cluster: Cluster, best: Telling, part: str) -> Iterator[str]:
        """What title and opening tell, how many of its type came before it, how old the others are, and its rivals."""
        event_type = cluster[0].event_type
        for where, types in self._told.items():
            if event_type in types:
                yield f"{where} tells the type"
            elif any(self._family[name] == self._family[event_type] for name in types):
                yield f"{where} tells the family"
            else:
                yield f"{where} tells another" if types else f"{where} tells none"
        yield f"title tells {min(3, len(self._told['title']))} types, this in {part}"
        yield f"earlier of type {min(2, self._earlier[event_type])}"
        self._earlier[event_type] += 1
        yield from self._age_among_others(cluster)
        yield from self._rivals(cluster, best)

    def _age_among_others(self, cluster: Cluster) -> Iterator[str]:
        ages = _ages(cluster)
        if not ages:
            yield "undated, others dated" if self._youngest else "nothing dated"
        elif len(self._youngest) > 1:
            yield "youngest" if min(ages) == self._youngest[0] else "older than others"

    def _rivals(self, cluster: Cluster, best: Telling) -> Iterator[str]:
        """What else its sentence and the title tell, and whether the model is surer of that."""
        if self._clusters_in[best.sentence.index] > 1:
            yield "shares its sentence"
        yield f"rival {self._strongest_rival(best)}"
        in_title = next((telling for telling in cluster if telling.sentence.index == 0), None)
        if in_title:
            yield f"rival in the title {self._strongest_rival(in_title)}"

    def _strongest_rival(self, telling: Telling) -> str:
        others = [one for one in self._in_sentence[telling.sentence.index] if one.event_type != telling.event_type]
        if not others:
            return "none"
        return "surer" if max(one.sureness for one in others) > telling.sureness + SURER else "not surer"


def _ages(cluster: Cluster) -> list[int]:
    """In days, of the tellings that have a date."""
    return [telling.age.days for telling in cluster if telling.age]


def _time(document: Document, cluster: Cluster, sentence: Sentence) -> Iterator[str]:
    if _YEAR.search(document.plain, sentence.start, sentence.end):
        yield "names a year" if document.published_at else "names a year, of no known age"
    ages = [telling.age for telling in cluster if telling.age]
    if ages:
        youngest = min(ages)
        exactness = "day" if youngest.to_the_day else "month"
        yield f"age {_step(youngest.days, (3, 11, 46, 200, 500))} by {exactness}"
    else:
        yield "no date"
    if all(map(is_past, cluster)):
        yield "all past"
    elif any(map(is_past, cluster)):
        yield "some past"


def _wording(document: Document, cluster: Cluster, best: Telling) -> Iterator[str]:
    traits = {
        "recited": best.recited,
        "announced": best.announced,
        "fresh": best.fresh,
        "explains": best.explains,
        "quoted": document.full[best.sentence.start] in "“\"'",
        "question": document.full[best.sentence.end - 1] == "?",
    }
    yield from (trait for trait, holds in traits.items() if holds)
    words = document.plain[best.sentence.start : best.sentence.end]
    if _ADDS.search(words):
        yield f"adds in {'the lead' if is_lead(best.sentence) else 'the body'}"
    if _IN_GENERAL.search(words):
        yield "speaks in general"
    before, inside, behind = _around(document, best)
    yield f"worded as {best.match.rule.pattern.role}"
    if has_pattern(cluster):
        yield "has a pattern"
    finder = "pattern" if best.match.rule.has_phrase else "model"
    yield f"by {finder}"
    yield f"by {finder}, sure {_step(best.sureness, SURENESS)}"
    yield f"words before {_step(len(before), (1, 4, 9, 16, 25))}"
    yield f"words inside {_step(len(inside), (3, 5, 8, 12, 18))}"
    yield from (f"in: {word}" for word in inside)
    yield from (f"before: {word}" for word in before[-4:])
    yield from (f"behind: {word}" for word in behind[:3])


def _around(document: Document, telling: Telling) -> tuple[list[str], list[str], list[str]]:
    sentence, match = telling.sentence, telling.match
    return (
        document.plain[sentence.start : match.start].split(),
        document.plain[match.start : match.end].split(),
        document.plain[match.end : sentence.end].split(),
    )


def _names(document: Document, sentence: Sentence) -> dict[str, set[str]]:
    """What the sentence names, by kind."""
    names: dict[str, set[str]] = {}
    for span in document.spans_between(sentence.start, sentence.end):
        names.setdefault(span.kind, set()).add(span.value)
    return names


def _naming(here: Mapping[str, set[str]], in_title: Mapping[str, set[str]]) -> Iterator[str]:
    """Which kinds of names a sentence has, and whether they are those of the title."""
    for kind in ("product", "company", "indication", "regulator", "phase", "designation"):
        if kind in here:
            yield f"has {kind}"
    for kind in ("product", "company"):
        if kind in here and kind in in_title:
            yield f"another {kind} than the title" if here[kind].isdisjoint(in_title[kind]) else f"{kind} of the title"


def _step(value: float, steps: tuple[float, ...]) -> int:
    return bisect_right(steps, value)
