"""Moved to `corpus.files`; `predictions` and `stamp` still ask for it here."""

from corpus.files import read_text, write_whole

__all__ = ["read_text", "write_whole"]
