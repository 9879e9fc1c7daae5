"""What the confidence is worth: four figures over pairs of confidence and outcome.

All take arrays of shape (..., n) and work along the last axis, so that a bootstrap can hand them
many resamples at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BINS = 10
"""Of equal width, over 0 … 1, for the calibration error."""


def auroc(confidence: Floats, positive: Floats) -> Floats:
    """Area under the ROC curve: the chance that a positive has more confidence than a negative.

    U / (n₊ n₋) with U = R₊ - n₊ (n₊ + 1) / 2, R₊ the sum of the positives' ranks, ties at their
    mean rank (so a tie counts one half); NaN where either kind is absent. Hanley, McNeil (1982).

    Args:
        confidence: any scale, (..., n).
        positive: 1.0 or 0.0, (..., n).
    """
    import numpy as np
    from scipy.stats import rankdata

    ranks = rankdata(confidence, axis=-1)
    plus = positive.sum(axis=-1)
    minus = positive.shape[-1] - plus
    u = (ranks * positive).sum(axis=-1) - plus * (plus + 1) / 2
    pairs = plus * minus
    return np.where(pairs > 0, u / np.maximum(pairs, 1), np.nan)


def risk_curve(confidence: Floats, error: Floats) -> Floats:
    """Risk at coverage 1/n, 2/n, … 1, of answering the surest questions only; (..., n).

    Risk is the share of wrong answers among those given. Equal confidence gives no order: each of
    a tied group counts the group's mean error. Geifman, El-Yaniv (2017).
    """
    import numpy as np
    from scipy.stats import rankdata

    n = confidence.shape[-1]
    groups = rankdata(-confidence, method="dense", axis=-1).astype(np.int64) - 1
    order = np.argsort(groups, axis=-1, kind="stable")
    offset = np.arange(groups.size // n).reshape((*groups.shape[:-1], 1)) * n
    flat = (groups + offset).ravel()
    sums = np.bincount(flat, weights=error.ravel(), minlength=groups.size)
    counts = np.bincount(flat, minlength=groups.size)
    mean = (sums / np.maximum(counts, 1))[flat].reshape(groups.shape)
    given = np.take_along_axis(mean, order, axis=-1)
    risk: Floats = np.cumsum(given, axis=-1) / np.arange(1, n + 1)
    return risk


def aurc(confidence: Floats, error: Floats) -> Floats:
    """Area under the risk-coverage curve: the mean of `risk_curve`; smaller is better."""
    area: Floats = risk_curve(confidence, error).mean(axis=-1)
    return area


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies in [low, high); 1.0 lies in the last one."""

    low: float
    high: float
    n: int
    confidence: float
    share: float


def ece(confidence: Floats, positive: Floats) -> Floats:
    """Expected calibration error over ten bins of equal width; smaller is better.

    sum over bins of (n_bin / n) |mean confidence - share of positives|. Naeini, Cooper,
    Hauskrecht (2015); Guo and others (2017).
    """
    import numpy as np

    n = confidence.shape[-1]
    place = _bin_of(confidence)
    gap = confidence - positive
    total: Floats = np.zeros(confidence.shape[:-1])
    for number in range(BINS):
        total = total + np.abs(np.where(place == number, gap, 0.0).sum(axis=-1))
    error: Floats = total / n
    return error


def bins(confidence: Floats, positive: Floats) -> tuple[Bin, ...]:
    """The bins of `ece` that are not empty, for a plot; one row of (n,) each."""
    place = _bin_of(confidence)
    return tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            int(inside.sum()),
            float(confidence[inside].mean()),
            float(positive[inside].mean()),
        )
        for number in range(BINS)
        if (inside := place == number).any()
    )


def _bin_of(confidence: Floats) -> NDArray[np.int64]:
    import numpy as np

    return np.clip((confidence * BINS).astype(np.int64), 0, BINS - 1)
