"""An encoder of a package: passages by sentence-transformers, questions by a compiled network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from index.encode import Encoder, SentenceTransformerEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.compiled import CompiledEncoder


class PackagedEncoder:
    """Two doors to the same weights: one for passages and their sentences, one for questions.

    Who only asks does not wait for sentence-transformers, which takes five seconds to import.

    Args:
        load: the model of sentence-transformers; called when the first texts are encoded.
        compiled: the same network, for questions.
        symmetric: what compares words with words.
    """

    def __init__(
        self, load: Callable[[], Any], compiled: CompiledEncoder, symmetric: Encoder
    ) -> None:
        self._load = load
        self._compiled = compiled
        self._texts: SentenceTransformerEncoder | None = None
        self._loading = threading.Lock()
        self.encoder_id = compiled.encoder_id
        self.dim = compiled.dim
        self.symmetric = symmetric

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        with self._loading:
            if self._texts is None:
                self._texts = SentenceTransformerEncoder(self._load(), self.encoder_id)
        return self._texts.encode(texts)

    def encode_query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same of questions."""
        return self._compiled.encode(texts)
