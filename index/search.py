"""One question, two searches, one ranking."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from corpus.document import Passage, Span
from index.alike import Cosines, Vectors
from index.fuse import Ranking, convex, reciprocal_rank_fusion, weighted_sum
from index.lexical import LexicalIndex, analyze
from index.near import Vocabulary, soft_coverage
from index.passages import PassageTable
from index.query import SCORE_DIGITS, Hit, Query, Retriever, ScoredSentence, SearchSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 100
"""How many passages each channel hands to the fusion, at least."""

MAX_KEPT = 20_000
"""Vectors of parts of documents that are kept in memory, at most."""


@cache
def keep_blas_quiet() -> None:
    """Let NumPy and FAISS multiply in one thread; the models keep theirs.

    The products of one question are small, and threads that wait for the next one spin: on two
    cores they slowed the reader, which comes right after the search, by more than half.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")


class HybridSearcher:
    """Searches FAISS and BM25 over the same passages."""

    def __init__(
        self,
        passages: PassageTable,
        lexical: LexicalIndex,
        vocabulary: Vocabulary,
        vectors: Vectors,
    ) -> None:
        keep_blas_quiet()
        self.passages = passages
        self.lexical = lexical
        self.vocabulary = vocabulary
        self.vectors = vectors
        self.encoder = vectors.encoder
        self.cosines = Cosines(passages, vectors)
        self.near = lru_cache(maxsize=256)(vocabulary.near)
        self._kept: dict[str, NDArray[np.float32]] = {}
        self._keeping = threading.Lock()

    def search(
        self,
        query: str | Query,
        k: int,
        where: Collection[str] | None,
        settings: SearchSettings,
    ) -> list[Hit]:
        """The `k` best passages for `query`, best first, ties by passage.

        A text is a question in the encoder's own language. `where` searches only the documents with
        these ids; None: all.
        """
        query = Query(query) if isinstance(query, str) else query
        rows = None if where is None else self.passages.rows_of(where)
        if rows is not None and len(rows) == 0:
            return []
        channels = self._channels(query, max(k, DEPTH), rows, settings.retriever)
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

    def sentences(self, query: str | Query, passages: Iterable[Passage]) -> list[ScoredSentence]:
        """Each sentence of `passages` once, in the order of the text, with its cosine."""
        query = Query(query) if isinstance(query, str) else query
        return self.cosines.of_sentences(query, list(passages))

    def central(self, doc_id: str, within: Sequence[Span] = ()) -> list[ScoredSentence]:
        """Each sentence of a document, or of parts of it, with its cosine to the mean of them.

        What most of a document is about is near its centroid: Radev, Jing, Styś and Tam,
        "Centroid-based summarization of multiple documents", IPM 2004.
        """
        found = [
            sentence
            for sentence in self.passages.sentences_at(self.passages.sentences_in(doc_id))
            if not within or any(part.covers(sentence.span) for part in within)
        ]
        if not found:
            return []
        vectors = self.sentence_vectors([s.row for s in found])
        cosines = vectors @ _unit(vectors.mean(axis=0))
        return [
            ScoredSentence(s.doc_id, s.span, round(float(cosine), SCORE_DIGITS))
            for s, cosine in zip(found, cosines, strict=True)
        ]

    def encoded(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """The vector of each text, by which they are alike; kept, since they come up again."""
        with self._keeping:
            vectors = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in vectors]
        if new:
            fresh = dict(zip(new, self.encoder.symmetric.encode(new), strict=True))
            vectors |= fresh
            with self._keeping:
                if len(self._kept) + len(fresh) > MAX_KEPT:
                    self._kept.clear()
                self._kept.update(islice(fresh.items(), MAX_KEPT))
        return [vectors[text] for text in texts]

    def forget_questions(self) -> None:
        """Keep nothing of questions: the next one costs what one costs that is asked first."""
        self.cosines.forget_questions()
        self.near.cache_clear()

    def sentence_vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these sentences (`PassageTable.each_sentence`), shape (n, dim)."""
        vectors: NDArray[np.float32] = self.vectors.sentences[list(rows)]
        return vectors

    def document_vector(self, doc_id: str) -> NDArray[np.float32]:
        """The mean of a document's sentence vectors, unit length, shape (dim,); 0 without any."""
        import numpy as np

        rows = self.passages.sentences_in(doc_id)
        if not rows:
            return np.zeros(self.encoder.dim, dtype=np.float32)
        return _unit(self.vectors.sentences[rows.start : rows.stop].mean(axis=0))

    def _channels(
        self, query: Query, depth: int, rows: NDArray[np.int64] | None, retriever: Retriever
    ) -> dict[str, Ranking]:
        channels: dict[str, Ranking] = {}
        if retriever != "dense":
            channels["bm25"] = self.lexical.search(self._tokens(query), depth, rows)
        if retriever != "bm25":
            channels["dense"] = self.cosines.nearest(query, depth, rows)
        return channels

    def _tokens(self, query: Query) -> list[str]:
        """What BM25 looks for; of a foreign question only words that any text holds.

        One that could not be looked up must not make every passage look poor.
        """
        tokens = analyze(query.looked_up)
        return tokens if query.foreign is None else [t for t in tokens if self.lexical.knows(t)]

    def _fuse(
        self, query: Query, channels: dict[str, Ranking], settings: SearchSettings
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
            self.cosines.of_passages(query, rows),
            self.lexical.bound(self._tokens(query)),
            settings.dense_weight,
        )
        share = settings.near_weight
        if not share:
            return fused
        channels["near"] = sorted(self._near_shares(query, rows).items())
        return {row: (1 - share) * fused[row] + share * near for row, near in channels["near"]}

    def _near_shares(self, query: Query, rows: list[int]) -> dict[int, float]:
        """For each passage, how much of the question its words hold, nearness counted."""
        near = self.near(query.looked_up)
        weights = {token: self.lexical.idf(token) for token in near}
        return {
            row: round(soft_coverage(weights, near, set(self.lexical.tokens_at(row))), SCORE_DIGITS)
            for row in rows
        }


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """A vector of length 1 in the same direction; 0 stays 0."""
    import numpy as np

    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)
