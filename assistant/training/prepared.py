"""Batches as arrays, made ahead of the network that learns from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from assistant.readers.inputs import Inputs, packed
from assistant.training.batches import Batch, Stream

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAKERS = 6
"""Processes that make batches while a GPU computes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch as arrays: windows, positions to point at, shape (windows,), and rows of rivals."""

    inputs: Inputs
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    rivals: tuple[tuple[int, ...], ...]


def prepared(batch: Batch) -> Prepared:
    """The batch, padded."""
    import numpy as np

    return Prepared(
        packed([e.window for e in batch.examples], batch.shape),
        np.array([e.start for e in batch.examples], dtype=np.int64),
        np.array([e.end for e in batch.examples], dtype=np.int64),
        batch.rivals,
    )


def ahead(
    stream: Stream, batch_tokens: int, seen: int, device: str, order: int
) -> Iterable[Prepared]:
    """The batches after the first `seen`; on a GPU, which is faster, other processes make them.

    They take turns, each with a part of the stream of its own.
    """
    from torch.utils.data import DataLoader, IterableDataset, get_worker_info

    makers = 0 if device == "cpu" else MAKERS

    class Batches(IterableDataset[Prepared]):
        def __iter__(self) -> Iterator[Prepared]:
            told = get_worker_info()
            part = told.id if told else 0
            first = seen if not told else len(range(part, seen, makers))
            batches = stream.batches(batch_tokens, order * max(makers, 1) + part)
            return map(prepared, islice(batches, first, None))

    # Whose turn it was is not known after an interruption; nothing depends on it.
    return DataLoader(
        Batches(), batch_size=None, num_workers=makers, prefetch_factor=32 if makers else None
    )
