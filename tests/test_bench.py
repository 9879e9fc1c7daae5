"""What the bench times: each step as somebody pays for it who asks something new."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from conftest import HALVES, ToyEncoder, document
from numpy.typing import NDArray

from eval.bench import step_times
from index.build import search_in_memory
from index.query import Hit

ASKED = "Nara or Tokyo?"


class NotingEncoder(ToyEncoder):
    """Notes what it was given."""

    def __init__(self) -> None:
        self.given: list[Sequence[str]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.given.append(texts)
        return super().encode(texts)


def test_all_of_it_finds_nothing_of_the_question_kept() -> None:
    encoder = NotingEncoder()
    searcher = search_in_memory([document("nara", "They met in Nara.")], encoder)

    def ask(question: str) -> list[Hit]:
        encoder.given.clear()
        return searcher.search(question, 20, None, HALVES)

    settings = SimpleNamespace(search=HALVES, read_passages=8)
    assistant = SimpleNamespace(
        encoder=encoder, searcher=searcher, settings=settings, reader=None, ask=ask
    )
    for _ in range(2):  # nor does the busy run, which asks the same again
        times = step_times(cast("Any", assistant), [ASKED])
        # The question for FAISS, and for nearness the one word that the index does not hold.
        assert encoder.given == [[ASKED], ["Tokyo"]]
    assert {name: len(taken) for name, taken in times.items()} == {
        "encode the question": 1,
        "search": 1,
        "all of it": 1,
    }
