"""Article -> its text print, before it is known which cluster it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tasks.dedupe.facts import Facts, facts_of
from tasks.dedupe.shingles import hash_words, sample, shingle_hashes
from tasks.dedupe.words import bare_title, is_restated, news_part, words_of
from tasks.urls import host_of
from warehouse.contracts import Article

WIRES = frozenset(
    [
        "globenewswire.com",
        "prnewswire.com",
        "prnewswire.co.uk",
        "businesswire.com",
        "accesswire.com",
        "accessnewswire.com",
        "newsfilecorp.com",
        "cision.com",
        "presseportal.de",
        "actusnews.com",
        "eqs-news.com",
    ]
)
WIRE, OUTLET, BORROWER = 0, 1, 2
HEAD_WORDS = 64
"""The start of a text, where a release says what is new; what it says in every release stands further down."""
SHORT_TEXT_WORDS = 60
_FIRST_HAND = frozenset({"wire", "company", "regulator"})


@dataclass(frozen=True)
class Fingerprint:
    """What one article brings to the comparison of texts."""

    article_id: str
    published_at: datetime
    standing: int
    words_hash: int
    title_hash: int
    title_words: int
    is_restated: bool
    word_count: int
    is_sampled: bool
    shingles: list[int]
    head: list[int]
    facts: Facts

    @property
    def order(self) -> tuple[datetime, str]:
        """The order in which articles are taken: by publication, then by id."""
        return self.published_at, self.article_id

    @property
    def is_short(self) -> bool:
        """Whether the news part is a paragraph or less."""
        return self.word_count < SHORT_TEXT_WORDS


def fingerprint(article: Article, kinds: Mapping[str, str]) -> Fingerprint:
    """Read an article's print; `kinds` tells of sources what they are: news, wire, regulator or company."""
    news = news_part(article.text)
    title_words, words = words_of(bare_title(article.title)), words_of(news)
    shingles, is_sampled = sample(shingle_hashes(words or title_words))
    published_at = published_or_seen(article)
    return Fingerprint(
        article_id=article.article_id,
        published_at=published_at,
        standing=standing(article, kinds),
        words_hash=hash_words([*title_words, "", *words]),
        title_hash=hash_words(title_words),
        title_words=len(title_words),
        is_restated=is_restated(article.title),
        word_count=len(words),
        is_sampled=is_sampled,
        shingles=shingles,
        head=shingle_hashes((words or title_words)[:HEAD_WORDS]).tolist(),
        facts=facts_of(article.title, news, published_at),
    )


def published_or_seen(article: Article) -> datetime:
    """Publication time in UTC; where unknown, when the article was first seen."""
    return article.published_at or article.first_seen_at


def standing(article: Article, kinds: Mapping[str, str]) -> int:
    """Rank among copies: 0 for a wire, an issuer or an authority, 1 for an outlet, 2 for one that credits another."""
    host = host_of(article.canonical_url)
    if kinds.get(article.source_id) in _FIRST_HAND or host in WIRES:
        return WIRE
    return BORROWER if article.syndicated_from else OUTLET
