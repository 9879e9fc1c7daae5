"""The passages as a second encoder sees them: for questions in a language the first cannot read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.alike import Vectors
from index.build import ENCODE_BATCH, Progress, searched_text
from index.dense import DenseIndex
from index.encode import Encoder
from index.passages import PassageTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Companion:
    """Vectors that are opened, or built, when they are first needed; safe to use from threads.

    Args:
        open_vectors: may take seconds; where it fails, the next one who needs them tries again.
    """

    def __init__(self, open_vectors: Callable[[], Vectors]) -> None:
        self._open = open_vectors
        self._lock = threading.Lock()
        self._vectors: Vectors | None = None

    @property
    def vectors(self) -> Vectors:
        """The vectors; whoever comes while they are made waits for them."""
        with self._lock:
            if self._vectors is None:
                self._vectors = self._open()
            return self._vectors


def encoded(
    passages: PassageTable, encoder: Encoder, progress: Progress = lambda done, total: None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Vectors of all passages, shape (passages, dim), and of all sentences, (sentences, dim).

    The texts are read from the table batch by batch, and never held all at once.
    """
    import numpy as np

    vectors = np.zeros((len(passages), encoder.dim), dtype=np.float32)
    sentence_vectors = np.zeros((passages.sentence_count(), encoder.dim), dtype=np.float32)
    total = len(vectors) + len(sentence_vectors)
    known = 0  # passages overlap: the rows of sentences before this one are done
    for start in range(0, len(vectors), ENCODE_BATCH):
        batch = passages.at(range(start, min(start + ENCODE_BATCH, len(vectors))))
        vectors[start : start + len(batch)] = encoder.encode([searched_text(p) for p in batch])
        texts: list[str] = []
        first = known
        for passage in batch:
            for sentence in passages.sentences_of([passage.passage_id]):
                if sentence.row == known:
                    texts.append(sentence.span.of(passage.text, passage.span.start))
                    known += 1
        sentence_vectors[first:known] = encoder.encode(texts)
        progress(start + len(batch) + known, total)
    return vectors, sentence_vectors


def built_in_memory(
    passages: PassageTable, encoder: Encoder, progress: Progress = lambda done, total: None
) -> Vectors:
    """The vectors of `passages`, written nowhere."""
    vectors, sentence_vectors = encoded(passages, encoder, progress)
    return Vectors(encoder, DenseIndex.build(vectors), sentence_vectors)
