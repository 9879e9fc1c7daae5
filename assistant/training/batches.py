"""The order in which windows are learned: an endless stream that a seed decides."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.readers.inputs import Tokenizer, Window, shape_of
from assistant.training.alter import Names, altered, keyworded, mistyped
from assistant.training.plan import File
from assistant.training.questions import article_of
from assistant.training.windows import Asked
from corpus.document import Passage, Span
from index.lexical import analyze

SHAPES = (96, 128, 160, 192)
"""Windows are cut to 192 tokens in training; longer ones are rare and cost the most."""

MISTYPED = 0.05
"""Share of the questions that are shown with a slip of the keyboard."""

OTHER_PASSAGE = 0.4
"""How often a question that its whole article leaves open is shown with another passage of it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A window and what to point at: positions of the first and last token, (0, 0) for none."""

    window: Window
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one shape; `rivals` are rows (answering, silent, …) of the same question."""

    shape: int
    examples: tuple[Example, ...]
    rivals: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is learned of one file: its questions with their passages, used as `file` says.

    Attributes:
        names: what may be exchanged in a question, by article (`article_of`).
    """

    questions: Sequence[Asked]
    file: File
    names: Mapping[str, Names] = field(default_factory=dict)


class Stream:
    """Batches without end, the same for the same sources and seed."""

    def __init__(
        self,
        sources: Sequence[Source],
        mined: Mapping[str, Sequence[Passage]],
        tokenizer: Tokenizer,
        seed: int,
    ) -> None:
        self._sources = sources
        self._mined = mined
        self._tokenizer = tokenizer
        self._seed = seed

    def batches(self, batch_tokens: int, part: int = 0) -> Iterator[Batch]:
        """From the beginning; a run that resumes skips what it has seen.

        Args:
            batch_tokens: windows times shape of a batch, at most.
            part: another one gives the same windows in another order, with other draws.
        """
        waiting: dict[int, list[tuple[Example, ...]]] = {shape: [] for shape in SHAPES}
        epoch = 0
        while True:
            for group in self._epoch(epoch, part):
                shape = max(shape_of(len(e.window.ids), SHAPES) for e in group)
                room = batch_tokens // shape
                if sum(map(len, waiting[shape])) + len(group) > room:
                    yield _batch(shape, waiting[shape])
                    waiting[shape] = []
                waiting[shape].append(group)
            epoch += 1

    def _epoch(self, epoch: int, part: int = 0) -> Iterator[tuple[Example, ...]]:
        draw = random.Random(f"{self._seed}/{epoch}/{part}")  # noqa: S311 - no secret
        order = [
            (source, asked)
            for source in self._sources
            for number, asked in enumerate(source.questions)
            if number % source.file.every == epoch % source.file.every
        ]
        draw.shuffle(order)
        for source, asked in order:
            yield self._group(source, asked, draw)

    def _group(self, source: Source, asked: Asked, draw: random.Random) -> tuple[Example, ...]:
        titled = draw.random() < source.file.titled
        with_negative = draw.random() < source.file.negatives
        with_altered = draw.random() < source.file.altered
        question = asked.question.question
        asking = mistyped(question, draw) if draw.random() < MISTYPED else question
        if draw.random() < source.file.keyworded:
            asking = keyworded(question, draw)
        mined = self._mined.get(asked.question.question_id, ())
        if not asked.answering:
            passage = _likeliest(asked) if draw.random() < 0.6 else draw.choice(asked.silent)
            if source.file.whole and mined and draw.random() < OTHER_PASSAGE:
                passage = draw.choice(mined)
            return (self._example(asking, passage, None, titled),)
        passage, target = draw.choice(asked.answering)
        group = [self._example(asking, passage, target, titled)]
        wrong = (*asked.silent, *mined)
        if wrong and with_negative:
            group.append(self._example(asking, draw.choice(wrong), None, titled))
        if with_altered:
            names = source.names.get(article_of(passage.doc_id), {})
            # Its title always counts: the question must not be right about that either.
            other = altered(question, f"{passage.context} {passage.text}", names, draw)
            if other:
                group.append(self._example(other, passage, None, titled))
        return tuple(group)

    def _example(
        self, question: str, passage: Passage, target: Span | None, titled: bool
    ) -> Example:
        context = passage.context if titled else ""
        windows = list(self._tokenizer.windows(question, passage.text, context, SHAPES[-1]))
        if target is None:
            return Example(windows[0], 0, 0)
        for window in windows:
            position = token_positions(window, target)
            if position:
                return Example(window, *position)
        return Example(windows[0], 0, 0)


def token_positions(window: Window, span: Span) -> tuple[int, int] | None:
    """Positions of the first and last token of `span`; None where the window lacks a part of it."""
    inside = [
        window.first + i
        for i, (start, end) in enumerate(window.offsets)
        if start < span.end and end > span.start
    ]
    if not inside:
        return None
    first, last = inside[0] - window.first, inside[-1] - window.first
    whole = window.offsets[first][0] <= span.start and window.offsets[last][1] >= span.end
    return (inside[0], inside[-1]) if whole else None


def _likeliest(asked: Asked) -> Passage:
    """The silent passage with most words of the question: the hardest to call silent."""
    terms = set(analyze(asked.question.question))
    return max(asked.silent, key=lambda passage: len(terms & set(analyze(passage.text))))


def _batch(shape: int, groups: Sequence[tuple[Example, ...]]) -> Batch:
    examples: list[Example] = []
    rivals = []
    for group in groups:
        if len(group) > 1:
            rivals.append(tuple(range(len(examples), len(examples) + len(group))))
        examples += group
    return Batch(shape, tuple(examples), tuple(rivals))
