"""Slots: recognisers of names, dates and amounts, and the binding of what they find to one event."""

from tasks.extract.slots.annotate import Recognisers, annotate, build_recognisers
from tasks.extract.slots.fill import fill_slots
from tasks.extract.slots.values import SlotValues

__all__ = ["Recognisers", "SlotValues", "annotate", "build_recognisers", "fill_slots"]
