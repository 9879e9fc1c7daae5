"""Where documents tell of a visit or a meeting: under a heading for it, or around its place.

An overview of "the visit to Peru" wants what was said and done there. Few of these sentences hold
the word "visit", most of them stand under one heading, or in paragraphs that speak of Peru.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.asked.question import Question
from assistant.summaries.summary import OUTCOME, SUMMARY
from assistant.texts.endings import CLOSING
from assistant.texts.gazetteer import EVENTS, Gazetteer, Gazetteers, Paragraph, name_stems, thing_of
from assistant.words.grammar import MONTH
from assistant.words.patterns import any_case
from assistant.words.same_things import stems, things
from corpus.document import Document, Span
from index.lexical import analyze


class Episode(NamedTuple):
    """A document, where in it something is told, and a heading for that; empty without one."""

    document: Document
    spans: list[Span]
    heading: str = ""


_HAPPENED = any_case(r"\bwhat (?:happened|came out)\b|(?:무슨|어떤)\s?일")
_ASKS_WHAT_HAPPENED = any_case(
    r"^\W*what happened (?:in|at|on|during)\b|(?:무슨|어떤)\s?일이?\s?(?:있|벌|일|생)|"
    r"에\s?(?:대해|대하여|관해|관하여)\S*\s?(?:알려|설명|소개|말해|이야기)"
)
# A day or a year asks for what one sentence may say.
_MORE_IS_ASKED = any_case(rf"\d|\b(?:after|before|since|when|who|why|how (?:many|much)|{MONTH})\b")
_TWO_OR_THREE = re.compile(
    r"\b(?P<many>both|two|three) (?:[\w-]+ )?"
    r"(?:summits|visits|trips|meetings|talks|tours|stops|legs)\b|"
    r"(?P<korean>두|세)\s?(?:차례\s?|번의\s?)?(?:정상\s?)?(?:회담|방문|순방)"
)
# "Lee's January trips"
_SEVERAL = any_case(r"\b(?:summits|visits|trips|meetings|tours)\b")
_MONTH = any_case(
    rf"\b(?:{MONTH}) (?=(?:summit|visit|trip|meeting|tour)s?\b)|"
    rf"(?<=trips|isits|mmits) in (?:{MONTH})\b"
)
_HOW_MANY = {"both": 2, "two": 2, "three": 3, "두": 2, "세": 3}
_OF_COUNTRIES = frozenset(("south", "north", "republic"))
_PASSED_OVER = (
    SUMMARY
    | OUTCOME
    | _OF_COUNTRIES
    | frozenset(analyze("need want please thanks like briefing go went turn turned during"))
    | frozenset(
        analyze("compare compared comparison contrast differ differed difference between versus")
    )
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A place whose visit or meeting is asked about.

    Attributes:
        place: as the gazetteer calls it.
        word: the stem that names it, or that of somebody who belongs there; empty where all that
            is told of it is wanted.
        names: the stems of people who are named.
    """

    place: str
    word: str = ""
    names: tuple[str, ...] = ()


def asks_what_happened(
    question: Question, documents: Sequence[Document], gazetteers: Gazetteers
) -> bool:
    """Whether a question that is no overview by its form asks for all of a visit or meeting.

    "What happened in 1942?" may be told by one sentence, "What happened in Lima?" is not where
    documents tell of a visit there.
    """
    return bool(
        question.kind == "other"
        and _ASKS_WHAT_HAPPENED.search(question.text)
        and _told_of_places(question, documents, gazetteers)
    )


def episodes(
    question: Question, documents: Sequence[Document], gazetteers: Gazetteers
) -> list[Episode]:
    """Where each document tells of the visits or meetings that an overview is asked of.

    Empty where it is asked of anything else, and without documents that tell of it.
    """
    told = _told_of_places(question, documents, gazetteers)
    for document, span in sections_asked(question, documents):
        spans = next((one.spans for one in told if one.document is document), None)
        if spans is None:
            told.append(Episode(document, [span]))
        elif not any(other.overlaps(span) for other in spans):
            spans.append(span)
    one_each = len({one.document.doc_id for one in told}) == len(told)
    if one_each:  # else they stand in the order of the places
        told.sort(key=lambda found: documents.index(found.document))
    return [one._replace(spans=sorted(one.spans)) for one in told]


def sections_asked(
    question: Question, documents: Sequence[Document]
) -> list[tuple[Document, Span]]:
    """The sections whose heading holds all that an overview is asked of, two words at least.

    A heading under which nothing stands is that of a part: it reaches to the next such heading.
    """
    wanted = set(question.terms) - SUMMARY - OUTCOME
    found: list[tuple[Document, Span]] = []
    for document in documents:
        for heading, span in _parts(document):
            inside = any(d is document and outer.covers(span) for d, outer in found)
            if len(wanted) > 1 and wanted <= set(analyze(heading)) and not inside:
                found.append((document, span))
    return found


def _told_of_places(
    question: Question, documents: Sequence[Document], gazetteers: Gazetteers
) -> list[Episode]:
    """Where documents tell of a visit or meeting in the places asked about, one after the other.

    Empty where one of several is told of nowhere.
    """
    places = gazetteers.of(documents)
    told = [_told_of(asked, places, documents) for asked in _places_asked(question, places)]
    return [one for of_place in told for one in of_place] if all(told) else []


