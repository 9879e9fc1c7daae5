"""What a sentence is not understood without: the headings of its row, the list that it announces.

And the question that it replies to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from assistant.ranking.rank import Candidate
from assistant.ranking.replies import question_before
from assistant.texts.tables import row_at
from corpus.document import Document, Span
from corpus.split import sentence_spans

MOST_ITEMS = 8
"""Items of a list that are quoted, at most."""

_ITEM = re.compile(r"\s*\n(?P<item>(?:•|[-–] |\(?(?:\d{1,2}|[a-z])[.)] )[^\n]*\S)")

# "We advise three steps. First, … Second, … Third, …"
_IN_TURN = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Final|Last)(?:ly)?(?:,| of all,)"
)
_REST = re.compile(r" (?P<rest>First[^\n]*\S)")
_WHOLE = re.compile(r"[.!?…。][”\"’')]*\Z")


def with_what_belongs(
    chosen: Sequence[Candidate], document_of: Callable[[str], Document]
) -> list[Candidate]:
    """The sentences chosen, with what stands over a row, below a colon or before a reply.

    Args:
        chosen: in the order in which they are shown.
        document_of: gives the document with an id.
    """
    shown: list[Candidate] = []
    for c in chosen:
        document = document_of(c.doc_id)
        text, row = document.text, row_at(document.text, c.span.start)
        before = row.heading if row else question_before(document, c.span)
        for span in [*([before] if before else []), c.span, *items_below(text, c.span)]:
            if span == c.span:
                shown.append(c)
            elif not any(o.doc_id == c.doc_id and o.span.overlaps(span) for o in [*shown, *chosen]):
                shown.append(Candidate(c.doc_id, span, span.of(text), {}, 0.0))
    return shown


def items_in(text: str, within: Span) -> list[Span]:
    """The items of lists in a part of a text; no more than are quoted."""
    found = (Span(*item.span("item")) for item in _ITEM.finditer(text, within.start, within.end))
    return list(islice(found, MOST_ITEMS))


def items_below(text: str, sentence: Span) -> list[Span]:
    """The items of the list that a sentence announces, below it or behind it."""
    if rest := _REST.match(text, sentence.end):
        behind = sentence_spans(text, Span(*rest.span("rest")))
        return [span for span in behind if _IN_TURN.match(span.of(text))][:MOST_ITEMS]
    line = text.rfind("\n", 0, sentence.start)
    if _WHOLE.search(sentence.of(text)) or (line >= 0 and _ITEM.match(text, line)):
        return []
    found: list[Span] = []
    end = sentence.end
    while len(found) < MOST_ITEMS and (item := _ITEM.match(text, end)):
        found.append(Span(*item.span("item")))
        end = item.end()
    return found
