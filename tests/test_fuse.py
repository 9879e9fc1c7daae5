"""Fusion: expected values written as the formulas."""

from __future__ import annotations

import pytest

from index.fuse import convex, min_max, reciprocal_rank_fusion, weighted_sum

BM25 = [(4, 8.0), (1, 6.0), (2, 2.0)]
DENSE = [(1, 0.9), (3, 0.5)]


def test_reciprocal_rank_fusion_adds_inverse_ranks() -> None:
    assert reciprocal_rank_fusion([BM25, DENSE]) == {
        4: pytest.approx(1 / 61),
        1: pytest.approx(1 / 62 + 1 / 61),
        2: pytest.approx(1 / 63),
        3: pytest.approx(1 / 62),
    }


def test_reciprocal_rank_fusion_sees_ranks_and_no_scores() -> None:
    assert reciprocal_rank_fusion([[(4, 1e9), (1, -3.0)]]) == reciprocal_rank_fusion(
        [[(4, 0.2), (1, 0.1)]]
    )
    assert reciprocal_rank_fusion([BM25]) == {4: 1 / 61, 1: 1 / 62, 2: 1 / 63}


def test_min_max_moves_best_to_1_and_worst_to_0() -> None:
    assert min_max(BM25) == {4: 1.0, 1: (6 - 2) / (8 - 2), 2: 0.0}


@pytest.mark.parametrize("scores", [[(7, 0.0)], [(7, -2.5)], [(7, 3.0), (9, 3.0)]])
def test_min_max_of_equal_scores_is_1(scores: list[tuple[int, float]]) -> None:
    assert min_max(scores) == {row: 1.0 for row, _ in scores}


def test_weighted_sum_of_two_channels() -> None:
    fused = weighted_sum({"bm25": BM25, "dense": DENSE}, {"bm25": 0.25, "dense": 0.75})
    assert fused == {
        4: pytest.approx(0.25 * 1),
        1: pytest.approx(0.25 * 4 / 6 + 0.75 * 1),
        2: 0.0,
        3: 0.0,
    }


def test_convex_divides_by_the_bound_and_not_by_the_best() -> None:
    fused = convex(dict(BM25), {1: 0.9, 3: 0.5, 4: -0.1}, bound=16.0, dense_weight=0.25)
    assert fused == {
        1: pytest.approx(0.25 * 0.9 + 0.75 * 6 / 16),
        3: pytest.approx(0.25 * 0.5),
        4: pytest.approx(0.25 * -0.1 + 0.75 * 8 / 16),
    }


def test_convex_without_a_bound_is_the_dense_share() -> None:
    assert convex({}, {7: 0.5}, bound=0.0, dense_weight=0.5) == {7: 0.25}


def test_nothing_fuses_to_nothing() -> None:
    assert reciprocal_rank_fusion([]) == reciprocal_rank_fusion([[], []]) == {}
    assert min_max([]) == weighted_sum({"a": [], "b": []}, {"a": 1, "b": 1}) == {}
    assert convex({}, {}, bound=1.0, dense_weight=0.5) == {}
