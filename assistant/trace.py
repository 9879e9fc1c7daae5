"""An answer and how it came about: what the terminal, the page and the evaluation show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.answer import Answer
from assistant.asked.question import Question
from assistant.ranking.rank import Candidate
from index.query import Hit


@dataclass(frozen=True, slots=True)
class BestSpan:
    """The words most likely to answer, also where the answer is `not_found`."""

    text: str
    doc_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer and how it came about.

    Attributes:
        hits: passages in their final order.
        candidates: the sentences considered, best first.
        signals: what the confidence was made from.
        part_signals: the same of each part of the question, where they may carry the whole.
    """

    answer: Answer
    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    best: BestSpan | None
    signals: Mapping[str, float] = field(default_factory=dict)
    part_signals: tuple[Mapping[str, float], ...] = ()
