"""Generations on the disk: written beside the published one, published whole or not at all.

    FOLDER/
      CURRENT                     {"generation": "…", "manifest_sha256": "…"}: the published one
      build.lock                  held by whoever builds
      generations/NAME/
        manifest.json             what it was built from, and the sha256 of every file below

`CURRENT` vouches for the manifest and the manifest for the files, so that a file that was cut
short, changed or swapped is noticed before anything is read from it.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import IndexDamaged, IndexForeign, IndexMissing, StoreError
from corpus.files import parsed_json
from index.encode import file_sha256

LOCK_TIMEOUT_S = 600.0
FIRST_PUBLICATION_S = 0.2
"""How long a first build may take between showing its generation and `CURRENT`."""

_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")  # of a generation

T = TypeVar("T")


class Generations:
    """The generations in one folder.

    Args:
        folder: where they lie; made when something is published.
        mend: the command that builds again, for messages.
    """

    def __init__(self, folder: Path, mend: str) -> None:
        self.folder = folder
        self.mend = mend

    @property
    def all(self) -> Path:
        """The folder that holds a folder for each."""
        return self.folder / "generations"

    def exists(self) -> bool:
        """Whether anything was ever published here, be it sound or not.

        Raises:
            StoreError: the folder cannot be looked into.
        """
        try:
            # `glob` leaves out names with a dot: generations that are still being written.
            return self._current.exists() or any(self.all.glob("[!.]*"))
        except OSError as error:
            raise StoreError(
                f"the index in {self.folder} cannot be read ({error.strerror}); make the folder "
                f"readable or set SUMMITS_HOME to another, then run `{self.mend}`"
            ) from error

    def published(self) -> str:
        """The name of the published generation; "" where none can be told."""
        try:
            return self._read_current()[0] if self._current.exists() else ""
        except (IndexDamaged, OSError):
            return ""

    @contextmanager
    def building(self) -> Iterator[None]:
        """One builder at a time.

        Raises:
            StoreError: the folder cannot be written to, or another build does not end.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "build.lock", timeout=LOCK_TIMEOUT_S)
        try:
            with self._writing():
                self.all.mkdir(parents=True, exist_ok=True)
                lock.acquire()
        except Timeout as error:
            raise StoreError(
                f"another build in {self.folder} has not ended within {LOCK_TIMEOUT_S:.0f} s; "
                f"wait for it or stop it, then run `{self.mend}`"
            ) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Around what writes, and nothing else: a model may fail to be read by an `OSError`, too.

        Raises:
            StoreError: the folder cannot be written to.
        """
        from filelock import Timeout

        try:
            yield
        except Timeout:  # an `OSError` of its own meaning
            raise
        except (OSError, sqlite3.OperationalError) as error:  # SQLite has its own for a full disk
            reason = getattr(error, "strerror", None) or error
            raise StoreError(
                f"the index cannot be written to {self.folder} ({reason}); "
                f"{self._what_to_do(str(reason))}, then run `{self.mend}`"
            ) from error

    def _what_to_do(self, reason: str) -> str:
        if "full" in reason or "space" in reason:  # as SQLite and the system call a full disk
            return "make room there"
        # The index of a library lies in it, wherever people's data is kept.
        elsewhere = "" if "--library" in self.mend else " or set SUMMITS_HOME to another"
        return f"make the folder writable{elsewhere}"

    def publish(
        self, content_id: str, recipe: Mapping[str, Any], write: Callable[[Path], Mapping[str, Any]]
    ) -> None:
        """Write a generation and publish it; the one before is dropped.

        Args:
            content_id: 16 hexadecimal digits, the beginning of its name.
            recipe: kept in the manifest.
            write: fills a folder with files, and says what else the manifest should hold; what
                takes long or reads something else is done before.

        Raises:
            StoreError: the folder cannot be written to.
        """
        with self._writing():
            self._publish(content_id, recipe, write)

    def _publish(
        self, content_id: str, recipe: Mapping[str, Any], write: Callable[[Path], Mapping[str, Any]]
    ) -> None:
        name = f"{content_id}-{uuid.uuid4().hex[:8]}"
        work = self.all / f".{name}"
        work.mkdir()
        try:
            more = write(work)
            files = {f.name: file_sha256(f) for f in sorted(work.iterdir())}
            manifest = {**recipe, **more, "files": files}
            (work / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
            self._switch(work, name)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise

    def _switch(self, work: Path, name: str) -> None:
        """Give `work` its name, switch `CURRENT` over in one step, drop every other generation."""
        record = {"generation": name, "manifest_sha256": file_sha256(work / "manifest.json")}
        beside = self.folder / ".CURRENT"
        beside.write_text(json.dumps(record), encoding="utf-8")
        work.rename(self.all / name)
        beside.replace(self._current)
        for other in self.all.iterdir():
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    def drop(self) -> None:
        """Take away all that was published: nothing of its texts is left.

        Raises:
            StoreError: the folder cannot be written to.
        """
        with self.building(), self._writing():
            self._current.unlink(missing_ok=True)
            shutil.rmtree(self.all)

    def read(self, read: Callable[[dict[str, Any], Path], T]) -> T:
        """`read` with manifest and folder of the published generation, every file of it checked.

        A build that publishes meanwhile drops the generation under our hands: then once more.

        Raises:
            IndexMissing: nothing was ever built.
            IndexDamaged: a file is absent, cut short or changed.
        """
        if not self.exists():
            raise IndexMissing(f"there is no index in {self.folder}; run `{self.mend}`")
        while True:
            current = self._read_current()
            try:
                manifest = self._checked_manifest(*current)
                return read(manifest, self.all / current[0])
            except (IndexDamaged, OSError, RuntimeError, sqlite3.Error):
                if self._read_current() == current:
                    raise

    def require(self, manifest: Mapping[str, Any], recipe: Mapping[str, Any]) -> None:
        """Refuse a generation that was made from something else.

        Raises:
            IndexForeign: `manifest` and `recipe` differ.
        """
        if different := differing(manifest, recipe):
            key = different[0]
            raise IndexForeign(
                f"the index in {self.folder} was built with {key} {_short(manifest.get(key))}, "
                f"but {_short(recipe[key])} is asked for; run `{self.mend}`"
            )

    def _checked_manifest(self, generation: str, sha256: str) -> dict[str, Any]:
        folder = self.all / generation
        manifest_path = folder / "manifest.json"
        self._check(manifest_path, sha256)
        try:
            manifest = parsed_json(manifest_path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self.damaged(manifest_path, "cannot be read") from error
        if not (isinstance(manifest, dict) and isinstance(manifest.get("files"), dict)):
            raise self.damaged(manifest_path, "is no manifest")
        for name, expected in manifest["files"].items():
            self._check(folder / name, expected)
        return manifest | {"generation": generation}

    @property
    def _current(self) -> Path:
        return self.folder / "CURRENT"

    def _read_current(self) -> tuple[str, str]:
        if not self._current.exists():
            time.sleep(FIRST_PUBLICATION_S)
        try:
            record = json.loads(self._current.read_text(encoding="utf-8"))
            generation, sha256 = record["generation"], record["manifest_sha256"]
            # The name comes from a file that anybody may have changed: never a path of its own.
            if not _NAME.fullmatch(generation) or not isinstance(sha256, str):
                raise ValueError("not a generation")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self.damaged(self._current, "cannot be read") from error
        return generation, sha256

    def _check(self, path: Path, sha256: str) -> None:
        try:
            found = file_sha256(path)
        except (OSError, ValueError) as error:  # the latter of a name that none can have
            raise self.damaged(path, "cannot be read") from error
        if found != sha256:
            raise self.damaged(path, "is not what was written")

    def damaged(self, path: Path, what: str) -> IndexDamaged:
        """The fault that `path` is not as it was published."""
        return IndexDamaged(f"the index is damaged: {path} {what}; run `{self.mend}`")


def differing(manifest: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """The keys of `wanted` whose value in `manifest` is another, or is missing.

    >>> differing({"dim": 6, "passages": 4}, {"encoder_id": "toy@1", "dim": 6})
    ['encoder_id']
    """
    return [key for key, value in wanted.items() if manifest.get(key) != value]


def _short(value: object) -> str:
    """A hash cut to what people compare."""
    text = str(value)
    return f"{text[:12]}…" if len(text) > 40 else text
