"""Where documents tell of a visit or a meeting: under a heading for it, or around its place.

An overview of "the visit to Peru" wants what was said and done there. Few of these sentences hold
the word "visit", most of them stand under one heading, or in paragraphs that speak of Peru.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.differences.same_things import stems, things
from assistant.question import Question
from assistant.summary import CLOSING, OUTCOME, SUMMARY
from corpus.document import Document, Span
from corpus.split import body_sentences
from index.lexical import analyze

Told = tuple[Document, list[Span]]
"""A document, and where in it something is told."""

_EVENTS = frozenset(("=visit", "=meeting"))
_HAPPENED = re.compile(r"\b(?:happened|came out)\b", re.IGNORECASE)
_CITY_IN_COUNTRY = re.compile(r"\b([A-Z][\w-]+)(?: and ([A-Z][\w-]+))?, ([A-Z]\w+)\b")
_NAME = re.compile(r"(?<=[\s-])[A-Z]\w+")
_MOST_OF_THEM = 2 / 3
"""Somebody belongs to a place where this share of the paragraphs with the name is about it."""

_ASKING = frozenset(analyze("need want please thanks like briefing go went turn turned others"))


def episodes(question: Question, documents: Sequence[Document]) -> list[Told]:
    """Where each document tells of the visit or meeting that an overview is asked of.

    Empty where it is asked of anything else, and without documents that tell of it.
    """
    headed = [(d, [span]) for d, span in sections_asked(question, documents)]
    place, word = _place_asked(question.topic, documents)
    if not place:
        return headed
    told = {document.doc_id: spans for document, spans in headed}
    cities = _cities(documents)
    home = _home(documents, cities)
    for document in documents:
        spans = _headed(place, document) or [
            span
            for span in _paragraphs(document)
            if _about(span.of(document.text), cities, home) == place
        ]
        # "The summit in Quito": a text that nowhere has Quito tells of another one.
        by_country = word[:4] == place[1:5]  # or what is of it: "Peruvian"
        if spans and (by_country or any(word in stems(s.of(document.text)) for s in spans)):
            told.setdefault(document.doc_id, spans)
    return [(d, told[d.doc_id]) for d in documents if d.doc_id in told]


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


def _place_asked(topic: str, documents: Sequence[Document]) -> tuple[str, str]:
    """The country that a question after a visit or meeting names, and the word by which it does.

    Empty where it names none or several, or asks for anything besides.
    """
    cities = _cities(documents)
    home = _home(documents, cities)
    named: dict[str, str] = {}
    left = False
    event = bool(_HAPPENED.search(topic))
    names = {stem for name in _NAME.findall(topic) for stem in stems(name)}
    for stem, thing in zip(_content(topic), _content_things(topic), strict=True):
        place = cities.get(stem, thing if thing.startswith("@") else "")
        if place and place != home:
            named.setdefault(place, stem)
        elif thing in _EVENTS:
            event = True
        elif stem in names:
            if of := _place_of_name(stem, documents, cities, home):
                named.setdefault(of, stem)
        elif not place and stem not in SUMMARY | OUTCOME | _ASKING:
            left = True
    if left or not event or len(named) != 1:
        return "", ""
    return next(iter(named.items()))


def _content(topic: str) -> list[str]:
    return [stem for stem in stems(topic) if things(stem)]


def _content_things(topic: str) -> list[str]:
    return [things(stem)[0] for stem in _content(topic)]


def _cities(documents: Iterable[Document]) -> dict[str, str]:
    """The cities of which documents say where they lie: "Lima, Peru"; stem -> country."""
    found: dict[str, str] = {}
    for document in documents:
        for *cities, country in _CITY_IN_COUNTRY.findall(document.text):
            (place, *_) = things(country) or [""]
            if place.startswith("@"):
                found |= {stem: place for city in cities for stem in stems(city)}
    return found


def _places(text: str, cities: Mapping[str, str]) -> Counter[str]:
    named = [cities.get(stem) or next(iter(things(stem)), "") for stem in stems(text)]
    return Counter(place for place in named if place.startswith("@"))


def _home(documents: Iterable[Document], cities: Mapping[str, str]) -> str:
    """The place that documents name most: they speak of it everywhere."""
    total = sum((_places(document.text, cities) for document in documents), Counter())
    return total.most_common(1)[0][0] if total else ""


def _about(text: str, cities: Mapping[str, str], home: str) -> str:
    """The place that a text names more often than any other one but `home`; empty without one."""
    counted = _places(text, cities)
    del counted[home]
    (first, most), (_, second) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > second else ""


def _paragraphs(document: Document) -> list[Span]:
    return [Span(spans[0].start, spans[-1].end) for spans in body_sentences(document) if spans]


def _place_of_name(
    stem: str, documents: Iterable[Document], cities: Mapping[str, str], home: str
) -> str:
    """The place that most paragraphs with a name are about; empty where none is."""
    about = Counter(
        place
        for document in documents
        for span in _paragraphs(document)
        if stem in stems(text := span.of(document.text)) and (place := _about(text, cities, home))
    )
    (first, most), *_ = (*about.most_common(1), ("", 0))
    return first if most > 1 and most >= _MOST_OF_THEM * about.total() else ""
