"""Which of several values belongs to whom: "84 villages in Peru and 52 in Chile"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.words.grammar import PREPOSITIONS
from assistant.words.mentions import mentions
from assistant.words.same_things import things
from corpus.document import Span
from index.lexical import analyze

_PHRASE = re.compile(r"(?=\b(?P<which>[a-z]{3,}) (?P<what>[a-z]{3,})\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "6,100 tonnes in 2020", "84 (2021)"
_ITS_YEAR = re.compile(
    rf"(?: [\w-]+){{0,3}}? (?:\(|(?:in|for|of|by|during) (?:the year )?)(?P<year>{_YEAR.pattern})"
)
_APART = re.compile(r"[,;:] (?:and |but |while |whereas )?| and | but | while | whereas ")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name where it stands; `led_by` is the preposition before it, empty where it comes first."""

    things: frozenset[str]
    at: int
    led_by: str


def value_beside(asked: str, text: str, within: Span, values: Sequence[Span]) -> Span | None:
    """Of several values that of whom or what a question names, where one beside it is another's.

    Both stand alike in their parts of the sentence: "in Peru … and … in Chile"; or they are of one
    kind: "the river route … and … the hill route".

    Args:
        asked: the question.
        text: of the document; spans are positions in it.
        within: the sentence.
        values: in it, of the kind asked for.

    >>> text = "It saw 84 villages in Peru and 52 in Chile."
    >>> values = [Span(7, 9), Span(31, 33)]
    >>> value_beside("How many villages in Chile?", text, Span(0, len(text)), values).of(text)
    '52'
    """
    parts = [
        (part, tuple(v for v in values if part.covers(v))) for part in _parts(text, within, values)
    ]
    for (part, own), (other, theirs) in [*pairwise(parts), *pairwise(parts[::-1])]:
        at = _place_of_asked(asked, text, part, other) if own and theirs else None
        if at is not None:
            return min(own, key=lambda v: min(abs(v.start - at), abs(v.end - at)))
    return None


def _place_of_asked(asked: str, text: str, part: Span, other: Span) -> int | None:
    """Where a part of a sentence names what is asked about, and the other its like."""
    wanted = frozenset(thing for m in mentions(asked) for thing in things(m.text))
    others = list(_names(text, other))
    if not any(wanted & one.things for one in others):
        led_by = {one.led_by for one in others}
        for name in _names(text, part):
            if wanted & name.things and name.led_by in led_by:
                return name.at
    for phrase in _PHRASE.finditer(asked):
        which, what = phrase["which"], phrase["what"]
        at = part.of(text).find(f"{which} {what}") if analyze(which) and analyze(what) else -1
        if at >= 0 and re.search(rf"\b(?!{which}\b)\w+ {what}\b", other.of(text)):
            return part.start + at
    return None


def value_of_year(asked: str, text: str, within: Span, values: Sequence[Span]) -> Span | None:
    """Of several values that of the year a question names, where each has its year behind it.

    Args:
        asked: the question.
        text: of the document; spans are positions in it.
        within: the sentence.
        values: in it, of the kind asked for, in order.

    >>> text = "It rose from 12 wells in 2020 to 30 in 2024."
    >>> values = [Span(13, 15), Span(33, 35)]
    >>> value_of_year("How many wells were there in 2024?", text, Span(0, len(text)), values)
    Span(start=33, end=35)
    """
    ends = [value.start for value in values[1:]] + [within.end]
    dated = [
        (value, year)
        for value, end in zip(values, ends, strict=False)  # no value has one end, that of all
        if (year := year_of(text[:end], value.end))
    ]
    wanted = set(_YEAR.findall(asked))
    of_year = [value for value, year in dated if {year} == wanted]
    return of_year[0] if len(of_year) == 1 < len(dated) else None


def year_of(said: str, end: int) -> str:
    """The year that stands behind a value of a sentence, which ends at `end`; empty without one.

    >>> year_of("It had 12 wells in 2020.", 9)
    '2020'
    """
    its = _ITS_YEAR.match(said, end)
    return its["year"] if its else ""


def of_another(asked: str, said: str, at: int) -> bool:
    """Whether what stands at a place of a sentence is told of somebody else than is asked about.

    It stands in a part that opens with another's name, and whom the question names in another.

    >>> said = "Acme Foods employs 40 people, and Bell has begun to build."
    >>> of_another("How many people does Bell employ?", said, 19)
    True
    >>> of_another("How many people does Acme employ?", said, 19)
    False
    """
    wanted = frozenset(thing for m in mentions(asked) for thing in things(m.text))
    parts = list(_parts(said, Span(0, len(said)), ()))
    here = next(part for part in parts if at < part.end or part == parts[-1])
    # One word that opens a sentence may have its capital for that: "Prices rose to 9, Acme said".
    opening = [m for m in mentions(here.of(said)) if m.start == 0]
    is_name = any(m.kind in ("person", "place") or " " in m.text for m in opening)
    if not wanted or not is_name or wanted & set(things(here.of(said))):
        return False
    return any(wanted & set(things(part.of(said))) for part in parts)


def _parts(text: str, within: Span, values: Sequence[Span]) -> Iterator[Span]:
    """The parts of a sentence, which a comma or an "and" ends that stands in no value."""
    start = within.start
    for apart in _APART.finditer(text, within.start, within.end):
        if not any(v.start < apart.end() and apart.start() < v.end for v in values):
            yield Span(start, apart.start())
            start = apart.end()
    yield Span(start, within.end)


def _names(text: str, part: Span) -> Iterator[_Name]:
    for m in mentions(part.of(text)):
        before = [w for w in text[part.start : part.start + m.start].split() if w != "the"][-1:]
        if m.kind != "time" and (not before or before[0].casefold() in PREPOSITIONS):
            led_by = before[0].casefold() if before else ""
            yield _Name(frozenset(things(m.text)), part.start + m.start, led_by)
