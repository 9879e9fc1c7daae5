"""Texts of documents and files as messages and terminals show them: on one line, not too long."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""`text` as one line for a terminal, where an escape sequence of a document must not arrive.

    >>> printable("Nara\x1b[31m")
    'Nara [31m'
    """
    return "".join(c if c.isprintable() else " " for c in text)


def shorten(text: str, limit: int = 60) -> str:
    r"""`text` as a message shows it: on one line, at most `limit` characters.

    >>> shorten("the\nGreat Hall of the People", limit=14)
    'the Great H...'
    """
    text = printable(text)
    return text if len(text) <= limit else text[: limit - 3] + "..."
