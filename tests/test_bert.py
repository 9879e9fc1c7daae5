"""The compiled BERT computes what the library's does, and says what it cannot compute."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from index.bert import CompiledBert
from index.compiled import bert_config, bert_weights, compiled_encoder

IDS = np.array([[2, 7, 9, 3, 0], [2, 11, 12, 13, 3]])
SEGMENTS = np.array([[0, 0, 1, 1, 0], [0, 1, 1, 1, 1]])
REAL = IDS > 0


def compiled(base: Path) -> CompiledBert:
    return CompiledBert(bert_weights(base), bert_config(base), "LATENCY")


def by_the_library(base: Path) -> NDArray[np.float32]:
    from transformers import BertModel

    model = BertModel.from_pretrained(base).eval()
    with torch.inference_mode():
        found = model(
            input_ids=torch.tensor(IDS),
            token_type_ids=torch.tensor(SEGMENTS),
            attention_mask=torch.tensor(REAL).long(),
        ).last_hidden_state.numpy()
    return np.asarray(found, dtype=np.float32)


def test_the_last_layer_is_the_library_s(base: Path) -> None:
    expected = by_the_library(base)
    got = compiled(base).hidden(IDS, SEGMENTS, REAL)
    assert got.shape == (2, 5, 32)
    assert np.abs(got - expected)[REAL].max() < 1e-5
    assert np.abs(expected[0] - expected[1]).max() > 1


def test_weights_in_eight_bits_are_steps_of_their_row(base: Path) -> None:
    name = "encoder.layer.1.output.dense.weight"
    weights = bert_weights(base)
    size = np.abs(weights[name]).max(axis=1) / 127
    steps = np.round(weights[name] / size[:, None]).astype(np.int8)
    shipped = weights | {name: steps, f"{name}.step_size": size}
    rounded = weights | {name: steps * size[:, None]}
    got, expected = (
        CompiledBert(held, bert_config(base), "LATENCY").hidden(IDS, SEGMENTS, REAL)
        for held in (shipped, rounded)
    )
    # The inputs of that product are cut into 255 steps, too.
    assert np.abs(got - expected)[REAL].max() < 0.02
    with pytest.raises(ValueError, match="step_size has the shape"):
        CompiledBert(shipped | {f"{name}.step_size": size[:3]}, bert_config(base), "LATENCY")


def test_padding_says_nothing(base: Path) -> None:
    bert = compiled(base)
    padded, alone = (
        bert.hidden(IDS, SEGMENTS, REAL),
        bert.hidden(IDS[:1, :4], SEGMENTS[:1, :4], REAL[:1, :4]),
    )
    assert np.abs(padded[0, :4] - alone[0]).max() < 1e-5


def test_threads_get_what_they_asked_for(base: Path) -> None:
    bert = compiled(base)
    texts = [np.array([[2, word, 3]]) for word in range(5, 25)]
    zeros, real = np.zeros((1, 3), dtype=np.int64), np.ones((1, 3), dtype=np.bool_)
    expected = [bert.hidden(ids, zeros, real) for ids in texts]
    with ThreadPoolExecutor(4) as threads:
        got = list(threads.map(lambda ids: bert.hidden(ids, zeros, real), texts * 5))
    for one, other in zip(got, expected * 5, strict=True):
        assert np.array_equal(one, other)


def test_no_import_is_reported_to_anybody(tmp_path: Path) -> None:
    asked = "import socket, sys; socket.getaddrinfo = socket.socket = None; import index.bert"
    seen = f"{asked}; import openvino; print([m for m in sys.modules if 'telemetry' in m])"
    environment = os.environ | {"HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", seen], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
    assert not list(tmp_path.iterdir())  # where the id of a machine would be kept


def test_another_activation_is_refused(base: Path) -> None:
    with pytest.raises(ValueError, match="the activation is relu, not gelu"):
        CompiledBert(bert_weights(base), bert_config(base) | {"hidden_act": "relu"}, "LATENCY")


def test_a_vector_is_the_mean_over_the_tokens_of_unit_length(base: Path) -> None:
    encoder = compiled_encoder(base, "toy@1")
    vectors = encoder.encode(["Anna built the mill", "the"])
    words = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    ids = np.array([[words[word] for word in ("anna", "built", "the", "mill")]])
    hidden = compiled(base).hidden(ids, np.zeros_like(ids), np.ones_like(ids, dtype=np.bool_))
    mean = hidden[0].mean(axis=0)
    assert np.abs(vectors[0] - mean / np.linalg.norm(mean)).max() < 1e-5
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0])
    assert encoder.encode([]).shape == (0, 32)


def test_many_texts_are_encoded_as_each_alone_and_few_at_once(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = compiled_encoder(base, "toy@1")
    texts = [f"the mill {'was old ' * (i % 7)}" for i in range(70)] + ["in town " * 100]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    hidden, sizes = CompiledBert.hidden, []

    def noting(bert: CompiledBert, ids: NDArray[np.int64], *others: Any) -> NDArray[np.float32]:
        sizes.append(ids.shape)
        return hidden(bert, ids, *others)

    monkeypatch.setattr(CompiledBert, "hidden", noting)
    assert encoder.encode(texts) == pytest.approx(alone, abs=1e-5)
    assert sizes == [(32, 16), (32, 16), (7, 208)]  # the long one pads few others


def test_where_openvino_is_missing_one_line_says_so() -> None:
    code = "import sys; sys.modules['openvino'] = None; import index.runtime"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ModelError: OpenVINO cannot be imported" in run.stderr.splitlines()[-1]
    assert "run `make setup` again" in run.stderr.splitlines()[-1]
