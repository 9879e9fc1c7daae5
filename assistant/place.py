"""Where the index of a library lies."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from platformdirs import user_data_path

from index.store import IndexStore


def index_store(library: Path | None) -> IndexStore:
    """The index of `library`; that of the shipped one (None) lies in the user's data folder.

    `SUMMITS_HOME` takes the place of that folder where it is set.
    """
    if library is None:
        home = os.environ.get("SUMMITS_HOME")
        folder = Path(home) if home else user_data_path("summits", appauthor=False)
        return IndexStore(folder / "index", mend="summits index build")
    return IndexStore(
        library / ".index", mend=f"summits index build --library {shlex.quote(str(library))}"
    )
