"""What configuration may say: pydantic models that refuse unknown keys."""

from config.models.event_type import (
    EventType,
    Examples,
    Expected,
    NegativeExample,
    Pattern,
    PositiveExample,
    Sign,
    WordSets,
)
from config.models.settings import CrawlSettings, SecondOpinion, Settings
from config.models.source import ArticleRules, CrawlRules, Expectations, Feed, Source

__all__ = [
    "ArticleRules",
    "CrawlRules",
    "CrawlSettings",
    "EventType",
    "Examples",
    "Expected",
    "Expectations",
    "Feed",
    "NegativeExample",
    "Pattern",
    "PositiveExample",
    "SecondOpinion",
    "Settings",
    "Sign",
    "Source",
    "WordSets",
]
