"""Two readers into one: the mean of their weights.

Runs that start from the same weights and see the same questions in another order end in one valley;
the mean of them reads better than each and costs no more: Wortsman et al. 2022, "Model soups".
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.readers.packaged import WEIGHTS
from assistant.training.recipe import write_weights
from corpus.errors import InputError, ModelError
from index.compiled import STEP_SIZE
from index.shipped import CONFIG

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def average_readers(readers: Sequence[Path], out: Path) -> Path:
    """Write the mean of trained readers to `out`; its config tells what each was made from.

    Args:
        readers: folders that `train_reader` wrote, two at least.
        out: made where it is missing.

    Returns:
        The file with the weights.

    Raises:
        InputError: there are fewer than two, or their tensors differ.
        ModelError: a file is missing or broken, or they start from different encoders.
    """
    import numpy as np
    import torch
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    if len(readers) < 2:
        raise InputError("to average readers, name two folders at least")
    configs: list[dict[str, Any]] = []
    weights = []
    for folder in readers:
        try:
            configs.append(json.loads((folder / CONFIG).read_text(encoding="utf-8")))
            weights.append(in_floating_point(load_file(folder / WEIGHTS)))
        except (OSError, ValueError, SafetensorError) as error:
            raise ModelError(
                f"{folder} holds no trained reader ({error}); train it first"
            ) from error
    if len({config["base_sha256"] for config in configs}) > 1:
        raise ModelError("the readers start from different encoders; their mean would say nothing")
    shapes = [{name: tensor.shape for name, tensor in held.items()} for held in weights]
    if any(shape != shapes[0] for shape in shapes):
        raise InputError("the readers have different tensors; average readers of one recipe")
    mean = {
        name: torch.from_numpy(np.mean([held[name] for held in weights], axis=0))
        for name in weights[0]
    }
    trained = {"average_of": [config["trained"] for config in configs]}
    return write_weights(mean, out, configs[0]["base_sha256"], trained)


def in_floating_point(shipped: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """The parameters in float32; matrices ship as steps in eight bits, and a row's size of a step.

    >>> import numpy as np
    >>> steps, size = np.array([[63, -30]], dtype=np.int8), np.array([0.5])
    >>> in_floating_point({"w": steps, "w.step_size": size})["w"].tolist()
    [[31.5, -15.0]]
    """
    import numpy as np

    return {
        name: tensor.astype(np.float32) * _of_a_step(shipped, name)
        for name, tensor in shipped.items()
        if not name.endswith(STEP_SIZE)
    }


def _of_a_step(shipped: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32] | float:
    sizes = shipped.get(name + STEP_SIZE)
    return 1.0 if sizes is None else sizes[:, None].astype("float32")
