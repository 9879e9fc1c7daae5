"""What ships in `static/`: labels, examples, looks and scripts."""

from __future__ import annotations

from importlib import resources


def static_text(name: str) -> str:
    """A file of `static/`, as text."""
    return (resources.files("assistant.app") / "static" / name).read_text(encoding="utf-8")
