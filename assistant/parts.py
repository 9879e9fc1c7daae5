"""A question about several things taken apart, so that each can be looked for by itself.

A comparison names two sides, a double question asks twice. One search for all of it finds what is
most like the whole: often one side only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.question import Question, kind_of, read_question
from assistant.sides import sides

_ASKING = r"(?:what|who|whom|whose|when|where|why|how|which|did|does|do|was|were|is|are|has|have)"
_DOUBLE = re.compile(rf"(?:,? and|[;?]) (?={_ASKING}\b)", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:it|its|he|she|his|her|him|they|them|their|this|that|these|those|there|so|one|ones|"
    r"both|same|other)\b",
    re.IGNORECASE,
)

# "Which was larger?" is told by a number, "which came first?" by a date.
_BY_DATE = re.compile(r"\b(?:earlier|later|first|sooner)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(
    r"\b(?:larger|bigger|more|fewer|smaller|longer|shorter|higher|lower|greater|less)\b",
    re.IGNORECASE,
)


def parts_of(question: Question) -> list[Question]:
    """The questions that an English one is made of; empty where it is one."""
    if question.language != "en" or question.kind in ("documents", "authors", "each", "overview"):
        return []
    found = double_question(question.topic)
    if not found and question.kind in ("compare", "yes_no", "other"):
        found = sides(question.topic)
    return [_part(text) for text in found]


def one_of_each(question: Question) -> Question:
    """The question that is asked of each document by itself."""
    kind = kind_of(question.topic)
    return replace(question, kind="other" if kind in ("compare", "each") else kind)


def _part(text: str) -> Question:
    read = read_question(text, len(text))
    if _BY_DATE.search(text):
        return replace(read, kind="when")
    if _BY_NUMBER.search(text):
        return replace(read, kind="how_many")
    return replace(read, kind="other") if read.kind == "compare" else read


def double_question(text: str) -> list[str]:
    """The questions that `text` asks one after the other; empty where it is one.

    One that refers to what stands before it is no question by itself, and stays with it.

    >>> double_question("Where did they meet, and who came to the forum?")
    ['Where did they meet?', 'Who came to the forum?']
    >>> double_question("Who signed it and when was it signed?")
    []
    """
    asked = [part.strip(" ?.!,;") for part in _DOUBLE.split(text)]
    if len(asked) < 2 or any(len(part.split()) < 3 for part in asked):
        return []
    if any(_REFERS.search(part) for part in asked[1:]):
        return []
    return [f"{part[:1].upper()}{part[1:]}?" for part in asked]
