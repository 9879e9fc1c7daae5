"""The reader's network as it learns: the packaged encoder's layers, and a head that points.

The word and position embeddings stay as the package has them; layers and head are our own.
`Network` is what learns, `in_eight_bits` what ships of it; `assistant.readers` reads with that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.readers.inputs import Inputs
from assistant.readers.network import HEAD, LAYERS
from index.compiled import STEP_SIZE

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

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
        import torch

        device = self.head.weight.device
        real = placed(inputs.real, device)
        mask = torch.zeros(real.shape, device=device, dtype=self.encoder.dtype)
        mask.masked_fill_(~real, _MASKED)
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

    Its layers compute with eight-bit numbers, so that nothing is lost when they are shipped so.
    """
    from assistant.training.eight_bit import rounded

    encoder = _packaged_bert(folder, dropout)
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
    from assistant.training.eight_bit import steps_of

    shipped: dict[str, torch.Tensor] = {}
    for name, tensor in parameters.items():
        if name.startswith(HEAD) or tensor.ndim < 2:
            shipped[name] = tensor.detach().float().cpu().contiguous()
        else:
            steps, size = steps_of(tensor)
            shipped[name], shipped[name + STEP_SIZE] = steps.cpu(), size.cpu()
    return shipped


def _packaged_bert(folder: Path, dropout: float) -> Any:
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
