"""BERT as OpenVINO computes it: a graph made of the weights, faster on few cores than PyTorch.

Weights in eight bits stay so: their products are of eight-bit numbers where the processor has such,
inputs cut into steps token by token (dynamic quantization).

Sources: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers", section 3;
Vaswani et al. 2017, "Attention Is All You Need", equations 1 and 2. The module imports OpenVINO.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.compiled import STEP_SIZE
from index.runtime import Core, Model, Node, ops

Weights = Mapping[str, NDArray[Any]]

_MASKED = -1e4
"""Added to the attention to padding: its share is 0 then."""


class CompiledBert:
    """A BERT without pooler, compiled for this processor; safe to use from threads.

    Args:
        weights: by their names in BERT (`embeddings.…`, `encoder.layer.0.…`); a matrix of floating
            point, or int8 steps beside the size of a step in each row, named with `STEP_SIZE`.
        config: BERT's own: `hidden_size`, `num_hidden_layers` and the like.
        hint: what counts, the time of one call (`LATENCY`, all cores for each) or of many beside
            each other (`THROUGHPUT`: `beside_each_other`, on cores of their own).

    Raises:
        ValueError: a weight is missing, too many or of another shape, or BERT's activation is not
            the one that is computed here.
    """

    def __init__(
        self,
        weights: Weights,
        config: Mapping[str, Any],
        hint: Literal["LATENCY", "THROUGHPUT"],
    ) -> None:
        self._compiled = Core().compile_model(
            _graph(weights, config),
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": "f32",  # not bfloat16, where there is any
                "PERFORMANCE_HINT": hint,
                "DYNAMIC_QUANTIZATION_GROUP_SIZE": config["hidden_size"],
            },
        )
        self.beside_each_other: int = self._compiled.get_property(
            "OPTIMAL_NUMBER_OF_INFER_REQUESTS"
        )

    def hidden(
        self, ids: NDArray[np.int64], segments: NDArray[np.int64], real: NDArray[np.bool_]
    ) -> NDArray[np.float32]:
        """What the last layer makes of each token, shape (texts, tokens, hidden).

        Args:
            ids: of tokens, shape (texts, tokens); a new shape takes twice the time, once,
                and memory.
            segments: 0 or 1 for each.
            real: whether each is no padding.
        """
        request = self._compiled.create_infer_request()  # 0.02 ms, and nobody else's
        hidden: NDArray[np.float32] = request.infer([ids, segments, real])[0]
        return hidden


def _graph(weights: Weights, config: Mapping[str, Any]) -> Model:
    if config["hidden_act"] != "gelu":
        raise ValueError(f"the activation is {config['hidden_act']}, not gelu")
    ids, segments = (ops.parameter([-1, -1], np.int64) for _ in range(2))
    real = ops.parameter([-1, -1], np.bool_)
    nodes = _Nodes(weights, config)
    hidden = nodes.embedded(ids, segments)
    mask = ops.unsqueeze(ops.select(real, np.float32(0), np.float32(_MASKED)), [1, 2])
    for number in range(config["num_hidden_layers"]):
        hidden = nodes.layer(f"encoder.layer.{number}.", hidden, mask)
    nodes.require_no_weight_left()
    return Model([hidden], [ids, segments, real], "bert")


class _Nodes:
    """Parts of the graph, made of the weights, each of which is taken once."""

    def __init__(self, weights: Weights, config: Mapping[str, Any]) -> None:
        self._left = dict(weights)
        self._config = config
        self._size: int = config["hidden_size"]

    def embedded(self, ids: Node, segments: Node) -> Node:
        words, types, places = (
            self._constant(f"embeddings.{name}_embeddings.weight", self._config[rows], self._size)
            for name, rows in (
                ("word", "vocab_size"),
                ("token_type", "type_vocab_size"),
                ("position", "max_position_embeddings"),
            )
        )
        tokens = ops.gather(ops.shape_of(ids), [1], 0)
        meant = ops.add(ops.gather(words, ids, 0), ops.gather(types, segments, 0))
        return self._norm("embeddings.", ops.add(meant, ops.slice(places, [0], tokens, [1], [0])))

    def layer(self, prefix: str, hidden: Node, mask: Node) -> Node:
        size, inner = self._size, self._config["intermediate_size"]
        query, key, value = (
            self._linear(f"{prefix}attention.self.{name}.", hidden, size, size)
            for name in ("query", "key", "value")
        )
        found = _attention(query, key, value, mask, self._config["num_attention_heads"], size)
        attention = f"{prefix}attention.output."
        found = self._linear(f"{attention}dense.", found, size, size)
        hidden = self._norm(attention, ops.add(found, hidden))
        wide = self._linear(f"{prefix}intermediate.dense.", hidden, size, inner)
        back = self._linear(f"{prefix}output.dense.", ops.gelu(wide, "erf"), inner, size)
        return self._norm(f"{prefix}output.", ops.add(back, hidden))

    def require_no_weight_left(self) -> None:
        if self._left:
            raise ValueError(f"{min(self._left)} is one too many")

    def _linear(self, prefix: str, node: Node, inputs: int, outputs: int) -> Node:
        weight = self._constant(f"{prefix}weight", outputs, inputs)
        return ops.add(
            ops.matmul(node, weight, False, True), self._constant(f"{prefix}bias", outputs)
        )

    def _norm(self, prefix: str, node: Node) -> Node:
        even = ops.mvn(node, [-1], True, self._config["layer_norm_eps"], "inside_sqrt")
        scale, shift = (
            self._constant(f"{prefix}LayerNorm.{name}", self._size) for name in ("weight", "bias")
        )
        return ops.add(ops.multiply(even, scale), shift)

    def _constant(self, name: str, *shape: int) -> Node:
        steps = name + STEP_SIZE in self._left
        if not steps:
            return ops.constant(self._taken(name, shape).astype(np.float32))
        sizes = self._taken(name + STEP_SIZE, shape[:1]).astype(np.float32)
        held = ops.convert(ops.constant(self._taken(name, shape)), np.float32)
        return ops.multiply(held, sizes[:, None])

    def _taken(self, name: str, shape: tuple[int, ...]) -> NDArray[Any]:
        if name not in self._left:
            raise ValueError(f"{name} is missing")
        weight = self._left.pop(name)
        if weight.shape != shape:
            raise ValueError(f"{name} has the shape {weight.shape}, not {shape}")
        return np.ascontiguousarray(weight)


def _attention(query: Node, key: Node, value: Node, mask: Node, heads: int, size: int) -> Node:
    """softmax(QKᵀ / √d + mask) V, for each head (Vaswani et al. 2017, equation 1)."""
    query, key, value = (
        ops.transpose(ops.reshape(node, [0, 0, heads, size // heads], True), [0, 2, 1, 3])
        for node in (query, key, value)
    )
    alike = ops.multiply(ops.matmul(query, key, False, True), np.float32((size // heads) ** -0.5))
    found = ops.matmul(ops.softmax(ops.add(alike, mask), -1), value, False, False)
    return ops.reshape(ops.transpose(found, [0, 2, 1, 3]), [0, 0, size], True)
