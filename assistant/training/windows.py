"""Paragraphs cut into passages as the index cuts them, and what each says about a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.settings import Settings
from assistant.training.questions import QuestionSet, TrainingQuestion
from corpus.document import Passage, Span
from corpus.split import passages_of

CHUNKING = Settings().chunking
"""As the default settings cut the library: a reader is best at what it was trained on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the passages of its own paragraph.

    Attributes:
        answering: (passage, target in characters of the passage): those that hold the answer.
        silent: passages of the same paragraph that do not.
    """

    question: TrainingQuestion
    answering: tuple[tuple[Passage, Span], ...]
    silent: tuple[Passage, ...]


def cut(questions: QuestionSet) -> dict[str, tuple[Passage, ...]]:
    """The passages of each paragraph, by its `doc_id`."""
    return {d.doc_id: tuple(passages_of(d, CHUNKING)) for d in questions.documents}


def asked(
    questions: Iterable[TrainingQuestion], passages: Mapping[str, tuple[Passage, ...]]
) -> list[Asked]:
    """Each question with the passages of its paragraph that answer and that do not.

    A question whose answer no single passage holds is left out: it would teach "no answer here".
    """
    found = []
    for question in questions:
        target, answering, silent = question.target, [], []
        for passage in passages[question.doc_id]:
            if target and passage.span.covers(target):
                start = target.start - passage.span.start
                answering.append((passage, Span(start, start + target.end - target.start)))
            elif not holds_answer(passage.text, question.answers):
                silent.append(passage)
        if answering or not question.answers:
            found.append(Asked(question, tuple(answering), tuple(silent)))
    return found


def holds_answer(text: str, answers: Iterable[str]) -> bool:
    """Whether one of `answers` stands in `text`, letter case aside.

    >>> holds_answer("Rollo's Normandy", ("normandy",))
    True
    """
    folded = text.casefold()
    return any(answer.casefold() in folded for answer in answers)
