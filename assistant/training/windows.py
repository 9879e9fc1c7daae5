"""Paragraphs cut as the index cuts them: what answers a question, and what only looks so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.settings import Settings
from assistant.training.plan import TrainingProgress
from assistant.training.questions import QuestionSet, TrainingQuestion, article_of
from corpus.document import Passage, Span
from corpus.split import passages_of
from index.build import searched_text
from index.lexical import LexicalIndex, analyze

CHUNKING = Settings().chunking
"""As the default settings cut the library: a reader is best at what it was trained on."""

DEPTH = 40
SAME_ARTICLE = 6
ELSEWHERE = 2
"""Of the hard negatives: passages looked through, taken of the same article, and of others."""


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


def mine_negatives(
    questions: Sequence[TrainingQuestion],
    passages: Mapping[str, tuple[Passage, ...]],
    progress: TrainingProgress = lambda step, done, total: None,
) -> dict[str, tuple[Passage, ...]]:
    """Hard negatives: for each question id, passages that look right and are not, best first.

    Those of the same article come first, up to `SAME_ARTICLE`, then up to `ELSEWHERE` others. The
    question's own paragraph is left out: `asked` gives its passages already. Only words are
    searched: to encode every passage takes as long as learning from a tenth of them.
    """
    rows = [passage for group in passages.values() for passage in group]
    lexical = LexicalIndex([analyze(searched_text(passage)) for passage in rows])
    mined = {}
    for number, question in enumerate(questions):
        found = lexical.search(analyze(question.question), DEPTH)
        mined[question.question_id] = _chosen(question, [rows[row] for row, _ in found])
        if number % 500 == 0:
            progress("negatives", number, len(questions))
    return mined


def _chosen(question: TrainingQuestion, ranked: Sequence[Passage]) -> tuple[Passage, ...]:
    article = article_of(question.doc_id)
    wrong = [
        passage
        for passage in ranked
        if passage.doc_id != question.doc_id and not holds_answer(passage.text, question.answers)
    ]
    same = [p for p in wrong if article_of(p.doc_id) == article]
    other = [p for p in wrong if article_of(p.doc_id) != article]
    return (*same[:SAME_ARTICLE], *other[:ELSEWHERE])
