"""Mention -> event: names become companies and products, mentions become events, events are linked in order."""

from tasks.resolve.batch import KnownEvents, Resolution, resolve_batch, resolve_mentions

__all__ = ["KnownEvents", "Resolution", "resolve_batch", "resolve_mentions"]
