"""The short answer: which words of the sentences quoted are given in large print."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import AnswerSpan
from assistant.differences.asked import read_asked
from assistant.differences.same_things import things
from assistant.differences.values import values_in
from assistant.finding import Found
from assistant.gather import DATED_OR_COUNTED, KIND_CLOSE_ENOUGH, place_of
from assistant.lists import are_rows, asks_for_several, whole_list
from assistant.posts import post_of
from assistant.question import Question
from assistant.rank import Candidate
from assistant.reading import Place, Readings, ReadSpan
from assistant.signals import name_tokens
from assistant.spans import balanced, best_span, candidate_spans, stay_beside
from corpus.document import Document, Span
from index.lexical import analyze

WRONG_KIND = 1.5
"""Points of the reader's score that words of another kind than the one asked for lose."""

AS_GOOD = 0.7
"""A sentence may give the short answer in the best one's place from such a share of its score."""

_ASKS_FOR_ONE = re.compile(r"\b(?:who|whom|whose|which|what|when|where|how \w+)\b", re.IGNORECASE)
_ORDINALS = frozenset(analyze("second third fourth fifth sixth seventh eighth ninth tenth"))
_OF_THE = re.compile(r" of (?:the|these|those|its|their) (?:\w+ ){0,2}?(?P<thing>\w+s)\b")
_OF_THEM = re.compile(r"\bhow many of\b", re.IGNORECASE)
_WHICH_ONES = re.compile(
    r"(?:which|who)\b(?! (?:year|number|rank|level|percentage)\b)", re.IGNORECASE
)


def short_answer(
    question: Question,
    chosen: Sequence[Candidate],
    readings: Readings,
    document_of: Callable[[str], Document],
    parts: Sequence[Found] = (),
) -> tuple[AnswerSpan, ...]:
    """The words of the best sentence that answer; of a question taken apart, those of each part.

    Args:
        question: what is asked.
        chosen: the sentences quoted, in the order of their markers.
        readings: what the reader made of the passages that hold them.
        document_of: gives the document with an id.
        parts: of the question, each with what was found for it.
    """
    markers = {place_of(candidate): marker for marker, candidate in enumerate(chosen, start=1)}
    of_parts = _of_parts(question, parts, markers, document_of)
    return tuple(of_parts or _of_whole(question, chosen, readings, document_of))


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
        quoted = [c for c in part.candidates if place_of(c) in markers]
        if not quoted:
            continue
        best = quoted[0]
        if part.question.kind in DATED_OR_COUNTED:
            best = _most_to_the_point(part.question, quoted)
        text, marker = document_of(best.doc_id).text, markers[place_of(best)]
        if part.question.kind == "when" and not candidate_spans(part.question, text, best.span):
            continue  # no date
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
    """The best sentence; one that is nearly as good and has what it lacks takes its place.

    Of "Who met in Nara?" that speaks of Nara, of "Who came third?" of the third, of "When …?" and
    "How many …?" it names a date or a number.
    """
    best = max(chosen, key=lambda candidate: candidate.score)
    of_kind = question.kind in DATED_OR_COUNTED and not best.features.get("kind")
    share = KIND_CLOSE_ENOUGH if of_kind else AS_GOOD
    close = [c for c in chosen if c.score >= share * best.score]
    # "Chinese" names China.
    names = set(things(" ".join(name_tokens(question.text)))) if question.kind == "who" else set()
    wanted: Sequence[Callable[[Candidate], int]] = (
        lambda c: len(_ORDINALS & set(question.terms) & set(analyze(c.text))),
        lambda c: question.kind in DATED_OR_COUNTED and c.features.get("kind", 0) > 0,
        lambda c: len(names & set(things(c.text))),
    )
    for held in wanted:
        if not held(best) and any(map(held, close)):
            return max(close, key=lambda c: (held(c), c.score))
    return best


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
    if counts := _counted(question, text, best.span, kind):
        others = [number for number in kind if not any(number.overlaps(c) for c in counts)]
        inside = [
            read
            for read in inside
            if any(read.span.overlaps(number) for number in counts)
            and not any(read.span.overlaps(number) for number in others)
        ]
        if not inside:
            return counts[0]
    if stay := stay_beside(question, text, best.span):
        return stay
    if not inside:
        return best_span(question, text, best.span)

    def worth(read: ReadSpan) -> float:
        fits = not kind or any(read.span.overlaps(span) for span in kind)
        if _WHICH_ONES.match(question.text) and read.span.of(text).strip().isdigit():
            fits = False  # which ones they are, not how many
        return read.score - (0.0 if fits else WRONG_KIND)

    span = max(inside, key=worth).span
    if question.kind in DATED_OR_COUNTED:  # "13-14 May" where the reader points at "13-14"
        span = next((whole for whole in kind if whole.covers(span)), span)
    span = balanced(text, span, best.span)
    return post_of(question, text, best.span, span) or span


def _counted(question: Question, text: str, within: Span, numbers: Sequence[Span]) -> list[Span]:
    """Those of the numbers in a sentence that count what the question counts.

    None where it asks how many of them: that may be counted by another word, or by none.
    """
    if question.kind != "how_many" or _OF_THEM.search(question.reads):
        return []
    asked = read_asked(replace(question, text=question.reads))
    counting = [
        Span(within.start + value.number.start, within.start + value.number.end)
        for value in values_in(within.of(text))
        if asked.counts(value.thing)
    ]
    # "one of the three pacts" is a number of pacts, too.
    return counting + [
        number
        for number in numbers
        if (of := _OF_THE.match(text, number.end)) and asked.counts(of["thing"])
    ]
