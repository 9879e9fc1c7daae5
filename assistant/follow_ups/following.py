"""A question after others: earlier ones are asked again, and the best sense is answered.

`history` says which senses there are. Here each is searched as a question of its own, and the
one that the documents support best wins.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from assistant.asked.kind import ABOUT_LIBRARY
from assistant.asked.question import Question
from assistant.confidence.calibrated import logit, probability
from assistant.follow_ups.follow_up import Sense, asks_for_more
from assistant.follow_ups.history import senses
from assistant.follow_ups.turn import Turn
from assistant.korean.exchange import Exchange
from assistant.readers.reading import Place
from assistant.texts.gazetteer import NOWHERE, Gazetteer
from assistant.words.known_names import KnownNames
from corpus.document import Span
from index.query import SCORE_DIGITS

if TYPE_CHECKING:
    from assistant.trace import Trace

MAX_TURNS = 4
"""Earlier questions that are looked at, the last ones: the work must not grow with the talk."""

MAX_REMEMBERED = 128
"""Answers kept for the questions that come after them."""

TEXTS = 5
"""Passages of an earlier answer in which names are looked for."""

UNKNOWN_TERMS = 0.5
"""What an English follow-up loses, as a logit, where the documents hold none of its own terms."""

FOREIGN = 0.1
"""Below this confidence the documents do not speak of a question, where they hold less than
`FOREIGN_TERMS` of its words."""

FOREIGN_TERMS = 0.5

WELL_SUPPORTED = 0.6
"""After a sense with this confidence the less likely ones are not tried: they cost time,
and what they would take from it is left out."""

_NO_BRACKETS = str.maketrans("", "", "()")


class Remembered:
    """The latest answers by question, so that a conversation does not ask again; thread-safe."""

    def __init__(self, most: int = MAX_REMEMBERED) -> None:
        self._most = most
        self._held: OrderedDict[object, Trace] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, answering: Callable[[], Trace]) -> Trace:
        """The answer kept under `key`, or the one that `answering` gives."""
        with self._lock:
            held = self._held.get(key)
        # Outside the lock: two threads may work out the same answer, none waits for the other.
        trace = answering() if held is None else held
        self.keep(key, trace)
        return trace

    def keep(self, key: object, trace: Trace) -> None:
        """Keep an answer; the one that was used longest ago makes room."""
        with self._lock:
            self._held[key] = trace
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """What following a conversation needs of the assistant.

    Attributes:
        read: a text to the question that it asks.
        answer: one question by itself, with places that are no answer any more.
        knows: whether the documents hold a term.
        in_korean: puts what a Korean scrap names into the question before.
        names: what the documents show about names.
        authors: the authors of each document.
        places: what the documents say of places.
    """

    read: Callable[[str], Question]
    answer: Callable[[Question, tuple[Place, ...]], Trace]
    knows: Callable[[str], bool]
    in_korean: Exchange | None = None
    names: Callable[[], KnownNames] = KnownNames
    authors: Sequence[Sequence[str]] = ()
    places: Callable[[], Gazetteer] = lambda: NOWHERE


@dataclass(frozen=True, slots=True)
class Understood:
    """The answer to the best sense of a question.

    Attributes:
        trace: of that sense; its question is the sense.
        likeliest: that of what was most likely meant, whatever the documents hold; that is what is
            not found.
        confidence: that the documents answer what was typed. That of the best sense, but no more
            than the mean over all that were tried, each weighed by how likely it is; values that
            documents set beside each other, and the question as typed, keep their own. Less where
            they know none of the words typed.
    """

    trace: Trace
    confidence: float
    likeliest: Trace


def followed(question: Question, history: Sequence[Question], steps: Steps) -> Understood:
    """The answer to `question` as the questions before it let one understand it.

    Args:
        question: as typed.
        history: the questions before it, oldest first; the last `MAX_TURNS` count.
        steps: how a question is answered by itself.
    """
    turns: list[Turn] = []
    for earlier in history[-MAX_TURNS:]:
        told = turns[-1].said if turns and asks_for_more(earlier.text) else ()
        turns.append(_turn(_understood(earlier, turns, steps), told))
    return _understood(question, turns, steps)


def _understood(question: Question, turns: Sequence[Turn], steps: Steps) -> Understood:
    said = turns[-1].said if turns and asks_for_more(question.text) else ()
    others: Sequence[Sense] = ()
    if question.kind not in ABOUT_LIBRARY:
        names, places = steps.names(), steps.places()
        others = senses(question.text, turns, steps.in_korean, names, steps.authors, places)
    if not others:
        alone = steps.answer(question, said)
        return Understood(alone, alone.answer.confidence, alone)

    sures: list[float] = []
    likely: list[float] = []

    def answered(sense: Sense) -> tuple[Trace, float]:
        typed = sense.text == question.text
        trace = steps.answer(question if typed else _read(sense.text, question, steps), said)
        sures.append(trace.answer.confidence)
        likely.append(math.exp(-sense.doubt))
        return trace, round(logit(trace.answer.confidence) - sense.doubt, SCORE_DIGITS)

    meant = others[0]
    likeliest, support = answered(meant)
    best = likeliest
    for sense in others[1:]:
        if sense.doubt > 0 and best.answer.confidence >= WELL_SUPPORTED:
            continue
        trace, worth = answered(sense)
        if worth > support:
            meant, best, support = sense, trace, worth
    sure = best.answer.confidence
    if meant.text != question.text and not best.answer.positions:
        # An unlikely sense may find an answer easily, to what was hardly meant.
        sure = min(sure, fmean(sures, likely))
    typed = question.terms if question.language == "en" else ()
    if typed and not any(steps.knows(term) for term in typed):
        sure = probability(logit(sure) - UNKNOWN_TERMS)
    return Understood(best, sure, likeliest)


def _read(text: str, typed: Question, steps: Steps) -> Question:
    """A sense; what it asks for is what was typed, where that says it."""
    read = steps.read(text)
    if typed.language == "en":
        read = replace(read, anew=tuple(term for term in typed.terms if term in read.terms))
    return read if typed.kind == "other" else replace(read, kind=typed.kind)


def _turn(understood: Understood, told: tuple[Place, ...]) -> Turn:
    answer, question = understood.trace.answer, understood.trace.question
    quotes = [citation.quote for citation in answer.citations]
    passages = [hit.passage.text for hit in understood.trace.hits[:TEXTS]]
    doc_ids = {citation.marker: citation.doc_id for citation in answer.citations}
    said = [(doc_ids[span.marker], Span(span.start, span.end)) for span in answer.spans]
    # Read with what was asked before in brackets, it is a question of these words like any other.
    asked = question.text.translate(_NO_BRACKETS)
    held = understood.trace.signals.get("known", 1.0)
    known = answer.confidence >= FOREIGN or held >= FOREIGN_TERMS
    return Turn(asked, answer.short_answer, (*quotes, *passages), (*told, *said), known)
