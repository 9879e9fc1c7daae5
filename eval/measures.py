"""From verdicts to figures: every measure with its direction, n and 95 % interval.

A measure is a pair: what it reads of one question (its cells, or None where the question is outside
its scope), and a statistic over the columns of all questions. A question that failed or is missing
stays in scope and counts as 0, latency and calibration aside: there is nothing to measure then.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from eval import calibration
from eval.cells import (
    Cells,
    abstention_f1,
    abstention_precision,
    abstention_recall,
    always,
    answers,
    citation_precision,
    citation_recall,
    confidence_and_answerable,
    confidence_and_error,
    disagrees,
    has_answer,
    judged,
    latency,
    no_answers,
    right_cited,
    right_document,
    verbatim,
)
from eval.intervals import Statistic, interval
from eval.question import Form
from eval.retrieval import MEASURES as RETRIEVAL
from eval.verdict import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Group = Literal[
    "Answers",
    "SQuAD (points of 100)",
    "Retrieval",
    "Citations",
    "Abstention",
    "Disagreements and premises",
    "Latency",
]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    Attributes:
        name: as papers write it, and as `--fail-under` takes it.
        about: what it says, for the report.
        cells: what it reads of one question.
        statistic: over the columns of all questions in scope.
        counts: whether a question counts towards n, given its cells.
        higher_is_better: the direction.
        forms: for which kinds of test set it is defined.
        digits: behind the point, when shown.
    """

    name: str
    group: Group
    about: str
    cells: Callable[[Verdict], Cells | None]
    statistic: Statistic
    counts: Callable[[Cells], bool] = lambda cells: True
    higher_is_better: bool = True
    forms: tuple[Form, ...] = ("summits", "squad")
    digits: int = 3

    @property
    def of_the_machine(self) -> bool:
        """Whether it moves with what else the machine does, not with the questions alone."""
        return self.group == "Latency"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value.

    Attributes:
        value: None where there was nothing to measure.
        n: questions that enter it.
        low, high: the 95 % bootstrap interval; None for n below 2.
    """

    measure: str
    group: str
    value: float | None
    n: int
    low: float | None
    high: float | None
    higher_is_better: bool
    digits: int = 3

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "measure": self.measure,
            "value": self.value,
            "n": self.n,
            "low": self.low,
            "high": self.high,
            "higher_is_better": self.higher_is_better,
        }


def ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum over sum along the last axis, NaN where the lower is 0: a mean where all below are 1."""
    import numpy as np

    total = below.sum(axis=-1)
    return np.where(total > 0, above.sum(axis=-1) / np.where(total > 0, total, 1), np.nan)


