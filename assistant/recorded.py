"""An answer's record, read back: the way from JSON to `Answer` that `Answer.to_json` came."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def answer_from_json(record: Mapping[str, Any]) -> Answer:
    """The answer whose record this is; fields that a later version added are let through.

    Raises:
        ValueError: a field is missing, or of another type than the contract says.

    >>> from assistant.answer import LookedFor, Sentence
    >>> looked_for = LookedFor(("met",), ("Merz",), ("brief",))
    >>> answer = Answer("Who?", "not_found", (Sentence("No.", own=True),), looked_for=looked_for)
    >>> answer_from_json(answer.to_json()) == answer
    True
    """
    disagreement = record.get("disagreement") or {}
    if not isinstance(disagreement, Mapping):
        raise ValueError("disagreement: it holds no positions")
    return _answers().validate_python({**record, **disagreement})


@cache
def _answers() -> TypeAdapter[Answer]:
    # Imported here: pydantic takes a while to load.
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
