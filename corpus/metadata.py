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
    "family_names",
    "publisher",
    "language",
    "kind",
    "date",
    "original",
    "label",
    "label_is_ours",
)
"""All fields, in the order of the record.

`authors` is a tuple, as they are printed; so is `family_names`, with that of each author, "" for an
institution: which part of a name is the family's cannot be known from the name. `date` is a text
(ISO 8601).
"""


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
        if key in given and (wanted := _wanted(key, given))
    )
    if faults:
        raise LibraryError(*faults)
    return _completed(path, given)


def given_name(name: str, family: str) -> str | None:
    """What a name holds besides the family's; None where that neither ends nor begins it.

    >>> given_name("Ellen Kim", "Kim"), given_name("Kim Ku", "Kim"), given_name("김구", "김")
    ('Ellen', 'Ku', '구')
    >>> given_name("Suharto", "Suharto"), given_name("Kimberly Lo", "Kim")
    ('', None)
    """
    if name == family or name.endswith(f" {family}"):
        return name.removesuffix(family).rstrip()
    # Scripts without capitals write both together.
    if name.startswith(family if family.upper() == family.lower() else f"{family} "):
        return name.removeprefix(family).lstrip()
    return None


def _wanted(key: str, given: Mapping[str, object]) -> str | None:
    """What a field must be, where it is not."""
    value = given[key]
    if key == "family_names":
        return None if _are_families(value, given.get("authors")) else _FAMILIES
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


_FAMILIES = (
    'a list with the family name of each of the authors, as it ends or begins the name there, ""'
    " for an institution"
)


def _are_families(families: object, authors: object) -> bool:
    if not (isinstance(families, list) and isinstance(authors, list)):
        return False
    return len(families) == len(authors) and all(
        family == "" or (_is_line(family) and given_name(str(name), family) is not None)
        for name, family in zip(authors, families, strict=True)
    )


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
    return MappingProxyType(
        {field: tuple(v) if isinstance(v, list) else v for field, v in record.items()}
    )
