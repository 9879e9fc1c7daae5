"""Patterns of words in whatever case they are typed."""

from __future__ import annotations

import re


def any_case(pattern: str) -> re.Pattern[str]:
    """The pattern in any case; `(?-i:…)` in it keeps to the one written.

    >>> bool(any_case("what").match("What?"))
    True
    """
    return re.compile(pattern, re.IGNORECASE)
