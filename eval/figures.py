"""From verdicts to a figure: a measure with its value, n and 95 % interval.

A measure is a pair: what it reads of one question (its cells, or None where the question is outside
its scope), and a statistic over the columns of all questions. A question that failed or is missing
stays in scope and counts as 0, latency and calibration aside: there is nothing to measure then.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from eval.cells import Cells
from eval.intervals import Statistic, interval
from eval.question import Form
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
