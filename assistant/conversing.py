"""A question with those before it: the best sense of it, and what was worked out before, kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asked.described import authors_of
from assistant.asked.question import Question, read_question
from assistant.follow_ups.following import Remembered, Steps, followed
from assistant.pipeline import Pipeline
from assistant.readers.reading import Place
from assistant.shelf import Within
from assistant.subject import Subjects
from assistant.trace import Trace
from assistant.words.known_names import KnownNames


class Conversing:
    """Answers questions by themselves or after others; safe to ask from several threads.

    Args:
        subjects: puts questions into the documents' words.
        pipeline: answers one question in these words.
        names: what the documents show about names.
    """

    def __init__(
        self,
        subjects: Subjects,
        pipeline: Pipeline,
        names: Callable[[], KnownNames],
    ) -> None:
        self._subjects = subjects
        self._pipeline = pipeline
        self._names = names
        self._remembered = Remembered()

    def first(self, asked: Question, within: Within) -> Trace:
        """What comes of a question without regard to others; kept for the questions after it."""
        trace = self._alone(asked, within)
        self._remembered.keep((asked, within, ()), trace)
        return trace

    def later(self, asked: Question, earlier: Sequence[Question], within: Within) -> Trace:
        """What comes of the best sense after the questions before, oldest first.

        What was asked before is not worked out twice.
        """

        def answering(sense: Question, said: tuple[Place, ...]) -> Trace:
            key = sense, within, said
            return self._remembered.get(key, lambda: self._alone(sense, within, said))

        understood = followed(asked, earlier, self._steps(asked, answering))
        trace, sure = understood.trace, understood.confidence
        if sure < within.threshold and not trace.answer.positions:
            trace = understood.likeliest
        answer = trace.answer
        if answer.status == "answered" and sure < within.threshold:
            _, searched = self._subjects.read(_sense(trace.question.text), within.where)
            answer = self._pipeline.refused(
                trace.question, trace.candidates, trace.signals, sure, searched
            )
        return replace(trace, answer=replace(answer, confidence=sure))

    def _steps(
        self, asked: Question, answering: Callable[[Question, tuple[Place, ...]], Trace]
    ) -> Steps:
        """What it takes to follow the questions before `asked`."""
        subjects = self._subjects
        return Steps(
            _sense,
            answering,
            self._pipeline.finder.searcher.lexical.knows,
            subjects.interpreter.exchange if asked.language == "ko" else None,
            self._names,
            [authors_of(document) for document in subjects.shelf.few()],
            lambda: subjects.gazetteers.of(()),
        )

    def _alone(self, asked: Question, within: Within, said: tuple[Place, ...] = ()) -> Trace:
        """What comes of a question without regard to others, `said` being answers given before."""
        read, where = self._subjects.read(asked, within.where)
        return self._pipeline.trace(read, within._replace(where=where), said)


def _sense(text: str) -> Question:
    """A sense, which may be longer than what anybody may type."""
    return read_question(text, max_chars=max(len(text), 1))
