"""A source file: one outlet, its feeds, and what it is expected to yield."""

from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is not an http or https address")
    return value


class Feed(_Strict):
    """Where an outlet lists its articles: exactly one of rss (also Atom), sitemap (also index and news) or listing."""

    rss: str | None = None
    sitemap: str | None = None
    listing: str | None = None
    links: str | None = Field(default=None, description="CSS selector of the links on a listing page")
    max_pages: int = Field(default=3, ge=1, le=100, description='pages of a listing to follow by rel="next"')

    @model_validator(mode="after")
    def _exactly_one_kind(self) -> "Feed":
        given = [kind for kind in ("rss", "sitemap", "listing") if getattr(self, kind)]
        if len(given) != 1:
            raise ValueError("a feed is exactly one of rss, sitemap or listing")
        if self.listing and not self.links:
            raise ValueError("a listing needs links: the CSS selector of its article links")
        _web_address(self.url)
        return self

    @property
    def kind(self) -> Literal["rss", "sitemap", "listing"]:
        """Which of the three it is."""
        return "rss" if self.rss else "sitemap" if self.sitemap else "listing"

    @property
    def url(self) -> str:
        """The feed's address."""
        return self.rss or self.sitemap or self.listing or ""


class ArticleRules(_Strict):
    """How to find the article on a page of this outlet, where generic extraction is not enough; CSS selectors."""

    body: str | None = None
    title: str | None = None
    drop: tuple[str, ...] = ()


class CrawlRules(_Strict):
    """How politely, and how much, this outlet is read."""

    min_interval_seconds: float = Field(default=5, ge=0, description="floor between two requests to one host")
    max_articles_per_run: int = Field(default=200, ge=1)
    allow_private_network: bool = Field(
        default=False, description="the declared hosts may be loopback or private addresses"
    )


class MinimumYield(_Strict):
    """Below any of these a check warns or fails."""

    articles_per_week: float | None = Field(default=None, ge=0)
    published_at_filled: float | None = Field(default=None, ge=0, le=1)


class MaximumYield(_Strict):
    """Above any of these a check warns."""

    articles_per_day: float | None = Field(default=None, ge=0)


class Expectations(_Strict):
    """What the outlet yields when all is well."""

    min: MinimumYield = MinimumYield()
    max: MaximumYield = MaximumYield()


class Source(_Strict):
    """One outlet; its id is the file's name without the ending."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    title: str = Field(min_length=1)
    homepage: str
    language: str = Field("en", pattern=r"^[a-z]{2}$")
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    timezone: str = "UTC"
    kind: Literal["news", "wire", "regulator", "company"] = "news"
    verified: bool = Field(default=False, description="whether a probe has read the feeds")
    enabled: bool = True
    feeds: tuple[Feed, ...] = Field(min_length=1)
    article: ArticleRules = ArticleRules()
    crawl: CrawlRules = CrawlRules()
    expect: Expectations = Expectations()

    _homepage = field_validator("homepage")(_web_address)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is not a time zone of the IANA database")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the outlet writes dates that name none."""
        return ZoneInfo(self.timezone)

    @property
    def hosts(self) -> frozenset[str]:
        """Host names that this file declares, lower case."""
        addresses = [self.homepage, *(feed.url for feed in self.feeds)]
        return frozenset((urlsplit(address).hostname or "").lower() for address in addresses)
