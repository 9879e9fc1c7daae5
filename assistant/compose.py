"""From ranked sentences to an answer: what to quote, in which order, under which numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant import phrases
from assistant.answer import Answer, AnswerSpan, Citation, Position, Sentence
from assistant.differences.asked import read_asked
from assistant.differences.disagree import Disagreement
from assistant.differences.stated import Stated
from assistant.differences.values import values_in
from assistant.finding import Found
from assistant.gather import place_of
from assistant.lists import are_rows, asks_for_several, whole_list
from assistant.question import Question
from assistant.rank import Candidate
from assistant.reading import Place, Readings, ReadSpan
from assistant.signals import name_tokens
from assistant.spans import balanced, best_span, candidate_spans
from corpus.document import Document, Span, sha256_of
from index.lexical import analyze

WRONG_KIND = 1.5
"""Points of the reader's score that words of another kind than the one asked for lose."""

AS_GOOD = 0.7
"""A sentence may give the short answer in the best one's place from such a share of its score."""

SURE_ENOUGH = 0.8
"""The confidence, at least, where two documents name different values for what is asked."""


_ASKS_FOR_ONE = re.compile(r"\b(?:who|whom|whose|which|what|when|where|how \w+)\b", re.IGNORECASE)
_ORDINALS = frozenset(analyze("second third fourth fifth sixth seventh eighth ninth tenth"))
_OF_THE = re.compile(r" of (?:the|these|those|its|their) (?:\w+ ){0,2}?(?P<thing>\w+s)\b")
_OF_THEM = re.compile(r"\bhow many of\b", re.IGNORECASE)
_WHICH_ONES = re.compile(
    r"(?:which|who)\b(?! (?:year|number|rank|level|percentage)\b)", re.IGNORECASE
)


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
    """Quote the sentences chosen.

    The short answer comes from the best of them; of a question taken apart, from the best of each
    part.
    """
    citations = tuple(
        cite(document_of(c.doc_id), c.span, c.score, marker)
        for marker, c in enumerate(chosen, start=1)
    )
    markers = {place_of(candidate): marker for marker, candidate in enumerate(chosen, start=1)}
    spans = _of_parts(question, parts, markers, document_of)
    if not spans:
        spans = _of_whole(question, chosen, readings, document_of)
    return Answer(
        question=question.text,
        status="answered",
        sentences=tuple(Sentence(c.quote, (c.marker,)) for c in citations if c.marker),
        citations=citations,
        spans=tuple(spans),
        confidence=confidence,
    )


def _of_parts(
    question: Question,
    parts: Sequence[Found],
    markers: Mapping[Place, int],
    document_of: Callable[[str], Document],
) -> list[AnswerSpan]:
    """Of each part the words that answer it, from its best sentence among those quoted.

    No words answer two parts: of "from 4 to 7 May in Lima, and from 13 to 14 May in Quito" each
    gets its own.
    """
    found: list[AnswerSpan] = []
    taken: list[Place] = []
    for part in parts if _few_words_do(question) else ():
        best = next((c for c in part.candidates if place_of(c) in markers), None)
        if best is None:
            continue
        text, marker = document_of(best.doc_id).text, markers[place_of(best)]
        told = _of_one(part.question, text, best, part.readings.without(taken), marker)
        places = [(best.doc_id, Span(span.start, span.end)) for span in told]
        if not any(d == doc and span.overlaps(s) for d, span in places for doc, s in taken):
            found += told
            taken += places
    return found


def _of_whole(
    question: Question,
    chosen: Sequence[Candidate],
    readings: Readings,
    document_of: Callable[[str], Document],
) -> list[AnswerSpan]:
    """The words of the best sentence; where several things are asked for, of each row like it."""
    best = _most_to_the_point(question, chosen)
    several = asks_for_several(question.text)
    return [
        span
        for marker, c in enumerate(chosen, start=1)
        if c is best or (several and are_rows(c.text, best.text))
        for span in _of_one(question, document_of(c.doc_id).text, c, readings, marker)
    ]


