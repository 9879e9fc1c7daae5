"""Documents to the parts of an index, in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Document, Passage, Span
from corpus.split import Chunking, body_sentences, passages_of
from index.alike import Vectors
from index.dense import DenseIndex
from index.encode import Encoder
from index.lexical import LexicalIndex, analyze
from index.near import Vocabulary, words_by_token
from index.passages import PassageTable
from index.search import HybridSearcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENCODE_BATCH = 64
DEFAULT_CHUNKING = Chunking()

Progress = Callable[[int, int], None]
"""Told (done, in all): of texts that are encoded, here; in `eval`, of questions that are asked."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an index consists of; position in each list is the row.

    Attributes:
        passages: in the order of documents and text, each with the rows of its sentences.
        sentences: (doc_id, span) of every sentence, likewise.
        tokens: of each passage, for BM25.
        vectors: of the passages, shape (passages, dim), unit length.
        sentence_vectors: shape (sentences, dim), unit length.
        words: token -> word, of all passages.
        word_vectors: of these words, shape (words, dim), unit length.
    """

    passages: list[tuple[Passage, range]]
    sentences: list[tuple[str, Span]]
    tokens: list[list[str]]
    vectors: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]
    words: dict[str, str]
    word_vectors: NDArray[np.float32]


def build_parts(
    documents: Iterable[Document],
    encoder: Encoder,
    chunking: Chunking,
    progress: Progress = lambda done, total: None,
) -> Parts:
    """Cut, analyze and encode `documents`."""
    passages: list[tuple[Passage, range]] = []
    sentences: list[tuple[str, Span]] = []
    sentence_texts: list[str] = []
    for document in documents:
        spans = [span for paragraph in body_sentences(document) for span in paragraph]
        starts = [span.start for span in spans]
        for passage in passages_of(document, chunking):
            first = len(sentences) + bisect_left(starts, passage.span.start)
            end = len(sentences) + bisect_left(starts, passage.span.end)
            passages.append((passage, range(first, end)))
        sentences += [(document.doc_id, span) for span in spans]
        sentence_texts += [span.of(document.text) for span in spans]
    texts = [searched_text(passage) for passage, _ in passages]
    words = words_by_token(texts)
    spoken, total = [*texts, *sentence_texts], len(texts) + len(sentence_texts) + len(words)
    vectors = _encode(encoder, spoken, lambda done, _: progress(done, total))
    word_vectors = _encode(
        encoder.symmetric, [*words.values()], lambda done, _: progress(len(spoken) + done, total)
    )
    return Parts(
        passages,
        sentences,
        [analyze(text) for text in texts],
        vectors[: len(texts)],
        vectors[len(texts) :],
        words,
        word_vectors,
    )


def search_in_memory(
    documents: Iterable[Document],
    encoder: Encoder,
    chunking: Chunking = DEFAULT_CHUNKING,
    progress: Progress = lambda done, total: None,
) -> HybridSearcher:
    """A searcher over `documents` that writes nothing to the disk."""
    parts = build_parts(documents, encoder, chunking, progress)
    return HybridSearcher(
        PassageTable.build(parts.passages, parts.sentences),
        LexicalIndex(parts.tokens),
        Vocabulary(parts.words, parts.word_vectors, encoder.symmetric),
        Vectors(encoder, DenseIndex.build(parts.vectors), parts.sentence_vectors),
    )


def searched_text(passage: Passage) -> str:
    """What encoder and BM25 read of a passage: its headings, then its own words."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def _encode(encoder: Encoder, texts: list[str], progress: Progress) -> NDArray[np.float32]:
    import numpy as np

    vectors = np.zeros((len(texts), encoder.dim), dtype=np.float32)
    for start in range(0, len(texts), ENCODE_BATCH):
        batch = texts[start : start + ENCODE_BATCH]
        vectors[start : start + len(batch)] = encoder.encode(batch)
        progress(start + len(batch), len(texts))
    return vectors
