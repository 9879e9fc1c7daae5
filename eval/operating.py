"""Where on the risk-coverage curve each strictness stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.confidence.calibrated import shipped
from eval.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold does to a run.

    Attributes:
        coverage: share of the questions that are answered.
        risk: share of wrong answers among those given; None where none is.
        kept: share of the answerable questions that are answered; None without any.
        refused: share of the unanswerable ones that get `not_found`; None without any.
    """

    name: str
    threshold: float
    coverage: float
    risk: float | None
    kept: float | None
    refused: float | None


def operating_points(verdicts: Sequence[Verdict]) -> tuple[Point, ...]:
    """One point for each threshold of the shipped calibration, in their order.

    What was held back in the run is judged by its best span, as everywhere on the curve; questions
    without a prediction are left out, and so are false premises in `kept` and `refused`.
    """
    run = [v for v in verdicts if v.prediction is not None]
    return tuple(_point(run, name, value) for name, value in shipped().thresholds.items())


def _point(verdicts: Sequence[Verdict], name: str, threshold: float) -> Point:
    def given(v: Verdict) -> bool:
        return v.prediction is not None and v.prediction.confidence >= threshold

    answered = [v for v in verdicts if given(v)]
    plain = [v for v in verdicts if not v.question.false_premise]
    answerable = [given(v) for v in plain if v.question.has_answer]
    unanswerable = [not given(v) for v in plain if not v.question.has_answer]
    return Point(
        name,
        threshold,
        len(answered) / len(verdicts) if verdicts else 0.0,
        _share([not v.best_right for v in answered]),
        _share(answerable),
        _share(unanswerable),
    )


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None
