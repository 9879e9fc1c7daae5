"""The reader's network: the packaged encoder's layers with a head that points at start and end.

The word and position embeddings stay as the package has them; layers and head are our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.reader_input import Window

if TYPE_CHECKING:
    import torch

_ATTENTION = "summits-plain"
_HEAD = "span."
_MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Network:
    """A BERT without pooler, and a linear map from each token to (start, end)."""

    encoder: Any
    head: Any

    def logits(self, windows: Sequence[Window], shape: int) -> torch.Tensor:
        """Start and end logits, shape (windows, shape, 2), float32.

        Position 0 stands for "no answer here"; what is neither that nor passage is minus infinity.

        Args:
            windows: each of at most `shape` tokens.
            shape: tokens after padding.
        """
        import torch

        ids = torch.zeros((len(windows), shape), dtype=torch.long)
        segments = torch.zeros((len(windows), shape), dtype=torch.long)
        mask = torch.full((len(windows), 1, 1, shape), _MASKED)
        barred = torch.ones((len(windows), shape), dtype=torch.bool)
        for row, window in enumerate(windows):
            length = len(window.ids)
            ids[row, :length] = torch.tensor(window.ids)
            segments[row, window.segment : length] = 1
            mask[row, 0, 0, :length] = 0
            barred[row, 0] = False
            barred[row, window.first : window.end] = False
        hidden = self.encoder(
            input_ids=ids,
            token_type_ids=segments,
            attention_mask=mask.to(self.encoder.dtype),
        ).last_hidden_state
        # The head stays in float32: logits near 10 would be steps of 0.06 apart in bfloat16.
        logits: torch.Tensor = self.head(hidden.float())
        return logits.masked_fill(barred.unsqueeze(-1), float("-inf"))

    def parameters(self) -> dict[str, torch.Tensor]:
        """What is trained and shipped: the tensors of the layers and of the head, by name."""
        layers = self.encoder.encoder.named_parameters(prefix="encoder")
        return dict(layers) | {_HEAD + n: p for n, p in self.head.named_parameters()}

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


def build_network(folder: Path, dropout: float = 0.0, seed: int = 0) -> Network:
    """The encoder in `folder` in float32, with a fresh head drawn from `seed`."""
    import torch
    import transformers
    from transformers import AttentionInterface, BertModel

    # PyTorch's own attention takes twice as long here: its backward pass is slow in bfloat16.
    AttentionInterface.register(_ATTENTION, _plain_attention)
    transformers.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    encoder = BertModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        attn_implementation=_ATTENTION,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
        dtype=torch.float32,
    )
    encoder.embeddings.requires_grad_(False)
    head = torch.nn.Linear(encoder.config.hidden_size, 2)
    with torch.no_grad():
        generator = torch.Generator().manual_seed(seed)
        head.weight.normal_(0.0, 0.02, generator=generator)
        head.bias.zero_()
    return Network(encoder, head)


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
