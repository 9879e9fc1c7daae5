"""What an answer says, in order: single sentences, and sides of a disagreement together."""

from __future__ import annotations

from itertools import groupby

from assistant.answer import Answer, Sentence

Run = tuple[frozenset[int], list[tuple[int, Sentence]]]
"""Sentences, each with its number from 0; the markers of the sides where they are such."""


def document_heads(answer: Answer) -> dict[int, str]:
    """What stands over a sentence, by its number from 0, where another document or group goes on.

    Its document's label only where several documents are quoted; sides of a disagreement name
    theirs in their list.
    """
    several = len({citation.doc_id for citation in answer.citations}) > 1
    labels = {c.marker: c.label for c in answer.citations} if several else {}
    groups = {marker: group.heading for group in answer.groups for marker in group.markers}
    heads: dict[int, str] = {}
    named = ""
    for sides, sentences in runs(answer):
        if sides:
            named = ""
            continue
        for i, sentence in sentences:
            named_here = [at[m] for at in (groups, labels) for m in sentence.markers if m in at]
            of = " · ".join(dict.fromkeys(named_here))
            if of not in ("", named):
                heads[i] = named = of
    return heads


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
