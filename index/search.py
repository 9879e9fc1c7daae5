"""One question, two searches, one ranking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.document import Passage, Span
from index.dense import DenseIndex
from index.encode import Encoder
from index.fuse import Ranking, convex, reciprocal_rank_fusion, weighted_sum
from index.lexical import LexicalIndex, analyze, mostly_hangul
from index.near import Vocabulary, soft_coverage
from index.passages import PassageTable, SentenceRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.companion import Companion

Retriever = Literal["bm25", "dense", "hybrid"]
Fusion = Literal["convex", "min_max", "rrf"]

FOREIGN_WEIGHT = 0.5
"""Share of the companion's cosine where a question is in another language than a passage."""

MAX_KEPT = 20_000
"""Vectors of parts of documents that are kept in memory, at most."""

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


@dataclass(frozen=True, slots=True)
class Vectors:
    """What one encoder makes of the passages and sentences of an index, row by row.

    Attributes:
        encoder: that made them.
        dense: of the passages.
        sentences: shape (sentences, dim), unit length, maybe memory-mapped.
    """

    encoder: Encoder
    dense: DenseIndex
    sentences: NDArray[np.float32]


class Query(NamedTuple):
    """A question to search for.

    Attributes:
        text: in the language that the encoder reads.
        foreign: as asked, where that is another language; the companion reads it.
        words: what is looked up word by word, where that is not all of `text`.
    """

    text: str
    foreign: str | None = None
    words: str | None = None

    @property
    def looked_up(self) -> str:
        """What is looked up word by word."""
        return self.text if self.words is None else self.words


