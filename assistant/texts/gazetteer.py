"""Which places documents tell of: what is in which country, and what each paragraph is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.texts.statements import tells
from assistant.words.same_things import stems, things
from corpus.document import Document, Span
from corpus.split import body_sentences

_CITY_IN_COUNTRY = re.compile(r"\b([A-Z][\w-]+)(?: and ([A-Z][\w-]+))?, ([A-Z]\w+)\b")
_NAME = re.compile(r"(?<=[\s-])[A-Z]\w*[a-z]\w*")
EVENTS = frozenset(("=visit", "=meeting"))
"""What happens at a place, by the names of `same_things`."""

_SHARE = 1 / 6
"""What documents are said to tell of is told in this share of the paragraphs about places."""

_MOST = 2 / 3
"""Somebody belongs to a place where this share of the paragraphs with the name is about it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that tells something.

    Attributes:
        span: where it stands.
        words: its stems.
        about: the place that it names more often than any other one abroad; empty without one.
    """

    span: Span
    words: frozenset[str]
    about: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What documents say of places.

    Attributes:
        cities: city -> the country in which they say it lies: "Lima, Peru".
        home: the place that most of their paragraphs name; empty without one.
        protagonist: the name that most of their paragraphs hold; who goes everywhere belongs
            nowhere.
        paragraphs: by the id of the document.
    """

    cities: Mapping[str, str]
    home: str
    protagonist: str
    paragraphs: Mapping[str, Sequence[Paragraph]]

    def stands_for_its_country(self, word: str, place: str) -> bool:
        """Whether a word for a place means all of it: no city beside its capital or others."""
        is_city = word in self.cities and thing_of(word) != place
        return not is_city or list(self.cities.values()).count(place) == 1

    def most_told_of(self, many: int) -> list[str]:
        """The `many` places that most paragraphs are about; empty where it is not clear which.

        Others must have fewer, and each of them a sixth of all: it is no mere mention.
        """
        about = Counter(p.about for told in self.paragraphs.values() for p in told if p.about)
        ranked = sorted(about.items(), key=lambda item: (-item[1], item[0]))[:many]
        least = ranked[-1][1] if len(ranked) == many else 0
        clear = sum(times >= least for times in about.values()) == many
        return [place for place, _ in ranked] if clear and least >= _SHARE * about.total() else []

    def place_of_name(self, stem: str) -> str:
        """The place that most paragraphs with a name are about; empty where none is."""
        every = (p for told in self.paragraphs.values() for p in told)
        about = Counter(p.about for p in every if p.about and stem in p.words)
        (first, most), *_ = (*about.most_common(1), ("", 0))
        return first if most > 1 and most >= _MOST * about.total() else ""


NOWHERE = Gazetteer({}, "", "", {})
"""What no document says anything of places."""


class Gazetteers:
    """Those of the documents of one library, each worked out when it is first asked for.

    Args:
        few: gives all documents where they are few enough to be read for it: one of them by itself
            may name the host more often than its own country.
    """

    def __init__(self, few: Callable[[], Sequence[Document]] = tuple) -> None:
        self._few = few
        self._held: dict[tuple[str, ...], Gazetteer] = {}

    def of(self, documents: Sequence[Document]) -> Gazetteer:
        """What these documents, told apart by their ids, say of places, or what all of them do."""
        documents = self._few() or documents
        doc_ids = tuple(document.doc_id for document in documents)
        if (held := self._held.get(doc_ids)) is None:
            held = self._held[doc_ids] = gazetteer_of(documents)
        return held


def gazetteer_of(documents: Sequence[Document]) -> Gazetteer:
    """What documents say of places."""
    cities: dict[str, str] = {}
    for document in documents:
        for *found, country in _CITY_IN_COUNTRY.findall(document.text):
            place = thing_of(*(stems(country) or [""]))
            if place.startswith("@") and place[1:5] == country.casefold()[:4]:
                cities |= {stem: place for city in found for stem in stems(city)}
    texts = [
        (d.doc_id, span, span.of(d.text), Counter(stems(span.of(d.text))))
        for d in documents
        for span in _spans(d)
    ]
    places = [_places(words, cities) for _, _, _, words in texts]
    home, protagonist = _in_most(places), _in_most(_names(text, cities) for _, _, text, _ in texts)
    paragraphs: dict[str, list[Paragraph]] = {document.doc_id: [] for document in documents}
    for (doc_id, span, _, words), named in zip(texts, places, strict=True):
        paragraphs[doc_id].append(Paragraph(span, frozenset(words), _most_named(named, home)))
    return Gazetteer(cities, home, protagonist, paragraphs)


def _spans(document: Document) -> list[Span]:
    """The paragraphs that are no caption and no row of a table."""
    return [
        Span(spans[0].start, spans[-1].end)
        for spans in body_sentences(document)
        if any(tells(span.of(document.text)) for span in spans)
    ]


def _places(words: Mapping[str, int], cities: Mapping[str, str]) -> Counter[str]:
    """The places that stems name, and how often."""
    named: Counter[str] = Counter()
    for stem, times in words.items():
        place = cities.get(stem) or thing_of(stem)
        if place.startswith("@"):
            named[place] += times
    return named


def name_stems(text: str) -> set[str]:
    """The stems of the capitalised words of a text, but for its first; abbreviations left out.

    >>> sorted(name_stems("Did Ann Lee join the WTO?"))
    ['ann', 'lee']
    """
    return {stem for name in _NAME.findall(text) for stem in stems(name)}


def _names(text: str, cities: Mapping[str, str]) -> set[str]:
    """The same without those that name a place."""
    return {
        stem
        for stem in name_stems(text)
        if not (cities.get(stem) or thing_of(stem)).startswith("@")
    }


def _in_most(groups: Iterable[Iterable[str]]) -> str:
    """What more than half of `groups` hold, the most frequent one; empty without one."""
    held = [set(group) for group in groups]
    counted = Counter(one for group in held for one in group)
    # Of two as frequent always the same: sets have no order.
    first, times = max(counted.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return first if 2 * times > len(held) else ""


def _most_named(named: Counter[str], home: str) -> str:
    abroad = Counter({place: times for place, times in named.items() if place != home})
    (first, most), (_, second) = (*abroad.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > second else ""


@lru_cache(maxsize=4096)
def thing_of(stem: str) -> str:
    """The country or the group of words that a stem stands for, else the stem; empty for "the".

    >>> thing_of("peruvian"), thing_of("visit"), thing_of("drum"), thing_of("the")
    ('@peru', '=visit', 'drum', '')
    """
    return next(iter(things(stem)), "")
