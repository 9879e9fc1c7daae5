"""What a kill leaves in a library while documents are moved in or out, and how it goes."""

from __future__ import annotations

import shutil
import time
import uuid
from pathlib import Path

REMOVED, ADDING = ".removed-", ".adding-"
_ABANDONED_S = 3600.0
"""Adding takes seconds: what has been there for so long belongs to nobody who still adds."""


def beside(folder: Path, prefix: str) -> Path:
    """Where in the library `folder` a document waits while it is moved in or out."""
    return folder / f"{prefix}{uuid.uuid4().hex}"


def clear_leftovers(folder: Path) -> None:
    """Take away what earlier commands left that were stopped halfway.

    What was removed goes at once, perhaps it was confidential; what was being added goes when
    nobody can be adding it any more. A link is taken away, never followed.
    """
    if not folder.is_dir():
        return
    for entry in list(folder.iterdir()):
        if entry.name.startswith(REMOVED) or (
            entry.name.startswith(ADDING) and _age_s(entry) > _ABANDONED_S
        ):
            take_away(entry)


def take_away(entry: Path) -> None:
    """Remove a folder with what is in it, as far as that can be done; of a link, the link."""
    if entry.is_symlink():
        entry.unlink(missing_ok=True)
    elif entry.is_dir():
        shutil.rmtree(entry, ignore_errors=True)


def _age_s(entry: Path) -> float:
    try:
        return time.time() - entry.lstat().st_mtime
    except OSError:  # it has just gone
        return 0.0
