"""From passages found to a cited answer.

Reading order: `settings`, `answer`, `question`, `reader` and its kinds (`reader_packaged`,
`reader_named`), `reading`, `spans`, `rank`, `confidence`, `compose` with `phrases`, `about`,
`verify`, and `respond`, which puts them together; `place` says where an index lies; `export` gives
answers the forms in which people keep them.
`assistant.training` makes the reader's weights. `assistant.app` holds the doors: the command line
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
