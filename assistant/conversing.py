"""A question with those before it: the best sense of it, and what was worked out before, kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asked.described import authors_of
from assistant.asked.question import Question, read_question
from assistant.follow_ups.following import Remembered, Steps, followed
from assistant.pipeline import Pipeline
from assistant.readers.reading import Place
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

    def first(self, asked: Question, where: list[str] | None, k: int, threshold: float) -> Trace:
        """What comes of a question without regard to others; kept for the questions after it.

        Args:
            asked: as typed.
            where: the documents to answer from; None: all.
            k: passages to show.
            threshold: confidence below which the documents do not say.
        """
        trace = self._alone(asked, where, k, threshold)
        self._remembered.keep(_key(asked, where, k, threshold), trace)
        return trace

    def later(
        self,
        asked: Question,
        earlier: Sequence[Question],
        where: list[str] | None,
        k: int,
        threshold: float,
    ) -> Trace:
        """What comes of the best sense; what was asked before is not worked out twice.

        Takes what `first` takes, and the `earlier` questions, oldest first.
        """

        def answering(sense: Question, said: tuple[Place, ...]) -> Trace:
            key = _key(sense, where, k, threshold, said)
            return self._remembered.get(key, lambda: self._alone(sense, where, k, threshold, said))

        understood = followed(asked, earlier, self._steps(asked, answering))
        trace, sure = understood.trace, understood.confidence
        if sure < threshold and not trace.answer.positions:
            trace = understood.likeliest
        answer = trace.answer
        if answer.status == "answered" and sure < threshold:
            _, searched = self._subjects.read(_sense(trace.question.text), where)
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

    def _alone(
        self,
        asked: Question,
        where: list[str] | None,
        k: int,
        threshold: float,
        said: tuple[Place, ...] = (),
    ) -> Trace:
        """What comes of a question without regard to others, `said` being answers given before."""
        read, searched = self._subjects.read(asked, where)
        return self._pipeline.trace(read, searched, k, threshold, said)


def _sense(text: str) -> Question:
    """A sense, which may be longer than what anybody may type."""
    return read_question(text, max_chars=max(len(text), 1))


def _key(
    asked: Question,
    where: Sequence[str] | None,
    k: int,
    threshold: float,
    said: tuple[Place, ...] = (),
) -> object:
    """What an answer depends on, other settings and the library aside."""
    return asked, None if where is None else tuple(where), k, threshold, said
