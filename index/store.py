"""An index on the disk, and beside it the vectors of a second encoder.

FOLDER/                       generations as `generations.py` keeps them, with the files of
                              `layout.py`
FOLDER/companion/             the same for the second encoder: built when first needed
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document
from corpus.errors import StoreError
from index.alike import Vectors
from index.build import Progress, build_parts
from index.companion import built_in_memory, encoded
from index.encode import Encoder
from index.generations import Generations, differing
from index.layout import known_vectors, read_searcher, read_vectors, write_index, write_vectors
from index.passages import PassageTable
from index.recipe import (
    FORMAT_VERSION,
    Recipe,
    completed,
    is_whole,
    of_index,
    required,
    short_id,
)
from index.reuse import ReusingEncoder
from index.search import HybridSearcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)


class IndexStore:
    """The generations of one index.

    Args:
        folder: where they lie; made when something is built.
        mend: the command that builds the index again, for messages.
    """

    def __init__(self, folder: Path, mend: str) -> None:
        self.folder = folder
        self.mend = mend
        self._index = Generations(folder, mend)
        self._companion = Generations(folder / "companion", mend)

    def exists(self) -> bool:
        """Whether anything was ever published here, be it sound or not."""
        return self._index.exists()

    def published_id(self) -> str:
        """The recipe's `index_id` of what is published; "" where none can be told."""
        return self._index.published().partition("-")[0]

    def build(
        self,
        recipe: Recipe,
        documents: Iterable[Document],
        encoder: Encoder,
        progress: Progress = lambda done, total: None,
        only_if_missing: bool = False,
    ) -> None:
        """Build a generation from `recipe` and publish it; the one before is dropped.

        The companion goes with it, sound or not: it is built anew when it is next needed.

        Args:
            recipe: kept in the manifest and compared when the index is opened.
            documents: in row order.
            encoder: makes the vectors.
            progress: told (texts encoded, texts in all).
            only_if_missing: do nothing where somebody published one while we waited for the lock.

        Raises:
            StoreError: the folder cannot be written to, or another build does not end.
        """
        with self._index.building():
            if only_if_missing and self.exists():
                return
            known, known_words = self._known_vectors(recipe)
            words_reusing = ReusingEncoder(encoder.symmetric, known_words)
            reusing = ReusingEncoder(encoder, known, words_reusing)
            parts = build_parts(documents, reusing, recipe.chunking, progress)
            self._index.publish(
                recipe.index_id, asdict(recipe), lambda folder: write_index(folder, parts)
            )
            shutil.rmtree(self._companion.folder, ignore_errors=True)

    def drop(self) -> None:
        """Take away the index and its companion; it is built anew when it is next needed.

        Raises:
            StoreError: the folder cannot be written to.
        """
        self._index.drop()
        shutil.rmtree(self._companion.folder, ignore_errors=True)

    def _known_vectors(
        self, recipe: Recipe
    ) -> tuple[dict[str, NDArray[np.float32]], dict[str, NDArray[np.float32]]]:
        """Those of texts and those of words; none where another encoder made the published ones."""
        try:
            manifest = self.manifest()
        except StoreError:  # missing or damaged: that is why it is built
            return {}, {}
        if {"encoder_id", "dim"} & set(differing(manifest, asdict(recipe))):
            return {}, {}
        return known_vectors(self._index.all / str(manifest["generation"]))

    def manifest(self) -> dict[str, Any]:
        """The manifest of the published generation, after every file of it was checked.

        Raises:
            IndexMissing: nothing was ever built.
            IndexDamaged: a file is absent, cut short or changed.
            IndexForeign: another version made it, whose manifest says other things.
        """
        return self._index.read(self._checked)

    def _checked(self, manifest: dict[str, Any], folder: Path) -> dict[str, Any]:
        manifest = completed(manifest)
        if isinstance(manifest.get("format_version"), int):
            self._index.require(manifest, {"format_version": FORMAT_VERSION})
        if not is_whole(manifest):
            raise self._index.damaged(folder / "manifest.json", "is no manifest of an index")
        return manifest

    def open(self, recipe: Recipe, encoder: Encoder) -> HybridSearcher:
        """Open the published generation for searching.

        Raises:
            IndexMissing, IndexDamaged: see `manifest`.
            IndexForeign: it was built from something else than `recipe`.
        """
        return self._index.read(
            lambda manifest, folder: self._load(manifest, folder, recipe, encoder)
        )

    def _load(
        self, manifest: dict[str, Any], folder: Path, recipe: Recipe, encoder: Encoder
    ) -> HybridSearcher:
        manifest = self._checked(manifest, folder)
        self._index.require(manifest, required(recipe, manifest))
        return read_searcher(folder, encoder)

    def has_companion(self) -> bool:
        """Whether a companion was ever published, be it sound or not."""
        return self._companion.exists()

    def companion(
        self,
        recipe: Recipe,
        passages: PassageTable,
        encoder: Encoder,
        progress: Progress = lambda done, total: None,
    ) -> Vectors:
        """The vectors that a second encoder makes of the index of `recipe`; built where missing.

        An index that is in use while another takes its place gets them in memory only: on the disk
        they would stand beside an index that they do not fit. So does one that cannot be written
        beside: whoever only reads a library asks it, too.

        Raises:
            IndexDamaged: a file is absent, cut short or changed.
            IndexForeign: another encoder made it.
        """
        wanted = of_index(recipe) | {"encoder_id": encoder.encoder_id, "dim": encoder.dim}
        if not self._companion.exists():
            try:
                self._build_companion(recipe, wanted, lambda: encoded(passages, encoder, progress))
            except StoreError as error:
                log.warning(
                    "%s; until then what other languages need is kept in memory only", error
                )
        if not (self._companion.exists() and self._publishes(recipe)):
            return built_in_memory(passages, encoder, progress)
        return self._companion.read(
            lambda manifest, folder: self._load_companion(manifest, folder, wanted, encoder)
        )

    def _build_companion(
        self,
        recipe: Recipe,
        wanted: Mapping[str, Any],
        encode: Callable[[], tuple[NDArray[np.float32], NDArray[np.float32]]],
    ) -> None:
        # Nor is the index built anew meanwhile: that would leave a companion of the old one.
        with self._index.building(), self._companion.building():
            # Nobody did either while we waited.
            if self._publishes(recipe) and not self._companion.exists():
                vectors = encode()
                self._companion.publish(
                    short_id(wanted), wanted, lambda folder: write_vectors(folder, *vectors)
                )

    def verify_companion(self, recipe: Recipe) -> None:
        """Check every file of the companion, and that it is one of this index.

        Raises:
            IndexMissing, IndexDamaged: see `manifest`.
            IndexForeign: it belongs to another index.
        """
        self._companion.read(
            lambda manifest, folder: self._companion.require(manifest, of_index(recipe))
        )

    def _publishes(self, recipe: Recipe) -> bool:
        """Whether the published index is the one of `recipe`."""
        try:
            manifest = self.manifest()
        except StoreError:
            return False
        return not differing(manifest, asdict(recipe))

    def _load_companion(
        self, manifest: dict[str, Any], folder: Path, wanted: Mapping[str, Any], encoder: Encoder
    ) -> Vectors:
        self._companion.require(manifest, wanted)
        return Vectors(encoder, *read_vectors(folder))
