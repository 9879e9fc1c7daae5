"""Which sentences answer: each sentence of the passages found, scored by a few plain features."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.asked.question import Question
from assistant.asked.question_names import name_tokens, names_before
from assistant.ranking.elsewhere import Places
from assistant.ranking.sought import Sought
from assistant.ranking.spans import candidate_spans, has_spans
from assistant.readers.reading import Readings, probability
from corpus.document import Document, Span
from index.lexical import LexicalIndex, analyze
from index.near import Near, soft_coverage
from index.query import Hit, ScoredSentence

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

PASSAGE_SCALE = 0.3
"""A passage counts e times less for every such step of its score below the best one's."""

SCORE_DIGITS = 6


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
    weights = term_weights(question.terms, lexical)
    sought = Sought(question, places)
    top = max((hit.score for hit in hits), default=0.0)
    counts = question.kind == "how_many"
    asked_names = name_tokens(question.reads) if counts else []
    names = {t: lexical.idf(t) for t in asked_names if lexical.knows(t)}
    of_passage = [
        (hit, coverage(weights, held), coverage(names, held))
        for hit in hits
        for held in [_tokens(f"{hit.passage.context}\n{hit.passage.text}")]
    ]
    candidates = []
    for sentence in sentences:
        document = document_of(sentence.doc_id)
        text = document.text
        said = sentence.span.of(text)
        # Passages overlap: a sentence counts with the best passage that holds it.
        around = [
            (math.exp((hit.score - top) / PASSAGE_SCALE), covered, named)
            for hit, covered, named in of_passage
            if hit.passage.doc_id == sentence.doc_id and hit.passage.span.covers(sentence.span)
        ]
        tokens = _tokens(said)
        carried = names_before(text, sentence.span) if counts else frozenset()
        asked_kind = has_spans(question.kind)
        told = readings.best_in(sentence.doc_id, sentence.span)
        features = {
            "cosine": sentence.cosine,
            "coverage": coverage(weights, tokens),
            "passage_coverage": max(covered for _, covered, _ in around),
            "near": soft_coverage(weights, near, {*tokens, *carried}),
            "unnamed": 1 - max(n for _, _, n in around) if names else 0.0,
            "passage": max(score for score, _, _ in around),
            "kind": float(asked_kind and bool(candidate_spans(question, text, sentence.span))),
            "reader": probability(told.score) if told else 0.0,
            "hubness": sentence.hubness,
        } | sought.features(document, sentence.span)
        score = sum(weight * features[name] for name, weight in WEIGHTS.items())
        candidates.append(
            Candidate(
                sentence.doc_id,
                sentence.span,
                said,
                features,
                round(score, SCORE_DIGITS),
            )
        )
    return sorted(candidates, key=lambda c: (-c.score, c.doc_id, c.span))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    """The tokens of a sentence or passage, kept: the same ones come up with every question."""
    return tuple(analyze(text))


def term_weights(terms: Sequence[str], lexical: LexicalIndex) -> dict[str, float]:
    """The idf of each term; one that no passage holds weighs most, as it should speak against."""
    return {term: lexical.idf(term) for term in terms}


def coverage(weights: Mapping[str, float], tokens: Sequence[str]) -> float:
    """The weighted share of terms that `tokens` hold; 0 where nothing was asked for.

    >>> coverage({"nara": 3.0, "summit": 1.0}, ["nara", "visit"])
    0.75
    """
    total = sum(weights.values())
    return sum(weights[t] for t in set(tokens) & weights.keys()) / total if total else 0.0
