"""An encoder without sentence-transformers: a compiled BERT, and the mean over its tokens.

It gives the vectors that sentence-transformers gives for all-MiniLM-L6-v2 (float32: to 1e-6), for
a question in half the time, and need not be waited for as long.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.encode import Encoder, SentenceTransformerEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.bert import CompiledBert

WEIGHTS = "model.safetensors"
STEP_SIZE = ".step_size"
"""Ends the name of the sizes of a matrix's steps, beside the steps themselves, in eight bits."""

MAX_TOKENS = 256
"""A text is cut there, as sentence-transformers cuts it for this model."""

_SHAPE = 16
"""Texts are padded to a multiple of so many tokens: each new length costs a set-up, and memory."""

_BATCH = 32
"""So many texts at most are encoded at once, the longest ones together: all are padded alike."""


class CompiledEncoder:
    """Texts to unit-length vectors; safe to use from threads."""

    def __init__(self, bert: CompiledBert, tokenizer: Any, encoder_id: str, dim: int) -> None:
        self._bert = bert
        self._tokenizer = tokenizer
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding(pad_to_multiple_of=_SHAPE)
        self.encoder_id = encoder_id
        self.dim = dim
        self.symmetric = self

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._encoded([texts[i] for i in batch])
        return vectors

    encode_query = encode

    def _encoded(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        encoded = self._tokenizer.encode_batch(texts)
        ids, segments, real = (
            np.array([getattr(e, name) for e in encoded])
            for name in ("ids", "type_ids", "attention_mask")
        )
        hidden = self._bert.hidden(ids, segments, real.astype(np.bool_))
        summed = np.einsum("nth,nt->nh", hidden, real.astype(np.float32))  # of unit length anyway
        vectors: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return vectors


def compiled_encoder(
    folder: Path, encoder_id: str, layers: Mapping[str, NDArray[Any]] | None = None
) -> CompiledEncoder:
    """The encoder in `folder`, maybe with other weights in place of some of its own.

    Args:
        folder: with a BERT of sentence-transformers that takes the mean over the tokens.
        encoder_id: name and hash of the weights.
        layers: these weights, by their names in BERT.

    Raises:
        ValueError: the weights are not those of the network that `folder` describes.
    """
    from tokenizers import Tokenizer

    from index.bert import CompiledBert

    config = bert_config(folder)
    bert = CompiledBert(bert_weights(folder) | dict(layers or {}), config, "LATENCY")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return CompiledEncoder(bert, tokenizer, encoder_id, config["hidden_size"])


def bert_config(folder: Path) -> dict[str, Any]:
    """What `config.json` says of the network in `folder`."""
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return config


def bert_weights(folder: Path) -> dict[str, NDArray[Any]]:
    """The weights in `folder` by their names in BERT, without those of its pooler."""
    from safetensors.numpy import load_file

    found: dict[str, NDArray[Any]] = load_file(folder / WEIGHTS)
    unused = {"embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias"}
    return {name: weight for name, weight in found.items() if name not in unused}


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
