"""How sure a figure is: bootstrap intervals and paired randomisation tests, by SciPy."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RESAMPLES = 1000
PERMUTATIONS = 9999
"""For small runs; for large ones as many as `_SWAPS` allow, at least `FEWEST_PERMUTATIONS`."""
FEWEST_PERMUTATIONS = 999
SEED = 20260113
"""Fixed, so that the same predictions give the same report."""

Statistic = Callable[..., Any]
"""Columns of shape (..., n) -> one value for each row, shape (...)."""

_CELLS_AT_ONCE = 4_000_000
_SWAPS = 20_000_000


def interval(columns: Sequence[Floats], statistic: Statistic) -> tuple[float, float] | None:
    """The 95 % percentile bootstrap interval over questions; None for fewer than two.

    Questions are drawn with replacement, all columns of a question together. Resamples for which
    the statistic is not defined (no positives, say) are left out. Efron, Tibshirani (1993), ch. 13.

    Args:
        columns: one array of shape (n,) for each thing that is known of a question.
        statistic: takes as many arrays of shape (..., n).
    """
    import numpy as np
    from scipy.stats import DegenerateDataWarning, bootstrap

    n = len(columns[0])
    if n < 2:
        return None
    if all((column == column[0]).all() for column in columns):
        value = float(statistic(*columns))  # every resample is the sample: nothing to draw
        return value, value
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DegenerateDataWarning
        )  # undefined resamples, dealt with below
        drawn = bootstrap(
            tuple(columns),
            lambda *resampled, axis: statistic(*resampled),
            paired=True,
            vectorized=True,
            method="percentile",
            n_resamples=RESAMPLES,
            batch=max(1, _CELLS_AT_ONCE // n),
            rng=np.random.default_rng(SEED),
        ).bootstrap_distribution
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return None
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def randomisation_p(a: Sequence[Floats], b: Sequence[Floats], statistic: Statistic) -> float:
    """Two-sided p-value of the difference, were it chance which run gave which outcome.

    Outcomes of the two runs are swapped question by question, at random; all ways are tried where
    there are few. Works for any statistic, since what is swapped are row numbers. Smucker, Allan,
    Carterette (2007); Fisher's randomisation test.

    Args:
        a: columns of shape (n,) of one run.
        b: the same of the other, question by question.
        statistic: takes as many arrays of shape (..., n).
    """
    import numpy as np
    from scipy.stats import permutation_test

    n = len(a[0])
    if n < 2 or all((x == y).all() for x, y in zip(a, b, strict=True)):
        return 1.0
    both = [np.concatenate([x, y]) for x, y in zip(a, b, strict=True)]

    def difference(rows_a: Floats, rows_b: Floats, axis: int = -1) -> Floats:
        left = np.moveaxis(rows_a, axis, -1).astype(np.int64)
        right = np.moveaxis(rows_b, axis, -1).astype(np.int64)
        gap = statistic(*(c[left] for c in both)) - statistic(*(c[right] for c in both))
        # Undefined counts as no difference; rounding keeps float noise from parting ties.
        rounded: Floats = np.round(np.nan_to_num(gap), 12)
        return rounded

    tested = permutation_test(
        (np.arange(n), np.arange(n, 2 * n)),
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=min(PERMUTATIONS, max(FEWEST_PERMUTATIONS, _SWAPS // n)),
        batch=max(1, _CELLS_AT_ONCE // n),
        rng=np.random.default_rng(SEED),
    )
    return float(tested.pvalue)
