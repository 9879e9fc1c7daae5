"""Which sentences tell of a visit or meeting in another place than the one asked about.

"Both leaders met in the old palace" names no place; what it stands in does. A text about two
meetings has such sentences about both, and all are like "When was the meeting in Peru?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache

from assistant.aims import asks_for_aims
from assistant.differences.same_things import stems
from assistant.gazetteer import Gazetteer, gazetteer_of, thing_of
from assistant.mentions import is_title, may_be_person, mentions
from assistant.question import GATHERING, Question
from assistant.spans import asks_how_long_a_stay, candidate_spans
from corpus.document import Document, Span

_EVENTS = frozenset(("=visit", "=meeting"))

_MET = re.compile(r"\b(?:met|meet)\b")

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
        self._belongs_to = cache(lambda name: self._told.place_of_name(name))
        self._people = lru_cache(maxsize=4096)(self._people_in)

    @cached_property
    def _told(self) -> Gazetteer:
        return gazetteer_of(self._documents())

    def asked(self, question: Question) -> str:
        """The one place abroad whose visit or meeting a question is about; empty without one.

        What somebody wanted there is asked of a visit, and so is how long they stayed.
        """
        if question.kind in GATHERING or _JOINED in question.text:
            return ""
        asked = _BRACKETS.sub("", question.reads)
        event = _EVENTS.intersection(map(thing_of, stems(asked))) or _MET.search(asked)
        if not (event or asks_for_aims(asked) or asks_how_long_a_stay(asked)):
            return ""
        abroad = self._named(asked)
        return next(iter(abroad)) if len(abroad) == 1 else ""

    def told_elsewhere(
        self, question: Question, asked: str, document: Document, span: Span
    ) -> bool:
        """Whether a sentence tells of another place than the one asked about.

        Args:
            question: where it asks for a date or a place, that must be one of the place asked.
            asked: the place.
            document: whose sentence it is.
            span: of the sentence.
        """
        text = document.text
        named = self._named(span.of(text))
        if not named:
            return self._around(document, span, asked) not in ("", asked)
        if asked not in named:
            return not self._holds_somebody_of(asked, span.of(text))
        if len(named) == 1:
            return False
        told = candidate_spans(question, text, span)
        if question.kind == "where":
            places = [self._named(one.of(text)) for one in told]
            return any(places) and not any(asked in place for place in places)
        if question.kind == "when" or asks_how_long_a_stay(question.reads):
            before = [self._named(text[span.start : date.end]) for date in told]
            nearest = {list(places)[-1] for places in before if places}
            return bool(nearest) and asked not in nearest
        return False

    def _around(self, document: Document, span: Span, asked: str) -> str:
        """The place that the paragraph of a sentence is about, else what its heading names."""
        paragraphs = self._told.paragraphs[document.doc_id]
        around = next((p for p in paragraphs if p.span.overlaps(span)), None)
        if around and around.about:
            of_asked = self._holds_somebody_of(asked, around.span.of(document.text))
            return asked if of_asked else around.about
        for section in reversed(document.sections):
            if section.span.covers(span) and (named := self._named(section.heading)):
                return next(iter(named)) if len(named) == 1 else ""
        return ""

    def _holds_somebody_of(self, place: str, text: str) -> bool:
        """Whether a text names somebody who belongs to a place."""
        return any(self._belongs_to(name) == place for name in self._people(text))

    def _people_in(self, text: str) -> frozenset[str]:
        """The stems of the last names in a text, but for whoever is everywhere."""
        people = (m.text for m in mentions(text) if may_be_person(m) and not is_title(m.text))
        last_names = {stem for name in people for stem in stems(name)[-1:]}
        places = {name for name in last_names if thing_of(name).startswith("@")}  # "Sino-Japanese"
        return frozenset(last_names - places - {self._told.protagonist})

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
