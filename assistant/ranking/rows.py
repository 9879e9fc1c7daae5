"""Rows of a table that stand as lines of labelled fields: "Goods: Acme and Bell; Work: films".

Who asks which firms are in it wants every row, or every one that holds what the question names. It
is the table that is asked for where the best sentence is a row, the heading above the rows, or one
among many rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from assistant.asked.kind import GATHERING
from assistant.asked.question import Question
from assistant.ranking.lists import asks_for_several
from assistant.ranking.rank import Candidate
from assistant.texts.statements import label_of_row
from assistant.words.clauses import is_verb
from assistant.words.same_things import things
from corpus.document import Document, Span
from index.lexical import analyze

MOST = 12
"""Rows that are quoted, at most."""

NEARLY = 0.6
"""A row is asked for that holds such a share of what the best one holds of the question."""

FIRST = 5
"""So many of the best sentences are looked at, where the best one is no row."""

AGREEMENT = "=agreement"
"""The name that `things` gives for deals of every kind."""

_ROLES = frozenset(analyze("partner counterpart party side company firm"))
"""What the parties of every row are, though a row may hold such a word by chance."""

_LINE = re.compile(r"[^\n]*[^\n\s]")


def rows_asked(
    question: Question,
    candidates: Sequence[Candidate],
    weights: Mapping[str, float],
    document_of: Callable[[str], Document],
) -> list[Candidate]:
    """The rows that a question asks for, in the order of the text; empty where it asks for none.

    Args:
        question: that asks for several things.
        candidates: best first; a row that is none of them has no score.
        weights: idf of the question's tokens.
        document_of: gives the document with an id.
    """
    if question.kind in GATHERING or not candidates or not asks_for_several(question.text):
        return []
    best = candidates[0]
    label = (
        label_of_row(best.text)
        or _label_below(best, document_of(best.doc_id).text)
        or _label_of_most(question, candidates)
    )
    if not label:
        return []
    doc_id = next((c.doc_id for c in candidates if label_of_row(c.text) == label), best.doc_id)
    text = document_of(doc_id).text
    scored = {c.span: c for c in candidates if c.doc_id == doc_id}
    rows = [
        scored.get(span) or Candidate(doc_id, span, line[0], {}, 0.0)
        for line in _LINE.finditer(text)
        if label_of_row(line[0]) == label and (span := Span(line.start(), line.end()))
    ]
    if len(rows) < 2:  # a row may share its line with a sentence, and is none then
        return []
    held = [set(analyze(row.text)).intersection(weights) for row in rows]
    # A word that every row holds tells none of them apart.
    telling = held[0].union(*held) - held[0].intersection(*held) - _ROLES
    shares = [sum(weights[word] for word in words & telling) for words in held]
    asked = [row for row, share in zip(rows, shares, strict=True) if share >= NEARLY * max(shares)]
    return asked[:MOST] if len(asked) > 1 else []


def _label_below(heading: Candidate, text: str) -> str:
    """The label of the rows right below a heading; empty where it is none, or has none."""
    if any(map(is_verb, heading.text.split())):
        return ""
    below = _LINE.search(text, heading.span.end)
    return label_of_row(below[0]) if below else ""


def _label_of_most(question: Question, candidates: Sequence[Candidate]) -> str:
    """The label of most of the best sentences, where agreements are asked for.

    A sentence that speaks of a deal is more like such a question than the rows that list them.
    """
    if AGREEMENT not in things(question.reads):
        return ""
    counted = Counter(label_of_row(c.text) for c in candidates[:FIRST]).most_common(1)
    label, count = counted[0]
    return label if 2 * count > FIRST else ""
