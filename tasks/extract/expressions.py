"""Expressions over stretches of text in RE2, which is linear for all of them; `\\w` and `\\b` know ASCII only, and nothing
looks around."""

from collections.abc import Callable
from functools import cached_property

import re2


class Around:
    """An expression that is asked only whether a stretch of text holds it, such as the words around a name.

    RE2 answers that for a set of one in a fraction of the time that it takes to tell where.
    """

    def __init__(self, pattern: str, options: re2.Options) -> None:
        self._pattern, self._options = pattern, options

    def search(self, text: str) -> bool:
        """Whether the stretch holds it."""
        return self._anywhere(text.encode()) is not None

    def match(self, text: str) -> bool:
        """Whether the stretch begins with it."""
        return self._at_the_start(text.encode()) is not None

    @cached_property
    def _anywhere(self) -> Callable[[bytes], object]:
        return self._compiled(re2.Set.SearchSet(self._options))

    @cached_property
    def _at_the_start(self) -> Callable[[bytes], object]:
        return self._compiled(re2.Set.MatchSet(self._options))

    def _compiled(self, empty: re2.Set) -> Callable[[bytes], object]:
        empty.Add(self._pattern)
        empty.Compile()
        return empty.Match


def around(pattern: str, *, ignore_case: bool = True) -> Around:
    """An expression for the words around a name. Raises re2.error, when it is first asked, for one that cannot be read."""
    return Around(pattern, _options(ignore_case))


def named(pattern: str, *, ignore_case: bool = True) -> re2._Regexp:
    """An expression that tells where it stands, and its groups. Raises re2.error for one that cannot be read."""
    return re2.compile(pattern, _options(ignore_case))


def _options(ignore_case: bool) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = not ignore_case
    return options
