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
        """Write the index to `path`."""
        import faiss

        faiss.write_index(self._faiss, str(path))

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read what `save` wrote."""
        import faiss

        return cls(faiss.read_index(str(path)))

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._faiss.d)

    def cosines(self, vector: NDArray[np.float32], rows: Sequence[int]) -> list[float]:
        """The score of each of `rows` for `vector`, in their order."""
        return [float(vector @ self._faiss.reconstruct(row)) for row in rows]

    def search(
        self, vector: NDArray[np.float32], k: int, rows: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` rows most similar to `vector` (shape (dim,)), best first, ties by row.

        Args:
            vector: unit-length float32.
            k: at most this many; fewer where there are fewer.
            rows: search these rows only.
        """
        import faiss

        k = min(k, len(self))
        if k == 0:
            return []
        parameters = None
        if rows is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))
        scores, found = self._faiss.search(vector.reshape(1, -1), k, params=parameters)
        # FAISS fills up with row -1 where a filter leaves fewer than k.
        pairs = [(int(r), float(s)) for r, s in zip(found[0], scores[0], strict=True) if r >= 0]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