def points(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same out of 100, as the official SQuAD script prints it."""
    return 100 * ratio(above, below)


def _median(values: NDArray[np.float64]) -> Any:
    import numpy as np

    return np.median(values, axis=-1)


def _p95(values: NDArray[np.float64]) -> Any:
    import numpy as np

    return np.quantile(values, 0.95, axis=-1)


def _below(cells: Cells) -> bool:
    return cells[1] > 0


Of = Callable[[Verdict], bool]


def _share(
    name: str,
    group: Group,
    about: str,
    hit: Callable[[Verdict], float],
    scope: Of = lambda v: True,
    **more: Any,
) -> Measure:
    """The mean of `hit` over the questions in scope."""
    return Measure(
        name,
        group,
        about,
        lambda v: (float(hit(v)), 1.0) if scope(v) else None,
        more.pop("statistic", ratio),
        **more,
    )


def _retrieval(name: str) -> Measure:
    return _share(
        name,
        "Retrieval",
        "passages in their final order, by ir_measures; relevant: half of an evidence quote",
        lambda v: v.retrieval[name],
        lambda v: name in v.retrieval,
    )


def _squad(name: str, about: str, score: Callable[[Verdict], float], scope: Of) -> Measure:
    return _share(
        name,
        "SQuAD (points of 100)",
        about,
        score,
        scope,
        statistic=points,
        forms=("squad",),
        digits=2,
    )


_HELD_BACK = "risk: share of wrong replies; where not_found was said, the best span is judged"
_D: Group = "Disagreements and premises"

MEASURES: tuple[Measure, ...] = (
    _share("right", "Answers", "an accepted answer stands in it; not_found where there is none",
           lambda v: v.right),
    _share("right_cited", "Answers", "right and rightly cited", right_cited, judged),
    _share("right_answerable", "Answers", "right, of the questions with an answer",
           lambda v: v.right, has_answer),
    _share("right_cited_answerable", "Answers", "right and rightly cited, of those with an answer",
           right_cited, lambda v: judged(v) and has_answer(v)),
    _share("answer_em", "Answers", "exact match of short_answer, as SQuAD 2.0",
           lambda v: v.exact, lambda v: not v.question.false_premise),
    _share("answer_f1", "Answers", "token F1 of short_answer, as SQuAD 2.0",
           lambda v: v.f1, lambda v: not v.question.false_premise),
    _squad("EM", "official exact match, all questions", lambda v: v.exact, always),
    _squad("F1", "official token F1, all questions", lambda v: v.f1, always),
    _squad("HasAns_EM", "of the questions with an answer", lambda v: v.exact, answers),
    _squad("HasAns_F1", "of the questions with an answer", lambda v: v.f1, answers),
    _squad("NoAns_EM", "of the questions without", lambda v: v.exact, no_answers),
    _squad("NoAns_F1", "of the questions without", lambda v: v.f1, no_answers),
    _squad("best_EM", "exact match of the best span, of those with an answer, whatever the status",
           lambda v: v.best_exact, answers),
    _squad("best_F1", "token F1 of the best span, of those with an answer, whatever the status",
           lambda v: v.best_f1, answers),
    *(_retrieval(name) for name in RETRIEVAL),
    Measure("citation_verbatim", "Citations", "citations that stand in their document as quoted",
            verbatim, ratio, _below),
    Measure("citation_precision", "Citations", "citations that cover 80 % of an evidence quote",
            citation_precision, ratio, _below),
    Measure("citation_recall", "Citations", "evidence quotes that a citation covers",
            citation_recall, ratio, _below),
    Measure("citation_document", "Citations", "citations of a document that holds evidence",
            right_document, ratio, _below),
    Measure("abstention_precision", "Abstention", "not_found said where there is no answer",
            abstention_precision, ratio, _below),
    Measure("abstention_recall", "Abstention", "questions without an answer met by not_found",
            abstention_recall, ratio, _below),
    Measure("abstention_f1", "Abstention", "harmonic mean of the two",
            abstention_f1, ratio, _below),
    Measure("AUROC", "Abstention", "chance that an answerable question has more confidence",
            confidence_and_answerable, calibration.auroc),
    Measure("AURC", "Abstention", f"area under the risk-coverage curve; {_HELD_BACK}",
            confidence_and_error, calibration.aurc, higher_is_better=False),
    Measure("ECE", "Abstention", "confidence against the share of answerable questions, ten bins",
            confidence_and_answerable, calibration.ece, higher_is_better=False),
    _share("disagreement_found", _D, "disagreements named with every side",
           disagrees, lambda v: bool(v.question.positions)),
    _share("disagreement_missed", _D, "disagreements not named, or not with every side",
           lambda v: not disagrees(v), lambda v: bool(v.question.positions),
           higher_is_better=False),
    _share("disagreement_false", _D, "disagreements named where there is none",
           lambda v: bool(v.prediction and v.prediction.sides), lambda v: not v.question.positions,
           higher_is_better=False),
    _share("premise_confirmed", _D, "false premises answered without citing what corrects them",
           lambda v: not v.right, lambda v: v.question.false_premise, higher_is_better=False),
    Measure("latency_median_ms", "Latency", "of one question, model loaded",
            latency, _median, higher_is_better=False, digits=1),
    Measure("latency_p95_ms", "Latency", "95th percentile",
            latency, _p95, higher_is_better=False, digits=1),
)  # fmt: skip

COLD_START = "cold_start_ms"


def retrieval_measures() -> tuple[Measure, ...]:
    """Those that need no answers: all that is measured on a BEIR folder."""
    return tuple(m for m in MEASURES if m.group == "Retrieval")


def measure_names(form: Form) -> tuple[str, ...]:
    """The names of what is measured on such a test set, in the report's order."""
    return (*(m.name for m in MEASURES if form in m.forms), COLD_START)


def columns(measure: Measure, verdicts: Iterable[Verdict]) -> list[NDArray[np.float64]]:
    """What the measure reads, one array of shape (n,) for each of its cells; [] for n = 0."""
    import numpy as np

    rows = [cells for cells in map(measure.cells, verdicts) if cells is not None]
    return [np.asarray(column, dtype=np.float64) for column in zip(*rows, strict=True)]


def figure(measure: Measure, verdicts: Iterable[Verdict]) -> Figure:
    """One measure over some verdicts."""
    cols = columns(measure, verdicts)
    n = sum(bool(measure.counts(cells)) for cells in zip(*cols, strict=True)) if cols else 0
    value = float(measure.statistic(*cols)) if cols else math.nan
    bounds = interval(cols, measure.statistic) if n > 1 and not math.isnan(value) else None
    return Figure(
        measure.name,
        measure.group,
        None if math.isnan(value) else value,
        n,
        bounds[0] if bounds else None,
        bounds[1] if bounds else None,
        measure.higher_is_better,
        measure.digits,
    )
