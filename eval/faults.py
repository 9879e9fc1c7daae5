"""Records out of JSON, and one line for each fault: where, what, and what to do.

Imported where a file is read: pydantic takes a while to load.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus.files import check_json_lines, parsed_json
from corpus.shown import shorten
from eval.records import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


def read_lines(
    path: Path, text: str, record_type: type[AnyRecord], faults: list[str]
) -> Iterator[tuple[int, AnyRecord]]:
    r"""The good records of a JSON Lines file with their line numbers; faults are added to `faults`.

    Empty lines are passed over. Lines end at "\n" alone, as JSON Lines has it.

    Raises:
        InputError: the file is not by lines at all.
    """
    check_json_lines(path, text)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            value = parsed_json(line)
        except ValueError as error:
            faults.append(f"{where}: {not_json(error)}; write one JSON object on one line")
            continue
        record = check(where, value, record_type, faults)
        if record is not None:
            yield number, record


def not_json(error: ValueError) -> str:
    """Why a text is not JSON, with the column where that is known."""
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg.removesuffix(" at").rstrip(": ")  # "Unterminated string starting at"
        return f"not JSON ({reason} at column {error.colno})"
    return f"not JSON ({error})"


def check(
    where: str, value: object, record_type: type[AnyRecord], faults: list[str]
) -> AnyRecord | None:
    """The record that `value` holds, or None with every fault of it added to `faults`."""
    try:
        return record_type.model_validate(value)
    except ValidationError as error:
        faults += [f"{where}: {fault}" for fault in worded(error)]
        return None


def worded(error: ValidationError) -> list[str]:
    """Every fault of a record: what is wrong and what to do."""
    return [
        f"{details['ctx']['error']}; correct it"  # what a dataclass says of itself
        if details["type"] == "value_error"
        else _in_words(details)
        for details in error.errors()
    ]


_KINDS = {
    "string_type": "a string",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "an object",
    "dict_type": "an object",
    "dataclass_type": "an object",
}


def _in_words(details: ErrorDetails) -> str:
    """What is wrong and what to do, for one of pydantic's errors.

    A field of a union carries a branch's name in its place; ours are all of the form X or None.
    """
    kind = details["type"]
    place = _place(details["loc"])
    shown = shorten(json.dumps(details["input"], ensure_ascii=False, default=str))
    if kind in {"misspelt", "no_gold"}:
        return f"{place}: {details['msg']}" if place else details["msg"]
    if kind == "empty_gold":
        return f'"{place}" {details["msg"]}, not {shown}'
    if kind == "missing":
        return f'missing field "{place}"; add it'
    if kind == "literal_error":
        return f'"{place}" must be {details["ctx"]["expected"]}, not {shown}; write one of these'
    if kind == "string_pattern_mismatch":
        return f'"{place}" is empty; fill it in'
    if kind == "string_unicode":
        return f'"{place}" holds half of a surrogate pair ("\\ud800" or so); correct it'
    if kind == "greater_than_equal":
        return f'"{place}" must be {details["ctx"]["ge"]} or more, not {shown}; correct it'
    expected = _KINDS.get(kind)
    if expected and not place:
        return f"the line must be {expected}, not {shown}; write {{...}}"
    if expected:
        return f'"{place}" must be {expected}, not {shown}; correct it'
    return f'"{place}": {details["msg"]}, not {shown}; correct it'


def _place(loc: tuple[int | str, ...]) -> str:
    """`("evidence", 0, "quote")` as `evidence[0].quote`."""
    parts = ""
    for part in loc:
        if isinstance(part, int):
            parts += f"[{part}]"
        elif "[" not in part and "(" not in part:  # the name of a union's branch is no place
            parts += f".{part}" if parts else part
    return parts
