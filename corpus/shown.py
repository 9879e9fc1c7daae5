"""Texts of documents and files as messages and terminals show them: on one line, not too long."""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")


def printable(text: str) -> str:
    r"""`text` as one line for a terminal, where an escape sequence of a document must not arrive.

    Characters that only say how others are set go, and leave no gap in a word; what joins letters
    or parts them stays, as Persian and Hindi are spelt with it.

    >>> printable("Nara\x1b[31m"), printable("co\u00adoperation\u202e")
    ('Nara [31m', 'cooperation')
    """
    return "".join(c if c.isprintable() or c in _JOINERS else _instead(c) for c in text)


def _instead(character: str) -> str:
    return "" if unicodedata.category(character) == "Cf" else " "


def is_visible(text: str) -> bool:
    r"""Whether anything of `text` is seen: not only blanks and characters without a width.

    >>> is_visible("a"), is_visible("\u200b \ufeff")
    (True, False)
    """
    return any(not unicodedata.category(c).startswith(("Cc", "Cf", "Z")) for c in text)


def shorten(text: str, limit: int = 60) -> str:
    r"""`text` as a message shows it: on one line, at most `limit` characters.

    >>> shorten("the\nGreat Hall of the People", limit=14)
    'the Great H...'
    """
    text = printable(text)
    return text if len(text) <= limit else text[: limit - 3] + "..."
