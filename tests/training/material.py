"""The labelled material as the trainers read it: sentences with the types that they tell, articles with their events."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from config.models import EventType, NegativeExample, PositiveExample
from tasks.extract.document import Document, Sentence
from tasks.extract.engine import article_document
from tasks.extract.sentences import build_document
from tasks.extract.slots import Recognisers, annotate
from tests.extract.articles import article

GOLD = Path(__file__).parents[1] / "gold"
PUBLISHED = "2026-06-15"


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence of an annotated document and the types that it tells."""

    document: Document
    sentence: Sentence
    types: frozenset[str]


@dataclass(frozen=True)
class LabelledArticle:
    """An annotated article with its labels, as tests/gold/README.md explains them."""

    key: str
    document: Document
    events: tuple[dict[str, Any], ...]


def labelled_articles(recognisers: Recognisers, *, heldout: bool) -> list[LabelledArticle]:
    """The articles to train on, or those that are kept apart to measure with."""
    names = sorted(path.name.removesuffix("_gold.jsonl") for path in GOLD.glob("*_gold.jsonl"))
    return [
        labelled
        for name in names
        if name.startswith("heldout") is heldout
        for labelled in read_articles(GOLD, name, recognisers)
    ]


def read_articles(folder: Path, name: str, recognisers: Recognisers) -> Iterator[LabelledArticle]:
    """The articles of one pair of files, annotated."""
    labels = {row["id"]: row["events"] for row in _lines(folder / f"{name}_gold.jsonl")}
    for row in _lines(folder / f"{name}_articles.jsonl"):
        source = article(row["text"], row["title"], row["published_at"][:10], row.get("language") or "en")
        yield LabelledArticle(row["id"], annotate(article_document(source), recognisers), tuple(labels[row["id"]]))


def forms_of(labelled: LabelledArticle, recognisers: Recognisers) -> tuple[LabelledArticle, ...]:
    """The article as it is, as a digest has it (title and first line), and as bare text without title and date."""
    document = labelled.document
    line = document.text.split("\n", 1)[0]
    digest = build_document(labelled.key, document.title, line, published_at=document.published_at, kind=document.kind)
    bare = build_document(labelled.key, "", document.text, kind=document.kind)
    told = tuple(event for event in labelled.events if event["is_primary"] or (event.get("quote") or " ") in line)
    return (
        labelled,
        LabelledArticle(labelled.key, annotate(digest, recognisers), told),
        LabelledArticle(labelled.key, annotate(bare, recognisers), labelled.events),
    )


def sentences_of(labelled: LabelledArticle) -> Iterator[LabelledSentence]:
    """The sentences of an article's text with the types of the events whose quotes they hold."""
    document = labelled.document
    places = [(place, event) for event in labelled.events if (place := quote_place(document, event)) is not None]
    for sentence in document.sentences[1:]:
        types = {event["event_type"] for (start, end), event in places if start < sentence.end and sentence.start < end}
        yield LabelledSentence(document, sentence, frozenset(types))


def quote_place(document: Document, event: dict[str, Any]) -> tuple[int, int] | None:
    """Where the quote of a labelled event stands in the document."""
    quote = event.get("quote") or ""
    start = document.full.find(quote) if quote else -1
    return (start, start + len(quote)) if start >= 0 else None


def examples_of(event_types: dict[str, EventType], recognisers: Recognisers) -> Iterator[LabelledArticle]:
    """The examples of the event types as articles of one paragraph; whether they are news is not told."""
    for name, event_type in sorted(event_types.items()):
        for number, example in enumerate((*event_type.tests, *event_type.examples.positive)):
            yield _example(f"{name} {number}", example, {name}, recognisers)
        for number, negative in enumerate(event_type.examples.negative):
            yield _example(f"not {name} {number}", negative, {negative.instead} - {"none"}, recognisers)


def _example(
    key: str, example: PositiveExample | NegativeExample, types: set[str], recognisers: Recognisers
) -> LabelledArticle:
    source = article(example.text, example.title, example.published or PUBLISHED, example.language)
    events = ({"event_id": key, "event_type": name, "is_primary": None, "quote": example.text} for name in types)
    return LabelledArticle(key, annotate(article_document(source), recognisers), tuple(events))


def single_sentences(event_types: dict[str, EventType], recognisers: Recognisers) -> list[LabelledSentence]:
    """The sentences written one by one for training, and the examples of the event types."""
    written = (row for path in sorted(GOLD.glob("sentences*.jsonl")) for row in _lines(path))
    rows = [(row["text"], frozenset(row["types"])) for row in written]
    for name, event_type in sorted(event_types.items()):
        told = (*event_type.tests, *event_type.examples.positive)
        rows += [(example.text, frozenset({name})) for example in told if example.language == "en"]
        rows += [(example.text, frozenset({example.instead}) - {"none"}) for example in event_type.examples.negative]
    return [one for text, types in rows for one in _alone(text, types, recognisers)]


def _alone(text: str, types: frozenset[str], recognisers: Recognisers) -> Iterator[LabelledSentence]:
    document = annotate(article_document(article(text, published=PUBLISHED)), recognisers)
    for sentence in document.sentences[1:]:
        yield LabelledSentence(document, sentence, types)


@cache
def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
