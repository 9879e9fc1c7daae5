"""Where the evidence of questions stands in the documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from corpus.document import Span
from corpus.shown import shorten
from eval.question import Documents, Question


def located(
    questions: Iterable[Question], documents: Documents, faults: list[str]
) -> Iterator[Question]:
    """The questions with the places of their evidence filled in; faults are added to `faults`."""
    known = frozenset(documents.doc_ids)

    def places(question: Question, what: str, doc_id: str, words: str) -> tuple[Span, ...]:
        """Where `words` stand in the document; none is a fault."""
        if doc_id not in known:
            near = ", ".join(documents.doc_ids[:5])
            faults.append(f'{question.where}: {what}: no document "{doc_id}"; there are: {near}')
            return ()
        spans = tuple(occurrences(words, documents.document(doc_id).text))
        if not spans:
            faults.append(
                f'{question.where}: {what}: "{shorten(words)}" does not stand in "{doc_id}"; '
                f"copy it as `summits docs show {doc_id}` prints it"
            )
        return spans

    for question in questions:
        evidence = tuple(
            dataclasses.replace(e, spans=places(question, f"evidence[{i}]", e.doc_id, e.quote))
            for i, e in enumerate(question.evidence)
        )
        for i, position in enumerate(question.positions):
            places(question, f"positions[{i}]", position.doc_id, position.value)
        yield dataclasses.replace(question, evidence=evidence)


def occurrences(words: str, text: str) -> Iterator[Span]:
    """Every place at which `words` stand in `text`, overlapping ones too.

    >>> list(occurrences("aa", "aaa"))
    [Span(start=0, end=2), Span(start=1, end=3)]
    """
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)
