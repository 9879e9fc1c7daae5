"""A larger network that learns to read first, and whose opinion the reader learns besides.

Hinton, Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network"; for spans: Sanh et al.
2019, "DistilBERT", section 3. The teacher must cut words as the reader does (BERT's uncased
WordPiece), so that both see the same tokens at the same positions; its numbers for them may differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.readers.inputs import Inputs
from assistant.readers.network import HEAD
from assistant.training.network import closed, fresh_head, placed
from corpus.errors import ModelError
from index.encode import file_sha256

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

_SPECIAL = {"[PAD]": "<pad>", "[UNK]": "[UNK]", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


@dataclass(frozen=True, slots=True)
class Teacher:
    """An encoder of any size with a head; see `Network`, which it can stand in for.

    Attributes:
        ids: the encoder's number for each of the reader's tokens, shape (vocabulary,).
    """

    encoder: Any
    head: Any
    ids: NDArray[np.int64]

    def logits(self, inputs: Inputs) -> torch.Tensor:
        """See `Network.logits`."""
        device = self.head.weight.device
        hidden = self.encoder(
            input_ids=placed(self.ids[inputs.ids], device),
            attention_mask=placed(inputs.real, device).long(),
        ).last_hidden_state
        return closed(self.head(hidden.float()), inputs)

    def parameters(self) -> dict[str, torch.Tensor]:
        """What is trained; position tables that nothing uses are left out."""
        encoder = {n: p for n, p in self.encoder.named_parameters() if p.requires_grad}
        return encoder | {HEAD + n: p for n, p in self.head.named_parameters()}

    def load(self, tensors: Mapping[str, torch.Tensor]) -> None:
        """Overwrite the parameters."""
        import torch

        with torch.no_grad():
            for name, parameter in self.parameters().items():
                parameter.copy_(tensors[name])


def teacher_sha256(folder: Path) -> str:
    """SHA-256 of the weights in `folder`.

    Raises:
        ModelError: there are none, or they cannot be read.
    """
    try:
        return file_sha256(folder / "model.safetensors")
    except OSError as error:
        raise ModelError(
            f"the teacher in {folder} cannot be loaded ({error}); check --teacher"
        ) from error


def build_teacher(folder: Path, vocabulary: dict[str, int], dropout: float, seed: int) -> Teacher:
    """The encoder in `folder` in float32, with a fresh head.

    `folder` holds a model of `transformers` with `tokenizer.json`, such as all-mpnet-base-v2;
    `vocabulary` the reader's tokens and their numbers.

    Raises:
        ModelError: it cannot be loaded, or lacks a token that the reader has.
    """
    import numpy as np
    import torch
    from tokenizers import Tokenizer as WordPiece
    from transformers import AutoModel

    try:
        known = WordPiece.from_file(str(folder / "tokenizer.json")).get_vocab()
        encoder = AutoModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
        )
    except Exception as error:  # a broken model makes the libraries raise anything
        raise ModelError(
            f"the teacher in {folder} cannot be loaded ({error}); check --teacher"
        ) from error
    if not any(token in known for token in ("[CLS]", "<s>")):
        raise ModelError(f"the teacher in {folder} has no WordPiece vocabulary; take another")
    ids = np.zeros(len(vocabulary), dtype=np.int64)
    for token, number in vocabulary.items():
        name = _SPECIAL[token] if _SPECIAL.get(token) in known else token
        # A few hundred unused tokens may be missing; a text never holds one.
        ids[number] = known.get(name, known.get("[UNK]", known.get("<unk>", 0)))
    return Teacher(encoder, fresh_head(encoder.config.hidden_size, seed), ids)
