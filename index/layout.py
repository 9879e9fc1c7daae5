"""The files of one generation, written and opened.

passages.sqlite  tokens.json  words.json  words.npy     of an index
vectors.faiss  sentences.npy                            of an index, or of its companion
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.alike import Vectors
from index.build import Parts, searched_text
from index.dense import DenseIndex
from index.encode import Encoder
from index.hangul import korean_analyzer
from index.lexical import LexicalIndex, is_hangul
from index.near import Vocabulary
from index.passages import PassageTable
from index.recipe import KOREAN
from index.search import HybridSearcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PASSAGES, _TOKENS, _VECTORS = "passages.sqlite", "tokens.json", "vectors.faiss"
_SENTENCES = "sentences.npy"
_WORDS, _WORD_VECTORS = "words.json", "words.npy"


def write_index(folder: Path, parts: Parts) -> dict[str, Any]:
    """Fill `folder` with an index; what its manifest says of it."""
    import numpy as np

    PassageTable.build(parts.passages, parts.sentences, folder / _PASSAGES).close()
    tokens = json.dumps(parts.tokens, ensure_ascii=False)
    (folder / _TOKENS).write_text(tokens, encoding="utf-8")
    words = json.dumps(parts.words, ensure_ascii=False)
    (folder / _WORDS).write_text(words, encoding="utf-8")
    np.save(folder / _WORD_VECTORS, parts.word_vectors, allow_pickle=False)
    korean = korean_analyzer() if any(map(is_hangul, parts.words)) else None
    written = write_vectors(folder, parts.vectors, parts.sentence_vectors)
    return {**written, KOREAN: korean}


def write_vectors(
    folder: Path, vectors: NDArray[np.float32], sentence_vectors: NDArray[np.float32]
) -> dict[str, int]:
    """Write the vectors of passages and sentences; what the manifest says of them.

    Args:
        folder: of a generation.
        vectors: of the passages, shape (passages, dim), unit length.
        sentence_vectors: shape (sentences, dim), unit length.
    """
    import numpy as np

    DenseIndex.build(vectors).save(folder / _VECTORS)
    np.save(folder / _SENTENCES, sentence_vectors, allow_pickle=False)
    return {"passages": len(vectors), "sentences": len(sentence_vectors)}


def read_vectors(folder: Path) -> tuple[DenseIndex, NDArray[np.float32]]:
    """The vectors of passages, and those of sentences, shape (sentences, dim), memory-mapped."""
    return DenseIndex.load(folder / _VECTORS), _mapped(folder / _SENTENCES)


def read_searcher(folder: Path, encoder: Encoder) -> HybridSearcher:
    """The index in `folder`; `encoder` must be the one that made it."""
    tokens = json.loads((folder / _TOKENS).read_text(encoding="utf-8"))
    words, word_vectors = _read_words(folder)
    return HybridSearcher(
        PassageTable.open(folder / _PASSAGES),
        LexicalIndex(tokens),
        Vocabulary(words, word_vectors, encoder.symmetric),
        Vectors(encoder, *read_vectors(folder)),
    )


def known_vectors(
    folder: Path,
) -> tuple[dict[str, NDArray[np.float32]], dict[str, NDArray[np.float32]]]:
    """The vectors of an index by text: those of passages and sentences, and those of words."""
    passages = PassageTable.open(folder / _PASSAGES)
    dense, sentence_vectors = read_vectors(folder)
    known: dict[str, NDArray[np.float32]] = {}
    for row, passage in enumerate(passages):
        known[searched_text(passage)] = dense.vector(row)
        for sentence in passages.sentences_of([passage.passage_id]):
            text = sentence.span.of(passage.text, passage.span.start)
            known[text] = sentence_vectors[sentence.row]
    words, word_vectors = _read_words(folder)
    return known, dict(zip(words.values(), word_vectors, strict=True))


def _read_words(folder: Path) -> tuple[dict[str, str], NDArray[np.float32]]:
    words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    return words, _mapped(folder / _WORD_VECTORS)


def _mapped(path: Path) -> NDArray[np.float32]:
    import numpy as np

    rows: NDArray[np.float32] = np.load(path, mmap_mode="r", allow_pickle=False)
    return rows
