"""The short answer: which words of the sentences quoted are given in large print."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answer import AnswerSpan
from assistant.asked.question import Question
from assistant.asked.question_names import name_tokens
from assistant.finding import Found
from assistant.ranking.belonging import items_below
from assistant.ranking.gather import DATED_OR_COUNTED, KIND_CLOSE_ENOUGH
from assistant.ranking.lists import are_rows, asks_for_several, whole_list
from assistant.ranking.parties import parties_asked
from assistant.ranking.rank import Candidate, place_of
from assistant.ranking.spans import candidate_spans
from assistant.readers.reading import Place, Readings
from assistant.texts.statements import label_of_row
from assistant.wording.people import asks_who_met, with_partner
from assistant.wording.short_span import few_words_do, short_span
from assistant.words.grammar import ORDINALS
from assistant.words.same_things import countries, things
from corpus.document import Document, Span
from index.lexical import analyze

AS_GOOD = 0.7
"""A sentence may give the short answer in the best one's place from such a share of its score."""

SAID_AGAIN = 0.7
"""A reason that holds such a share of what is asked says it again."""

_CONCEDED = re.compile(r"(?:While|Although|Though|Even though|Even if|Despite) [^,;]+,")
_RANKS = frozenset(analyze(" ".join(ORDINALS[1:])))


def to_the_point_first(question: Question, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The sentences chosen, that ahead which gives the short answer."""
    first = _most_to_the_point(question, chosen)
    if label_of_row(first.text):
        return list(chosen)  # rows stay as the table has them
    return [first, *(c for c in chosen if c is not first)]


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
    for part in parts if few_words_do(question) else ():
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
    label = label_of_row(best.text) if several else ""
    if label and any(label_of_row(c.text) == label and not c.score for c in chosen):
        return []  # of rows that were not found nothing was read
    return [
        span
        for marker, c in enumerate(chosen, start=1)
        if c is best or (several and _is_row_like(best, c))
        for span in _of_one(question, document_of(c.doc_id).text, c, readings, marker)
    ]


def _is_row_like(best: Candidate, other: Candidate) -> bool:
    """Whether another row of the table of the best one answers as well.

    It holds half as much of what is asked for at least, or was not looked at.
    """
    label = label_of_row(best.text)
    of_table = are_rows(other.text, best.text) or (label and label_of_row(other.text) == label)
    most = best.features.get("coverage", 0.0)
    return bool(of_table) and 2 * other.features.get("coverage", most) >= most


def _of_one(
    question: Question, text: str, best: Candidate, readings: Readings, marker: int
) -> list[AnswerSpan]:
    """The words of `best` that answer: one span, or all of a list where several are asked for."""
    announces = best.text.endswith(":") or items_below(text, best.span)
    announced = announces and question.kind not in DATED_OR_COUNTED
    # Of what was not ranked nothing was read.
    span = None if announced or not best.score else short_span(question, text, best, readings)
    if span is None:
        return []
    if question.kind == "why" and (
        _concedes(text, best.span, span) or _says_again(question, span.of(text))
    ):
        return []
    several = asks_for_several(question.text)
    spans: Sequence[Span] = (span,)
    parties = parties_asked(question.reads, text, best.span, span, several=several)
    if parties:
        spans = parties
    elif asks_who_met(question.reads):
        spans = with_partner(text, best.span, span)
    elif several:
        spans = _all_places(question, text, best.span, span) or whole_list(text, best.span, span)
    return [AnswerSpan(s.of(text), marker, s.start, s.end) for s in spans]


def _all_places(question: Question, text: str, sentence: Span, words: Span) -> list[Span]:
    """All places of a sentence, where several are asked for and none is named."""
    if question.kind != "where" or countries(question.reads):
        return []
    places = candidate_spans(question, text, sentence)
    return list(places) if any(place.overlaps(words) for place in places) else []


def _says_again(question: Question, words: str) -> bool:
    """Whether words only say what was asked: why she refused is not told by "her refusal"."""
    asked = set(things(question.reads))
    return len(asked) > 1 and len(asked & set(things(words))) >= SAID_AGAIN * len(asked)


def _concedes(text: str, sentence: Span, words: Span) -> bool:
    """Whether words stand in what a sentence only concedes, which is no reason for the rest of it.

    >>> said = "While both wanted peace, the talks failed."
    >>> _concedes(said, Span(0, len(said)), Span(6, 23))
    True
    """
    conceded = _CONCEDED.match(sentence.of(text))
    return conceded is not None and words.end <= sentence.start + conceded.end()


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
        lambda c: len(_RANKS & set(question.terms) & set(analyze(c.text))),
        lambda c: question.kind in DATED_OR_COUNTED and c.features.get("kind", 0) > 0,
        lambda c: len(names & set(things(c.text))),
    )
    for held in wanted:
        if not held(best) and any(map(held, close)):
            return max(close, key=lambda c: (held(c), c.score))
    return best
