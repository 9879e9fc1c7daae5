"""Weights that lie in the repository, over those of the packaged encoder: written, and checked.

A folder holds `config.json`, which names the sha256 of the weights beside it and of those they were
trained from, and the weights as safetensors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from corpus.errors import ModelError
from index.encode import check_weights, file_sha256

if TYPE_CHECKING:
    import torch

CONFIG = "config.json"
Shipped = Literal["reader", "encoder"]


def checked_config(
    folder: Path, what: Shipped, weights: str, format_version: int, base: Path
) -> dict[str, Any]:
    """The config in `folder`, after its weights and those of `base` were checked.

    Args:
        folder: with config and weights.
        what: it is, for the messages.
        weights: the name of their file.
        format_version: that is understood.
        base: the encoder they were trained from.

    Raises:
        ModelError: a file is missing, or its sha256 is not the one that the config names.
    """
    path = folder / CONFIG
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        missing = {"name", "format", "sha256", "base_sha256"} - config.keys()
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"the {what}'s {path} cannot be read ({error}); restore it") from error
    again = f"`summits train {what} --data DIR`"
    if missing or config["format"] != format_version:
        raise ModelError(
            f"the {what}'s {path} is not of format {format_version}; train it again: {again}"
        )
    for file, expected in (
        (base / "model.safetensors", str(config["base_sha256"])),
        (folder / weights, str(config["sha256"])),
    ):
        changed = f"restore the file, or train again: {again}"
        check_weights(what, file, expected, "restore the file", changed)
    return config


def write_shipped(
    tensors: Mapping[str, torch.Tensor],
    folder: Path,
    weights: str,
    told: Mapping[str, Any],
) -> Path:
    """Write `tensors`, and a config with what is `told` of them and their sha256; gives the file.

    Args:
        tensors: as they ship.
        folder: made where it is missing.
        weights: the name of their file.
        told: `name`, `format`, `base_sha256` and whatever else the config shall say.
    """
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / weights
    save_file(dict(tensors), path)
    first = {name: told[name] for name in ("name", "format")}
    config = first | {"sha256": file_sha256(path)} | dict(told)
    text = json.dumps(config, indent=1, ensure_ascii=False)
    (folder / CONFIG).write_text(text + "\n", encoding="utf-8")
    return path
