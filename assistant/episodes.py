"""Where documents tell of a visit or a meeting: under a heading for it, or around its place.

An overview of "the visit to Peru" wants what was said and done there. Few of these sentences hold
the word "visit", most of them stand under one heading, or in paragraphs that speak of Peru.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping, Sequence

from assistant.differences.same_things import stems, things
from assistant.gazetteer import Gazetteer, Paragraph, gazetteer_of, name_stems, thing_of
from assistant.question import Question
from assistant.summary import CLOSING, OUTCOME, SUMMARY
from corpus.document import Document, Span
from index.lexical import analyze

Told = tuple[Document, list[Span]]
"""A document, and where in it something is told."""

_EVENTS = frozenset(("=visit", "=meeting"))
_HAPPENED = re.compile(r"\bwhat (?:happened|came out)\b|(?:무슨|어떤)\s?일", re.IGNORECASE)
_ASKS_WHAT_HAPPENED = re.compile(
    r"^\W*what happened (?:in|at|on|during)\b|(?:무슨|어떤)\s?일이?\s?(?:있|벌|일|생)|"
    r"에\s?(?:대해|대하여|관해|관하여)\S*\s?(?:알려|설명|소개|말해|이야기)",
    re.IGNORECASE,
)
# A day or a year asks for what one sentence may say.
_MORE_IS_ASKED = re.compile(
    rf"\d|\b(?:after|before|since|when|who|why|how (?:many|much)|{'|'.join(month_name[1:])})\b",
    re.IGNORECASE,
)
_OF_COUNTRIES = frozenset(("south", "north", "republic"))
_PASSED_OVER = (
    SUMMARY
    | OUTCOME
    | _OF_COUNTRIES
    | frozenset(analyze("need want please thanks like briefing go went turn turned during"))
)


def asks_what_happened(question: Question, documents: Sequence[Document]) -> bool:
    """Whether a question that is no overview by its form asks for all of a visit or meeting.

    "What happened in 1942?" may be told by one sentence, "What happened in Lima?" is not where
    documents tell of a visit there.
    """
    return bool(
        question.kind == "other"
        and _ASKS_WHAT_HAPPENED.search(question.text)
        and _told_of_place(question, documents)
    )


def episodes(question: Question, documents: Sequence[Document]) -> list[Told]:
    """Where each document tells of the visit or meeting that an overview is asked of.

    Empty where it is asked of anything else, and without documents that tell of it.
    """
    told = _told_of_place(question, documents)
    for document, span in sections_asked(question, documents):
        spans = told.setdefault(document.doc_id, [])
        if not any(other.overlaps(span) for other in spans):
            spans.append(span)
    return [(d, sorted(told[d.doc_id])) for d in documents if d.doc_id in told]


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


def _told_of_place(question: Question, documents: Sequence[Document]) -> dict[str, list[Span]]:
    """The id of a document -> where it tells of a visit or meeting in the place asked about."""
    places = gazetteer_of(documents)
    place, word, names = _place_asked(question, places)
    if not place:
        return {}
    by_country = word[:4] == place[1:5]  # or what is of it: "Peruvian"
    whole = word in names or places.stands_for_its_country(word, place)
    about = {d: [p for p in told if p.about == place] for d, told in places.paragraphs.items()}
    holding = {d: [p for p in told if word in p.words] for d, told in about.items()}
    if not all(_is_met_throughout(name, about) for name in names):
        return {}
    told = {}
    for document in documents:
        paragraphs = (about if whole else holding)[document.doc_id]
        headed = _headed(place, document) if whole else []
        spans = headed or [p.span for p in paragraphs]
        # "The summit in Quito": a text that nowhere has Quito tells of another one.
        if spans and (by_country or any(word in stems(s.of(document.text)) for s in spans)):
            told[document.doc_id] = spans
    return told


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


def _place_asked(question: Question, places: Gazetteer) -> tuple[str, str, tuple[str, ...]]:
    """The place of the visit or meeting asked about, the word for it, and who is named.

    Where no place is named, the word is the name of somebody who belongs to one.

    Empty where none or several are named, or anything besides is asked.
    """
    nowhere: tuple[str, str, tuple[str, ...]] = "", "", ()
    topic = question.topic
    if _MORE_IS_ASKED.search(f"{topic} {question.text}"):
        return nowhere
    event = bool(_HAPPENED.search(f"{topic} {question.text}"))
    names = name_stems(topic) - _OF_COUNTRIES
    named: dict[str, str] = {}
    people: dict[str, str] = {}
    for stem in stems(topic):
        thing = thing_of(stem)
        place = places.cities.get(stem) or (thing if thing.startswith("@") else "")
        if place:
            named.setdefault(place, stem)
        elif thing in _EVENTS:
            event = True
        elif stem in names and stem != places.protagonist:
            people[stem] = places.place_of_name(stem)
        elif stem not in names and thing not in ("", "=leader") and stem not in _PASSED_OVER:
            return nowhere
    abroad = {place: stem for place, stem in named.items() if place != places.home}
    theirs = set(people.values())
    if event and len(abroad) == 1:
        (place, stem), *_ = abroad.items()
        return (place, stem, tuple(people)) if theirs <= {place} else nowhere
    if event and not named and len(theirs) == 1:
        (stem, place), *_ = people.items()
        return place, stem, tuple(people)
    return nowhere


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


def _headed(place: str, document: Document) -> list[Span]:
    """What stands under a heading that names a visit or meeting and its place."""
    spans: list[Span] = []
    for heading, span in _parts(document):
        named = set(things(heading))
        if place in named and named & _EVENTS and not any(s.covers(span) for s in spans):
            spans.append(span)
    return spans
