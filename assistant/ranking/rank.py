"""Which sentences answer: each sentence of the passages found, scored by its features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.ranking.features import Features
from assistant.readers.reading import Place
from corpus.document import Document, Span
from index.query import SCORE_DIGITS, ScoredSentence

WEIGHTS: Mapping[str, float] = {
    "cosine": 1.5,
    "near": 1.0,
    "passage": 0.9,
    "kind": 0.3,
    "reader": 0.7,
    "hubness": -1.0,
    "judging": 0.7,
    "telling": 0.7,
    "aiming": 0.7,
    "closing": 0.7,
    "exact": 2.0,
    "tabled": 2.0,
    "pair": 1.0,
    "elsewhere": -1.5,
    "announcing": -1.0,
    "its_end": -1.0,
    "unnamed": -0.5,
}
"""Tuned on the dev questions."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer.

    Attributes:
        features: what speaks for it and against it, explained in `assistant.ranking.features` and
            `sought`, which work them out.
        score: the weighted sum of some of them (`WEIGHTS`); bigger is better.
    """

    doc_id: str
    span: Span
    text: str
    features: Mapping[str, float]
    score: float


def rank_sentences(
    sentences: Sequence[ScoredSentence], shown: Features, document_of: Callable[[str], Document]
) -> list[Candidate]:
    """The sentences, best first by what they have of `WEIGHTS`, ties in the order of the text."""
    candidates = []
    for sentence in sentences:
        document = document_of(sentence.doc_id)
        if shown.tells_nothing(sentence, document):
            continue
        features = shown.of(sentence, document)
        score = sum(weight * features[name] for name, weight in WEIGHTS.items())
        candidates.append(
            Candidate(
                sentence.doc_id,
                sentence.span,
                sentence.span.of(document.text),
                features,
                round(score, SCORE_DIGITS),
            )
        )
    return sorted(candidates, key=lambda c: (-c.score, c.doc_id, c.span))


def place_of(candidate: Candidate) -> Place:
    """Where a sentence stands."""
    return candidate.doc_id, candidate.span
