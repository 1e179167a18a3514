"""What configuration may say: pydantic models that refuse unknown keys."""

from config.models.settings import CrawlSettings, SecondOpinion, Settings
from config.models.source import ArticleRules, CrawlRules, Expectations, Feed, Source

__all__ = [
    "ArticleRules",
    "CrawlRules",
    "CrawlSettings",
    "Expectations",
    "Feed",
    "SecondOpinion",
    "Settings",
    "Source",
]
