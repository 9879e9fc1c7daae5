"""An index on the disk, and beside it the vectors of a second encoder.

FOLDER/                       generations as `generations.py` keeps them, each with
    passages.sqlite  tokens.json  words.json  vectors.faiss  sentences.npy  words.npy
FOLDER/companion/             the same for the second encoder: built when first needed, with
    vectors.faiss  sentences.npy
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document
from corpus.errors import StoreError
from corpus.split import SPLITTER, Chunking
from index.alike import Vectors
from index.build import Parts, Progress, build_parts
from index.companion import built_in_memory, encoded
from index.dense import DenseIndex
from index.encode import Encoder
from index.generations import Generations
from index.hangul import BIGRAMS, korean_analyzer
from index.lexical import ANALYZER_VERSION, LexicalIndex, is_hangul
from index.near import Vocabulary
from index.passages import PassageTable
from index.reuse import ReusingEncoder, vectors_by_text
from index.search import HybridSearcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT_VERSION = 2

_PASSAGES, _TOKENS, _VECTORS = "passages.sqlite", "tokens.json", "vectors.faiss"
_SENTENCES = "sentences.npy"
_WORDS, _WORD_VECTORS = "words.json", "words.npy"

_KOREAN = "korean_analyzer"


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
        return _short_id(asdict(self))


def required(recipe: Recipe, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What the manifest of an index must say to be searched as one of `recipe`.

    The Korean analyzer is asked for only where it cut something: an index without Hangul is the
    same with any. It is no part of the recipe, as no passage and no vector depends on it.
    """
    wanted = asdict(recipe)
    return wanted if manifest[_KOREAN] is None else wanted | {_KOREAN: korean_analyzer()}


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
                recipe.index_id, asdict(recipe), lambda folder: _write(folder, parts)
            )
            shutil.rmtree(self._companion.folder, ignore_errors=True)

    def _known_vectors(
        self, recipe: Recipe
    ) -> tuple[dict[str, NDArray[np.float32]], dict[str, NDArray[np.float32]]]:
        """Those of texts and those of words; none where another encoder made the published ones."""
        import numpy as np

        try:
            manifest = self.manifest()
        except StoreError:  # missing or damaged: that is why it is built
            return {}, {}
        for key in ("encoder_id", "dim", "format_version"):
            if manifest.get(key) != getattr(recipe, key):
                return {}, {}
        folder = self._index.all / str(manifest["generation"])
        passages = PassageTable.open(folder / _PASSAGES)
        dense = DenseIndex.load(folder / _VECTORS)
        sentence_vectors = np.load(folder / _SENTENCES, mmap_mode="r", allow_pickle=False)
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        word_vectors = np.load(folder / _WORD_VECTORS, mmap_mode="r", allow_pickle=False)
        known = dict(vectors_by_text(passages, dense, sentence_vectors))
        return known, dict(zip(words.values(), word_vectors, strict=True))

    def manifest(self) -> dict[str, Any]:
        """The manifest of the published generation, after every file of it was checked.

        Raises:
            IndexMissing: nothing was ever built.
            IndexDamaged: a file is absent, cut short or changed.
        """
        return self._index.read(lambda manifest, folder: _completed(manifest))

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
        import numpy as np

        manifest = _completed(manifest)
        self._index.require(manifest, required(recipe, manifest))
        tokens = json.loads((folder / _TOKENS).read_text(encoding="utf-8"))
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        word_vectors = np.load(folder / _WORD_VECTORS, mmap_mode="r", allow_pickle=False)
        return HybridSearcher(
            PassageTable.open(folder / _PASSAGES),
            LexicalIndex(tokens),
            Vocabulary(words, word_vectors, encoder.symmetric),
            Vectors(
                encoder,
                DenseIndex.load(folder / _VECTORS),
                np.load(folder / _SENTENCES, mmap_mode="r", allow_pickle=False),
            ),
        )

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
        they would stand beside an index that they do not fit.

        Args:
            recipe: of the index that `passages` belong to.
            passages: what is encoded.
            encoder: the second one.
            progress: told (texts encoded, texts in all).

        Raises:
            IndexDamaged: a file is absent, cut short or changed.
            IndexForeign: another encoder made it.
            StoreError: it cannot be written.
        """
        wanted = _of_index(recipe) | {"encoder_id": encoder.encoder_id, "dim": encoder.dim}
        if not self._companion.exists():
            # Nor is the index built anew meanwhile: that would leave a companion of the old one.
            with self._index.building(), self._companion.building():
                # Nobody did either while we waited.
                if self._publishes(recipe) and not self._companion.exists():
                    self._companion.publish(
                        _short_id(wanted),
                        wanted,
                        lambda folder: _write_vectors(
                            folder, *encoded(passages, encoder, progress)
                        ),
                    )
        if not self._publishes(recipe):
            return built_in_memory(passages, encoder, progress)
        return self._companion.read(
            lambda manifest, folder: self._load_companion(manifest, folder, wanted, encoder)
        )

    def verify_companion(self, recipe: Recipe) -> None:
        """Check every file of the companion, and that it is one of this index.

        Raises:
            IndexMissing, IndexDamaged: see `manifest`.
            IndexForeign: it belongs to another index.
        """
        self._companion.read(
            lambda manifest, folder: self._companion.require(manifest, _of_index(recipe))
        )

    def _publishes(self, recipe: Recipe) -> bool:
        """Whether the published index is the one of `recipe`."""
        try:
            manifest = self.manifest()
        except StoreError:
            return False
        return all(manifest.get(key) == value for key, value in asdict(recipe).items())

    def _load_companion(
        self, manifest: dict[str, Any], folder: Path, wanted: Mapping[str, Any], encoder: Encoder
    ) -> Vectors:
        import numpy as np

        self._companion.require(manifest, wanted)
        sentences = np.load(folder / _SENTENCES, mmap_mode="r", allow_pickle=False)
        return Vectors(encoder, DenseIndex.load(folder / _VECTORS), sentences)


def _of_index(recipe: Recipe) -> dict[str, Any]:
    """What the manifest of a companion says of its index."""
    return {"index_id": recipe.index_id, "format_version": FORMAT_VERSION}


def _completed(manifest: dict[str, Any]) -> dict[str, Any]:
    """An index that names no Korean analyzer was made when there were only bigrams."""
    return {_KOREAN: BIGRAMS} | manifest


def _write(folder: Path, parts: Parts) -> dict[str, Any]:
    """Fill `folder` with an index; what its manifest says of it."""
    import numpy as np

    PassageTable.build(parts.passages, parts.sentences, folder / _PASSAGES).close()
    tokens = json.dumps(parts.tokens, ensure_ascii=False)
    (folder / _TOKENS).write_text(tokens, encoding="utf-8")
    words = json.dumps(parts.words, ensure_ascii=False)
    (folder / _WORDS).write_text(words, encoding="utf-8")
    np.save(folder / _WORD_VECTORS, parts.word_vectors, allow_pickle=False)
    korean = korean_analyzer() if any(map(is_hangul, parts.words)) else None
    written = _write_vectors(folder, parts.vectors, parts.sentence_vectors)
    return {**written, _KOREAN: korean}


def _write_vectors(
    folder: Path, vectors: NDArray[np.float32], sentence_vectors: NDArray[np.float32]
) -> dict[str, int]:
    import numpy as np

    DenseIndex.build(vectors).save(folder / _VECTORS)
    np.save(folder / _SENTENCES, sentence_vectors, allow_pickle=False)
    return {"passages": len(vectors), "sentences": len(sentence_vectors)}


def _short_id(recipe: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()[:16]
