"""Questions that a text asks itself: what answers is the sentence that replies to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asked.question import Question
from assistant.ranking.rank import Candidate, place_of
from assistant.ranking.spans import candidate_spans, has_spans
from assistant.readers.reading import Place
from corpus.document import Document, Span
from corpus.split import sentence_spans

_ASKS = re.compile(r"\?[”\"’')]*\s*\Z")
_TO_NEXT = re.compile(r"[^\n]*\n+(?P<next>[^\n]*\S)")
SHORTEST_REPLY = 6
"""Words of a reply that says something; "Of course." is quoted with what follows it."""


def asks(text: str) -> bool:
    """Whether a sentence is a question.

    >>> asks("“Who pays?”"), asks("They asked who pays.")
    (True, False)
    """
    return bool(_ASKS.search(text))


def with_replies(
    question: Question, ranked: Sequence[Candidate], document_of: Callable[[str], Document]
) -> list[Candidate]:
    """The sentences in their new order, each question replaced by what the text replies to it.

    Args:
        question: what is asked.
        ranked: best first.
        document_of: gives the document with an id.
    """
    found: dict[Place, Candidate] = {}
    for c in ranked:
        text = document_of(c.doc_id).text
        reply = _reply(document_of(c.doc_id), c.span) if asks(c.text) else None
        if reply is not None:
            features = dict(c.features)
            if has_spans(question.kind):
                features["kind"] = float(bool(candidate_spans(question, text, reply)))
            c = replace(c, span=reply, text=reply.of(text), features=features)
        found.setdefault(place_of(c), c)
    return list(found.values())


def question_before(document: Document, sentence: Span) -> Span | None:
    """The question, at the end of the paragraph before, that a sentence opens the reply to."""
    text = document.text
    before = text[: sentence.start].rstrip()
    if "\n" not in text[len(before) : sentence.start] or not asks(before):
        return None
    start = before.rfind("\n") + 1
    if any(section.span.start == start for section in document.sections):
        return None
    return sentence_spans(text, Span(start, len(before)))[-1]


def _reply(document: Document, asked: Span) -> Span | None:
    """The sentence after a question, or the first of the next paragraph that is no heading."""
    text = document.text
    end = text.find("\n", asked.end)
    rest = Span(asked.end, len(text) if end < 0 else end)
    if not rest.of(text).strip():
        following = _TO_NEXT.match(text, asked.end)
        if following is None:
            return None
        rest = Span(*following.span("next"))
        if any(section.span.start == rest.start for section in document.sections):
            return None
    first, *more = sentence_spans(text, rest)
    if asks(first.of(text)):
        return None
    if more and len(first.of(text).split()) < SHORTEST_REPLY:
        return Span(first.start, more[0].end)
    return first
