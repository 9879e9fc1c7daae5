"""Lines that only say where a picture or a figure is from, and questions that may want one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.kind import GATHERING
from assistant.asked.question import Question
from assistant.ranking.rank import Candidate
from assistant.words.patterns import any_case

_NOTE = any_case(
    r"(?:source|photo|image|feature image|credit)s?\b:?"
    r"(?:(?! (?:is|are|was|were|has|have|had)\b).)*$"
    r"|https?://\S+$"
    r"|(?-i:[A-Z][^\W\d_]*)$|(?:what|where|how|why|when) [^.?!:;]*$"
)
"""A line that says where a picture or a figure is from, and no more; or a heading of a PDF."""

_ASKS_FOR_NOTE = any_case(
    r"\b(?:photo|image|picture|figure|diagram|graphic|source|credit|caption|link|address|website|url|"
    r"online|web|agency|newspaper)"
)


def may_ask_for_note(question: Question) -> bool:
    """Whether a line that says where a picture is from can be what is asked for."""
    return question.kind not in GATHERING and bool(_ASKS_FOR_NOTE.search(question.text))


def without_notes(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without lines that only say where something is from."""
    return [c for c in candidates if not _NOTE.match(c.text)]
