"""The reader's network: the packaged encoder's layers with a head that points at start and end.

The word and position embeddings stay as the package has them; layers and head are our own.
`Network` is what learns, `in_eight_bits` what ships of it; `layers` reads with that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.readers.inputs import Inputs

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

STEP_SIZE = ".step_size"
"""Ends the name of the sizes of a matrix's steps, which ship beside its steps."""

HEAD = "span."
LAYERS = "encoder"
"""Begin the names of the parameters of the head, and of the layers."""

_ATTENTION = "summits-plain"
_MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Network:
    """A BERT without pooler, and a linear map from each token to (start, end)."""

    encoder: Any
    head: Any

    def logits(self, inputs: Inputs) -> torch.Tensor:
        """Start and end logits, shape (windows, tokens, 2), float32.

        Position 0 stands for "no answer here"; where no answer may be it is minus infinity.
        """
        device = self.head.weight.device
        mask = attention_mask(placed(inputs.real, device), self.encoder.dtype)
        hidden = self.encoder(
            input_ids=placed(inputs.ids, device),
            token_type_ids=placed(inputs.segments, device),
            attention_mask=mask[:, None, None, :],
        ).last_hidden_state
        # The head stays in float32: logits near 10 would be steps of 0.06 apart in bfloat16.
        return closed(self.head(hidden.float()), inputs)

    def parameters(self) -> dict[str, torch.Tensor]:
        """What is trained: the tensors of the layers and of the head, by name."""
        layers = self.encoder.encoder.named_parameters(prefix=LAYERS)
        return dict(layers) | {HEAD + n: p for n, p in self.head.named_parameters()}

    def load(self, tensors: Mapping[str, torch.Tensor]) -> None:
        """Overwrite the parameters; names and shapes must be those of `parameters`.

        Raises:
            ValueError: a tensor is missing, too many, or of another shape.
        """
        import torch

        own = self.parameters()
        if own.keys() != tensors.keys() or any(own[n].shape != tensors[n].shape for n in own):
            raise ValueError("the tensors are not those of this network")
        with torch.no_grad():
            for name, parameter in own.items():
                parameter.copy_(tensors[name])


def closed(logits: torch.Tensor, inputs: Inputs) -> torch.Tensor:
    """`logits`, minus infinity where no answer may begin or end."""
    allowed = placed(inputs.open, logits.device)
    return logits.masked_fill(~allowed.unsqueeze(-1), float("-inf"))


def placed(array: NDArray[Any], device: torch.device) -> torch.Tensor:
    """The array as a tensor on `device`; a GPU goes on with its work while it is copied."""
    import torch

    tensor = torch.from_numpy(array)
    if device.type == "cuda":
        tensor = tensor.pin_memory()
    return tensor.to(device, non_blocking=True)


def build_network(folder: Path, dropout: float = 0.0, seed: int = 0) -> Network:
    """The encoder in `folder` in float32, with a fresh head drawn from `seed`, to be trained.

    Its layers compute as they will in eight bits, so that nothing is lost when they are shipped.
    """
    from assistant.readers.eight_bit import rounded

    encoder = packaged_bert(folder, dropout)
    encoder.embeddings.requires_grad_(False)
    rounded(encoder.encoder)
    return Network(encoder, fresh_head(encoder.config.hidden_size, seed))


def fresh_head(hidden: int, seed: int) -> Any:
    """A linear map from a token to (start, end), drawn from `seed`."""
    import torch

    head = torch.nn.Linear(hidden, 2)
    with torch.no_grad():
        generator = torch.Generator().manual_seed(seed)
        head.weight.normal_(0.0, 0.02, generator=generator)
        head.bias.zero_()
    return head


def in_eight_bits(parameters: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """What ships of `Network.parameters`: matrices of the layers as int8 steps and their size."""
    from assistant.readers.eight_bit import steps_of

    shipped: dict[str, torch.Tensor] = {}
    for name, tensor in parameters.items():
        if name.startswith(HEAD) or tensor.ndim < 2:
            shipped[name] = tensor.detach().float().cpu().contiguous()
        else:
            steps, size = steps_of(tensor)
            shipped[name], shipped[name + STEP_SIZE] = steps.cpu(), size.cpu()
    return shipped


def from_eight_bits(shipped: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The parameters in float32 that `in_eight_bits` was given, as far as it kept them."""
    return {
        name: tensor.float() * shipped[name + STEP_SIZE][:, None]
        if name + STEP_SIZE in shipped
        else tensor.float()
        for name, tensor in shipped.items()
        if not name.endswith(STEP_SIZE)
    }


def attention_mask(real: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """What is added to the attention to each token: 0, much less where it is padding."""
    import torch

    mask = torch.zeros(real.shape, device=real.device, dtype=dtype)
    return mask.masked_fill_(~real, _MASKED)


def packaged_bert(folder: Path, dropout: float = 0.0) -> Any:
    """The encoder in `folder` in float32, without what pools its tokens."""
    import torch
    import transformers
    from transformers import AttentionInterface, BertModel

    # In training PyTorch's own takes twice as long: its backward pass is slow in bfloat16.
    AttentionInterface.register(_ATTENTION, _plain_attention)
    transformers.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    return BertModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        attn_implementation=_ATTENTION,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
        dtype=torch.float32,
    )


def _plain_attention(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor,
    scaling: float,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """softmax(QKᵀ · scaling + mask) V, heads last (Vaswani et al. 2017, eq. 1)."""
    import torch

    scores = torch.matmul(query * scaling, key.transpose(-1, -2)) + attention_mask
    mixed = torch.matmul(torch.softmax(scores, dim=-1), value)
    return mixed.transpose(1, 2).contiguous(), None
