"""What is known of a document besides its text: `metadata.toml`.

A field that the document does not give is left out there, and is None here (null in JSON).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from corpus.errors import LibraryError
from corpus.files import library_text, parsed_toml

FIELDS = (
    "title",
    "authors",
    "publisher",
    "language",
    "kind",
    "date",
    "original",
    "label",
    "label_is_ours",
)
"""All fields, in the order of the record; `authors` is a tuple, `date` a text (ISO 8601)."""


def read_metadata(path: Path) -> Mapping[str, object]:
    """Read and check the metadata of one document.

    The label is always there: the title, or a description that `label_is_ours` marks as ours.

    Raises:
        LibraryError: the file is missing, is no TOML, or a field is unknown or of the wrong kind.
    """
    text = library_text(path, "each document needs one, with at least a title or a label")
    try:
        given = parsed_toml(text)
    except ValueError as error:
        raise LibraryError(f"{path} is not valid TOML ({error}); correct it there") from None
    faults = [
        f'{path}: "{key}" is no field of a document; take it out, or use one of {", ".join(FIELDS)}'
        for key in given
        if key not in FIELDS
    ]
    faults.extend(
        f'{path}: "{key}" must be {wanted}; correct it, or leave it out'
        for key in FIELDS
        if key in given and (wanted := _wanted(key, given[key]))
    )
    if faults:
        raise LibraryError(*faults)
    return _completed(path, given)


def _wanted(key: str, value: object) -> str | None:
    """What a field must be, where it is not."""
    if key == "label_is_ours":
        return None if isinstance(value, bool) else "true or false"
    if key == "authors":
        named = isinstance(value, list) and value and all(map(_is_line, value))
        return None if named else "a list of names"
    if key == "date" and isinstance(value, date):
        return None
    if not _is_line(value):
        return "one line of text" if key != "date" else "a date or one line of text"
    # Joined to the folder's path later on: must not lead out of it.
    if key == "original" and (set(str(value)) & set("/\\") or value in (".", "..")):
        return "the name of a file in the document's own folder"
    return None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _completed(path: Path, given: Mapping[str, object]) -> Mapping[str, object]:
    record: dict[str, object] = {field: given.get(field) for field in FIELDS}
    title, label, ours = record["title"], record["label"], record["label_is_ours"]
    if title is None and label is None:
        raise LibraryError(f"{path} gives neither a title nor a label; add one of them")
    if title is None and ours is not True:
        raise LibraryError(f"{path} gives no title, so the label is ours: add label_is_ours = true")
    record["label"] = title if label is None else label
    record["label_is_ours"] = bool(ours)
    if isinstance(record["date"], date):
        record["date"] = record["date"].isoformat()
    if isinstance(record["authors"], list):
        record["authors"] = tuple(record["authors"])
    return MappingProxyType(record)
