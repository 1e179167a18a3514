"""Article -> text cluster and story: which articles are copies of one text, and which tell of one thing."""

from tasks.dedupe.batch import DedupeOutcome, KnownTexts, dedupe_articles, dedupe_batch

__all__ = ["DedupeOutcome", "KnownTexts", "dedupe_articles", "dedupe_batch"]
