"""Hubs: what is alike to everything weighs less."""

import numpy as np
import pytest

from index import hubs
from index.hubs import Hubs

# Three directions at right angles, and one between them all.
SQUARE = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [3**-0.5] * 3], dtype=np.float32)


def test_the_sentence_between_all_others_is_the_hub() -> None:
    found = Hubs(SQUARE).hubness([0, 1, 2, 3])

    # The first three: (0 + 0 + 0.577) / 3; the last: 0.577; their mean is 0.289.
    assert found.tolist() == pytest.approx([-0.096, -0.096, -0.096, 0.289], abs=0.001)


def test_only_the_nearest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "NEIGHBOURS", 1)

    assert Hubs(SQUARE).hubness([0, 3]).tolist() == pytest.approx([0.0, 0.0], abs=1e-6)


def test_a_large_index_is_compared_with_an_even_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "MAX_OTHERS", 2)

    # Of four sentences the first and the third: at right angles, both strangers to the second.
    found = Hubs(SQUARE).hubness([0, 1, 2, 3])

    assert found.tolist() == pytest.approx([0.0, 0.0, 0.0, 0.577], abs=0.001)


@pytest.mark.parametrize("count", [0, 1])
def test_without_another_sentence_there_is_no_hub(count: int) -> None:
    assert Hubs(SQUARE[:count]).hubness(range(count)).tolist() == [0.0] * count
