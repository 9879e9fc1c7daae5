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
from index.lexical import analyze

READS = 3
"""Passages that are read for what is compared: it costs a search besides those of the sides."""

_OPENS = PREPOSITIONS | {"the", "between"}
_MARKS = " ,.?!"


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
        aspect = without_place(part.question.reads, places)
        if not analyze(aspect):
            told.append(part)
            continue
        asked = replace(read_question(aspect, len(aspect)), kind=part.question.kind)
        if asked not in looked_up:
            looked_up[asked] = finder.found(asked, where, reads=READS)
        told.append(_told_of(place, part, looked_up[asked], finder, places))
    return told


def _told_of(place: str, part: Found, found: Found, finder: Finder, places: Places) -> Found:
    """The part with what is told of its place, there and in what was `found` without the place."""
    best: dict[Place, Candidate] = {}
    for candidate in (*part.candidates, *found.candidates):
        before = best.get(place_of(candidate))
        if before is None or candidate.score > before.score:
            best[place_of(candidate)] = candidate
    mine = [
        c for c in best.values() if places.tells_of(place, finder.document_of(c.doc_id), c.span)
    ]
    if not mine:
        return part
    ranked = sorted(mine, key=lambda c: (-c.score, place_of(c)))
    return replace(part, candidates=ranked, readings=part.readings.joined([found.readings]))


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
