"""Which sentences answer: each sentence of the passages found, scored by its features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.asked.question import Question
from assistant.ranking.elsewhere import Places
from assistant.ranking.features import Features
from assistant.readers.reading import Place, Readings
from corpus.document import Document, Span
from index.lexical import LexicalIndex
from index.near import Near
from index.query import SCORE_DIGITS, Hit, ScoredSentence

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
    "ending": 0.7,
    "exact": 2.0,
    "pair": 1.0,
    "elsewhere": -1.5,
    "announcing": -1.0,
    "ending_it": -1.0,
    "unnamed": -0.5,
}
"""Tuned on the dev questions."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer.

    Attributes:
        features: each in 0 … 1 (`cosine`: -1 … 1), for the explanation.
            cosine: of sentence and question.
            coverage: idf-weighted share of the question's terms that the sentence holds.
            passage_coverage: the same for the sentence's best passage, headings included.
            near: as `coverage`, words near in meaning counted by how near they are; where a number
                is asked for, names that the sentence points back to count as its own.
            passage: 1 for the best passage, less the further its score is behind.
            kind: 1 where the sentence holds words of the kind asked for.
            reader: the reader's probability for its best words in the sentence; 0 where unread.
            judging: how much the sentence judges, where a judgement is asked for; else 0.
            telling: how much it tells an outcome, where one is asked for; else 0.
            aiming: how much it tells an aim, where one is asked for; else 0.
            exact: 1 where it tells in so many words what letters stand for, who holds an office,
                which rank somebody has, what they said or how long a stay was, if that is asked.
            pair: 1 where it names the two together between whom is what is asked; else 0.
            ending: 1 where the text ends with it, if what it says in the end is asked for; else 0.
            elsewhere: 1 where it tells of a visit or meeting in another place than the one asked
                about: speaks against it.
            announcing: 1 where it only says what the text is going to speak of: speaks against it.
            ending_it: 1 where it tells the end of that whose reason or date is asked: speaks
                against it.
            unnamed: where a number is asked for, the idf-weighted share of the question's names
                that the sentence's passage lacks: speaks against it.
            hubness: how much more than usual it is alike to any sentence: speaks against it.
        score: the weighted sum of some of them (`WEIGHTS`); bigger is better.
    """

    doc_id: str
    span: Span
    text: str
    features: Mapping[str, float]
    score: float


def rank_sentences(
    question: Question,
    hits: Sequence[Hit],
    sentences: Sequence[ScoredSentence],
    readings: Readings,
    near: Near,
    document_of: Callable[[str], Document],
    lexical: LexicalIndex,
    places: Places | None = None,
) -> list[Candidate]:
    """The sentences, best first, ties in the order of the text.

    Args:
        question: what is asked.
        hits: passages in their final order.
        sentences: of these passages, with their cosines.
        readings: of the first of these passages.
        near: the index's words for those of the question.
        document_of: gives the document with an id.
        lexical: knows how rare a term is.
        places: knows what is told of which place; None where the documents are too many to read.
    """
    shown = Features(question, hits, readings, near, lexical, places)
    candidates = []
    for sentence in sentences:
        document = document_of(sentence.doc_id)
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
