"""Files that people give, and files that are there whole or not at all."""

from __future__ import annotations

import codecs
import errno
import json
import os
import tomllib
import uuid
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import InputError, LibraryError


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; a byte order mark is dropped.

    Raises:
        InputError: it is missing, unreadable or not UTF-8.
    """
    try:
        return _unmarked(path).decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error


def library_text(path: Path, remedy: str) -> str:
    """The text of a file of a library, as `read_text` reads one.

    Raises:
        LibraryError: it is missing or unreadable (`remedy` says what to do), or not UTF-8.
    """
    return library_decoded(path, library_bytes(path, remedy))


def library_bytes(path: Path, remedy: str) -> bytes:
    """What a file of a library holds, without a byte order mark.

    Raises:
        LibraryError: it is missing or unreadable; `remedy` says what to do.
    """
    try:
        return _unmarked(path)
    except PermissionError as error:
        raise LibraryError(f"{path} cannot be read ({error.strerror}); make it readable") from None
    except OSError as error:
        raise LibraryError(f"{path} cannot be read ({error.strerror}); {remedy}") from None


def library_decoded(path: Path, content: bytes) -> str:
    """The text that `content` of a file of a library is.

    Raises:
        LibraryError: it is not UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LibraryError(
            f"{path} is not UTF-8 text ({error.reason} at byte {error.start}); save it as UTF-8"
        ) from None


def _unmarked(path: Path) -> bytes:
    """The file without the mark that some editors put before UTF-8."""
    return path.read_bytes().removeprefix(codecs.BOM_UTF8)


def parsed_json(text: str) -> Any:
    """What a text in JSON says.

    Raises:
        ValueError: it is no JSON, too deep, or holds a number that is none; nothing else is raised.

    >>> parsed_json('{"k": [1, 2]}')
    {'k': [1, 2]}
    """
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("brackets inside brackets, too deep to read") from error


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def parsed_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says.

    Raises:
        ValueError: it is no TOML, or too deep; nothing else is raised.

    >>> parsed_toml("k = [1, 2]")
    {'k': [1, 2]}
    """
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("brackets inside brackets, too deep to read") from error


def check_json_lines(path: Path, text: str) -> None:
    """Refuse a file that is JSON or a text, but not by lines: one fault, and not one a line.

    Raises:
        InputError: several lines are one JSON text, or not one of them begins as an object does.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return
    try:
        parsed_json(text)
    except ValueError:
        if not any(line.lstrip().startswith("{") for line in lines):
            told = f"none of its {len(lines)} lines begins a JSON object; write one on each line"
            raise InputError(f"{path}: {told}") from None
    else:
        told = f"its {len(lines)} lines are one JSON text; write each object on a line of its own"
        raise InputError(f"{path}: {told}")


def check_writable(path: Path | None, *read: Path | None) -> None:
    """Refuse a place that `write_whole` could not write to, before the work is done; None is none.

    Args:
        path: what is to be written.
        read: files that are read for it; none of them is replaced by what is made of it.

    Raises:
        InputError: it is a folder, one of the files read, or nothing can be written there.
    """
    if path is None:
        return
    try:
        if path.is_file() and any(one.exists() and path.samefile(one) for one in read if one):
            raise InputError(f"{path}: is read, and would be lost; name another file to write")
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        place = path
        if path.is_file() or not path.exists():
            # What counts is the folder: the first that is there, the others will be made in it.
            target = Path(os.path.realpath(path))
            place = next(folder for folder in target.parents if folder.exists())
            if not place.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unwritable(path, error) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` beside `path`, then put it in place by one rename.

    Folders that are missing are made. Line ends are written as they stand in a text. A link stays:
    the file it leads to is replaced. A device or a pipe is written to, never replaced.

    Raises:
        InputError: the place cannot be written to.
    """
    if isinstance(content, str):
        content = content.encode("utf-8")
    try:
        target = Path(os.path.realpath(path))
        # Where a link leads in a circle, the target is still a link: opening it says so.
        if path.is_file() or not (path.exists() or target.is_symlink()):
            _put_in_place(target, content)
        else:
            path.write_bytes(content)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: cannot be written ({error.strerror}); name a place that can")


def _put_in_place(path: Path, content: bytes) -> None:
    # Opened as any new file is: its rights follow the user's umask.
    beside = path.parent / f".writing-{uuid.uuid4().hex}"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
