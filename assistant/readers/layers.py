"""The reader's network in eight bits: BERT's layers, one window at a time, few passes over memory.

They compute what the library's layers do (Devlin et al. 2019; Vaswani et al. 2017) with the same
products, but what a window's tokens become stays in the processor's cache, query, key and value are
one product, and GELU is part of the product before it. The module imports PyTorch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from assistant.readers.eight_bit import EightBitLinear
from assistant.readers.inputs import Inputs
from assistant.readers.network import (
    HEAD,
    LAYERS,
    STEP_SIZE,
    attention_mask,
    closed,
    packaged_bert,
)


@dataclass(frozen=True, slots=True)
class EightBitLayer:
    """One layer, its parts named as in BERT.

    Attributes:
        heads: of the attention.
        query_key_value: the three maps as one.
        attention_output: the map of what the attention found.
        attention_norm: of that and the layer's inputs together.
        intermediate: the map to more numbers, with GELU.
        output: the map back.
        output_norm: of that and the inputs of `intermediate` together.
    """

    heads: int
    query_key_value: EightBitLinear
    attention_output: EightBitLinear
    attention_norm: torch.nn.LayerNorm
    intermediate: EightBitLinear
    output: EightBitLinear
    output_norm: torch.nn.LayerNorm

    def __call__(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shape (tokens, hidden) to the same; `mask` is added to the attention, shape (tokens,)."""
        joint = self.query_key_value(hidden).view(len(hidden), 3, self.heads, -1)
        query, key, value = joint.permute(1, 2, 0, 3)[:, None]
        found = functional.scaled_dot_product_attention(query, key, value, mask[None, None, None])
        found = found[0].transpose(0, 1).reshape(hidden.shape)
        hidden = self.attention_norm(self.attention_output(found).add_(hidden))
        done: torch.Tensor = self.output_norm(self.output(self.intermediate(hidden)).add_(hidden))
        return done


@dataclass(frozen=True, slots=True)
class ReadingNetwork:
    """What `network.Network` computes, in eight bits.

    Attributes:
        embeddings: of the packaged encoder.
        layers: our own.
        head: from a token to (start, end).
    """

    embeddings: Any
    layers: Sequence[EightBitLayer]
    head: torch.nn.Linear

    def logits(self, inputs: Inputs) -> torch.Tensor:
        """Those of one window, shape (1, tokens, 2); see `Network.logits`."""
        (mask,) = attention_mask(torch.from_numpy(inputs.real), torch.float32)
        (hidden,) = self.embeddings(
            input_ids=torch.from_numpy(inputs.ids),
            token_type_ids=torch.from_numpy(inputs.segments),
        )
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return closed(self.head(hidden)[None], inputs)


def reading_network(folder: Path, shipped: Mapping[str, torch.Tensor]) -> ReadingNetwork:
    """The encoder in `folder` with the tensors of `in_eight_bits`, ready to read.

    Raises:
        ValueError: the tensors are not those of such an encoder.
    """
    encoder = packaged_bert(folder).eval().requires_grad_(False)
    return ReadingNetwork(encoder.embeddings, *layers_and_head(shipped, encoder.config))


def layers_and_head(
    shipped: Mapping[str, torch.Tensor], config: Any
) -> tuple[list[EightBitLayer], torch.nn.Linear]:
    """The layers, and the map from a token to (start, end), of the tensors that ship.

    Args:
        shipped: what `network.in_eight_bits` gives.
        config: of the encoder that they are the layers of.

    Raises:
        ValueError: a tensor is missing, too many, or of another shape, or they compute otherwise.
    """
    if config.hidden_act != "gelu":
        raise ValueError(f"its activation is {config.hidden_act}, that of the reader is gelu")
    tensors = _Tensors(shipped)
    hidden, middle = config.hidden_size, config.intermediate_size
    layers = []
    for number in range(config.num_hidden_layers):
        layer = f"{LAYERS}.layer.{number}."
        attention, output = f"{layer}attention.output.", f"{layer}output."
        steps, sizes, biases = zip(
            *(
                tensors.linear(f"{layer}attention.self.{name}.", hidden, hidden)
                for name in ("query", "key", "value")
            ),
            strict=True,
        )
        attended = tensors.linear(f"{attention}dense.", hidden, hidden)
        intermediate = tensors.linear(f"{layer}intermediate.dense.", hidden, middle)
        back = tensors.linear(f"{output}dense.", middle, hidden)
        layers.append(
            EightBitLayer(
                config.num_attention_heads,
                EightBitLinear(torch.cat(steps), torch.cat(sizes), torch.cat(biases)),
                EightBitLinear(*attended, inplace=True),
                tensors.norm(f"{attention}LayerNorm.", hidden, config.layer_norm_eps),
                EightBitLinear(*intermediate, gelu=True),
                EightBitLinear(*back, inplace=True),
                tensors.norm(f"{output}LayerNorm.", hidden, config.layer_norm_eps),
            )
        )
    head = torch.nn.Linear(hidden, 2)
    head.load_state_dict(
        {n: tensors.taken(HEAD + n, t.shape) for n, t in head.state_dict().items()}
    )
    tensors.require_none_left()
    return layers, head.requires_grad_(False)


class _Tensors:
    """The tensors that ship, each taken once."""

    def __init__(self, shipped: Mapping[str, torch.Tensor]) -> None:
        self._left = dict(shipped)

    def taken(self, name: str, shape: torch.Size | tuple[int, ...]) -> torch.Tensor:
        if name not in self._left:
            raise ValueError(f"{name} is missing")
        tensor = self._left.pop(name)
        if tensor.shape != shape:
            raise ValueError(f"{name} has another shape")
        return tensor

    def linear(
        self, prefix: str, inputs: int, outputs: int
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(steps, size of a step, bias) of a map."""
        return (
            self.taken(f"{prefix}weight", (outputs, inputs)),
            self.taken(f"{prefix}weight{STEP_SIZE}", (outputs,)),
            self.taken(f"{prefix}bias", (outputs,)),
        )

    def norm(self, prefix: str, hidden: int, eps: float) -> torch.nn.LayerNorm:
        norm = torch.nn.LayerNorm(hidden, eps)
        norm.load_state_dict({n: self.taken(prefix + n, (hidden,)) for n in ("weight", "bias")})
        return norm.requires_grad_(False)

    def require_none_left(self) -> None:
        if self._left:
            raise ValueError(f"{min(self._left)} is one too many")
