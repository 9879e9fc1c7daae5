"""How probable it is that the documents answer, from a few signals about the best sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from assistant.question import Question
from assistant.rank import Candidate
from assistant.reading import Readings
from index.lexical import LexicalIndex, analyze

INTERCEPT = 0.31
WEIGHTS: Mapping[str, float] = {"cosine": 2.32, "unknown_names": -0.65, "reader": 0.2}
"""A logistic regression on the dev questions; a later calibration can replace these figures."""

_NAME_OR_NUMBER = re.compile(r"(?<=\s)[A-Z][\w’'-]*|\d[\d.,]*")


def signals(
    question: Question,
    candidates: Sequence[Candidate],
    readings: Readings,
    lexical: LexicalIndex,
) -> dict[str, float]:
    """What speaks for and against an answer.

    cosine: of the question and the most similar sentence.
    unknown_names: share of its names and numbers that no passage holds; 0 where it has none.
    reader: the reader's best score; 0 where nothing was read.
    """
    names = [t for m in _NAME_OR_NUMBER.findall(question.text) for t in analyze(m)]
    strange = [token for token in names if not lexical.knows(token)]
    return {
        "cosine": max((c.features["cosine"] for c in candidates), default=0.0),
        "unknown_names": len(strange) / len(names) if names else 0.0,
        "reader": max(readings.scores.values(), default=0.0),
    }


def confidence(found: Mapping[str, float]) -> float:
    """`1 / (1 + exp(-(intercept + sum of weight * signal)))`, in 0 … 1."""
    logit = INTERCEPT + sum(WEIGHTS[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(min(logit, 50.0), -50.0)))
