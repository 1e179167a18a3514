"""Article -> text cluster and story: which articles are copies of one text, and which tell of one thing."""

from tasks.dedupe.batch import DedupeOutcome, dedupe_articles, dedupe_batch, placed_article
from tasks.dedupe.known import KnownTexts, TextsInMemory

__all__ = ["DedupeOutcome", "KnownTexts", "TextsInMemory", "dedupe_articles", "dedupe_batch", "placed_article"]
