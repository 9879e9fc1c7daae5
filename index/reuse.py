"""Vectors of an earlier index: text that has not changed is not encoded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.encode import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ReusingEncoder:
    """`encoder`, asked only for texts whose vectors are not `known`.

    Args:
        encoder: must be the one that made the known vectors.
        known: unit-length vectors by text, shape (dim,) each.
        symmetric: the same for words; None: of these nothing is known.
    """

    def __init__(
        self,
        encoder: Encoder,
        known: Mapping[str, NDArray[np.float32]],
        symmetric: Encoder | None = None,
    ) -> None:
        self.encoder_id = encoder.encoder_id
        self.dim = encoder.dim
        self.symmetric = symmetric or encoder.symmetric
        self._encoder = encoder
        self._known = known

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        new = [i for i, text in enumerate(texts) if text not in self._known]
        if new:
            vectors[new] = self._encoder.encode([texts[i] for i in new])
        for i in set(range(len(texts))).difference(new):
            vectors[i] = self._known[texts[i]]
        return vectors

    def encode_query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `encoder` does; no question is known."""
        return self._encoder.encode_query(texts)
