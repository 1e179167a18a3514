"""Mention and article -> the row by which events are resolved, with the keys under which it is compared."""

import re
from collections.abc import Iterable, Sequence

from tasks.dedupe.words import is_restated
from tasks.resolve.days import possible_days
from tasks.resolve.status import type_group
from warehouse.contracts import Article, EntityPart, EventMember, Mention

_REGION_OF = {
    "FDA": "US", "CMS": "US", "EMA": "EU", "CHMP": "EU", "CHMP (EMA)": "EU", "European Commission": "EU", "MHRA": "UK",
    "NICE": "UK", "NMPA": "China", "NMPA (CDE)": "China", "CDE": "China", "PMDA": "Japan", "MHLW": "Japan",
    "Health Canada": "Canada", "TGA": "Australia", "Swissmedic": "Switzerland", "ANVISA": "Brazil",
}  # fmt: skip
_POSITION = re.compile(
    r"\bchief\s+(\w+)(?:\s+(?:and|&)\s+\w+)?\s+officer\b|\b(C[EFSMOTBCLP]O)\b|\b(president|chair(?:man|woman|person)?|general counsel)\b"
    r"|\b(board|directors?)\b",
    re.IGNORECASE,
)
_INITIALS = {"e": "executive", "f": "financial", "s": "scientific", "m": "medical", "o": "operating", "t": "technology",
             "b": "business", "c": "commercial", "l": "legal", "p": "people"}  # fmt: skip
_QUARTER = re.compile(
    r"\b(?:(first|second|third|fourth)[ -]quarter|q([1-4])\b|([1-4])q\d\d|(full[ -]year|fiscal year|year[ -]end)|(first|second)[ -]half|h([12])\b)",
    re.IGNORECASE,
)
_NUMBER = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_WORD = re.compile(r"[a-z0-9]+")
LIFECYCLE = (
    "trial_clearance", "trial_start", "trial_enrollment", "trial_readout", "submission", "submission_accepted",
    "advisory_opinion", "approval", "rejection", "product_launch",
)  # fmt: skip
"""The steps of a product's life in one indication, in order; a rejection stands where an approval would."""


def member_of(
    mention: Mention, article: Article, companies: Sequence[EntityPart], products: Sequence[EntityPart]
) -> EventMember:
    """The row of one mention, not yet placed in an event (event_id is empty)."""
    published_at = article.published_at or article.first_seen_at
    first_day, last_day = possible_days(mention.event_date, mention.event_date_basis, mention.role, published_at.date())
    slots = ("mention_id", "role", "event_type", "status", "polarity", "modality", "target", "indication", "phase",
             "regulator", "designation", "application_type", "financing_round", "event_date", "event_date_precision",
             "event_date_basis", "amounts", "trials", "quote", "confidence")  # fmt: skip
    member = EventMember(
        **{name: getattr(mention, name) for name in slots},
        event_id="",
        founded_event_id="",
        joined_because="",
        article_id=article.article_id,
        source_id=article.source_id,
        url=article.url,
        text_cluster_id=article.text_cluster_id,
        story_id=article.story_id,
        published_at=published_at,
        is_restated=is_restated(article.title),
        region=mention.region or _REGION_OF.get(mention.regulator or ""),
        detail=_detail(mention, article.title),
        first_day=first_day,
        last_day=last_day,
        companies=list(companies),
        products=list(products),
    )
    return member.model_copy(update={"block_keys": block_keys(member)})


def block_keys(member: EventMember, former_ids: Iterable[str] = ()) -> list[str]:
    """Keys of which two mentions of one event share at least one: type group with product, company, trial.

    A product alone is a key, too: by it the other steps of the product's life are found. former_ids: ids that gave way
    to those of the member, under which older members may still lie.
    """
    group = type_group(member.event_type)
    ids = {part.id for part in (*member.products, *member.companies)} | set(former_ids)
    keys = {f"{group}|{entity_id}" for entity_id in ids}
    keys |= {part.id for part in member.products} if member.event_type in LIFECYCLE else set()
    keys |= {f"{group}|{trial.trial_id}" for trial in member.trials if trial.trial_id}
    keys |= {f"{group}|{trial.trial_name.lower()}" for trial in member.trials if trial.trial_name}
    return sorted(keys)


def _detail(mention: Mention, title: str) -> list[str]:
    text = f"{title} {mention.quote}" if mention.role == "primary" else mention.quote
    if mention.event_type == "earnings_guidance":
        return sorted(_quarters(title if mention.role == "primary" else "") or _quarters(text))
    if mention.event_type == "leadership_change":
        return sorted(_positions(text))
    return []


def _quarters(text: str) -> set[str]:
    found = set()
    for first, number, number2, full, half, half2 in _QUARTER.findall(text):
        if full:
            found.add("year")
        elif half or half2:
            found.add(f"h{_NUMBER.get(half.lower(), half2)}")
        else:
            found.add(f"q{_NUMBER.get(first.lower()) or number or number2}")
    return found


def _positions(text: str) -> set[str]:
    found = set()
    for chief, initials, other, board in _POSITION.findall(text):
        if board:
            found.add("board")
        elif other:
            found.add(other.lower().removesuffix("man").removesuffix("woman").removesuffix("person"))
        else:
            found.add(chief.lower() if chief else _INITIALS[initials[1].lower()])
    return found


def indication_words(indication: str | None) -> frozenset[str]:
    """The telling words of a disease, cut to six letters so that spellings agree."""
    words = _WORD.findall((indication or "").lower().replace("tumour", "tumor").replace("aemia", "emia"))
    return frozenset(word[:6] for word in words if len(word) > 2) - _EMPTY_WORDS


_EMPTY_WORDS = frozenset(
    word[:6]
    for word in [
        "disease",
        "diseases",
        "disorder",
        "disorders",
        "syndrome",
        "cancer",
        "patients",
        "adults",
        "adult",
        "children",
        "severe",
        "moderate",
        "chronic",
        "acute",
        "advanced",
        "relapsed",
        "refractory",
        "treatment",
        "prevention",
        "and",
        "the",
        "for",
        "with",
        "who",
        "have",
    ]
)
