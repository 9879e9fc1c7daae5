"""What is searched for and how, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corpus.document import Passage, Span

Retriever = Literal["bm25", "dense", "hybrid"]
Fusion = Literal["convex", "min_max", "rrf"]

SCORE_DIGITS = 6
"""Scores are rounded before they are compared: float noise must not decide an order."""


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        passage: what was found.
        score: of the ranking asked for; bigger is better.
        rank: from 1.
        channels: the raw score in each channel that found it (`bm25`: from 0; `dense`: cosine;
            `near`: the soft share of the question's words, 0 … 1), and that of a `reader` or
            `reranker` which was shown it.
    """

    passage: Passage
    score: float
    rank: int
    channels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a passage that was found.

    Attributes:
        cosine: its similarity to the question.
        hubness: how much more than usual it is alike to any sentence (`index.hubs`); 0 where
            that was not asked for.
    """

    doc_id: str
    span: Span
    cosine: float
    hubness: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How the channels are searched and fused.

    Attributes:
        retriever: one channel, or both.
        fusion: `convex`, `min_max` or `rrf`: the functions of `index.fuse`.
        dense_weight: share of the dense channel in the first two, 0 … 1.
        near_weight: share of words near in meaning in `convex`, 0 … 1.
    """

    retriever: Retriever
    fusion: Fusion
    dense_weight: float
    near_weight: float
