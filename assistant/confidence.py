"""How probable it is that the documents answer, from the features of the best sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assistant.rank import Candidate

INTERCEPT = -5.0
WEIGHTS: Mapping[str, float] = {"cosine": 6.0, "coverage": 3.0, "passage_coverage": 3.0}
"""A logistic regression on the dev questions; a later calibration can replace these figures."""


def confidence(candidates: Sequence[Candidate]) -> float:
    """`1 / (1 + exp(-(intercept + sum of weight * feature)))`, in 0 … 1; 0 without candidates.

    Each feature is the best that any candidate has: the answer may stand in two sentences.
    """
    if not candidates:
        return 0.0
    best = {name: max(c.features[name] for c in candidates) for name in WEIGHTS}
    logit = INTERCEPT + sum(WEIGHTS[name] * value for name, value in best.items())
    return 1 / (1 + math.exp(-logit))
