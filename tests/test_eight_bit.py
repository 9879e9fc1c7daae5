"""A reader that learns with eight-bit numbers reads as it learned."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from reader_toys import write_base

from assistant.readers.inputs import Window, packed
from assistant.readers.network import reading_network
from assistant.training.eight_bit import RoundedLinear, rounded_linear, steps_of
from assistant.training.network import build_network, in_eight_bits

WINDOW = Window((2, 5, 3, 6, 7, 3), 3, 3, ((0, 4), (5, 9)))


def shipped_of(network):
    return {name: tensor.numpy() for name, tensor in in_eight_bits(network.parameters()).items()}


def test_a_weight_is_a_whole_number_of_steps_of_its_row():
    steps, size = steps_of(torch.tensor([[6.3, -0.1, 0.26], [0.0, 0.0, 0.0]]))
    assert steps.tolist() == [[63, -1, 3], [0, 0, 0]]
    assert steps.dtype == torch.int8
    assert size[0].item() == pytest.approx(0.1)


def test_the_rounded_product_is_the_formula_worked_out_by_hand():
    linear = torch.nn.Linear(2, 1)
    linear.weight.data, linear.bias.data = torch.tensor([[1.0, -0.4]]), torch.tensor([0.25])
    # Steps of 1/63 for the weights: -0.4 is 25.2 of them, rounded to 25. Inputs from -1 to 1.55:
    # steps of 0.01, so that 0.004 becomes 0.
    got = rounded_linear(linear)(torch.tensor([[[1.55, -1.0], [0.004, 0.0]]]))
    assert got[0, 0].item() == pytest.approx(0.25 + 1.55 + 25 / 63, abs=1e-5)
    assert got[0, 1].item() == pytest.approx(0.25, abs=1e-5)


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
    shipped = shipped_of(trained)
    assert shipped["encoder.layer.0.output.dense.weight"].dtype == np.int8
    assert shipped["span.weight"].dtype == np.float32
    inputs = packed([WINDOW], 8)
    with torch.inference_mode():
        expected = trained.logits(inputs).numpy()
    got = reading_network(base, shipped).logits(inputs)
    opened = np.isfinite(expected)
    assert np.array_equal(np.isfinite(got), opened)
    # Rounded weights are the same; inputs are rounded only where it learned.
    assert np.abs(got[opened] - expected[opened]).max() < 5e-3 < np.abs(expected[opened]).max() / 20


def test_tensors_of_another_network_are_refused(tmp_path):
    base = write_base(tmp_path)
    shipped = shipped_of(build_network(base))
    for name in ("encoder.layer.1.output.dense.weight", "span.bias"):
        with pytest.raises(ValueError, match=f"{name} is missing"):
            reading_network(base, {n: t for n, t in shipped.items() if n != name})
    for name in ("encoder.layer.1.output.dense.weight", "span.weight"):
        with pytest.raises(ValueError, match=f"{name} has the shape"):
            reading_network(base, shipped | {name: shipped[name][:, :3]})
    with pytest.raises(ValueError, match="more is one too many"):
        reading_network(base, shipped | {"more": np.zeros(1)})
    with pytest.raises(ValueError, match="not those of this network"):
        build_network(base).load({"more": torch.zeros(1)})
