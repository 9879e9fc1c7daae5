"""Sentences that are alike to everything: near to many questions, the answer to few of them.

Radovanović, Nanopoulos and Ivanović, "Hubs in Space", JMLR 2010.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEIGHBOURS = 10

MAX_OTHERS = 1000
"""A sentence is compared with so many others, at most, evenly spread over the index."""


class Hubs:
    """How much each sentence of an index is a hub.

    Args:
        vectors: of all sentences, shape (sentences, dim), unit length.

    >>> import numpy as np
    >>> hubs = Hubs(np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32))
    >>> [f"{value:.2f}" for value in hubs.hubness([0, 1, 2])]  # mean cosines 0.3, 0.4 and 0.7
    ['-0.17', '-0.07', '0.23']
    """

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors

    def hubness(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The mean cosine with the `NEIGHBOURS` most alike others, less that of a usual sentence.

        The term r of CSLS: Conneau, Lample, Ranzato, Denoyer and Jégou, "Word Translation Without
        Parallel Data", ICLR 2018, equation 2.

        Returns:
            Shape (rows,); above 0 for a hub.
        """
        found: NDArray[np.float32] = self._nearness(rows) - self._usual
        return found

    @cached_property
    def _others(self) -> list[int]:
        count = len(self._vectors)
        return list(range(0, count, 1 + (count - 1) // MAX_OTHERS)) if count else []

    @cached_property
    def _usual(self) -> float:
        return float(self._nearness(self._others).mean()) if self._others else 0.0

    def _nearness(self, rows: Sequence[int]) -> NDArray[np.float32]:
        import numpy as np

        nearest = min(NEIGHBOURS, len(self._others) - 1)
        if nearest < 1:
            return np.zeros(len(rows), dtype=np.float32)
        cosines = self._vectors[list(rows)] @ self._vectors[self._others].T
        cosines[np.equal.outer(rows, self._others)] = -np.inf  # not with itself
        found: NDArray[np.float32] = np.partition(cosines, -nearest)[:, -nearest:].mean(axis=1)
        return found
