"""How long somebody was somewhere: questions after it, and the words that tell it."""

from __future__ import annotations

import re

from corpus.document import Span

UNIT_OF_TIME = re.compile(r"\s+(?:years?|months?|weeks?|days?|hours?)\b")
"""Behind a number: what it counts."""

# "How long was she in Peru?", "How long did Ann's visit last?", not "how long was the wait for it".
_WHO_STAYS = r"(?:he|she|they|the [a-z]+|(?:(?:the )?[A-Z][\w’'-]* ?){1,4})"
_ASKS_HOW_LONG = re.compile(
    rf"\b[Hh]ow (?:long|many (?:full |whole )?days) (?:did {_WHO_STAYS} ?(?:stay|remain|spend)\b|"
    rf"(?:was|were) {_WHO_STAYS} ?(?:(?:in|at) [A-Z]|there\b|abroad\b|away\b)|"
    r"(?:was|were|did) (?:the|his|her|their|each of the two|[A-Z][\w ]*['’]s?|[A-Z]\w+)(?: \w+)?"
    r" (?:stay|visit|trip|tour|journey|leg)s?\b)"
    r"(?!.*\b(?:since|ago|first|before|after|been|until)\b)"
)
_THE_FIRST_IN = re.compile(r"\bfirst\b[^.;]*$")  # "the first in six years", "the first two weeks"
_AGO = re.compile(r"^[\w ]*\bsince\b")  # "nine years since"


def asks_how_long_a_stay(text: str) -> bool:
    """Whether a question asks how long somebody was somewhere.

    >>> asks_how_long_a_stay("How long was Ann Fern in Peru?")
    True
    >>> asks_how_long_a_stay("How long was the wait for a visit?")
    False
    """
    return _ASKS_HOW_LONG.search(text) is not None


def may_be_stay(text: str, count: Span, within: Span) -> bool:
    """Whether a count in a sentence may be how long a stay was, and not how long ago the last was.

    >>> text = "The first visit in six years lasted two weeks."
    >>> [may_be_stay(text, Span(*at), Span(0, 46)) for at in ((19, 28), (36, 45))]
    [False, False]
    >>> may_be_stay(text, Span(36, 45), Span(28, 46))
    True
    """
    return bool(
        UNIT_OF_TIME.search(count.of(text))
        and not _THE_FIRST_IN.search(text[within.start : count.start])
        and not _AGO.search(text[count.end : within.end])
    )
