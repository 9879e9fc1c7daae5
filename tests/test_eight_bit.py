from __future__ import annotations

import pytest
import torch
from reader_toys import write_base

from assistant.readers.eight_bit import (
    EightBitLinear,
    RoundedLinear,
    rounded_linear,
    steps_of,
)
from assistant.readers.inputs import Window, packed
from assistant.readers.layers import layers_and_head, reading_network
from assistant.readers.network import build_network, in_eight_bits

WINDOW = Window((2, 5, 3, 6, 7, 3), 3, 3, ((0, 4), (5, 9)))


def linear():
    torch.manual_seed(0)
    return torch.nn.Linear(32, 16)


def test_a_weight_is_a_whole_number_of_steps_of_its_row():
    steps, size = steps_of(torch.tensor([[6.3, -0.1, 0.26], [0.0, 0.0, 0.0]]))
    assert steps.tolist() == [[63, -1, 3], [0, 0, 0]]
    assert steps.dtype == torch.int8
    assert size[0].item() == pytest.approx(0.1)


def test_the_product_in_eight_bits_is_the_formula_worked_out_by_hand():
    # Steps of 1/63 for the weights. Inputs from -1 to 1.55: steps of 0.01, zero at 100.
    weights = steps_of(torch.tensor([[1.0, -0.4]]))
    reading = EightBitLinear(*weights, torch.tensor([0.25]))
    got = reading(torch.tensor([[1.55, -1.0]]))
    # -0.4 is 25.2 steps: rounded to 25.
    assert got.item() == pytest.approx(0.25 + 1.55 * 63 / 63 + 1.0 * 25 / 63, abs=1e-5)


def test_reading_and_training_compute_the_same():
    trained = rounded_linear(linear())
    reading = EightBitLinear(*steps_of(trained.weight), trained.bias)
    inputs = torch.randn(3, 7, 32) * torch.tensor([0.1, 1.0, 30.0])[:, None, None]
    for window, expected in zip(inputs, trained(inputs), strict=True):
        assert torch.allclose(reading(window), expected, rtol=1e-3, atol=1e-3)


def test_gelu_is_part_of_the_product():
    weights = (*steps_of(linear().weight), linear().bias)
    inputs = torch.randn(7, 32)
    plain = EightBitLinear(*weights)(inputs)
    got = EightBitLinear(*weights, gelu=True)(inputs)
    assert torch.allclose(got, torch.nn.functional.gelu(plain), atol=1e-5)
    assert (got < -0.01).any()  # GELU, not ReLU


def test_inputs_are_written_over_only_where_they_may_be():
    weights, inputs = (*steps_of(linear().weight), linear().bias), torch.randn(7, 32)
    mine = inputs.clone()
    kept = EightBitLinear(*weights)(mine)
    assert torch.equal(mine, inputs)
    assert torch.equal(EightBitLinear(*weights, inplace=True)(mine), kept)
    assert not torch.equal(mine, inputs)


def test_a_layer_computes_what_the_library_s_does(tmp_path):
    base = write_base(tmp_path)
    network = build_network(base, seed=3)
    theirs = network.encoder.eval().encoder
    layers, _ = layers_and_head(in_eight_bits(network.parameters()), network.encoder.config)
    hidden, mask = torch.randn(6, 32), torch.tensor([0.0, 0.0, 0.0, 0.0, 0.0, -1e4])
    with torch.inference_mode():
        for ours, layer in zip(layers, theirs.layer, strict=True):
            expected = layer(hidden[None], mask[None, None, None])
            expected = expected[0] if isinstance(expected, tuple) else expected
            hidden = ours(hidden, mask)
            assert torch.allclose(hidden, expected.reshape(6, 32), atol=1e-4)
    assert len(layers) == 2


def test_rounding_lets_gradients_pass():
    trained = RoundedLinear(2, 1, bias=False)
    inputs = torch.tensor([[[0.3, -0.7]]], requires_grad=True)
    trained(inputs).sum().backward()
    steps, size = steps_of(trained.weight)
    assert torch.allclose(inputs.grad[0, 0], (steps * size[:, None])[0])
    assert torch.allclose(trained.weight.grad[0], torch.tensor([0.3, -0.7]), atol=0.01)


def test_a_shipped_network_points_where_the_trained_one_did(tmp_path):
    base = write_base(tmp_path)
    trained = build_network(base, seed=3)
    trained.encoder.eval()
    shipped = in_eight_bits(trained.parameters())
    assert shipped["encoder.layer.0.output.dense.weight"].dtype == torch.int8
    assert shipped["span.weight"].dtype == torch.float32
    reading = reading_network(base, shipped)
    inputs = packed([WINDOW], 8)
    with torch.inference_mode():
        expected, got = trained.logits(inputs), reading.logits(inputs)
    assert torch.isinf(got).tolist() == torch.isinf(expected).tolist()
    opened = ~torch.isinf(expected)
    assert torch.allclose(got[opened], expected[opened], atol=2e-4)


def test_tensors_of_another_network_are_refused(tmp_path):
    base = write_base(tmp_path)
    shipped = in_eight_bits(build_network(base).parameters())
    name = "encoder.layer.1.output.dense.weight"
    with pytest.raises(ValueError, match="is missing"):
        reading_network(base, {n: t for n, t in shipped.items() if n != name})
    with pytest.raises(ValueError, match="another shape"):
        reading_network(base, shipped | {name: shipped[name][:, :3]})
    with pytest.raises(ValueError, match="more is one too many"):
        reading_network(base, shipped | {"more": torch.zeros(1)})
    with pytest.raises(ValueError, match="not those of this network"):
        build_network(base).load({"more": torch.zeros(1)})


def test_layers_with_another_activation_are_refused(tmp_path):
    network = build_network(write_base(tmp_path))
    network.encoder.config.hidden_act = "relu"
    with pytest.raises(ValueError, match="activation is relu"):
        layers_and_head(in_eight_bits(network.parameters()), network.encoder.config)
