"""From passages found to a cited answer.

Reading order: `settings`, `question`, `rank`, `spans`, `confidence`, `compose`, `about`, `answer`,
`verify`, and `respond`, which puts them together. `assistant.app` holds the doors: the command line
and the chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.respond import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> object:
    # At the point of use: `summits --help` must not wait for what answering needs.
    if name == "Assistant":
        from assistant.respond import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
