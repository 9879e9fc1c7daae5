"""`summits eval reader`: what a reader does on articles it never saw.

The figures of the reader's model card: pointing at answers with the right paragraph given, telling
answerable questions from others, and what it does to the order of the passages that are found.
Whole articles are held out by `assistant.training.recipe`; two readers are measured on the same
questions by two calls.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.readers.protocol import Reader, Reading
from assistant.readers.reading import read_passages, reordered
from assistant.settings import Settings
from assistant.training.alter import Names, altered, names_by_article
from assistant.training.plan import FILES
from assistant.training.questions import QuestionSet, TrainingQuestion, article_of
from assistant.training.recipe import read_files
from assistant.training.windows import CHUNKING, cut
from corpus.document import Passage
from eval.calibration import auroc
from eval.squad import best_over, token_f1
from eval.table import NOTHING, aligned
from index.build import search_in_memory
from index.encode import PACKAGED, TUNED, load_encoder
from index.query import Hit, SearchSettings
from index.search import HybridSearcher

DEPTH = 20
SEED = 1
PLAIN_FUSION = SearchSettings("hybrid", "min_max", dense_weight=0.5, near_weight=0.0)
"""What everything else is measured against: BM25 and vectors, half and half, and nothing more."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one question; all but `score` only where it is answerable.

    Attributes:
        name: of its file.
        score: the reader's, over the passages of the question's own paragraph.
        f1: of the best span there.
        pair: scores of the question and of an altered one, on the passage that answers; if any.
        ranks: of the right paragraph (0: not found): by plain fusion, as searched, as reordered.
        span_f1: of the best span in the first passage, as searched and as reordered.
    """

    name: str
    score: float
    f1: float | None = None
    pair: tuple[float, float] | None = None
    ranks: tuple[int, int, int] = (0, 0, 0)
    span_f1: tuple[float, float] = (0.0, 0.0)


class Bench:
    """Held-out questions and the passages that are searched for them.

    `plain` searches with the encoder as its package ships it.
    """

    def __init__(
        self,
        held_out: Mapping[str, QuestionSet],
        passages: Mapping[str, Sequence[Passage]],
        searcher: HybridSearcher,
        plain: HybridSearcher,
    ) -> None:
        self._held_out = held_out
        self._passages = passages
        self._searcher = searcher
        self._plain = plain
        self._names: dict[str, Names] = {}
        for questions in held_out.values():
            self._names |= names_by_article(questions)

    def sample(self, size: int) -> list[tuple[str, TrainingQuestion]]:
        """(file, question), drawn by `SEED`; all where there are fewer."""
        pool = [(name, q) for name, part in self._held_out.items() for q in part.questions]
        return random.Random(SEED).sample(pool, min(size, len(pool)))  # noqa: S311 - no secret

    def measured(
        self, reader: Reader, size: int, progress: Callable[[int, int], None]
    ) -> list[Measured]:
        """Ask a sample; `progress` is told (questions done, questions in all)."""
        asked = self.sample(size)
        told = []
        for done, (name, question) in enumerate(asked, start=1):
            told.append(self.measure(reader, name, question))
            progress(done, len(asked))
        return told

    def measure(self, reader: Reader, name: str, question: TrainingQuestion) -> Measured:
        """Ask one question."""
        own = self._passages[question.doc_id]
        readings = _read(reader, question.question, own)
        best = max(range(len(own)), key=lambda i: readings[i].score)
        score = readings[best].score
        if not question.answers:
            return Measured(name, score)
        settings = Settings()
        hits = self._searcher.search(question.question, DEPTH, None, settings.search)
        read = read_passages(reader, question.question, hits[: settings.read_passages])
        orders = (hits, reordered(hits, read))

        def span_f1(hit: Hit) -> float:
            found = read.best_in(hit.passage.doc_id, hit.passage.span)
            said = found.span.of(hit.passage.text, hit.passage.span.start) if found else ""
            return best_over(token_f1, question.answers, said)

        plain = self._plain.search(question.question, DEPTH, None, PLAIN_FUSION)
        ranks = [
            next((h.rank for h in order if h.passage.doc_id == question.doc_id), 0)
            for order in (plain, *orders)
        ]
        return Measured(
            name,
            score,
            best_over(token_f1, question.answers, _best_text(own[best], readings[best])),
            self._pair(reader, question, own),
            (ranks[0], ranks[1], ranks[2]),
            (span_f1(orders[0][0]), span_f1(orders[1][0])),
        )

    def _pair(
        self, reader: Reader, question: TrainingQuestion, own: Sequence[Passage]
    ) -> tuple[float, float] | None:
        target = question.target
        answering = [p for p in own if target and p.span.covers(target)][:1]
        names = self._names[article_of(question.doc_id)]
        draw = random.Random(f"{SEED}/{question.question_id}")  # noqa: S311 - no secret
        for passage in answering:
            shown = f"{passage.context} {passage.text}"
            other = altered(question.question, shown, names, draw)
            if other:
                asked = (question.question, other)
                scores = [_read(reader, q, [passage])[0].score for q in asked]
                return scores[0], scores[1]
        return None


def _read(reader: Reader, question: str, passages: Sequence[Passage]) -> list[Reading]:
    return reader.read(question, [p.text for p in passages], [p.context for p in passages])


def _best_text(passage: Passage, reading: Reading) -> str:
    return passage.text[reading.spans[0].start : reading.spans[0].end] if reading.spans else ""


def bench(data: Path, progress: Callable[[int, int], None]) -> Bench:
    """The questions held out of the files with paragraphs, and what they are searched in.

    Searched are all of the first file's paragraphs and the held-out ones of the others.
    """
    files = [file for file in FILES if file.held_out and not file.about]
    sets = read_files(data, files)
    held_out = {file.name: sets[file.name].split(file.held_out)[1] for file in files}
    searched = [sets[files[0].name], *(held_out[file.name] for file in files[1:])]
    passages = {doc_id: group for part in searched for doc_id, group in cut(part).items()}
    documents = [document for part in searched for document in part.documents]
    searchers = [
        search_in_memory(documents, load_encoder(name), CHUNKING, progress)
        for name in (TUNED, PACKAGED)
    ]
    return Bench(held_out, passages, *searchers)


def figures(measured: Sequence[Measured]) -> Iterator[tuple[str, float | None]]:
    """(what, value) of the questions of one file; None where there is nothing to measure."""
    yield "answerable", len(answerable := [m for m in measured if m.f1 is not None])
    yield "unanswerable", len(measured) - len(answerable)
    yield "F1, right paragraph given", _mean(m.f1 or 0.0 for m in answerable)
    told = [(m.score, m.f1 is not None) for m in measured]
    yield "AUROC of the score, answerable or not", _auroc(told)
    pairs = [m.pair for m in answerable if m.pair]
    yield "altered questions", len(pairs)
    told = [
        (score, right) for pair in pairs for score, right in zip(pair, (True, False), strict=True)
    ]
    yield "AUROC of the score, altered or not", _auroc(told)
    for place, order in enumerate(("plain fusion", "as searched", "reordered")):
        ranks = [m.ranks[place] for m in answerable]
        yield f"{order}: Success@1", _mean(float(rank == 1) for rank in ranks)
        yield f"{order}: Success@5", _mean(float(0 < rank <= 5) for rank in ranks)
        yield f"{order}: MRR", _mean(1 / rank if rank else 0.0 for rank in ranks)
    for place, order in enumerate(("as searched", "reordered")):
        yield (
            f"{order}: F1 of the first passage's span",
            _mean(m.span_f1[place] for m in answerable),
        )


def reader_table(measured: Sequence[Measured]) -> str:
    """A line for each figure, a column for each file."""
    names = sorted({m.name for m in measured})
    columns = [dict(figures([m for m in measured if m.name == name])) for name in names]
    rows = [["", *names]]
    rows += [[what, *(_shown(column[what]) for column in columns)] for what in columns[0]]
    return aligned(rows, left=1)


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return sum(kept) / len(kept) if kept else None


def _auroc(told: Sequence[tuple[float, bool]]) -> float | None:
    import numpy as np

    positive = np.array([float(right) for _, right in told])
    if not 0 < positive.sum() < len(told):
        return None
    return float(auroc(np.array([score for score, _ in told]), positive))


def _shown(value: float | None) -> str:
    if value is None:
        return NOTHING
    return str(value) if isinstance(value, int) else f"{value:.4f}"
