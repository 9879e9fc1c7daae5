"""How probable it is that the documents answer a Korean question: its own signals and weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assistant.confidence import shipped
from assistant.question import Question
from assistant.rank import Candidate
from assistant.reading import Readings
from assistant.settings import Settings
from assistant.spans import has_spans
from index.lexical import LexicalIndex, mostly_hangul

INTERCEPT = 1.6
WEIGHTS: Mapping[str, float] = {"reader": 0.2, "lost": -2.2, "other_kind": -1.0}
"""A logistic regression on 57 Korean questions: of the dev split, and for the calibration.

Moved so that 0.5 keeps nine of ten right answers. The cosine tells nothing beside the reader.
"""

UNREAD_INTERCEPT = -1.6
UNREAD_WEIGHTS: Mapping[str, float] = {"cosine": 5.0, "coverage": 3.0}
"""The same for sentences in Korean, which the English reader cannot read."""

READER_BOUND = 8.0


def foreign_confidence(
    question: Question,
    candidates: Sequence[Candidate],
    readings: Readings,
    lexical: LexicalIndex,
) -> float:
    """`1 / (1 + exp(-(intercept + sum of weight * signal)))`, moved to the usual threshold.

    cosine: of the question and the most similar sentence, both encoders counted.
    reader: its best score, between bounds; 0 where nothing was read.
    lost: share of the question's words that no passage holds in any form.
    other_kind: 1 where the best sentence holds no words of the kind asked for.
    coverage: share of the question's words that the best sentence's passage holds.
    """
    if not candidates:
        return 0.0
    best = candidates[0]
    lost = [term for term in question.terms if not lexical.knows(term)]
    told = max(readings.scores.values(), default=0.0)
    found = {
        "cosine": max(c.features["cosine"] for c in candidates),
        "reader": max(-READER_BOUND, min(READER_BOUND, told)),
        "lost": len(lost) / len(question.terms) if question.terms else 1.0,
        "other_kind": float(has_spans(question.kind) and not best.features["kind"]),
        "coverage": best.features["passage_coverage"],
    }
    intercept, weights = INTERCEPT, WEIGHTS
    if mostly_hangul(best.text):
        intercept, weights = UNREAD_INTERCEPT, UNREAD_WEIGHTS
    logit = intercept + sum(w * found[name] for name, w in weights.items())
    # These weights part answers from refusals at 0.5; the settings may part them elsewhere.
    middle = shipped().thresholds[Settings().strictness]
    return 1 / (1 + math.exp(-logit) * (1 - middle) / middle)
