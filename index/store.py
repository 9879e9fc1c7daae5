"""An index on the disk: built beside the old one, published whole or not at all.

    FOLDER/
      CURRENT                     {"generation": "…", "manifest_sha256": "…"}: the published one
      build.lock                  held by whoever builds
      generations/NAME/
        manifest.json             what it was built from, and the sha256 of every file below
        passages.sqlite  tokens.json  words.json  vectors.faiss  sentences.npy  words.npy

`CURRENT` vouches for the manifest and the manifest for the files, so that a file that was cut
short, changed or swapped is noticed before anything is read from it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.document import Document
from corpus.errors import IndexDamaged, IndexForeign, IndexMissing, StoreError
from corpus.split import SPLITTER, Chunking
from index.build import Parts, Progress, build_parts
from index.dense import DenseIndex
from index.encode import Encoder, file_sha256
from index.lexical import ANALYZER_VERSION, LexicalIndex
from index.near import Vocabulary
from index.passages import PassageTable
from index.reuse import ReusingEncoder, vectors_by_text
from index.search import HybridSearcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT_VERSION = 2
LOCK_TIMEOUT_S = 600.0
FIRST_PUBLICATION_S = 0.2
"""How long a first build may take between showing its generation and `CURRENT`."""

_PASSAGES, _TOKENS, _VECTORS = "passages.sqlite", "tokens.json", "vectors.faiss"
_SENTENCES = "sentences.npy"
_WORDS, _WORD_VECTORS = "words.json", "words.npy"
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")  # of a generation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index is made from; two indexes of one recipe hold the same passages and vectors."""

    corpus_sha256: str
    encoder_id: str
    dim: int
    chunking: Chunking
    splitter: str = SPLITTER
    analyzer_version: int = ANALYZER_VERSION
    format_version: int = FORMAT_VERSION

    @property
    def index_id(self) -> str:
        """A short name for the content: the first 16 digits of the recipe's sha256."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


class IndexStore:
    """The generations of one index.

    Args:
        folder: where they lie; made when something is built.
        mend: the command that builds the index again, for messages.
    """

    def __init__(self, folder: Path, mend: str) -> None:
        self.folder = folder
        self.mend = mend

    def exists(self) -> bool:
        """Whether anything was ever published here, be it sound or not."""
        # `glob` leaves out names with a dot: generations that are still being written.
        return self._current.exists() or any(self._generations.glob("[!.]*"))

    def build(
        self,
        recipe: Recipe,
        documents: Iterable[Document],
        encoder: Encoder,
        progress: Progress = lambda done, total: None,
        only_if_missing: bool = False,
    ) -> None:
        """Build a generation from `recipe` and publish it; the one before is dropped.

        Args:
            recipe: kept in the manifest and compared when the index is opened.
            documents: in row order.
            encoder: makes the vectors.
            progress: told (texts encoded, texts in all).
            only_if_missing: do nothing where somebody published one while we waited for the lock.

        Raises:
            StoreError: the folder cannot be written to, or another build does not end.
        """
        from filelock import FileLock, Timeout

        try:
            self._generations.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "build.lock", timeout=LOCK_TIMEOUT_S):
                if not (only_if_missing and self.exists()):
                    reusing = ReusingEncoder(encoder, self._known_vectors(recipe))
                    parts = build_parts(documents, reusing, recipe.chunking, progress)
                    self._write_and_publish(recipe, parts)
        except Timeout as error:
            raise StoreError(
                f"another build in {self.folder} has not ended within {LOCK_TIMEOUT_S:.0f} s; "
                f"wait for it or stop it, then run `{self.mend}`"
            ) from error
        except (OSError, sqlite3.OperationalError) as error:  # SQLite has its own for a full disk
            reason = getattr(error, "strerror", None) or error
            raise StoreError(
                f"the index cannot be written to {self.folder} ({reason}); make "
                f"the folder writable or set SUMMITS_HOME to another, then run `{self.mend}`"
            ) from error

    def _known_vectors(self, recipe: Recipe) -> dict[str, NDArray[np.float32]]:
        """By text, from the published generation; none where another encoder made them."""
        import numpy as np

        try:
            manifest = self.manifest()
        except StoreError:  # missing or damaged: that is why it is built
            return {}
        for key in ("encoder_id", "dim", "format_version"):
            if manifest.get(key) != getattr(recipe, key):
                return {}
        folder = self._generations / str(manifest["generation"])
        passages = PassageTable.open(folder / _PASSAGES)
        dense = DenseIndex.load(folder / _VECTORS)
        sentence_vectors = np.load(folder / _SENTENCES, mmap_mode="r", allow_pickle=False)
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        word_vectors = np.load(folder / _WORD_VECTORS, mmap_mode="r", allow_pickle=False)
        known = dict(zip(words.values(), word_vectors, strict=True))
        return known | dict(vectors_by_text(passages, dense, sentence_vectors))

    def _write_and_publish(self, recipe: Recipe, parts: Parts) -> None:
        name = f"{recipe.index_id}-{uuid.uuid4().hex[:8]}"
        work = self._generations / f".{name}"
        work.mkdir()
        try:
            self._write(work, recipe, parts)
            self._publish(work, name)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise

    def _write(self, work: Path, recipe: Recipe, parts: Parts) -> None:
        """Fill the folder `work` with a generation; its manifest comes last."""
        import numpy as np

        PassageTable.build(parts.passages, parts.sentences, work / _PASSAGES).close()
        tokens = json.dumps(parts.tokens, ensure_ascii=False)
        (work / _TOKENS).write_text(tokens, encoding="utf-8")
        DenseIndex.build(parts.vectors).save(work / _VECTORS)
        np.save(work / _SENTENCES, parts.sentence_vectors, allow_pickle=False)
        words = json.dumps(parts.words, ensure_ascii=False)
        (work / _WORDS).write_text(words, encoding="utf-8")
        np.save(work / _WORD_VECTORS, parts.word_vectors, allow_pickle=False)
        files = {f.name: file_sha256(f) for f in sorted(work.iterdir())}
        manifest = {
            **asdict(recipe),
            "passages": len(parts.passages),
            "sentences": len(parts.sentences),
            "files": files,
        }
        (work / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")

    def _publish(self, work: Path, name: str) -> None:
        """Give `work` its name, switch `CURRENT` over in one step, drop every other generation."""
        record = {"generation": name, "manifest_sha256": file_sha256(work / "manifest.json")}
        beside = self.folder / ".CURRENT"
        beside.write_text(json.dumps(record), encoding="utf-8")
        work.rename(self._generations / name)
        beside.replace(self._current)
        for other in self._generations.iterdir():
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    def manifest(self) -> dict[str, Any]:
        """The manifest of the published generation, after every file of it was checked.

        Raises:
            IndexMissing: nothing was ever built.
            IndexDamaged: a file is absent, cut short or changed.
        """
        return self._read(self._checked_manifest)

    def open(self, recipe: Recipe, encoder: Encoder) -> HybridSearcher:
        """Open the published generation for searching.

        Raises:
            IndexMissing, IndexDamaged: see `manifest`.
            IndexForeign: it was built from something else than `recipe`.
        """
        return self._read(
            lambda generation, sha256: self._load(
                self._checked_manifest(generation, sha256), recipe, encoder
            )
        )

    def _read(self, read: Callable[[str, str], T]) -> T:
        """`read` with name and manifest hash of the published generation.

        A build that publishes meanwhile drops the generation under our hands: then once more.
        """
        if not self.exists():
            raise IndexMissing(f"there is no index in {self.folder}; run `{self.mend}`")
        while True:
            current = self._read_current()
            try:
                return read(*current)
            except (IndexDamaged, OSError, RuntimeError, sqlite3.Error):
                if self._read_current() == current:
                    raise

    def _checked_manifest(self, generation: str, sha256: str) -> dict[str, Any]:
        folder = self._generations / generation
        manifest_path = folder / "manifest.json"
        self._check(manifest_path, sha256)
        manifest: dict[str, Any] = json.loads(manifest_path.read_text(encoding="utf-8"))
        for name, expected in manifest["files"].items():
            self._check(folder / name, expected)
        return manifest | {"generation": generation}

    def _load(self, manifest: dict[str, Any], recipe: Recipe, encoder: Encoder) -> HybridSearcher:
        import numpy as np

        for key, wanted in asdict(recipe).items():
            if manifest.get(key) != wanted:
                raise IndexForeign(
                    f"the index in {self.folder} was built with {key} {_short(manifest.get(key))}, "
                    f"but {_short(wanted)} is asked for; run `{self.mend}`"
                )
        folder = self._generations / str(manifest["generation"])
        tokens = json.loads((folder / _TOKENS).read_text(encoding="utf-8"))
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        word_vectors = np.load(folder / _WORD_VECTORS, mmap_mode="r", allow_pickle=False)
        return HybridSearcher(
            PassageTable.open(folder / _PASSAGES),
            LexicalIndex(tokens),
            DenseIndex.load(folder / _VECTORS),
            np.load(folder / _SENTENCES, mmap_mode="r", allow_pickle=False),
            Vocabulary(words, word_vectors, encoder),
            encoder,
        )

    @property
    def _current(self) -> Path:
        return self.folder / "CURRENT"

    @property
    def _generations(self) -> Path:
        return self.folder / "generations"

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
            raise self._damaged(self._current, "cannot be read") from error
        return generation, sha256

    def _check(self, path: Path, sha256: str) -> None:
        try:
            found = file_sha256(path)
        except OSError as error:
            raise self._damaged(path, "cannot be read") from error
        if found != sha256:
            raise self._damaged(path, "is not what was written")

    def _damaged(self, path: Path, what: str) -> IndexDamaged:
        return IndexDamaged(f"the index is damaged: {path} {what}; run `{self.mend}`")


def _short(value: object) -> str:
    """A hash cut to what people compare."""
    text = str(value)
    return f"{text[:12]}…" if len(text) > 40 else text
