"""The newsroom's articles and the truth about them: Markdown files with a front matter that says what is to be found."""

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from flows.newsroom.markup import Block, read_blocks

ARTICLES = Path(__file__).parent / "articles"
NEWSROOM_NOW = datetime(2026, 7, 17, 18, 0, tzinfo=UTC)
"""The evening of the newsroom's week: every article of the first two editions is older."""

DocumentKind = Literal["news", "release", "round_up", "feature", "opinion", "listing", "earnings_call", "event_notice"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedAmount(_Strict):
    """An amount that an event carries: value in units, ISO currency, role of the taxonomy."""

    value: float
    currency: str
    role: str


class ExpectedEvent(_Strict):
    """One event that an article tells; `key` is the same in every article that tells it."""

    key: str
    type: str
    status: str | None = None
    polarity: Literal["positive", "negative", "mixed"] | None = None
    role: Literal["primary", "background"] = "primary"
    companies: dict[str, str] = Field(default={}, description="name as in the text -> role")
    products: tuple[str, ...] = ()
    indication: str | None = None
    phase: str | None = None
    regulator: str | None = None
    region: str | None = None
    designation: str | None = None
    amounts: tuple[ExpectedAmount, ...] = ()
    trial_ids: tuple[str, ...] = ()
    date: str | None = Field(default=None, description="as precise as the text: 2026-07-14, 2026-05, 2026-Q2, 2025")


class Serving(_Strict):
    """How the page is served, where it is not served plainly."""

    delay_seconds: float = 0
    failures_before_success: int = Field(default=0, description="answers of 500 before the page comes")
    encoding: str = "utf-8"
    declared_charset: str | None = Field(default=None, description="what header and meta say, where they are wrong")
    listed_as: str | None = Field(default=None, description="address in the feeds; it redirects to the page")
    listed_with: str = Field(default="", description="query that the feeds add to the address")
    in_feeds: bool = True


class NewsroomArticle(_Strict):
    """One article of one outlet, with its truth."""

    outlet: str
    slug: str
    edition: int = 1
    title: str
    published: AwareDatetime
    modified: AwareDatetime | None = None
    section: str = "News"
    author: str | None = None
    summary: str
    caption: str | None = None
    language: str = "en"
    kind: DocumentKind = "news"
    issuer: str | None = Field(default=None, description="whose boilerplate follows a release")
    dateline: str | None = None
    tags: tuple[str, ...] = ()
    release_key: str | None = Field(default=None, description="the same for all copies of one syndicated release")
    serving: Serving = Serving()
    events: tuple[ExpectedEvent, ...] = ()
    body: str

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body, block by block."""
        return read_blocks(self.body)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The true lines of the article's text: paragraphs, headings, list items, table rows (cells joined by ' | ')."""
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def changed(self) -> datetime:
        """When the page last changed."""
        return self.modified or self.published

    @property
    def word_count(self) -> int:
        """Words of the true text."""
        return sum(len(line.split()) for line in self.paragraphs)


def load_articles(
    edition: int = 1, *, corrected_at: datetime | None = None, folder: Path = ARTICLES
) -> tuple[NewsroomArticle, ...]:
    """All articles as they stand in an edition, newest first; `<slug>.2.md` replaces `<slug>.md` from edition 2 on.

    corrected_at: the moment of its corrections, where a test needs them after its own first crawl.
    """
    latest: dict[tuple[str, str], NewsroomArticle] = {}
    for path in sorted(folder.glob("*/*.md"), key=lambda path: (path.parent.name, *_slug_and_edition(path))):
        article = read_article(path)
        if article.edition > 1 and article.modified and corrected_at:
            article = article.model_copy(update={"modified": corrected_at})
        if article.edition <= edition:
            latest[article.outlet, article.slug] = article
    return tuple(sorted(latest.values(), key=lambda article: (-article.published.timestamp(), article.slug)))


def read_article(path: Path) -> NewsroomArticle:
    """Read one article file. Raises ValueError (pydantic's) where the front matter is not as it must be."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    slug, edition = _slug_and_edition(path)
    facts = yaml.safe_load(head)
    return NewsroomArticle.model_validate(
        {**facts, "outlet": path.parent.name, "slug": slug, "edition": edition, "body": body}
    )


def _slug_and_edition(path: Path) -> tuple[str, int]:
    slug, _, edition = path.stem.partition(".")
    return slug, int(edition or 1)
