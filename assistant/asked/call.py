"""What the assistant is asked with: values of other types are refused in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from corpus.errors import InputError


def check_call(question: object, history: object, doc_ids: object) -> None:
    """Refuse values of other types: the endpoint takes any JSON, and Python anything.

    Raises:
        InputError: with a line for each value that cannot be used.
    """
    faults = [] if isinstance(question, str) else ["question must be a text"]
    faults += [
        f"{name} must be a list of texts, or be left out"
        for name, value in (("history", history), ("doc_ids", doc_ids))
        if value is not None and not _are_texts(value)
    ]
    if faults:
        raise InputError(*faults)


def _are_texts(value: object) -> bool:
    """Whether it is a collection of texts, and no text itself, which is one of its letters."""
    if not isinstance(value, Collection) or isinstance(value, str | bytes | Mapping):
        return False
    return all(isinstance(text, str) for text in value)
