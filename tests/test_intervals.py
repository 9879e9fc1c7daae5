"""Bootstrap intervals and randomisation tests: known cases, fixed seeds, nothing to draw."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from eval.figures import ratio
from eval.intervals import interval, randomisation_p


def mean_of(values: list[float]) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    return [np.array(values, dtype=float), np.ones(len(values))]


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    # 60 of 100: resampled counts are binomial, so the quantiles are those of B(100, 0.6).
    low, high = interval(mean_of([1.0] * 60 + [0.0] * 40), ratio) or (0, 0)
    assert low == pytest.approx(binom.ppf(0.025, 100, 0.6) / 100, abs=0.015)
    assert high == pytest.approx(binom.ppf(0.975, 100, 0.6) / 100, abs=0.015)


def test_the_same_data_give_the_same_interval() -> None:
    # Means of six are twelfths here; of which two, the seed decides.
    columns = mean_of([1, 0, 1, 1, 0, 0.5])
    assert interval(columns, ratio) == pytest.approx((3 / 12, 11 / 12))


def test_nothing_to_draw() -> None:
    assert interval(mean_of([1.0]), ratio) is None
    assert interval(mean_of([1.0, 1.0, 1.0]), ratio) == (1, 1)


def test_undefined_resamples_are_left_out() -> None:
    # One of three questions has citations: resamples without it have none to count.
    columns = [np.array([1.0, 0, 0]), np.array([2.0, 0, 0])]
    assert interval(columns, ratio) == (0.5, 0.5)


def test_equal_runs_do_not_differ() -> None:
    columns = mean_of([1, 0, 1])
    assert randomisation_p(columns, columns, ratio) == 1
    # One question swapped differs as much the other way round.
    assert randomisation_p(mean_of([0]), mean_of([1]), ratio) == 1


def test_few_questions_try_every_way() -> None:
    # B is better on all four: of 2^4 ways to swap, all-A and all-B are as extreme: 2/16.
    a, b = mean_of([0, 0, 0, 0]), mean_of([1, 1, 1, 1])
    assert randomisation_p(a, b, ratio) == pytest.approx(2 / 16)
    # One better, one worse: every way is at least as extreme as no difference at all.
    assert randomisation_p(mean_of([0, 1]), mean_of([1, 0]), ratio) == pytest.approx(1)


def test_many_questions_draw_with_a_fixed_seed() -> None:
    a, b = mean_of([0.0] * 30 + [1.0] * 30), mean_of([1.0] * 10 + [0.0] * 20 + [1.0] * 30)
    # Ten questions flipped, all for the better: 2 / 2^10 = 0.002.
    p = randomisation_p(a, b, ratio)
    assert p == pytest.approx(2 / 2**10, abs=0.002)
    assert p == randomisation_p(a, b, ratio)


def test_a_ratio_swaps_both_its_parts() -> None:
    # A: 1 of 2 citations and 0 of 1; B: 2 of 2 and 1 of 1. Ways: 4; |difference| of sums:
    # none swapped 1/3 - 1, both swapped the same; one swapped: (2+0)/3 - (1+1)/3 = 0. p = 2/4.
    a = [np.array([1.0, 0]), np.array([2.0, 1])]
    b = [np.array([2.0, 1]), np.array([2.0, 1])]
    assert randomisation_p(a, b, ratio) == pytest.approx(2 / 4)
