"""Products in eight bits: half the weights' size in bfloat16, twice the speed of float32.

A row of weights is held in 63 steps each way, so that two products of an eight-bit input and a
weight fit into 16 bits on every processor (`255 * 63 * 2 < 2**15`): the sums are exact with and
without VNNI. The inputs are cut into 255 steps between the least and the greatest of their window,
when it is read (dynamic quantization: Jacob et al. 2018, "Quantization and Training of Neural
Networks for Efficient Integer-Arithmetic-Only Inference", eq. 1).

`RoundedLinear` computes the same in floating point, for training. The module imports PyTorch, so
it is imported where a network is built.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch.nn import functional

WEIGHT_STEPS = 63
INPUT_STEPS = 255


def steps_of(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(int8 steps, float32 size of one step in each row) of a matrix.

    >>> steps, size = steps_of(torch.tensor([[0.63, -0.3], [0.0, 0.0]]))
    >>> steps.tolist(), [round(s, 4) for s in size.tolist()]
    ([[63, -30], [0, 0]], [0.01, 0.0])
    """
    weight = weight.detach().float()
    size = (weight.abs().amax(dim=1) / WEIGHT_STEPS).clamp_min(1e-12)
    return torch.round(weight / size[:, None]).to(torch.int8), size


class EightBitLinear:
    """A linear map of one window, shape (tokens, in) to (tokens, out), for reading.

    Args:
        steps: shape (out, in), int8.
        size: of a step, shape (out,).
        bias: shape (out,).
        gelu: whether GELU follows, which costs nothing in the same pass.
        inplace: whether the inputs are nobody else's and may be written over: memory that the
            processor holds already, where new memory costs more than the arithmetic.
    """

    def __init__(
        self,
        steps: torch.Tensor,
        size: torch.Tensor,
        bias: torch.Tensor,
        *,
        gelu: bool = False,
        inplace: bool = False,
    ) -> None:
        self._weight = torch.ops.onednn.qlinear_prepack(steps, None)
        self._size = size.float()
        self._zeros = torch.zeros(len(size), dtype=torch.int32)
        self._bias = bias.detach().float()
        self._inplace = inplace
        self._after = ("gelu", "none") if gelu else ("none", "")  # "none": not approximated

    def __call__(self, inputs: torch.Tensor) -> torch.Tensor:
        """The map of `inputs`, which are cut into steps of their own."""
        held, size, zero = _in_steps(inputs, inplace=self._inplace)
        products: torch.Tensor = torch.ops.onednn.qlinear_pointwise(
            held, size, zero, self._weight, self._size, self._zeros, self._bias,
            1.0, 0, torch.float32, self._after[0], [], self._after[1],
        )  # fmt: skip
        return products


def _in_steps(inputs: torch.Tensor, *, inplace: bool) -> tuple[torch.Tensor, float, int]:
    """(uint8 steps, size of a step, step of zero)."""
    least, greatest = (float(bound) for bound in torch.aminmax(inputs))
    least, greatest = min(least, 0.0), max(greatest, 0.0)
    size = max(greatest - least, 1e-9) / INPUT_STEPS
    zero = round(-least / size)
    # Adding a half and cutting rounds; in place, since each pass over memory costs. By way of 16
    # bits, since PyTorch makes no eight-bit numbers of floating point in one fast step.
    held = inputs.mul_(1 / size) if inplace else inputs * (1 / size)
    held.add_(zero + 0.5).clamp_(0, INPUT_STEPS)
    return held.to(torch.int16).to(torch.uint8), size, zero


class RoundedLinear(torch.nn.Linear):
    """What `EightBitLinear` computes, in floating point and with gradients, for training.

    They pass the rounding as if it were not there (straight-through estimator: Bengio, Léonard,
    Courville 2013).
    """

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Shape (windows, tokens, in) to (windows, tokens, out)."""
        return functional.linear(
            _straight(inputs, _rounded), _straight(self.weight, _rounded_rows), self.bias
        )


def rounded(module: torch.nn.Module) -> None:
    """Put a `RoundedLinear` with the same weights in the place of every linear map inside."""
    for name, child in list(module.named_children()):
        if isinstance(child, torch.nn.Linear):
            setattr(module, name, rounded_linear(child))
        else:
            rounded(child)


def rounded_linear(linear: torch.nn.Linear) -> RoundedLinear:
    """The same weights in a `RoundedLinear`."""
    made = RoundedLinear(linear.in_features, linear.out_features)
    made.weight, made.bias = linear.weight, linear.bias
    return made


def _straight(
    values: torch.Tensor, rounding: Callable[[torch.Tensor], torch.Tensor]
) -> torch.Tensor:
    return values + (rounding(values.detach().float()).to(values.dtype) - values).detach()


def _rounded_rows(weight: torch.Tensor) -> torch.Tensor:
    steps, size = steps_of(weight)
    return steps.float() * size[:, None]


def _rounded(inputs: torch.Tensor) -> torch.Tensor:
    least = inputs.amin(dim=(-2, -1), keepdim=True).clamp_max(0.0)
    greatest = inputs.amax(dim=(-2, -1), keepdim=True).clamp_min(0.0)
    size = ((greatest - least) / INPUT_STEPS).clamp_min(1e-12)
    zero = torch.round(-least / size)
    return (torch.clamp(torch.round(inputs / size) + zero, 0, INPUT_STEPS) - zero) * size
