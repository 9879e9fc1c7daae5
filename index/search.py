"""One question, two searches, one ranking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from corpus.document import Passage, Span
from index.dense import DenseIndex
from index.encode import Encoder
from index.fuse import Ranking, convex, reciprocal_rank_fusion, weighted_sum
from index.lexical import LexicalIndex, analyze
from index.near import Vocabulary, soft_coverage
from index.passages import PassageTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Retriever = Literal["bm25", "dense", "hybrid"]
Fusion = Literal["convex", "min_max", "rrf"]

SCORE_DIGITS = 6
"""Scores are rounded before they are compared: float noise must not decide an order."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        passage: what was found.
        score: of the ranking asked for; bigger is better.
        rank: from 1.
        channels: the raw score in each channel that found it (`bm25`: from 0; `dense`: cosine;
            `near`: the soft share of the question's words, 0 … 1).
    """

    passage: Passage
    score: float
    rank: int
    channels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a passage that was found; `cosine` is its similarity to the question."""

    doc_id: str
    span: Span
    cosine: float


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How the channels are searched and fused.

    Attributes:
        retriever: one channel, or both.
        fusion: `convex`, `min_max` or `rrf`: the functions of `index.fuse`.
        dense_weight: share of the dense channel in the first two, 0 … 1.
        near_weight: share of words near in meaning in `convex`, 0 … 1.
        depth: how many passages each channel hands to the fusion.
    """

    retriever: Retriever = "hybrid"
    fusion: Fusion = "convex"
    dense_weight: float = 0.5
    near_weight: float = 0.25
    depth: int = 100


class HybridSearcher:
    """Searches FAISS and BM25 over the same passages."""

    def __init__(
        self,
        passages: PassageTable,
        lexical: LexicalIndex,
        dense: DenseIndex,
        sentence_vectors: NDArray[np.float32],
        vocabulary: Vocabulary,
        encoder: Encoder,
    ) -> None:
        self.passages = passages
        self.lexical = lexical
        self.vocabulary = vocabulary
        self.encoder = encoder
        self._dense = dense
        self._sentence_vectors = sentence_vectors  # shape (sentences, dim), maybe memory-mapped
        # A question is encoded once, though search and ranking both need its vector.
        self.encode_query = lru_cache(maxsize=256)(self._encode_query)
        self.near = lru_cache(maxsize=256)(vocabulary.near)

    def search(
        self,
        query: str,
        k: int,
        where: Collection[str] | None = None,
        settings: SearchSettings = SearchSettings(),
    ) -> list[Hit]:
        """The `k` best passages for `query`, best first, ties by passage.

        Args:
            query: the question as asked.
            k: at most this many.
            where: search only the documents with these ids.
            settings: channels and fusion.
        """
        rows = None if where is None else self.passages.rows_of(where)
        if rows is not None and len(rows) == 0:
            return []
        channels = self._channels(query, max(k, settings.depth), rows, settings.retriever)
        fused = self._fuse(query, channels, settings)
        order = sorted(fused, key=lambda row: (-round(fused[row], SCORE_DIGITS), row))[:k]
        raw = {name: dict(ranking) for name, ranking in channels.items()}
        return [
            Hit(
                passage,
                round(fused[row], SCORE_DIGITS),
                rank,
                {name: scores[row] for name, scores in raw.items() if row in scores},
            )
            for rank, (row, passage) in enumerate(
                zip(order, self.passages.at(order), strict=True), start=1
            )
        ]

    def sentences(self, query: str, passages: Iterable[Passage]) -> list[ScoredSentence]:
        """Each sentence of `passages` once, in the order of the text, with its cosine."""
        found = self.passages.sentences_of([passage.passage_id for passage in passages])
        if not found:
            return []
        # One matrix product: encoding the sentences now would take ten times the search.
        cosines = self._sentence_vectors[[s.row for s in found]] @ self.encode_query(query)
        return [
            ScoredSentence(s.doc_id, s.span, round(float(cosine), SCORE_DIGITS))
            for s, cosine in zip(found, cosines, strict=True)
        ]

    def central(self, doc_id: str) -> list[ScoredSentence]:
        """Each sentence of a document with its cosine to the mean of all of them.

        What most of a document is about is near its centroid: Radev, Jing, Styś and Tam,
        "Centroid-based summarization of multiple documents", IPM 2004.
        """
        passages = self.passages.at(self.passages.rows_of([doc_id]).tolist())
        found = self.passages.sentences_of([passage.passage_id for passage in passages])
        if not found:
            return []
        vectors = self._sentence_vectors[[s.row for s in found]]
        mean = vectors.mean(axis=0)
        cosines = vectors @ (mean / max(float((mean @ mean) ** 0.5), 1e-9))
        return [
            ScoredSentence(s.doc_id, s.span, round(float(cosine), SCORE_DIGITS))
            for s, cosine in zip(found, cosines, strict=True)
        ]

    def sentence_vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these sentences (`PassageTable.each_sentence`), shape (n, dim)."""
        vectors: NDArray[np.float32] = self._sentence_vectors[list(rows)]
        return vectors

    def document_vector(self, doc_id: str) -> NDArray[np.float32]:
        """The mean of a document's sentence vectors, unit length, shape (dim,); 0 without any."""
        import numpy as np

        rows = self.passages.sentences_in(doc_id)
        if not rows:
            return np.zeros(self.encoder.dim, dtype=np.float32)
        mean = self._sentence_vectors[rows.start : rows.stop].mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)

    def _channels(
        self, query: str, depth: int, rows: NDArray[np.int64] | None, retriever: Retriever
    ) -> dict[str, Ranking]:
        channels: dict[str, Ranking] = {}
        if retriever != "dense":
            channels["bm25"] = self.lexical.search(analyze(query), depth, rows)
        if retriever != "bm25":
            channels["dense"] = self._dense.search(self.encode_query(query), depth, rows)
        return channels

    def _fuse(
        self, query: str, channels: dict[str, Ranking], settings: SearchSettings
    ) -> dict[int, float]:
        if len(channels) == 1:
            return dict(next(iter(channels.values())))
        if settings.fusion == "rrf":
            return reciprocal_rank_fusion(list(channels.values()))
        if settings.fusion == "min_max":
            weights = {"dense": settings.dense_weight, "bm25": 1 - settings.dense_weight}
            return weighted_sum(channels, weights)
        rows = sorted({row for ranking in channels.values() for row, _ in ranking})
        fused = convex(
            dict(channels["bm25"]),
            self._passage_and_sentence_cosines(query, rows),
            self.lexical.bound(analyze(query)),
            settings.dense_weight,
        )
        channels["near"] = sorted(self._near_shares(query, rows).items())
        share = settings.near_weight
        return {row: (1 - share) * fused[row] + share * near for row, near in channels["near"]}

    def _near_shares(self, query: str, rows: list[int]) -> dict[int, float]:
        """For each passage, how much of the question its words hold, nearness counted."""
        near = self.near(query)
        weights = {token: self.lexical.idf(token) for token in near}
        return {
            row: round(soft_coverage(weights, near, set(self.lexical.tokens_at(row))), SCORE_DIGITS)
            for row in rows
        }

    def _passage_and_sentence_cosines(self, query: str, rows: list[int]) -> dict[int, float]:
        """For each passage the mean of its own cosine and that of its best sentence.

        A passage's vector blurs what its sentences say; one sentence alone lacks its surroundings.
        """
        vector = self.encode_query(query)
        sentences = self.passages.sentence_rows(rows)
        return {
            row: (
                cosine
                + float(
                    (
                        self._sentence_vectors[sentences[row].start : sentences[row].stop] @ vector
                    ).max()
                )
            )
            / 2
            for row, cosine in zip(rows, self._dense.cosines(vector, rows), strict=True)
        }

    def _encode_query(self, query: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.encoder.encode([query])[0]
        return vector
