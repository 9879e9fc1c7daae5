"""How alike a question and the texts of an index are: cosines by one encoder, or by two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.document import Passage
from index.dense import DenseIndex
from index.encode import Encoder
from index.fuse import Ranking
from index.hubs import Hubs
from index.lexical import mostly_hangul
from index.passages import PassageTable, SentenceRow
from index.query import SCORE_DIGITS, Query, ScoredSentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.companion import Companion

FOREIGN_WEIGHT = 0.5
"""Share of the companion's cosine where a question is in another language than a passage."""


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


class Cosines:
    """Cosines of questions with passages and sentences; safe to use from threads."""

    def __init__(self, passages: PassageTable, own: Vectors) -> None:
        self.own = own
        self.companion: Companion | None = None
        """The same passages as an encoder of other languages sees them; without it a foreign
        question is read by what `Query.text` says."""
        self._passages = passages
        self._hubs = Hubs(own.sentences)
        # A question is encoded once, though search and ranking both need its vector.
        self.encode_query = lru_cache(maxsize=256)(self._encode_query)
        self._encode_foreign = lru_cache(maxsize=256)(self._encode_foreign_query)

    def forget_questions(self) -> None:
        """Keep no question's vector."""
        self.encode_query.cache_clear()
        self._encode_foreign.cache_clear()

    def nearest(self, query: Query, depth: int, rows: NDArray[np.int64] | None) -> Ranking:
        """The `depth` passages most alike, best first; of `rows` only, where these are given."""
        own = self.own.dense.search(self.encode_query(query.text), depth, rows)
        view = self._view(query)
        if view is None:
            return own
        vector = self._encode_foreign(query.foreign)
        found = sorted({row for row, _ in [*own, *view.dense.search(vector, depth, rows)]})
        cosines = self._mixed(query, found, view)
        return sorted(cosines.items(), key=lambda pair: (-pair[1], pair[0]))[:depth]

    def of_passages(self, query: Query, rows: list[int]) -> dict[int, float]:
        """For each passage the mean of its own cosine and that of its best sentence.

        A passage's vector blurs what its sentences say; one sentence alone lacks its surroundings.
        """
        sentences = self._passages.sentence_rows(rows)
        vector = self.encode_query(query.text)
        own = dict(zip(rows, self.own.dense.cosines(vector, rows), strict=True))
        best = _best_sentences(self.own.sentences, vector, sentences)
        view = self._view(query)
        if view is not None:
            own = self._mixed(query, rows, view)
            foreign = _best_sentences(
                view.sentences, self._encode_foreign(query.foreign), sentences
            )
            best = {
                row: _weighted(passage.text, foreign[row], best[row])
                for row, passage in zip(rows, self._passages.at(rows), strict=True)
            }
        return {row: (own[row] + best[row]) / 2 for row in rows}

    def of_sentences(self, query: Query, passages: Sequence[Passage]) -> list[ScoredSentence]:
        """Each sentence of `passages` once, in the order of the text, with its cosine."""
        found = self._passages.sentences_of([passage.passage_id for passage in passages])
        if not found:
            return []
        rows = [s.row for s in found]
        # One matrix product: encoding the sentences now would take ten times the search.
        cosines = list(self.own.sentences[rows] @ self.encode_query(query.text))
        view = self._view(query)
        if view is not None:
            foreign = view.sentences[rows] @ self._encode_foreign(query.foreign)
            cosines = [
                _weighted(_text_of(s, passages), theirs, ours)
                for s, theirs, ours in zip(found, foreign, cosines, strict=True)
            ]
        hubs = self._hubs.hubness(rows).tolist()
        return [
            ScoredSentence(
                s.doc_id, s.span, round(float(cosine), SCORE_DIGITS), round(hub, SCORE_DIGITS)
            )
            for s, cosine, hub in zip(found, cosines, hubs, strict=True)
        ]

    def _view(self, query: Query) -> Vectors | None:
        """The companion's vectors where `query` needs them: they are made at the first need."""
        if query.foreign is None or self.companion is None:
            return None
        return self.companion.vectors

    def _mixed(self, query: Query, rows: list[int], view: Vectors) -> dict[int, float]:
        """For each passage the weighted mean of both encoders' cosines."""
        own = self.own.dense.cosines(self.encode_query(query.text), rows)
        foreign = view.dense.cosines(self._encode_foreign(query.foreign), rows)
        return {
            row: _weighted(passage.text, theirs, ours)
            for row, passage, theirs, ours in zip(
                rows, self._passages.at(rows), foreign, own, strict=True
            )
        }

    def _encode_query(self, query: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.own.encoder.encode_query([query])[0]
        return vector

    def _encode_foreign_query(self, query: str | None) -> NDArray[np.float32]:
        if self.companion is None or query is None:
            raise ValueError("a foreign question needs a companion")
        vector: NDArray[np.float32] = self.companion.vectors.encoder.encode_query([query])[0]
        return vector


def _weighted(text: str, foreign: float, own: float) -> float:
    """The mean of both encoders' cosines; the companion's alone where the other cannot read."""
    weight = 1.0 if mostly_hangul(text) else FOREIGN_WEIGHT
    return weight * foreign + (1 - weight) * own


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
            return sentence.span.of(passage.text, passage.span.start)
    return ""
