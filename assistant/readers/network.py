"""The reader's network as it reads: a compiled BERT, and a map that points at start and end.

Word and position embeddings are the packaged encoder's, layers and map our own; how they learned:
`assistant.training.network`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.readers.inputs import Inputs
from index.compiled import bert_config, bert_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.bert import CompiledBert

HEAD = "span."
LAYERS = "encoder"
"""Begin the names of the parameters of the head, and of the layers."""


@dataclass(frozen=True, slots=True)
class ReadingNetwork:
    """A BERT without pooler, and a linear map from each token to (start, end).

    Attributes:
        bert: its last layer's tokens are what is mapped.
        weight: of the map, shape (2, hidden).
        bias: shape (2,).
    """

    bert: CompiledBert
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, inputs: Inputs) -> NDArray[np.float32]:
        """Start and end logits, shape (windows, tokens, 2).

        Position 0 stands for "no answer here"; where no answer may be it is minus infinity.
        """
        import numpy as np

        hidden = self.bert.hidden(inputs.ids, inputs.segments, inputs.real)
        logits = hidden @ self.weight.T + self.bias
        closed: NDArray[np.float32] = np.where(inputs.open[..., None], logits, -np.inf)
        return closed


def reading_network(base: Path, shipped: Mapping[str, NDArray[Any]]) -> ReadingNetwork:
    """The encoder in `base` with what ships of a trained reader, ready to read.

    Raises:
        ValueError: the tensors are not those of a reader made of this encoder.
    """
    from index.bert import CompiledBert

    config = bert_config(base)
    layers = dict(shipped)
    weight = _taken(layers, f"{HEAD}weight", (2, config["hidden_size"]))
    bias = _taken(layers, f"{HEAD}bias", (2,))
    embeddings = {n: w for n, w in bert_weights(base).items() if n.startswith("embeddings.")}
    bert = CompiledBert(embeddings | layers, config, "THROUGHPUT")
    return ReadingNetwork(bert, weight, bias)


def _taken(
    tensors: dict[str, NDArray[Any]], name: str, shape: tuple[int, ...]
) -> NDArray[np.float32]:
    if name not in tensors:
        raise ValueError(f"{name} is missing")
    tensor = tensors.pop(name)
    if tensor.shape != shape:
        raise ValueError(f"{name} has the shape {tensor.shape}, not {shape}")
    return tensor
