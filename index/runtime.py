"""OpenVINO, imported without its model converter, which reports each import to Google Analytics.

Nothing here converts models, and nothing that people ask may make a program talk to the network.
Who wants the converter imports it by its full name, `openvino.tools.ovc`, as ever.
"""

from __future__ import annotations

import sys

_CONVERTER = "openvino.tools.ovc"

if "openvino" not in sys.modules:
    # Importing it fails now, and OpenVINO does without.
    sys.modules[_CONVERTER] = None  # type: ignore[assignment]
    try:
        import openvino  # noqa: F401
    finally:
        del sys.modules[_CONVERTER]

from openvino import Core, Model, Node  # noqa: E402
from openvino import opset15 as ops  # noqa: E402

__all__ = ["Core", "Model", "Node", "ops"]
