"""From ranked sentences to an answer: what to quote, in which order, under which numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, AnswerSpan, Citation, Position, Sentence
from assistant.asked.kind import GATHERING
from assistant.asked.question import Question
from assistant.differences.disagree import Disagreement
from assistant.differences.stated import Stated
from assistant.finding import Found
from assistant.ranking.belonging import with_what_belongs
from assistant.ranking.rank import Candidate
from assistant.readers.reading import Place, Readings
from assistant.wording import phrases
from assistant.wording.short_answer import short_answer, to_the_point_first
from corpus.document import Document, Span, sha256_of

SURE_ENOUGH = 0.8
"""The confidence, at least, where two documents name different values for what is asked."""


def cite(document: Document, span: Span, score: float, marker: int | None = None) -> Citation:
    """A citation of `span`, everything about the place read from the document."""
    quote = span.of(document.text)
    headings = document.headings_at(span.start)
    return Citation(
        marker=marker,
        doc_id=document.doc_id,
        label=document.label,
        title=document.title,
        page=document.page_at(span.start),
        section=headings[-1] if headings else None,
        start=span.start,
        end=span.end,
        quote=quote,
        sha256=sha256_of(quote),
        score=score,
    )


def answered(
    question: Question,
    chosen: Sequence[Candidate],
    readings: Readings,
    confidence: float,
    document_of: Callable[[str], Document],
    parts: Sequence[Found] = (),
) -> Answer:
    """Quote the sentences chosen, and give the short answer that they hold."""
    if not parts and question.kind not in GATHERING:
        chosen = to_the_point_first(question, chosen)
    chosen = with_what_belongs(chosen, document_of)
    citations = tuple(
        cite(document_of(c.doc_id), c.span, c.score, marker)
        for marker, c in enumerate(chosen, start=1)
    )
    return Answer(
        question=question.text,
        status="answered",
        sentences=tuple(Sentence(c.quote, (c.marker,)) for c in citations if c.marker),
        citations=citations,
        spans=short_answer(question, chosen, readings, document_of, parts),
        confidence=confidence,
    )


def differing(
    question: Question,
    sides: Sequence[Stated],
    candidates: Sequence[Candidate],
    confidence: float,
    document_of: Callable[[str], Document],
) -> Answer:
    """Each document's value with its own quote, under a phrase that takes no side.

    Two documents that count what was asked for are found by more than the likeness of one sentence
    to the question: the confidence is `SURE_ENOUGH` at least.

    Args:
        question: what was asked.
        sides: values of different documents, in the order in which they are shown.
        candidates: give the scores of the sentences; one that is none of them has 0.
        confidence: as for any answer.
        document_of: gives the document with an id.
    """
    scores = {(c.doc_id, c.span): c.score for c in candidates}
    quotes = [
        cite(document_of(d), span, scores.get((d, span), 0.0))
        for d, span in ((side.doc_id, side.sentence) for side in sides)
    ]
    return replace(
        quoting(question, [(_told_apart(sides), quotes)]),
        confidence=max(confidence, SURE_ENOUGH),
        spans=tuple(
            AnswerSpan(side.written, marker, side.place.start, side.place.end)
            for marker, side in enumerate(sides, start=1)
        ),
        positions=tuple(Position(side.written, marker) for marker, side in enumerate(sides, 1)),
    )


def all_differing(
    question: Question,
    differences: Sequence[Disagreement],
    document_of: Callable[[str], Document],
) -> Answer | None:
    """All that documents differ in, each with its quotes under a phrase of its own; None: nothing.

    Args:
        question: what was asked.
        differences: the surest first, one more than `FURTHER_DIFFERENCES` at most.
        document_of: gives the document with an id.
    """
    groups: list[tuple[str, list[Citation]]] = []
    for one in differences:
        phrase = _told_apart(one.sides)
        if phrase in (said for said, _ in groups):  # not the same line twice
            phrase = phrases.FURTHER_DIFFERENCES[len(groups) - 1]
        quotes = [cite(document_of(s.doc_id), s.sentence, one.likeness) for s in one.sides]
        groups.append((phrase, quotes))
    return quoting(question, groups) if groups else None


def _told_apart(sides: Sequence[Stated]) -> str:
    dates = all(side.value.kind == "date" for side in sides)
    return phrases.DIFFERENT_DATES if dates else phrases.DIFFERENT_FIGURES


def agreeing(
    answer: Answer, sides: Sequence[Stated], document_of: Callable[[str], Document]
) -> Answer:
    """`answer`, citing the other documents that say the same, where it does not yet."""
    cited = {citation.doc_id for citation in answer.citations}
    added = tuple(
        cite(document_of(side.doc_id), side.sentence, 0.0, marker)
        for marker, side in enumerate(
            (s for s in sides if s.doc_id not in cited), start=len(answer.citations) + 1
        )
    )
    sentences = tuple(Sentence(c.quote, (c.marker,)) for c in added if c.marker)
    return replace(
        answer,
        sentences=answer.sentences + sentences,
        citations=answer.citations + added,
    )


def adding(answer: Answer, phrase: str) -> Answer:
    """`answer` with a fixed phrase behind its sentences."""
    return replace(answer, sentences=(*answer.sentences, Sentence(phrase, own=True)))


def joined(question: Question, answers: Sequence[Answer], more: int) -> Answer:
    """The answers to the parts of a question as one, as sure as the least sure of them.

    No place is quoted twice: what a side of a disagreement quotes stands there, and a disagreement
    that was told is not told again.

    Args:
        question: the whole.
        answers: to its parts, at least one, each quote under one marker.
        more: sentences, at most, of all parts that documents do not differ on.
    """
    of_sides = {_place(c) for a in answers if a.positions for c in a.citations}
    alone = sum(not a.positions for a in answers)
    numbers: dict[Place, int] = {}
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for answer in answers:
        new = [
            c
            for c in answer.citations
            if _place(c) not in numbers and (answer.positions or _place(c) not in of_sides)
        ]
        if not answer.positions:
            new = new[: max(1, more // alone)]
        if new:
            sentences += [s for s in answer.sentences if s.own]
        for citation in new:
            numbers[_place(citation)] = marker = len(citations) + 1
            citations.append(citation.with_marker(marker))
            sentences.append(Sentence(citation.quote, (marker,)))
    markers = [
        (answer, {c.marker: numbers[_place(c)] for c in answer.citations if _place(c) in numbers})
        for answer in answers
    ]
    spans = [
        replace(s, marker=of[s.marker]) for a, of in markers for s in a.spans if s.marker in of
    ]
    positions = [Position(p.value, of[p.marker]) for a, of in markers for p in a.positions]
    return Answer(
        question=question.text,
        status="answered",
        sentences=tuple(sentences),
        citations=tuple(citations),
        spans=tuple(dict.fromkeys(spans)),
        positions=tuple(dict.fromkeys(positions)),
        confidence=min(answer.confidence for answer in answers),
    )


def _place(citation: Citation) -> Place:
    return citation.doc_id, Span(citation.start, citation.end)


def quoting(question: Question, groups: Sequence[tuple[str, Sequence[Citation]]]) -> Answer:
    """Fixed phrases, each followed by quotes; numbers are given here, in order.

    Args:
        question: what was asked.
        groups: (fixed phrase, citations in any numbering) pairs.
    """
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for phrase, quotes in groups:
        sentences.append(Sentence(phrase, own=True))
        for citation in quotes:
            marker = len(citations) + 1
            citations.append(citation.with_marker(marker))
            sentences.append(Sentence(citation.quote, (marker,)))
    return Answer(
        question=question.text,
        status="answered" if citations else "not_found",
        sentences=tuple(sentences),
        citations=tuple(citations),
        confidence=1.0 if citations else 0.0,
    )
