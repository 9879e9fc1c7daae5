"""Ask every question of a test set, and keep what was answered."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from assistant.trace import Trace
from corpus.errors import LibraryError, ModelError, StoreError
from eval.predictions import Prediction, prediction_of
from eval.question import Question
from index.build import Progress

RETRIEVED = 100
"""Passages kept for each question: as deep as the deepest retrieval measure looks."""


class Asks(Protocol):
    """What of `assistant.respond.Assistant` a run needs."""

    def explain(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str | None = None,  # noqa: A002 - the contract's name
        k: int = 20,
    ) -> Trace:
        """Answer, and say what was found on the way."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """What came of asking.

    Attributes:
        predictions: in the order of the questions, failed ones left out.
        failures: question id -> what went wrong.
        cold_start_ms: from the call that opens the assistant to the end of its first answer; None
            where somebody else had opened it.
    """

    predictions: tuple[Prediction, ...]
    failures: Mapping[str, str]
    cold_start_ms: float | None = None


def predict(assistant: Asks, question: Question) -> Prediction:
    """Ask one question and keep the answer, what was retrieved and the best span."""
    trace = assistant.explain(
        question.question, history=question.history, id=question.id, k=RETRIEVED
    )
    return keep(trace, question)


def keep(trace: Trace, question: Question) -> Prediction:
    """What of an answer and its way there is written down."""
    record = trace.answer.to_json()
    record["id"] = question.id
    record["question"] = question.question
    record["retrieved"] = [
        {
            "doc_id": hit.passage.doc_id,
            "start": hit.passage.span.start,
            "end": hit.passage.span.end,
            "score": round(float(hit.score), 6),
        }
        for hit in trace.hits
    ]
    record["best"] = asdict(trace.best) if trace.best else None
    return prediction_of(record)


def run(
    assistant: Asks,
    questions: Sequence[Question],
    progress: Progress = lambda done, total: None,
    opened_at: float | None = None,
) -> Run:
    """Ask the questions one after the other.

    A question whose answering raises is recorded and the run goes on; it counts as 0 later. What
    concerns every question (a damaged index, a missing model or library) ends the run.

    Args:
        assistant: whom to ask.
        questions: in the order in which they are asked.
        progress: told after each question.
        opened_at: `time.perf_counter()` just before the assistant was opened, for the cold start.

    Raises:
        LibraryError, ModelError, StoreError: nothing can be answered as things are.
    """
    predictions: list[Prediction] = []
    failures: dict[str, str] = {}
    cold_start_ms: float | None = None
    for done, question in enumerate(questions, start=1):
        try:
            predictions.append(predict(assistant, question))
        except (LibraryError, ModelError, StoreError):
            raise
        except Exception as error:  # whatever it is, the other questions still count
            failures[question.id] = f"{type(error).__name__}: {error}"
        if opened_at is not None and cold_start_ms is None:
            cold_start_ms = 1000 * (time.perf_counter() - opened_at)
        progress(done, len(questions))
    return Run(tuple(predictions), failures, cold_start_ms)
