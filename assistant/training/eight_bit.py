"""A reader that learns with eight-bit numbers, so that its weights can ship in eight bits.

A row of weights is held in 63 steps each way; inputs are cut into 255 steps between the least and
the greatest of their window (dynamic quantization: Jacob et al. 2018, "Quantization and Training of
Neural Networks for Efficient Integer-Arithmetic-Only Inference", eq. 1). What learned with both
loses nothing when its weights are shipped so; reading cuts the inputs token by token, or not at all
(`index.bert`). The module imports PyTorch, so it is imported where a network is built.
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


class RoundedLinear(torch.nn.Linear):
    """A linear map of rounded inputs by rounded weights, with gradients.

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
