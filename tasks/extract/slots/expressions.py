"""Expressions that only say whether words stand around a name: RE2, which is linear and quick on short stretches."""

import re2


def around(pattern: str, *, ignore_case: bool = True) -> re2._Regexp:
    """A compiled expression for short stretches of text; no look-around, `\\w` and `\\b` know ASCII only."""
    options = re2.Options()
    options.case_sensitive = not ignore_case
    return re2.compile(pattern, options)
