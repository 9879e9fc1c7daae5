"""OpenVINO, imported without its model converter, which reports each import to Google Analytics.

Nothing here converts models, and nothing that people ask may make a program talk to the network.
Who wants the converter imports it by its full name, `openvino.tools.ovc`, as ever.
"""

from __future__ import annotations

import sys

from corpus.errors import ModelError

_CONVERTER = "openvino.tools.ovc"

_without = _CONVERTER not in sys.modules
if _without:
    sys.modules[_CONVERTER] = None  # type: ignore[assignment]  # OpenVINO does without, then
try:
    from openvino import Core, Model, Node
    from openvino import opset15 as ops
except ImportError as error:
    raise ModelError(f"OpenVINO cannot be imported ({error}); run `make setup` again") from error
finally:
    if _without:
        del sys.modules[_CONVERTER]

__all__ = ["Core", "Model", "Node", "ops"]
