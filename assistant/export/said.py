"""What an answer says, in order: single sentences, and sides of a disagreement together."""

from __future__ import annotations

from itertools import groupby

from assistant.answer import Answer, Sentence

Run = tuple[frozenset[int], list[tuple[int, Sentence]]]
"""Sentences, each with its number from 0; the markers of the sides where they are such."""


def runs(answer: Answer) -> list[Run]:
    """The sentences in order; neighbours that sides of a disagreement quote are one run.

    Such a run is shown as a list of its sides, each with its value, so that no quote stands twice.
    """
    sides = {position.marker for position in answer.positions}

    def is_side(numbered: tuple[int, Sentence]) -> bool:
        return bool(numbered[1].markers) and {*numbered[1].markers} <= sides

    found: list[Run] = []
    for beside, group in groupby(enumerate(answer.sentences), key=is_side):
        sentences = list(group)
        markers = {marker for _, sentence in sentences for marker in sentence.markers}
        found.append((frozenset(markers if beside else ()), sentences))
    return found
