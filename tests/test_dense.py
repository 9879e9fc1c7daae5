"""Exact search in FAISS: scores, ties, filters, and never row -1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.dense import DenseIndex

# Unit-length by hand: (1, 0), (0.6, 0.8), (0, 1), (-1, 0)
VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
EAST = np.array([1, 0], dtype=np.float32)
NORTH_EAST = np.array([0.8, 0.6], dtype=np.float32)


def rows(*values: int) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


@pytest.fixture
def index() -> DenseIndex:
    return DenseIndex.build(VECTORS)


def test_scores_are_cosines_best_first(index: DenseIndex) -> None:
    assert (len(index), index.vector(3).shape) == (4, (2,))
    found = index.search(NORTH_EAST, k=4)
    assert [row for row, _ in found] == [1, 0, 2, 3]
    assert [s for _, s in found] == pytest.approx([0.8 * 0.6 + 0.6 * 0.8, 0.8, 0.6, -0.8])


@pytest.mark.parametrize(("k", "expected"), [(-1, []), (0, []), (1, [0]), (2, [0, 1])])
def test_at_most_k(index: DenseIndex, k: int, expected: list[int]) -> None:
    assert [row for row, _ in index.search(EAST, k)] == expected


@pytest.mark.parametrize("k", [4, 5, 1000])
def test_more_asked_than_there_is(index: DenseIndex, k: int) -> None:
    assert [row for row, _ in index.search(EAST, k)] == [0, 1, 2, 3]


@pytest.mark.parametrize("k", [1, 2, 3, 4, 9])
def test_filter_comes_before_the_cut_and_padding_never_leaks(index: DenseIndex, k: int) -> None:
    found = index.search(EAST, k, rows(2, 3))
    assert found == [(2, 0.0), (3, -1.0)][:k]
    assert index.search(EAST, k, rows()) == []


def test_an_empty_index_finds_nothing() -> None:
    empty = DenseIndex.build(np.zeros((0, 2), dtype=np.float32))
    assert len(empty) == 0 and empty.search(EAST, 3) == []


def test_one_vector() -> None:
    assert DenseIndex.build(VECTORS[1:2]).search(EAST, 3) == [(0, pytest.approx(0.6))]


@pytest.mark.parametrize("k", [1, 3, 99, 100, 101, 250])
def test_duplicates_come_by_row_also_at_the_cut(k: int) -> None:
    many = DenseIndex.build(np.repeat(VECTORS[[2, 1]], 300, axis=0))  # rows 300 … are the better
    assert [row for row, _ in many.search(EAST, k)] == list(range(300, 300 + k))


@pytest.mark.parametrize("seed", range(40))
def test_same_list_as_sorting_all_scores(seed: int) -> None:
    # Vectors of zeros and ones: most scores tie, and FAISS alone keeps any of the tied rows.
    random = np.random.default_rng(seed)
    vectors = random.integers(0, 2, (int(random.integers(1, 300)), 6)).astype(np.float32)
    vectors[~vectors.any(axis=1)] = 1
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    n = len(vectors)
    k = int(random.integers(1, n + 3))
    chosen = rows(*np.flatnonzero(random.integers(0, 2, n))) if seed % 2 else None
    index = DenseIndex.build(vectors)
    scores = dict(index.search(vectors[0], n))
    assert scores == pytest.approx(dict(enumerate(vectors @ vectors[0])), abs=1e-6)
    pool = range(n) if chosen is None else chosen.tolist()
    wanted = sorted(pool, key=lambda row: (-scores[row], row))[:k]
    assert index.search(vectors[0], k, chosen) == [(row, scores[row]) for row in wanted]


def test_cosines_of_given_rows_in_their_order(index: DenseIndex) -> None:
    assert index.cosines(EAST, [3, 1, 1]) == pytest.approx([-1, 0.6, 0.6])
    assert index.cosines(EAST, []) == []


def test_save_and_load(index: DenseIndex, tmp_path: Path) -> None:
    path = tmp_path / "é ü#?%20.faiss"
    index.save(path)
    assert DenseIndex.load(path).search(NORTH_EAST, 9) == index.search(NORTH_EAST, 9)


def test_a_file_that_cannot_be_written_is_an_os_error(index: DenseIndex, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        index.save(tmp_path / "missing" / "vectors.faiss")
