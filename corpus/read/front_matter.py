"""Markdown that begins with `---`: fields in YAML, or a line across the page."""

from __future__ import annotations

import re

_CLOSING = ("---", "...")
_FIELD = re.compile(r"[a-z][\w-]*:(?:\s|\Z)|[\s#}\])-]")


def has_front_matter(text: str) -> bool:
    r"""Whether `text` may begin with fields: words that pandoc takes for such are never shown.

    An empty line parts paragraphs; fields seldom have one, and then look like nothing else.

    >>> has_front_matter("---\ntitle: Nara\n---\n"), has_front_matter("---\nNote: so.\n\n---\n")
    (True, False)
    """
    first, *lines = text.removeprefix("\ufeff").split("\n")
    closing = next((at for at, line in enumerate(lines) if line.rstrip() in _CLOSING), None)
    if first.rstrip() != "---" or closing is None:
        return False
    fields = [line.rstrip() for line in lines[:closing]]
    return all(fields) or all(_FIELD.match(line) for line in fields if line)
