"""Where the index of a library lies, and where what people leave is kept."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from corpus.library import library_option
from index.store import IndexStore

HOME_VARIABLE = "SUMMITS_HOME"
"""Environment variable that names the user's data folder."""


def data_folder() -> Path:
    """The user's data folder; `HOME_VARIABLE` names another."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else user_data_path("summits", appauthor=False)


def people_file() -> Path:
    """The SQLite file of accounts, conversations and feedback, for all libraries.

    Never in a library: its folder may be shared or published.
    """
    return data_folder() / "people.sqlite3"


def index_store(library: Path | None) -> IndexStore:
    """The index of `library`; that of the shipped one (None) lies in the user's data folder."""
    if library is None:
        return IndexStore(data_folder() / "index", mend="summits index build")
    return IndexStore(library / ".index", mend=f"summits index build{library_option(library)}")
