"""Raised and lowered characters in plain text, where no figure may run into the one before it."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ")


def raised(text: str) -> str:
    """A superscript: as such characters where there are all of them.

    >>> [raised(text) for text in ("6", "-12", "st", "[3]", "k", "1,2")]
    ['⁶', '⁻¹²', 'st', '[3]', '^k', '^(1,2)']
    """
    return _apart(text, _RAISED, "^")


def lowered(text: str) -> str:
    """A subscript, likewise.

    >>> [lowered(text) for text in ("2", "max", "1,2")]
    ['₂', 'max', '_(1,2)']
    """
    return _apart(text, _LOWERED, "_")


def _apart(text: str, characters: dict[int, int], mark: str) -> str:
    text = text.strip()
    # Words ("1st") change no figure, and brackets or asterisks stand apart themselves.
    if (text.isalpha() and len(text) > 1) or text.startswith("[") or not _has_words(text):
        return text
    if all(ord(character) in characters for character in text):
        return text.translate(characters)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
