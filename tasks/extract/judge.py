"""Candidate -> event or not, news or background: two linear models over what is known about all its tellings.

Logistic regressions over yes-or-no features, trained on the labelled articles of the repository (`make train`).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from config.models import EventType
from config.models.learned import LearnedWeights
from tasks.extract.document import Document, Sentence
from tasks.extract.matcher import is_lead
from tasks.extract.merge import best_telling
from tasks.extract.telling import Telling, is_past

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SURENESS = (0.02, 0.1, 0.25, 0.4, 0.6, 0.8, 0.9, 0.97)
IS_EVENT, IS_PRIMARY = "is_event", "is_primary"
Cluster = Sequence[Telling]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probable it is that a candidate is an event, and that it is the news rather than background."""

    event: float
    primary: float


@dataclass(frozen=True)
class Judge:
    """The trained models: for each question its bias and the weights of its features."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def verdict(self, features: Iterable[str]) -> Verdict:
        """The answers to both questions."""
        names = list(features)
        return Verdict(self._probability(IS_EVENT, names), self._probability(IS_PRIMARY, names))

    def _probability(self, question: str, features: list[str]) -> float:
        weights = self.weights[question]
        known = (weights[name] for name in features if name in weights)
        return 1 / (1 + math.exp(-math.fsum((self.biases[question], *known))))  # exact, so that no order tells


def build_judge(learned: LearnedWeights) -> Judge:
    """Arrange the weights for look-up by question and feature."""
    weights: dict[str, dict[str, float]] = {question: {} for question in learned.biases}
    for row in learned.rows:
        weights[row.answer][row.feature] = row.weight
    return Judge(learned.biases, weights)


def features_of(
    document: Document, clusters: Sequence[Cluster], event_types: Mapping[str, EventType]
) -> Iterator[frozenset[str]]:
    """What speaks for and against each of the clusters of tellings of an annotated document, in their order."""
    untitled = "" if document.title else "untitled: "
    surroundings = _Surroundings(clusters, event_types)
    for cluster in clusters:
        best = best_telling(cluster)
        yield frozenset(
            (
                f"type {best.event_type}",
                f"family {event_types[best.event_type].family}",
                f"kind {document.kind}",
                *(f"{untitled}{trait}" for trait in _place(document, cluster, best)),
                *(f"{untitled}{trait}" for trait in surroundings.of(cluster)),
                *_time(document, cluster),
                *_wording(document, best),
                *_names(document, best.sentence),
            )
        )


def _place(document: Document, cluster: Cluster, best: Telling) -> Iterator[str]:
    in_title = any(telling.sentence.index == 0 for telling in cluster)
    in_lead = any(telling.sentence.index and is_lead(telling.sentence) for telling in cluster)
    yield f"in {'title and lead' if in_title and in_lead else 'title' if in_title else 'lead' if in_lead else 'body'}"
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
        self._earlier: Counter[str] = Counter()

    def of(self, cluster: Cluster) -> Iterator[str]:
        """Whether title and opening tell this type, another or none; how many of its type came before it."""
        event_type = cluster[0].event_type
        for part, types in self._told.items():
            if event_type in types:
                yield f"{part} tells the type"
            elif any(self._family[name] == self._family[event_type] for name in types):
                yield f"{part} tells the family"
            else:
                yield f"{part} tells another" if types else f"{part} tells none"
        yield f"earlier of type {min(2, self._earlier[event_type])}"
        self._earlier[event_type] += 1
        if self._clusters_in[best_telling(cluster).sentence.index] > 1:
            yield "shares its sentence"


def _time(document: Document, cluster: Cluster) -> Iterator[str]:
    sentence = best_telling(cluster).sentence
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


def _wording(document: Document, best: Telling) -> Iterator[str]:
    traits = {
        "recited": best.recited,
        "announced": best.announced,
        "fresh": best.fresh,
        "explains": best.explains,
        "quoted": document.full[best.sentence.start] in "“\"'",
        "question": document.full[best.sentence.end - 1] == "?",
    }
    yield from (trait for trait, holds in traits.items() if holds)
    before, inside, behind = _around(document, best)
    yield f"worded as {best.match.rule.pattern.role}"
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


def _names(document: Document, sentence: Sentence) -> Iterator[str]:
    """Which kinds of names the sentence has, and whether they are those of the title."""
    title_end = document.sentences[0].end
    for kind in ("product", "company", "indication", "regulator", "phase", "designation"):
        here = {span.value for span in document.spans_between(sentence.start, sentence.end, kind)}
        if here:
            yield f"has {kind}"
        if kind in ("product", "company"):
            there = {span.value for span in document.spans_between(0, title_end, kind)}
            if here and there:
                yield f"{kind} of the title" if here & there else f"another {kind} than the title"


def _step(value: float, steps: tuple[float, ...]) -> int:
    return sum(value >= step for step in steps)