def _of_one(
    question: Question, text: str, best: Candidate, readings: Readings, marker: int
) -> list[AnswerSpan]:
    """The words of `best` that answer: one span, or all of a list where several are asked for."""
    span = short_span(question, text, best, readings)
    if span is None:
        return []
    several = asks_for_several(question.text)
    spans = whole_list(text, best.span, span) if several else (span,)
    return [AnswerSpan(s.of(text), marker, s.start, s.end) for s in spans]


def _most_to_the_point(question: Question, chosen: Sequence[Candidate]) -> Candidate:
    """The best sentence; one that is as good and has what it lacks takes its place.

    Of "Who met in Nara?" that speaks of Nara, of "Who came third?" of the third, of "When …?" and
    "How many …?" it names a date or a number.
    """
    best = max(chosen, key=lambda candidate: candidate.score)
    close = [c for c in chosen if c.score >= AS_GOOD * best.score]
    names = set(name_tokens(question.text)) if question.kind == "who" else set()
    wanted: Sequence[Callable[[Candidate], int]] = (
        lambda c: len(_ORDINALS & set(question.terms) & set(analyze(c.text))),
        lambda c: question.kind in ("when", "how_many") and c.features.get("kind", 0) > 0,
        lambda c: len(names & set(analyze(c.text))),
    )
    for held in wanted:
        if not held(best) and any(map(held, close)):
            return max(close, key=lambda c: (held(c), c.score))
    return best


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
        differences: the surest first.
        document_of: gives the document with an id.
    """
    groups = [
        (
            _told_apart(one.sides),
            [cite(document_of(side.doc_id), side.sentence, one.likeness) for side in one.sides],
        )
        for one in differences
    ]
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


def _few_words_do(question: Question) -> bool:
    if question.kind == "compare":
        return _ASKS_FOR_ONE.search(question.text) is not None  # none answer "Compare both summits"
    return question.kind not in ("overview", "each")


def short_span(question: Question, text: str, best: Candidate, readings: Readings) -> Span | None:
    """The words of the best sentence that answer: the reader's, of the kind asked for if it can.

    How many there are is told by a number that counts the thing asked for, where there is one.
    Without a reader: the words that have the kind; None where the kind has no words of its own,
    or asks for more than a few words.
    """
    if not _few_words_do(question):
        return None
    inside = [s for s in readings.spans if s.doc_id == best.doc_id and best.span.covers(s.span)]
    kind = candidate_spans(question, text, best.span)
    if counts := _counted(question, text, best.span):
        others = [number for number in kind if not any(number.overlaps(c) for c in counts)]
        inside = [
            read
            for read in inside
            if any(read.span.overlaps(number) for number in counts)
            and not any(read.span.overlaps(number) for number in others)
        ]
        if not inside:
            return counts[0]
    if not inside:
        return best_span(question, text, best.span)

    def worth(read: ReadSpan) -> float:
        fits = not kind or any(read.span.overlaps(span) for span in kind)
        if _WHICH_ONES.match(question.text) and read.span.of(text).strip().isdigit():
            fits = False  # which ones they are, not how many
        return read.score - (0.0 if fits else WRONG_KIND)

    return balanced(text, max(inside, key=worth).span, best.span)


def _counted(question: Question, text: str, within: Span) -> list[Span]:
    """The numbers in a sentence that count what the question counts.

    None where it asks how many of them: that may be counted by another word, or by none.
    """
    if question.kind != "how_many" or _OF_THEM.search(question.reads):
        return []
    asked = read_asked(replace(question, text=question.reads))
    numbers = [
        Span(within.start + value.number.start, within.start + value.number.end)
        for value in values_in(within.of(text))
        if asked.counts(value.thing)
    ]
    # "one of the three pacts" is a number of pacts, too.
    return numbers + [
        number
        for number in candidate_spans(question, text, within)
        if (of := _OF_THE.match(text, number.end)) and asked.counts(of["thing"])
    ]


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
