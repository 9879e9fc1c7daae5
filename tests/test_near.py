"""Nearness of words, worked by hand on vectors of two dimensions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.near import UNRELATED, Vocabulary, soft_coverage, words_by_token

WORDS = {"selfi": "selfies", "pictur": "picture", "noodl": "noodles", "2026": "2026"}
VECTORS = np.array([[1, 0], [0.8, 0.6], [0, 1], [1, 0]], dtype=np.float32)


class Photograph:
    """Knows one more word than the index."""

    encoder_id, dim = "photo@1", 2

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append(list(texts))
        return np.array([[0.6, 0.8]] * len(texts), dtype=np.float32).reshape(len(texts), 2)


def scaled(cosine: float) -> float:
    return (cosine - UNRELATED) / (1 - UNRELATED)


def test_words_of_the_index_by_their_cosine() -> None:
    near = Vocabulary(WORDS, VECTORS, Photograph()).near("Which pictures?")
    # selfies: cosine 0.8; noodles: 0.6; a number never stands for a word.
    assert near == {
        "pictur": {
            "pictur": 1.0,
            "selfi": pytest.approx(scaled(0.8), abs=1e-4),
            "noodl": pytest.approx(scaled(0.6), abs=1e-4),
        }
    }


def test_new_words_are_encoded_once_and_together() -> None:
    encoder = Photograph()
    near = Vocabulary(WORDS, VECTORS, encoder).near("Photographs, selfies or paintings?")
    assert encoder.asked == [["Photographs", "paintings"]]
    assert near["photograph"]["pictur"] == pytest.approx(scaled(0.6 * 0.8 + 0.8 * 0.6), abs=1e-4)
    assert "photograph" not in near["photograph"]


@pytest.mark.parametrize(("asked", "near"), [("2026?", {"2026": 1.0}), ("2025?", {})])
def test_numbers_are_near_to_themselves_alone(asked: str, near: dict[str, float]) -> None:
    assert Vocabulary(WORDS, VECTORS, Photograph()).near(asked) == {asked[:4]: near}


def test_nothing_asked_and_nothing_there() -> None:
    assert Vocabulary(WORDS, VECTORS, Photograph()).near("?") == {}
    empty = Vocabulary({}, np.zeros((0, 2), dtype=np.float32), Photograph())
    assert empty.near("selfies") == {"selfi": {}}


def test_soft_coverage_takes_the_nearest_word() -> None:
    near = {"pictur": {"selfi": 0.5, "noodl": 0.2}, "nara": {}}
    assert soft_coverage({"pictur": 2.0, "nara": 6.0}, near, {"selfi", "noodl"}) == 2 * 0.5 / 8
    assert soft_coverage({"pictur": 2.0, "nara": 6.0}, near, []) == 0.0
    assert soft_coverage({}, {}, {"selfi"}) == 0.0


def test_words_as_they_are_mostly_written() -> None:
    words = words_by_token(["Visits to Nara. They visit; Visits.", "NARA and Nara"])
    assert words == {"nara": "Nara", "visit": "visit"}
