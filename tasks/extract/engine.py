"""Extract: the arrow from article to mentions; patterns find, modality and merging judge, slots fill, a quote proves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from config.models import EventType, WordSets
from config.models.learned import Learned
from config.models.lookups import Lookups
from tasks.extract.digest import read_digest
from tasks.extract.document import Candidate, Document
from tasks.extract.document_kind import QUIET_KINDS, document_kind
from tasks.extract.finding import find_clusters
from tasks.extract.judge import Judge, Verdict, build_judge
from tasks.extract.matcher import Matcher, build_matcher
from tasks.extract.merge import candidate_of, has_pattern
from tasks.extract.quotes import best_quote
from tasks.extract.sentence_types import SentenceTypes, build_sentence_types
from tasks.extract.sentences import build_document
from tasks.extract.several import one_for_each
from tasks.extract.signs import Signs, build_signs
from tasks.extract.slots import Recognisers, SlotValues, annotate, build_recognisers, fill_slots
from tasks.extract.telling import Telling
from tasks.extract.traits import traits_of
from warehouse.contracts import Article, Mention, stable_id

EVENT_FROM = 0.5
"""Probability from which a candidate is an event."""

UNPATTERNED_FROM = 0.7
"""The same for a candidate that only the trained model found: readers do not forgive what no words bear out."""

TRAINED_IN = "en"
"""The language that the trained models know."""

PRIMARY_FROM = 0.5
"""Probability from which an event is the news and not its background."""


@dataclass(frozen=True)
class Extractor:
    """Everything that extraction needs, compiled once; it holds no state."""

    event_types: Mapping[str, EventType]
    matcher: Matcher
    sentence_types: SentenceTypes
    judge: Judge
    signs: Mapping[str, Signs]
    recognisers: Recognisers
    extract_persons: bool = False


def build_extractor(
    event_types: Mapping[str, EventType],
    lookups: Lookups,
    word_sets: WordSets,
    learned: Learned,
    *,
    extract_persons: bool = False,
) -> Extractor:
    """Compile event types and lookups; persons are read only on request. Raises PhraseError where a pattern cannot be read."""
    return Extractor(
        event_types,
        build_matcher(event_types, word_sets.sets),
        build_sentence_types(learned.sentence_types),
        build_judge(learned.judgement),
        {name: build_signs(event_type, word_sets.sets) for name, event_type in event_types.items()},
        build_recognisers(lookups),
        extract_persons,
    )


def extract(article: Article, extractor: Extractor) -> list[Mention]:
    """All events that an article tells, each with the sentence that proves it, sorted by place."""
    document = article_document(article)
    if document.kind in QUIET_KINDS:
        return []
    document = annotate(document, extractor.recognisers)
    mentions = [mention_of(document, candidate, extractor) for candidate in find_candidates(document, extractor)]
    return sorted(mentions, key=lambda mention: mention.quote_start)


def article_document(article: Article) -> Document:
    """An article as extraction reads it, its kind told, not yet annotated."""
    return build_document(
        article.article_id,
        article.title,
        article.text,
        published_at=_publication(article),
        language=article.language,
        kind=document_kind(article.title, article.text, article.url),
    )


def find_candidates(document: Document, extractor: Extractor) -> list[Candidate]:
    """The events of an annotated document, each once, with status, polarity and role, in order of place."""
    event_types = extractor.event_types
    digest = read_digest(document)
    clusters = find_clusters(document, digest, extractor.matcher, extractor.sentence_types, event_types)
    judged = (
        _judged(document, cluster, extractor.judge.verdict(traits), event_types)
        for cluster, traits in zip(clusters, traits_of(document, digest, clusters, event_types), strict=True)
    )
    found = [
        extractor.signs[candidate.event_type].read(document, one)
        for candidate in judged
        if candidate is not None
        for one in one_for_each(document, candidate, event_types[candidate.event_type])
    ]
    return sorted(found, key=lambda candidate: (candidate.start, candidate.event_type))


def _judged(
    document: Document, cluster: list[Telling], verdict: Verdict, event_types: Mapping[str, EventType]
) -> Candidate | None:
    """The candidate that a cluster makes, unless it is taken for no event."""
    if not _is_event(document, cluster, verdict):
        return None
    by_wording = {telling.match.rule.pattern.role for telling in cluster}
    fixed = by_wording.pop() if len(by_wording) == 1 else None
    role = fixed or ("primary" if verdict.primary >= PRIMARY_FROM else "background")
    event_type = event_types[cluster[0].event_type]
    return candidate_of(cluster, event_type, role=role, confidence=round(verdict.event, 2))


def _is_event(document: Document, cluster: list[Telling], verdict: Verdict) -> bool:
    """The models know one language; in others the patterns alone decide."""
    if document.language != TRAINED_IN:
        return has_pattern(cluster)
    return verdict.event >= (EVENT_FROM if has_pattern(cluster) else UNPATTERNED_FROM)


def _publication(article: Article) -> datetime | None:
    """The day of publication where the outlet is: "today" is meant there, not in UTC."""
    if article.published_on is None:
        return article.published_at
    return datetime.combine(article.published_on, time(), UTC)


def mention_of(document: Document, candidate: Candidate, extractor: Extractor) -> Mention:
    """The mention that a candidate of an annotated document makes: its quote and its slots."""
    start, end = best_quote(document, candidate)
    quote = document.text[start:end]
    values = fill_slots(
        document, candidate, extractor.event_types[candidate.event_type], extract_persons=extractor.extract_persons
    )
    return Mention(
        mention_id=stable_id(
            "men", document.article_id, candidate.event_type, candidate.status, quote, candidate.start
        ),
        article_id=document.article_id,
        event_type=candidate.event_type,
        status=candidate.status,
        polarity=candidate.polarity,
        role=candidate.role,
        quote=quote,
        quote_start=start,
        quote_end=end,
        rule_id=candidate.rule_id,
        confidence=candidate.confidence,
        **_columns(values),
    )


def _columns(values: SlotValues) -> dict[str, Any]:
    """Slot values under the names of the columns of `mentions`."""
    cells = ((name, getattr(values, name)) for name in SlotValues.__slots__)
    return {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in cells}
