"""Mention -> event: names become companies and products, mentions become events, events are linked in order."""

from tasks.resolve.batch import Resolution, resolve_batch, resolve_mentions
from tasks.resolve.known import EventsInMemory, KnownEntities, KnownEvents, KnownMembers

__all__ = [
    "EventsInMemory",
    "KnownEntities",
    "KnownEvents",
    "KnownMembers",
    "Resolution",
    "resolve_batch",
    "resolve_mentions",
]
