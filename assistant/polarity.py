"""Whether what a sentence tells did not come about: "fell short of a joint plan"."""

from __future__ import annotations

import re

from corpus.document import Span

_NEGATING = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?|f[ea]ll(?:s|ing)? short|lack(?:s|ed|ing)?|refus(?:e|es|ed|al|ing)|"
    r"reject(?:s|ed|ion)?|exclud(?:es|ed|ing)|without|never|no longer|not|hardly|rebuff\w*|"
    r"declin(?:es|ed|ing) to|avoid(?:s|ed|ing)?|remains to be seen|uncertain)\b",
    re.IGNORECASE,
)
"""Words that take back what stands behind them (Huddleston and Pullum 2002, ch. 9, 3.6)."""


def negated(text: str, sentence: Span, words: Span) -> bool:
    """Whether words of a sentence are taken back by what stands before them.

    Args:
        text: the document's text; spans are positions in it.
        sentence: that holds the words.
        words: as quoted by themselves.

    >>> text = "The talks fell short of a joint plan."
    >>> negated(text, Span(0, 37), Span(24, 36)), negated(text, Span(0, 37), Span(10, 36))
    (True, False)
    """
    return bool(_NEGATING.search(text, sentence.start, words.start)) and not _NEGATING.search(
        text, words.start, words.end
    )
