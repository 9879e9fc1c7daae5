"""Which sentences tell of a visit or meeting in another place than the one asked about.

"Both leaders met in the old palace" names no place; what it stands in does. A text about two
meetings has such sentences about both, and all are like "When was the meeting in Peru?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from assistant.differences.same_things import stems
from assistant.gazetteer import Gazetteer, gazetteer_of, thing_of
from assistant.question import GATHERING, Question
from assistant.spans import asks_how_long_a_stay, candidate_spans
from corpus.document import Document, Span

EVENTS = frozenset(("=visit", "=meeting"))

# What an earlier question was about is no place that a later one asks about.
_BRACKETS = re.compile(r"\(.*\)")
_JOINED = " – "


class Places:
    """The places that the documents tell of, worked out when they are first asked for.

    Args:
        documents: gives them; none where they are too many to read.
    """

    def __init__(self, documents: Callable[[], Sequence[Document]]) -> None:
        self._documents = documents

    @cached_property
    def _told(self) -> Gazetteer:
        return gazetteer_of(self._documents())

    def asked(self, question: Question) -> str:
        """The one place abroad whose visit or meeting a question is about; empty without one."""
        if question.kind in GATHERING or _JOINED in question.text:
            return ""
        asked = _BRACKETS.sub("", question.reads)
        if not EVENTS.intersection(map(thing_of, stems(asked))):
            return ""
        abroad = self._named(asked)
        return next(iter(abroad)) if len(abroad) == 1 else ""

    def told_elsewhere(
        self, question: Question, asked: str, document: Document, span: Span
    ) -> bool:
        """Whether a sentence tells of another place than the one asked about.

        Args:
            question: where it asks for a date, that must be one of its place.
            asked: the place.
            document: whose sentence it is.
            span: of the sentence.
        """
        text = document.text
        named = self._named(span.of(text))
        if not named:
            return self._around(document, span) not in ("", asked)
        if asked not in named:
            return True
        dated = question.kind == "when" or asks_how_long_a_stay(question.reads)
        if not dated or len(named) == 1:
            return False
        dates = candidate_spans(question, text, span)
        told = [self._named(text[span.start : date.end]) for date in dates]
        nearest = {list(places)[-1] for places in told if places}
        return bool(nearest) and asked not in nearest

    def _around(self, document: Document, span: Span) -> str:
        """The place that the paragraph of a sentence is about, else what its heading names."""
        paragraphs = self._told.paragraphs[document.doc_id]
        about = next((p.about for p in paragraphs if p.span.overlaps(span)), "")
        if about:
            return about
        for section in reversed(document.sections):
            if section.span.covers(span) and (named := self._named(section.heading)):
                return next(iter(named)) if len(named) == 1 else ""
        return ""

    def _named(self, text: str) -> dict[str, None]:
        """The places abroad that a text names, the one named last at the end."""
        told = self._told
        named: dict[str, None] = {}
        for word in stems(text):
            place = told.cities.get(word) or thing_of(word)
            if place.startswith("@") and place != told.home:
                named.pop(place, None)
                named[place] = None
        return named
