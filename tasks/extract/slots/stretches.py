"""Stretches of a text that are taken, asked by bisection: whether something lies across one of them or inside one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """Stretches [start, end) of a text; they may overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, position: int) -> bool:
        """Whether a stretch holds the character at this position."""
        return self._reached_before(bisect_right(self._starts, position)) > position

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies across the given one."""
        return self._reached_before(bisect_left(self._starts, end)) > start

    def contains(self, start: int, end: int) -> bool:
        """Whether a stretch holds the whole of the given one."""
        return self._reached_before(bisect_right(self._starts, start)) >= end

    def _reached_before(self, place: int) -> int:
        """How far the stretches ahead of this place in their order reach; -1 where there are none."""
        return self._reach[place - 1] if place else -1
