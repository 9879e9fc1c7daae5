"""How probable it is that documents in Korean answer: nothing of them was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.confidence import shipped
from assistant.rank import Candidate
from assistant.settings import Settings

INTERCEPT = -1.6
WEIGHTS: Mapping[str, float] = {"cosine": 5.0, "passage_coverage": 3.0}
"""A logistic regression over sentences in Korean, which the English reader cannot read."""


def hangul_confidence(candidates: Sequence[Candidate]) -> float:
    """`1 / (1 + exp(-(intercept + sum of weight * signal)))`, moved to the usual threshold.

    cosine: of the question and the most similar sentence, both encoders counted.
    passage_coverage: share of the question's words that the best sentence's passage holds.

    Args:
        candidates: best first, at least one.
    """
    from scipy.special import expit, logit

    cosine = max(c.features["cosine"] for c in candidates)
    covered = candidates[0].features["passage_coverage"]
    log_odds = INTERCEPT + WEIGHTS["cosine"] * cosine + WEIGHTS["passage_coverage"] * covered
    # These weights part answers from refusals at 0.5; the settings may part them elsewhere.
    middle = shipped().thresholds[Settings().strictness]
    return float(expit(log_odds + logit(middle)))
