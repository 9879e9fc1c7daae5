"""Which sentences tell of a visit or meeting in another place than the one asked about.

"Both leaders met in the old palace" names no place; what it stands in does. A text about two
meetings has such sentences about both, and all are like "When was the meeting in Peru?".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from assistant.asked.kind import GATHERING
from assistant.asked.question import Question
from assistant.ranking.spans import candidate_spans
from assistant.ranking.stays import asks_how_long_a_stay
from assistant.ranking.telling import AIMS
from assistant.texts.gazetteer import EVENTS, Gazetteer, thing_of
from assistant.words.clauses import without_brackets
from assistant.words.kinds import is_title
from assistant.words.mentions import may_be_person, mentions
from assistant.words.same_things import stems
from corpus.document import Document, Span

_PREPOSITIONS = (["in"], ["to"], ["with"], ["at"])
_RELATIONS = re.compile(r"\b(?:relations?|relationship|ties)\b")
_MET = re.compile(r"\b(?:met|meet|s[ai]t down with)\b")

_JOINED = " – "


_REGIONS = frozenset(("north", "south", "east", "west"))
"""Nobody is called so: "their approach toward the North"."""


class Places:
    """The places that the documents tell of.

    Args:
        gazetteer: gives what they say of places, when it is first needed.
    """

    def __init__(self, gazetteer: Callable[[], Gazetteer]) -> None:
        self._gazetteer = gazetteer
        self._belongs_to = cache(lambda name: self._told.place_of_name(name))
        self._people = lru_cache(maxsize=4096)(self._people_in)

    @cached_property
    def _told(self) -> Gazetteer:
        return self._gazetteer()

    def asked(self, question: Question) -> str:
        """The one place abroad whose visit or meeting a question is about; empty without one.

        What somebody wanted there is asked of a visit, and so is how long they stayed. Relations
        with a country are its own as well.
        """
        if question.kind in GATHERING or _JOINED in question.text:
            return ""
        # What an earlier question was about is no place that a later one asks about.
        asked = without_brackets(question.reads)
        of_visit = AIMS.asked(asked) or asks_how_long_a_stay(asked)
        if not (of_visit or _tells_of_event(asked) or _RELATIONS.search(asked)):
            return ""
        return self._one_named(asked)

    def asked_inside(self, question: Question) -> str:
        """The one place abroad in which something is asked about: "signed in Peru"; else empty."""
        asked = without_brackets(question.reads)
        inside = any(
            before in ("in", "at") and self._abroad(word) for before, word in pairwise(stems(asked))
        )
        gathers = question.kind in GATHERING or _JOINED in question.text
        return self._one_named(asked) if inside and not gathers else ""

    def _one_named(self, text: str) -> str:
        """The place abroad that a text names alone."""
        abroad = self._named(text)
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
        said = span.of(text)
        named = self._named(said)
        if asked not in named:
            # "It leaves out China": such places are no place of a meeting.
            if named and (_tells_of_event(said) or _RELATIONS.search(said)):
                return not self._holds_somebody_of(asked, said)
            return self._around(document, span, asked) not in ("", asked)
        if len(named) == 1:
            return False
        if (of_events := self._of_events(said)) and asked not in of_events:
            return True  # "After the ban of Peru the Chile meeting was …"
        told = candidate_spans(question, text, span)
        if question.kind == "where":
            places = [self._named(one.of(text)) for one in told]
            return any(places) and not any(asked in place for place in places)
        if question.kind == "when" or asks_how_long_a_stay(question.reads):
            before = [self._named(text[span.start : date.end]) for date in told]
            nearest = {list(places)[-1] for places in before if places}
            return bool(nearest) and asked not in nearest
        return False

    def only(self, text: str) -> str:
        """The one place abroad that a text names, else that of the people in it; empty without."""
        found = set(self._named(text)) or self._of_people(text)
        return next(iter(found)) if len(found) == 1 else ""

    def tells_of(self, place: str, document: Document, span: Span) -> bool:
        """Whether a sentence tells of a place.

        It does where it names the place or somebody who belongs there, and not the visit of another
        one. Where it names no place and nobody, it tells of what its paragraph is about.
        """
        said = span.of(document.text)
        named = self._named(said)
        if place in named:
            of_events = self._of_events(said)
            return not of_events or place in of_events
        if people := self._of_people(said):
            return place in people
        return not named and self._around(document, span, place) == place

    def _of_people(self, text: str) -> set[str]:
        """The places to which the people in a text belong."""
        return {place for name in self._people(text) if (place := self._belongs_to(name))}

    def names(self, place: str, text: str) -> bool:
        """Whether a sentence names a place, by whatever name."""
        return place in self._named(text)

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
        return frozenset(last_names - places - _REGIONS - {self._told.protagonist})

    def _of_events(self, text: str) -> set[str]:
        """The places abroad of the visits and meetings in a text: "the Chile visit", "to Chile"."""
        words = stems(text)
        found: set[str] = set()
        for at, word in enumerate(words):
            if thing_of(word) in EVENTS:
                behind = words[at + 2 : at + 3] if words[at + 1 : at + 2] in _PREPOSITIONS else []
                found.update(
                    filter(None, map(self._abroad, [*words[max(0, at - 1) : at], *behind]))
                )
        return found

    def _named(self, text: str) -> dict[str, None]:
        """The places abroad that a text names, the one named last at the end."""
        named: dict[str, None] = {}
        for place in filter(None, map(self._abroad, stems(text))):
            named.pop(place, None)
            named[place] = None
        return named

    def _abroad(self, word: str) -> str:
        """The place abroad that a stem names; empty where it names none."""
        place = self._told.cities.get(word) or thing_of(word)
        return place if place.startswith("@") and place != self._told.home else ""


def _tells_of_event(text: str) -> bool:
    return bool(EVENTS.intersection(map(thing_of, stems(text))) or _MET.search(text))
