"""Nearest passages by inner product of unit-length vectors: exact search in FAISS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class DenseIndex:
    """Rows of unit-length float32 vectors; a score is the cosine, in -1 … 1, bigger is better."""

    def __init__(self, faiss_index: Any) -> None:
        self._faiss = faiss_index

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> DenseIndex:
        """Index `vectors`, shape (n, dim); row numbers are positions in it."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to `path`.

        Raises:
            OSError: it cannot be written.
        """
        import faiss

        try:
            faiss.write_index(self._faiss, str(path))
        except RuntimeError as error:  # FAISS knows no other
            raise OSError(f"{path} cannot be written") from error

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read what `save` wrote."""
        import faiss

        return cls(faiss.read_index(str(path)))

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    def vector(self, row: int) -> NDArray[np.float32]:
        """The vector of `row`, shape (dim,)."""
        found: NDArray[np.float32] = self._faiss.reconstruct(row)
        return found

    def cosines(self, vector: NDArray[np.float32], rows: Sequence[int]) -> list[float]:
        """The score of each of `rows` for `vector`, in their order."""
        return [float(vector @ self.vector(row)) for row in rows]

    def search(
        self, vector: NDArray[np.float32], k: int, rows: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` rows most similar to `vector` (shape (dim,)), best first, ties by row."""
        k = min(k, len(self))
        if k <= 0:
            return []
        depth = k
        while True:
            # Of rows that tie for the last place FAISS keeps any: look on until the tie ends.
            depth = min(2 * depth, len(self))
            pairs = self._nearest(vector, depth, rows)
            if depth == len(self) or len(pairs) < depth or pairs[-1][1] < pairs[k - 1][1]:
                return pairs[:k]

    def _nearest(
        self, vector: NDArray[np.float32], depth: int, rows: NDArray[np.int64] | None
    ) -> list[tuple[int, float]]:
        import faiss
        import numpy as np

        parameters = None
        if rows is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))
        scores, found = self._faiss.search(vector.reshape(1, -1), depth, params=parameters)
        order = np.lexsort((found[0], -scores[0]))  # ties by row
        # FAISS fills up with row -1 where a filter leaves too few.
        return [(int(found[0, i]), float(scores[0, i])) for i in order if found[0, i] >= 0]
