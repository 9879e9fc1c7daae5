"""What the encoder learns from: questions, each with its own text among those of one article."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.training.alter import keyworded
from assistant.training.questions import TrainingQuestion, article_of
from assistant.training.windows import CHUNKING, holds_answer
from corpus.document import Document, Span
from corpus.split import body_sentences, passages_of
from index.build import searched_text
from index.lexical import analyze

PARAGRAPHS = 15
"""Of one article at a time, at most; a brief has as many."""

FEWEST = 20
"""Questions that a group of paragraphs has, at least."""

QUESTIONS = 48
"""Of one batch, at most."""

HEADED = 0.5
"""How often passages come with their headings, as the index encodes them."""

KEYWORDED = 0.1
"""How often a question is cut down to its key words, as a Korean question is looked up."""

BRIEFS = 0.7
"""Share of the batches that are about briefs, which are nearest to our use."""


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with the rows of the texts that answer it, and of those that might as well.

    Attributes:
        weight: how often it is drawn; the fewer words it shares with its sentence, the more.
        passages: rows that hold the answer; at least one.
        sentences: likewise.
        doubtful: (rows of passages, rows of sentences) that hold the same words elsewhere.
    """

    question: str
    weight: float
    passages: tuple[int, ...]
    sentences: tuple[int, ...]
    doubtful: tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs of one article and their questions.

    Attributes:
        passages: (text, text with its headings).
        sentences: of all of them.
        questions: each answered by one of the paragraphs.
    """

    passages: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    questions: tuple[LabelledQuestion, ...]


@dataclass(frozen=True, slots=True)
class ContrastiveBatch:
    """What one step learns from: `questions` find theirs among `passages` and `sentences`."""

    asked: tuple[str, ...]
    questions: tuple[LabelledQuestion, ...]
    passages: tuple[str, ...]
    sentences: tuple[str, ...]


def groups_of(
    documents: Sequence[Document], questions: Sequence[TrainingQuestion], draw: random.Random
) -> list[Group]:
    """The paragraphs of each article, shuffled and dealt out, with the questions about them."""
    by_article: dict[str, list[Document]] = {}
    for document in documents:
        by_article.setdefault(article_of(document.doc_id), []).append(document)
    asked: dict[str, list[TrainingQuestion]] = {}
    for question in questions:
        if question.target:
            asked.setdefault(question.doc_id, []).append(question)
    groups = []
    for paragraphs in by_article.values():
        dealt = draw.sample(paragraphs, len(paragraphs))
        for first in range(0, len(dealt), PARAGRAPHS):
            group = _group(dealt[first : first + PARAGRAPHS], asked)
            if len(group.questions) >= FEWEST:
                groups.append(group)
    return groups


def batches(
    briefs: Sequence[Group], others: Sequence[Group], seed: int
) -> Iterator[ContrastiveBatch]:
    """Batches without end: every group of briefs in turn, others in between."""
    draw = random.Random(seed)  # noqa: S311 - an order to learn in, no secret
    turn: list[Group] = []
    while True:
        if not briefs or (others and draw.random() >= BRIEFS):
            group = draw.choice(others)
        else:
            turn = turn or draw.sample(briefs, len(briefs))
            group = turn.pop()
        headed = draw.random() < HEADED
        chosen = _drawn(group.questions, QUESTIONS, draw)
        yield ContrastiveBatch(
            tuple(
                keyworded(q.question, draw) if draw.random() < KEYWORDED else q.question
                for q in chosen
            ),
            chosen,
            tuple(texts[headed] for texts in group.passages),
            group.sentences,
        )


def _group(paragraphs: Sequence[Document], asked: Mapping[str, list[TrainingQuestion]]) -> Group:
    passages: list[tuple[str, Span, str, str]] = []
    sentences: list[tuple[str, Span, str]] = []
    for document in paragraphs:
        passages += [
            (document.doc_id, p.span, p.text, searched_text(p))
            for p in passages_of(document, CHUNKING)
        ]
        sentences += [
            (document.doc_id, span, span.of(document.text))
            for found in body_sentences(document)
            for span in found
        ]
    aimed = []
    for question in (q for document in paragraphs for q in asked.get(document.doc_id, ())):
        held = _rows(question, [(doc, span) for doc, span, *_ in passages])
        told = _rows(question, [(doc, span) for doc, span, _ in sentences])
        if held and told:
            shared = set(analyze(question.question)) & set(analyze(sentences[told[0]][2]))
            doubtful = (
                _alike(question, [text for *_, text, _ in passages], held),
                _alike(question, [text for *_, text in sentences], told),
            )
            aimed.append(
                LabelledQuestion(question.question, 1 / (1 + len(shared)), held, told, doubtful)
            )
    return Group(
        tuple((text, headed) for *_, text, headed in passages),
        tuple(text for *_, text in sentences),
        tuple(aimed),
    )


def _rows(question: TrainingQuestion, places: Sequence[tuple[str, Span]]) -> tuple[int, ...]:
    """The places that hold its answer whole."""
    target = question.target
    return tuple(
        row
        for row, (doc_id, span) in enumerate(places)
        if target and doc_id == question.doc_id and span.covers(target)
    )


def _alike(
    question: TrainingQuestion, texts: Sequence[str], answering: tuple[int, ...]
) -> tuple[int, ...]:
    return tuple(
        row
        for row, text in enumerate(texts)
        if row not in answering and holds_answer(text, question.answers)
    )


def _drawn(
    questions: Sequence[LabelledQuestion], most: int, draw: random.Random
) -> tuple[LabelledQuestion, ...]:
    """At most `most` of them, none twice, by their weights."""
    # Efraimidis and Spirakis 2006: the largest of u ** (1 / weight).
    keys = [draw.random() ** (1 / q.weight) for q in questions]
    order = sorted(range(len(questions)), key=lambda i: -keys[i])
    return tuple(questions[i] for i in order[:most])
