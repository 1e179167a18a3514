"""The newsroom's outlets: who they are, what they serve where, and the source each of them is to the crawler."""

from pathlib import Path
from urllib.parse import urljoin

import yaml
from pydantic import BaseModel, ConfigDict, Field

from config.models import ArticleRules, CrawlRules, Feed, Source
from flows.newsroom.articles import NewsroomArticle

OUTLETS = Path(__file__).parent / "outlets.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ServedFeed(_Strict):
    """A feed of an outlet: its kind for the crawler, its path, and the template that writes it."""

    kind: str = Field(pattern="^(rss|sitemap|listing)$")
    path: str
    template: str
    links: str | None = Field(default=None, description="CSS selector of the links on a listing page")
    newest: int = Field(default=100, ge=1, description="how many articles it lists")
    page_size: int = Field(default=100, ge=1, description="articles on one page of a listing")
    max_pages: int = Field(default=3, ge=1, description="pages of a listing, or sitemaps of an index, that are read")
    encoding: str = "utf-8"


class BrokenItem(_Strict):
    """A feed item that is not as it should be; what is empty is left out of the feed."""

    title: str
    link: str | None = None
    date: str | None = None


class Outlet(_Strict):
    """One fictional outlet."""

    id: str
    title: str
    tagline: str
    language: str = "en"
    country: str
    timezone: str
    kind: str = "news"
    article_path: str = Field(description="path of an article: {slug}, {year}, {month}, {day}, {number}")
    feeds: tuple[ServedFeed, ...]
    promos_per_article: int = 2
    robots: str
    disallowed: tuple[str, ...] = Field(
        default=(), description="paths that exist, that feeds list, that robots.txt forbids"
    )
    broken_items: tuple[BrokenItem, ...] = ()
    line_breaks: bool = Field(default=False, description="paragraphs end in <br><br> and have no element of their own")
    compressed: bool = False
    article: ArticleRules = ArticleRules()

    def path_of(self, article: NewsroomArticle) -> str:
        """The path at which this outlet publishes an article."""
        day = article.published
        number = 100_000 + sum(ord(letter) * place for place, letter in enumerate(article.slug, 1)) % 900_000
        return self.article_path.format(
            slug=article.slug, year=day.year, month=f"{day.month:02}", day=f"{day.day:02}", number=number
        )

    def source(self, origin: str) -> Source:
        """The outlet as a source file would declare it; `origin` is its scheme, host and port."""
        feeds = tuple(
            Feed.model_validate(
                {feed.kind: urljoin(origin, feed.path), "links": feed.links, "max_pages": feed.max_pages}
            )
            for feed in self.feeds
        )
        return Source.model_validate(
            {
                **self.model_dump(include={"id", "title", "language", "country", "timezone", "kind"}),
                "homepage": origin + "/",
                "feeds": feeds,
                "article": self.article,
                "verified": True,
                "crawl": CrawlRules(min_interval_seconds=0.02, allow_private_network=True),
            }
        )


def load_outlets(path: Path = OUTLETS) -> dict[str, Outlet]:
    """All outlets by id, in the order of the file, which is the order of their ports."""
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {id: Outlet.model_validate({"id": id, **fields}) for id, fields in facts.items()}
