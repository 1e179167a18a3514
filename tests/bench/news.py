"""Made-up news for benchmarks: releases of realistic length, of whose words most are their issuer's boilerplate."""

import hashlib
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from warehouse.contracts import AmountPart, Article, CompanyPart, Mention, stable_id

LAST_DAY = datetime(2026, 6, 30, tzinfo=UTC)
_COMPANIES = 500
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ki",
    "lo",
    "mu",
    "ne",
    "pa",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xo",
    "yl",
    "za",
    "br",
    "cr",
    "dr",
    "fl",
    "gr",
    "pl",
    "st",
    "tr",
    "ves",
    "mor",
    "lin",
    "dax",
]
_KINDS = (
    ("approval", "approved", "said that the FDA has approved"),
    ("trial_readout", "topline", "reported topline results of"),
    ("licensing", "announced", "has licensed"),
    ("earnings_guidance", "results_reported", "reported quarterly results with sales of"),
    ("trial_start", "initiated", "has started a trial of"),
)


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3, 4))))


VOCABULARY = [_word(random.Random(number)) for number in range(12_000)]
_WEIGHTS = [1 / (rank + 8) for rank in range(len(VOCABULARY))]


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(VOCABULARY, _WEIGHTS, k=words)).capitalize() + "."


def _portrait(company: int) -> str:
    """The half sentence that an issuer puts behind its name in every release."""
    return _sentence(random.Random(f"portrait {company}"), 25)


def _boilerplate(company: int) -> str:
    """What an issuer says of itself and of the future in every release, under no heading that would give it away."""
    rng = random.Random(f"boilerplate {company}")
    return "\n".join(_sentence(rng, 45) for _ in range(8))


def _name(company: int) -> str:
    rng = random.Random(f"name {company}")
    return f"{_word(rng).capitalize()}{_word(rng)} {rng.choice(('Bio', 'Therapeutics', 'Pharma'))}"


def names() -> list[str]:
    """The words of the companies' names, in small letters."""
    return sorted({word for company in range(_COMPANIES) for word in _name(company).lower().split()})


def make_day(count: int, seed: int, day: datetime) -> tuple[list[Article], list[Mention]]:
    """So many releases of one day, each with one mention; the same seed gives the same."""
    rng = random.Random(seed)
    articles, mentions = [], []
    for number in range(count):
        company = rng.randrange(_COMPANIES)
        event_type, status, verb = rng.choice(_KINDS)
        product = f"{_word(rng).capitalize()}{_word(rng)}"
        news = f"{_name(company)} {verb} {product}."
        sentences = [_portrait(company), *(_sentence(rng, 40) for _ in range(4))]
        body = "\n".join([news, *sentences, _boilerplate(company)])
        article_id = stable_id("article", seed, number)
        articles.append(
            _article(article_id, f"{_name(company)} {verb} {product}", body, day + timedelta(minutes=number))
        )
        mentions.append(_mention(article_id, event_type, status, _name(company), product, news, rng.randrange(1, 900)))
    return articles, mentions


def copies(
    articles: Sequence[Article], mentions: Sequence[Mention], day: datetime
) -> tuple[list[Article], list[Mention]]:
    """The same texts a day later at another outlet, a paragraph shorter, with its mentions."""
    again = {}
    for article in articles:
        article_id = stable_id("article", "copy", article.article_id)
        text = "\n".join(article.text.split("\n")[:-1])
        again[article.article_id] = _article(article_id, article.title, text, day, source_id="outlet")
    told = [
        mention.model_copy(
            update={
                "article_id": again[mention.article_id].article_id,
                "mention_id": stable_id("mention", "copy", mention.mention_id),
            }
        )
        for mention in mentions
        if mention.article_id in again
    ]
    return list(again.values()), told


def _article(article_id: str, title: str, text: str, moment: datetime, source_id: str = "wire") -> Article:
    url = f"https://{source_id}.example/{article_id}"
    return Article(
        article_id=article_id,
        source_id=source_id,
        url=url,
        canonical_url=url,
        title=title,
        published_at=moment,
        published_at_precision="second",
        language="en",
        text=text,
        word_count=len(text.split()),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        rules_version="bench",
        first_seen_at=moment,
    )


def _mention(
    article_id: str, event_type: str, status: str, company: str, product: str, quote: str, million: int
) -> Mention:
    return Mention(
        mention_id=stable_id("mention", article_id),
        article_id=article_id,
        event_type=event_type,
        status=status,
        role="primary",
        companies=[CompanyPart(name=company, role="sponsor")],
        products=[product],
        amounts=[AmountPart(value=million * 1e6, currency="USD", role="total")],
        quote=quote,
        quote_start=0,
        quote_end=len(quote),
        rule_id="bench",
        confidence=1,
    )
