"""AUROC, the risk-coverage curve and the calibration error, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from eval.calibration import aurc, auroc, bins, ece, risk_curve


def of(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values, dtype=np.float64)


def test_auroc_counts_pairs() -> None:
    # Pairs (positive, negative): .9>.8, .9>.1, .4<.8, .4>.1: 3 of 4.
    assert auroc(of(0.9, 0.4, 0.8, 0.1), of(1, 1, 0, 0)) == pytest.approx(3 / 4)


def test_a_tie_is_half_a_pair() -> None:
    assert auroc(of(0.5, 0.5), of(1, 0)) == 0.5
    # .5 = .5, .5 > .2: 1.5 of 2.
    assert auroc(of(0.5, 0.5, 0.2), of(1, 0, 0)) == pytest.approx(1.5 / 2)


def test_auroc_needs_both_kinds() -> None:
    assert np.isnan(auroc(of(0.5, 0.6), of(1, 1)))
    assert np.isnan(auroc(of(0.5, 0.6), of(0, 0)))


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.9]), st.booleans()), min_size=2))
def test_auroc_is_that_of_scikit_learn(pairs: list[tuple[float, bool]]) -> None:
    labels = [label for _, label in pairs]
    if len(set(labels)) == 2:
        confidence = [score for score, _ in pairs]
        expected = roc_auc_score(labels, confidence)
        assert auroc(of(*confidence), of(*labels)) == pytest.approx(expected)


def test_risk_at_each_coverage() -> None:
    # By confidence: right, wrong, right, wrong.
    curve = risk_curve(of(0.6, 0.9, 0.3, 0.8), of(0, 0, 1, 1))
    assert curve == pytest.approx([0 / 1, 1 / 2, 1 / 3, 2 / 4])
    area = (0 + 1 / 2 + 1 / 3 + 2 / 4) / 4
    assert aurc(of(0.6, 0.9, 0.3, 0.8), of(0, 0, 1, 1)) == pytest.approx(area)


def test_equal_confidence_gives_no_order() -> None:
    # Three tied with one error: each counts 1/3, whichever came first.
    for errors in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        assert risk_curve(of(0.5, 0.5, 0.5), of(*errors)) == pytest.approx([1 / 3] * 3)
    # The sure one first: 0/1, then 1/2 of an error of two.
    assert risk_curve(of(0.5, 0.9, 0.5), of(1, 0, 0)) == pytest.approx([0, 0.5 / 2, 1 / 3])


def test_calibration_error() -> None:
    # Bin .9-1: confidence .95 and 1.0, both right: |.975 - 1|; bin .2-.3: .2, .3 is the next bin.
    confidence, positive = of(0.95, 1.0, 0.2, 0.3), of(1, 1, 0, 1)
    expected = 2 / 4 * abs(0.975 - 1) + 1 / 4 * abs(0.2 - 0) + 1 / 4 * abs(0.3 - 1)
    assert ece(confidence, positive) == pytest.approx(expected)
    filled = bins(confidence, positive)
    assert [(round(b.low, 1), b.n) for b in filled] == [(0.2, 1), (0.3, 1), (0.9, 2)]
    assert [b.share for b in filled] == [0, 1, 1]
    assert sum(b.n / 4 * abs(b.confidence - b.share) for b in filled) == pytest.approx(expected)


def test_gaps_within_a_bin_cancel_and_across_bins_do_not() -> None:
    assert ece(of(0.45, 0.45), of(0, 1)) == pytest.approx(abs(0.45 - 0.5))
    assert ece(of(0.05, 0.95), of(1, 0)) == pytest.approx((0.95 + 0.95) / 2)


ROWS = st.lists(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.2, 0.55, 1.0]), st.booleans()), min_size=5, max_size=5
    ),
    min_size=1,
    max_size=4,
)


@given(ROWS)
def test_many_rows_at_once_give_what_each_gives_alone(rows: list[list[tuple[float, bool]]]) -> None:
    confidence = np.array([[score for score, _ in row] for row in rows])
    outcome = np.array([[float(hit) for _, hit in row] for row in rows])
    for function in (auroc, aurc, ece):
        alone = [float(function(c, o)) for c, o in zip(confidence, outcome, strict=True)]
        np.testing.assert_allclose(function(confidence, outcome), alone)
