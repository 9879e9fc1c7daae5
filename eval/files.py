"""Files that are there whole or not at all, and the one line that says why one cannot be used."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from corpus.errors import InputError


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; a byte order mark is dropped.

    Raises:
        InputError: it is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error


def write_whole(path: Path, text: str) -> None:
    """Write `text` beside `path`, then put it in place by one rename.

    Folders that are missing are made. Line ends are written as they stand in `text`.

    Raises:
        InputError: the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}); name a place that can"
        ) from error