def _told_of(asked: _Asked, places: Gazetteer, documents: Sequence[Document]) -> list[Episode]:
    """Where each document tells of one of them."""
    place, word, names = asked.place, asked.word, asked.names
    by_country = word[:4] == place[1:5] or not word  # or what is of it: "Peruvian"
    whole = not word or word in names or places.stands_for_its_country(word, place)
    about = {
        d.doc_id: [p for p in places.paragraphs[d.doc_id] if p.about == place] for d in documents
    }
    holding = {d: [p for p in told if word in p.words] for d, told in about.items()}
    if not all(_is_met_throughout(name, about) for name in names):
        return []
    # What one document calls it stands over what all of them tell.
    heading = next((h for document in documents for h, _ in _headed(place, document)), "")
    found: list[Episode] = []
    for document in documents:
        paragraphs = (about if whole else holding)[document.doc_id]
        headed = [span for _, span in _headed(place, document)] if whole else []
        spans = headed or [p.span for p in paragraphs]
        # "The summit in Quito": a text that nowhere has Quito tells of another one.
        if spans and (by_country or any(word in stems(s.of(document.text)) for s in spans)):
            found.append(Episode(document, spans, heading))
    return found


def _is_met_throughout(name: str, about: Mapping[str, Sequence[Paragraph]]) -> bool:
    """Whether what is told of a place is told of a meeting with somebody.

    Args:
        name: its stem.
        about: document -> its paragraphs about the place.
    """
    tells_of_it = [told for told in about.values() if told]
    named = [sum(name in p.words for p in told) for told in tells_of_it]
    if not all(named):
        return False
    return len(tells_of_it) > 1 or 2 * sum(named) >= sum(map(len, tells_of_it))


def _places_asked(question: Question, places: Gazetteer) -> list[_Asked]:
    """The places of the visits or meetings asked about: those named, or as many as are counted.

    Where no place is named, it is that to which the person belongs who is. Empty where anything
    besides is asked.
    """
    text, topic = (_MONTH.sub("", words) for words in (question.text, question.topic))
    if _MORE_IS_ASKED.search(f"{topic} {text}"):
        return []
    question = replace(question, text=text, topic=topic)
    counted = _TWO_OR_THREE.search(text.casefold())
    spoken = _spoken_of(question, places, _HOW_MANY if counted else ())
    if spoken is None:
        return []
    named, people = spoken
    theirs = set(people.values())
    if len(named) > 1 and not people:
        return [_Asked(place, stem) for place, stem in named.items()]
    if len(named) == 1 and theirs <= named.keys():
        (place, stem), *_ = named.items()
        return [_Asked(place, stem, tuple(people))]
    if not named and len(theirs) == 1:
        (stem, place), *_ = people.items()
        return [_Asked(place, stem, tuple(people))]
    several = question.kind == "overview" and _SEVERAL.search(text)
    if (counted or several) and not named and not people:
        many = _HOW_MANY[counted["many"] or counted["korean"]] if counted else 2
        return [_Asked(place) for place in places.most_told_of(many)]
    return []


def _spoken_of(
    question: Question, places: Gazetteer, also: Collection[str]
) -> tuple[dict[str, str], dict[str, str]] | None:
    """The places abroad that a question names, each with its stem, and the places of the people.

    None where it asks for no visit or meeting, for the home country alone, or for more.

    Args:
        question: what is asked.
        places: what documents say of places.
        also: words that may stand in it besides.
    """
    topic = question.topic
    event = bool(_HAPPENED.search(f"{topic} {question.text}"))
    names = name_stems(topic) - _OF_COUNTRIES
    named: dict[str, str] = {}
    people: dict[str, str] = {}
    for stem in stems(topic):
        thing = thing_of(stem)
        place = places.cities.get(stem) or (thing if thing.startswith("@") else "")
        passed_over = stem in _PASSED_OVER or stem in also or thing in ("", "=leader")
        if place:
            named.setdefault(place, stem)
        elif thing in EVENTS:
            event = True
        elif stem in names and stem != places.protagonist:
            people[stem] = places.place_of_name(stem)
        elif stem not in names and not passed_over:
            return None
    abroad = {place: stem for place, stem in named.items() if place != places.home}
    return (abroad, people) if event and (abroad or not named) else None


def _parts(document: Document) -> list[tuple[str, Span]]:
    """The headings and what stands under each; what concludes the document is part of nothing."""
    sections = document.sections
    parts = [s.span.start for s in sections if s.span.of(document.text) == s.heading]
    concluding = [s for s in sections if CLOSING.intersection(analyze(s.heading))]
    stops = parts + [
        min(o.span.start for o in sections if o.span.covers(s.span)) for s in concluding
    ]
    found = []
    for section in sections:
        span = section.span
        if span.start in parts:
            end = min((p for p in stops if p > span.start), default=len(document.text))
            span = Span(span.start, end)
        found.append((section.heading, span))
    return found


def _headed(place: str, document: Document) -> list[tuple[str, Span]]:
    """Each heading that names a visit or meeting and its place, and what stands under it."""
    found: list[tuple[str, Span]] = []
    for heading, span in _parts(document):
        named = set(things(heading))
        if place in named and named & EVENTS and not any(s.covers(span) for _, s in found):
            found.append((heading, span))
    return found
