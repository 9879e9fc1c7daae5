"""Reading: which words of a passage answer a question, and whether any do.

Two kinds of reader stand behind one protocol: our own (`minilm`, in `packaged`), and any
extractive question-answering model of `transformers` (in `named`). Both give a score that is
bigger the more likely the passage answers, so that either also orders passages; a cross-encoder of
`sentence_transformers` can do that instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from index.encode import PACKAGED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_SPAN_TOKENS = 30
TOP_SPANS = 20
LOGIT_DIGITS = 4
"""Sums of logits are rounded before they are compared: float noise must not decide an order."""


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Characters `start` to `end` (excluded) of a passage; above 0: likelier than no answer."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one passage.

    Attributes:
        score: the best span's logits minus those of "no answer here"; bigger is better.
        spans: the best spans, best first, ties by position; they may overlap.
    """

    score: float
    spans: tuple[ScoredSpan, ...]


NO_READING = Reading(float("-inf"), ())
"""Of a passage without a word."""


class Reader(Protocol):
    """Anything that points at answers."""

    @property
    def reader_id(self) -> str:
        """Name and hash of the weights."""
        ...

    def read(
        self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()
    ) -> list[Reading]:
        """One reading for each passage, in their order.

        Args:
            question: in plain language.
            passages: texts; spans count their characters.
            contexts: title and headings of each passage, shown to the model and never answers;
                none, or one for each passage.
        """
        ...


class Reranker(Protocol):
    """Anything that says how well passages answer."""

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score for each passage, bigger is better."""
        ...


def spans_of(
    logits: NDArray[np.float32], null: float, offsets: Sequence[tuple[int, int]]
) -> list[ScoredSpan]:
    """The `TOP_SPANS` best spans: `start logit + end logit - null`, at most `MAX_SPAN_TOKENS` long.

    Source: Devlin et al. 2019, "BERT", section 4.3.

    Args:
        logits: of the passage's tokens, shape (tokens, 2): start, end.
        null: the score of "no answer here".
        offsets: characters of each token.

    >>> import numpy as np
    >>> logits = np.array([[1.0, 0.0], [4.0, 0.5], [0.0, 3.0]])
    >>> spans_of(logits, 2.0, [(0, 2), (3, 4), (5, 9)])[:1]
    [ScoredSpan(start=3, end=9, score=5.0)]
    """
    import numpy as np

    if not len(logits):
        return []
    scores = logits[:, None, 0] + logits[None, :, 1] - null
    allowed = np.triu(np.ones(scores.shape, dtype=bool)) & ~np.triu(
        np.ones(scores.shape, dtype=bool), MAX_SPAN_TOKENS
    )
    scores = np.where(allowed, scores, -np.inf).round(LOGIT_DIGITS)
    flat = scores.ravel()
    top = min(TOP_SPANS, int(allowed.sum()))
    # Those that could be among the best first: sorting all 10,000 takes as long as a layer.
    best = np.flatnonzero(flat >= np.partition(flat, -top)[-top])
    best = best[np.argsort(-flat[best], kind="stable")][:top]
    pairs = [divmod(int(place), scores.shape[1]) for place in best]
    return [ScoredSpan(offsets[i][0], offsets[j][1], float(scores[i, j])) for i, j in pairs]


def reading_of(spans: Sequence[ScoredSpan]) -> Reading:
    """The best of several windows; where they overlap, a span counts once, with its best score."""
    best: dict[tuple[int, int], ScoredSpan] = {}
    for span in spans:
        held = best.setdefault((span.start, span.end), span)
        if span.score > held.score:
            best[span.start, span.end] = span
    ranked = sorted(best.values(), key=lambda s: (-s.score, s.start, s.end))[:TOP_SPANS]
    return Reading(ranked[0].score, tuple(ranked)) if ranked else NO_READING


@cache
def load_reader(name: str = PACKAGED) -> Reader:
    """Load our own reader, or an extractive question-answering model.

    Args:
        name: `minilm`, a folder, or a hub id such as `deepset/tinyroberta-squad2`.

    Raises:
        ModelError: the model is not there, or our own weights are not the expected ones.
    """
    from assistant.readers.named import named_reader
    from assistant.readers.packaged import FOLDER, packaged_reader

    return packaged_reader(FOLDER) if name == PACKAGED else named_reader(name)


@cache
def load_cross_encoder(name: str) -> Reranker:
    """Load a cross-encoder of `sentence_transformers` from a folder or the hub.

    Raises:
        ModelError: the model is not there.
    """
    from assistant.readers.named import named_cross_encoder

    return named_cross_encoder(name)
