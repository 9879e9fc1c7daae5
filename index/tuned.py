"""The packaged encoder with layers of our own, which learned which sentence answers a question.

all-MiniLM-L6-v2 finds what is alike; a question in other words than its answer is not. How the
layers learned: `assistant.training.encoder`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.errors import ModelError
from index.compiled import PackagedEncoder, compiled_encoder
from index.encode import TUNED, Encoder, packaged_model
from index.shipped import CONFIG, checked_config

FOLDER = Path(__file__).parent / "models" / "encoder"
WEIGHTS = "encoder.safetensors"
FORMAT_VERSION = 1


def tuned_encoder(folder: Path, base: Path, symmetric: Encoder) -> PackagedEncoder:
    """The encoder in `base` with the layers in `folder`.

    Args:
        folder: with `config.json` and `encoder.safetensors`.
        base: the folder of the encoder that the layers were trained from.
        symmetric: that encoder, which compares words with words.

    Raises:
        ModelError: a file is missing or not the expected one.
    """
    from safetensors.numpy import load_file

    encoder_id = _id(checked_config(folder, "encoder", WEIGHTS, FORMAT_VERSION, base))
    shipped = {f"encoder.{name}": weight for name, weight in load_file(folder / WEIGHTS).items()}
    try:
        compiled = compiled_encoder(base, encoder_id, shipped)
    except ValueError as error:
        raise _other_layers(folder, base) from error

    def with_layers() -> Any:
        model = packaged_model()
        load_layers(model, folder, base)
        return model

    return PackagedEncoder(with_layers, compiled, symmetric)


def load_layers(model: Any, folder: Path, base: Path) -> str:
    """Put the layers in `folder` into `model`, which comes from `base`; gives the encoder's id.

    Raises:
        ModelError: a file is missing or not the expected one.
    """
    from safetensors.torch import load_file

    config = checked_config(folder, "encoder", WEIGHTS, FORMAT_VERSION, base)
    layers = model[0].auto_model.encoder
    shipped = load_file(folder / WEIGHTS)
    try:
        layers.load_state_dict({name: tensor.float() for name, tensor in shipped.items()})
    except RuntimeError as error:  # tensors that are missing, too many or of another shape
        raise _other_layers(folder, base) from error
    return _id(config)


def _other_layers(folder: Path, base: Path) -> ModelError:
    return ModelError(
        f"encoder weights at {folder / WEIGHTS} are not those of {base.name}; restore the file"
    )


def tuned_id() -> str:
    """The id of the encoder that ships, as its config tells; no weights are read."""
    return _id(json.loads((FOLDER / CONFIG).read_text(encoding="utf-8")))


def _id(config: dict[str, Any]) -> str:
    return f"{TUNED}@{str(config['sha256'])[:16]}"