@cache
def keep_blas_quiet() -> None:
    """Let NumPy and FAISS multiply in one thread; the models keep theirs.

    The products of one question are small, and threads that wait for the next one spin: on two
    cores they slowed the reader, which comes right after the search, by more than half.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")


class HybridSearcher:
    """Searches FAISS and BM25 over the same passages.

    Args:
        passages: their texts.
        lexical: their words.
        dense: their vectors.
        sentence_vectors: of their sentences, shape (sentences, dim), maybe memory-mapped.
        encoder: that made these vectors.
        companion: the same passages as an encoder of other languages sees them; without it a
            foreign question is searched by what `Query.text` says.
    """

    def __init__(
        self,
        passages: PassageTable,
        lexical: LexicalIndex,
        dense: DenseIndex,
        sentence_vectors: NDArray[np.float32],
        vocabulary: Vocabulary,
        encoder: Encoder,
        companion: Companion | None = None,
    ) -> None:
        keep_blas_quiet()
        self.passages = passages
        self.lexical = lexical
        self.vocabulary = vocabulary
        self.encoder = encoder
        self.companion = companion
        self._dense = dense
        self._sentence_vectors = sentence_vectors
        # A question is encoded once, though search and ranking both need its vector.
        self.encode_query = lru_cache(maxsize=256)(self._encode_query)
        self.near = lru_cache(maxsize=256)(vocabulary.near)
        self._kept: dict[str, NDArray[np.float32]] = {}
        self._encode_foreign = lru_cache(maxsize=256)(self._encode_foreign_query)

    @property
    def vectors(self) -> Vectors:
        """What its own encoder makes of the passages."""
        return Vectors(self.encoder, self._dense, self._sentence_vectors)

    def search(
        self,
        query: str | Query,
        k: int,
        where: Collection[str] | None = None,
        settings: SearchSettings = SearchSettings(),
    ) -> list[Hit]:
        """The `k` best passages for `query`, best first, ties by passage.

        Args:
            query: the question; a text is one in the encoder's own language.
            k: at most this many.
            where: search only the documents with these ids.
            settings: channels and fusion.
        """
        query = Query(query) if isinstance(query, str) else query
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

    def sentences(self, query: str | Query, passages: Iterable[Passage]) -> list[ScoredSentence]:
        """Each sentence of `passages` once, in the order of the text, with its cosine."""
        query = Query(query) if isinstance(query, str) else query
        passages = list(passages)
        found = self.passages.sentences_of([passage.passage_id for passage in passages])
        if not found:
            return []
        rows = [s.row for s in found]
        # One matrix product: encoding the sentences now would take ten times the search.
        cosines = list(self._sentence_vectors[rows] @ self.encode_query(query.text))
        view = self._view(query)
        if view is not None:
            foreign = view.sentences[rows] @ self._encode_foreign(query.foreign)
            weights = [self._foreign_weight(_text_of(s, passages)) for s in found]
            cosines = [
                w * f + (1 - w) * c for w, f, c in zip(weights, foreign, cosines, strict=True)
            ]
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
        cosines = self.sentence_vectors([s.row for s in found]) @ self.document_vector(doc_id)
        return [
            ScoredSentence(s.doc_id, s.span, round(float(cosine), SCORE_DIGITS))
            for s, cosine in zip(found, cosines, strict=True)
        ]

    def encoded(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """The vector of each text, by which they are alike; kept, since they come up again."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        fresh = dict(zip(new, self.encoder.symmetric.encode(new), strict=True)) if new else {}
        vectors = [fresh[text] if text in fresh else self._kept[text] for text in texts]
        if len(self._kept) + len(fresh) > MAX_KEPT:
            self._kept = {}
        self._kept = self._kept | fresh  # a new table: other threads may be reading the old one
        return vectors

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
        self, query: Query, depth: int, rows: NDArray[np.int64] | None, retriever: Retriever
    ) -> dict[str, Ranking]:
        channels: dict[str, Ranking] = {}
        if retriever != "dense":
            channels["bm25"] = self.lexical.search(self._tokens(query), depth, rows)
        if retriever != "bm25":
            channels["dense"] = self._nearest(query, depth, rows)
        return channels

    def _tokens(self, query: Query) -> list[str]:
        """What BM25 looks for; of a foreign question only words that any text holds.

        One that could not be looked up must not make every passage look poor.
        """
        tokens = analyze(query.looked_up)
        return tokens if query.foreign is None else [t for t in tokens if self.lexical.knows(t)]

    def _nearest(self, query: Query, depth: int, rows: NDArray[np.int64] | None) -> Ranking:
        """Rows by the vectors: the encoder's, or both encoders' for a foreign question."""
        own = self._dense.search(self.encode_query(query.text), depth, rows)
        view = self._view(query)
        if view is None:
            return own
        vector = self._encode_foreign(query.foreign)
        found = sorted({row for row, _ in [*own, *view.dense.search(vector, depth, rows)]})
        cosines = self._mixed(query, found, view)
        return sorted(cosines.items(), key=lambda pair: (-pair[1], pair[0]))[:depth]

    def _view(self, query: Query) -> Vectors | None:
        """The companion's vectors where `query` needs them: they are made at the first need."""
        if query.foreign is None or self.companion is None:
            return None
        return self.companion.vectors

    def _mixed(self, query: Query, rows: list[int], view: Vectors) -> dict[int, float]:
        """For each passage the weighted mean of both encoders' cosines."""
        own = self._dense.cosines(self.encode_query(query.text), rows)
        foreign = view.dense.cosines(self._encode_foreign(query.foreign), rows)
        weights = [self._foreign_weight(passage.text) for passage in self.passages.at(rows)]
        return {
            row: w * f + (1 - w) * o
            for row, w, f, o in zip(rows, weights, foreign, own, strict=True)
        }

    @staticmethod
    def _foreign_weight(text: str) -> float:
        """What the companion's cosine counts for: all where the encoder cannot read the text."""
        return 1.0 if mostly_hangul(text) else FOREIGN_WEIGHT

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
            self._passage_and_sentence_cosines(query, rows),
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

    def _passage_and_sentence_cosines(self, query: Query, rows: list[int]) -> dict[int, float]:
        """For each passage the mean of its own cosine and that of its best sentence.

        A passage's vector blurs what its sentences say; one sentence alone lacks its surroundings.
        """
        sentences = self.passages.sentence_rows(rows)
        vector = self.encode_query(query.text)
        own = dict(zip(rows, self._dense.cosines(vector, rows), strict=True))
        best = _best_sentences(self._sentence_vectors, vector, sentences)
        view = self._view(query)
        if view is not None:
            own = self._mixed(query, rows, view)
            vector = self._encode_foreign(query.foreign)
            foreign = _best_sentences(view.sentences, vector, sentences)
            weights = [self._foreign_weight(passage.text) for passage in self.passages.at(rows)]
            best = {
                row: w * foreign[row] + (1 - w) * best[row]
                for row, w in zip(rows, weights, strict=True)
            }
        return {row: (own[row] + best[row]) / 2 for row in rows}

    def _encode_query(self, query: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.encoder.encode([query])[0]
        return vector

    def _encode_foreign_query(self, query: str | None) -> NDArray[np.float32]:
        if self.companion is None or query is None:
            raise ValueError("a foreign question needs a companion")
        vector: NDArray[np.float32] = self.companion.vectors.encoder.encode([query])[0]
        return vector


def _best_sentences(
    vectors: NDArray[np.float32], vector: NDArray[np.float32], rows: Mapping[int, range]
) -> dict[int, float]:
    """For each passage the cosine of its best sentence."""
    return {
        row: float((vectors[sentences.start : sentences.stop] @ vector).max())
        for row, sentences in rows.items()
    }


def _text_of(sentence: SentenceRow, passages: Iterable[Passage]) -> str:
    """The words of a sentence, from a passage that holds it."""
    for passage in passages:
        if passage.doc_id == sentence.doc_id and passage.span.covers(sentence.span):
            at = passage.span.start
            return passage.text[sentence.span.start - at : sentence.span.end - at]
    return ""
