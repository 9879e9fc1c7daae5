"""What two places are compared on, looked up once for both and told of each by itself.

"How did the talks in Peru differ from those in Chile on trade?" asks each side about its place and
about trade; what names the place and tells nothing of trade is like it, too. Trade is looked up
without the places, and what documents say of it belongs to the place that they say it of.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.asked.question import Question, read_question
from assistant.finding import Finder, Found
from assistant.ranking.elsewhere import Places
from assistant.ranking.gather import DATED_OR_COUNTED
from assistant.ranking.rank import Candidate, place_of
from assistant.readers.reading import Place
from assistant.words.grammar import PREPOSITIONS
from assistant.words.patterns import any_case
from index.lexical import analyze

READS = 3
"""Passages that are read for what is compared: it costs a search besides those of the sides."""

_OPENS = PREPOSITIONS | {"the", "between"}
_MARKS = " ,.?!"
# "the visits in trade", "trade at the summit"
_OPENING = "|".join(sorted(_OPENS))
_EVENT = r"(?:visit|trip|tour|summit|meeting|talk|stop|leg)s?"
_OF_EVENTS = any_case(rf"^(?:the )?{_EVENT} (?:(?:{_OPENING}) )+|(?: (?:{_OPENING}))+ {_EVENT}$")


def told_of_each(
    parts: Sequence[Found], where: Collection[str] | None, finder: Finder
) -> list[Found]:
    """The two sides of a comparison, each with what is told of its place on what is compared.

    As they are where the sides are no two places, ask for dates or numbers, or ask nothing besides.

    Args:
        parts: what was found for each.
        where: the documents to search; None: all.
        finder: looks up what is compared.
    """
    places = finder.places
    if places is None or len(parts) != 2:
        return list(parts)
    named = [places.only(part.question.reads) for part in parts]
    counted = any(part.question.kind in DATED_OR_COUNTED for part in parts)
    if "" in named or named[0] == named[1] or counted:
        return list(parts)
    told: list[Found] = []
    looked_up: dict[Question, Found] = {}  # mostly both sides ask the same
    for place, part in zip(named, parts, strict=True):
        placeless = without_place(part.question.reads, places)
        aspect = without_event(placeless)
        if not analyze(aspect):
            told.append(part)
            continue
        asked = replace(read_question(aspect, len(aspect)), kind=part.question.kind)
        if asked not in looked_up:
            looked_up[asked] = finder.found(asked, where, reads=READS)
        # What is like "the visit to Peru" need not be about what that is compared on.
        beside = () if aspect != placeless else part.candidates
        told.append(_told_of(place, part, beside, looked_up[asked], finder, places))
    return told


def _told_of(
    place: str,
    part: Found,
    beside: Sequence[Candidate],
    found: Found,
    finder: Finder,
    places: Places,
) -> Found:
    """The part with what is told of its place, in what was `found` without the place and `beside`.

    As it is where that is nothing.
    """
    best: dict[Place, Candidate] = {}
    for candidate in (*beside, *found.candidates):
        before = best.get(place_of(candidate))
        if before is None or candidate.score > before.score:
            best[place_of(candidate)] = candidate
    mine = [
        c for c in best.values() if places.tells_of(place, finder.document_of(c.doc_id), c.span)
    ]
    if not mine:
        return part
    ranked = sorted(mine, key=lambda c: (-c.score, place_of(c)))
    readings = part.readings.joined([found.readings])
    sure = part.sure if beside else max(part.sure, found.sure)
    return replace(part, candidates=ranked, readings=readings, sure=sure)


def without_event(asked: str) -> str:
    """What is asked of a visit or meeting, without that.

    >>> without_event("the visits in trade?"), without_event("Trade at the summit?")
    ('trade?', 'Trade?')
    """
    return f"{_OF_EVENTS.sub('', asked.strip(_MARKS))}?"


def without_place(question: str, places: Places) -> str:
    """A question without the place abroad that it names, and without who belongs there."""
    kept: list[str] = []
    for word in question.split():
        if not places.only(word.strip(_MARKS)):
            kept.append(word)
            continue
        while kept and kept[-1].casefold() in _OPENS:
            kept.pop()
    return f"{' '.join(kept).strip(_MARKS)}?"
