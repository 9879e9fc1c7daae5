"""What speaks for a sentence and against it: a few plain features."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.asked.heads import head_lines
from assistant.asked.question import Question
from assistant.asked.question_names import name_tokens, names_before
from assistant.ranking.elsewhere import Places
from assistant.ranking.sought import Sought
from assistant.ranking.spans import candidate_spans, has_spans
from assistant.readers.reading import Readings, reader_share
from assistant.texts.tables import is_heading, row_at, tells_cell
from assistant.words.clauses import clause_of, folded
from assistant.words.grammar import DO
from corpus.document import Document, Passage, Span
from index.lexical import LexicalIndex, analyze
from index.near import Near, soft_coverage
from index.query import Hit, ScoredSentence

MOST_OF_IT = 0.7
"""Such a share of a question, by near, is told by a row and the headings of its table."""

PASSAGE_SCALE = 0.3
"""A passage counts e times less for every such step of its score below the best one's."""


class _OfPassage(NamedTuple):
    """What a passage says for its sentences: its score beside the best one's, and what it holds.

    `covered` is the share of the question's terms, `named` that of its names.
    """

    score: float
    covered: float
    named: float


class Features:
    """Gives the features of sentences for one question.

    Args:
        question: what is asked.
        hits: passages in their final order.
        readings: of the first of these passages.
        near: the index's words for those of the question.
        lexical: knows how rare a term is.
        places: knows what is told of which place; None where the documents are too many to read.
    """

    def __init__(
        self,
        question: Question,
        hits: Sequence[Hit],
        readings: Readings,
        near: Near,
        lexical: LexicalIndex,
        places: Places | None,
    ) -> None:
        self._question = question
        self._readings = readings
        self._near = near
        self._sought = Sought(question, places)
        self._weights = term_weights(question.terms, lexical)
        self._counts = question.kind == "how_many"
        self._heads: dict[str, list[Span]] = {}
        clause = clause_of(question.reads)
        self._asks_deed = bool(clause.asks) and folded(clause.auxiliary) in DO
        asked_names = name_tokens(question.reads) if self._counts else []
        self._names = {t: lexical.idf(t) for t in asked_names if lexical.knows(t)}
        top = max((hit.score for hit in hits), default=0.0)
        self._passages = [
            (hit.passage, self._of_passage(hit.passage, hit.score - top)) for hit in hits
        ]

    def tells_nothing(self, sentence: ScoredSentence, document: Document) -> bool:
        """Whether it is no candidate: the headings of a table, which each row carries.

        Or a line over the text, where what somebody did is asked: "Brief 7, Calder Institute" holds
        the name, and not what the institute recommends.
        """
        if is_heading(document.text, sentence.span):
            return True
        if not self._asks_deed:
            return False
        if document.doc_id not in self._heads:
            self._heads[document.doc_id] = head_lines(document)
        return sentence.span in self._heads[document.doc_id]

    def of(self, sentence: ScoredSentence, document: Document) -> dict[str, float]:
        """Feature -> value, of a sentence of one of the passages; with those of `Sought.features`.

        cosine: of sentence and question, -1 … 1; every other feature is in 0 … 1.
        coverage: idf-weighted share of the question's terms that the sentence holds.
        passage_coverage: the same for the sentence's best passage, headings included.
        near: as `coverage`, words near in meaning counted by how near they are; where a number is
            asked for, names that the sentence points back to count as its own, and a row has the
            words of its headings.
        unnamed: where a number is asked for, the idf-weighted share of the question's names that
            the sentence's passage lacks: speaks against it.
        passage: 1 for the best passage, less the further its score is behind.
        kind: 1 where the sentence holds words of the kind asked for.
        reader: the reader's score of its best words in the sentence, as a share; 0 where unread.
        tabled: 1 for the row of a table of which the question names the first cell and a heading,
            and little else.
        hubness: how much more than usual it is alike to any sentence: speaks against it.
        """
        text, span = document.text, sentence.span
        # Passages overlap: a sentence counts with the best passage that holds it.
        around = [
            figures
            for passage, figures in self._passages
            if passage.doc_id == sentence.doc_id and passage.span.covers(span)
        ]
        tokens = _tokens(span.of(text))
        carried = names_before(text, span) if self._counts else frozenset()
        row = row_at(text, span.start)
        if row:
            carried = frozenset(_tokens(row.heading.of(text)))
        kind = has_spans(self._question.kind) and candidate_spans(self._question, text, span)
        read = self._readings.best_in(sentence.doc_id, span)
        near = soft_coverage(self._weights, self._near, {*tokens, *carried})
        fits = near >= MOST_OF_IT and (kind or not has_spans(self._question.kind))
        return {
            "cosine": sentence.cosine,
            "coverage": coverage(self._weights, tokens),
            "passage_coverage": max(one.covered for one in around),
            "near": near,
            "unnamed": 1 - max(one.named for one in around) if self._names else 0.0,
            "passage": max(one.score for one in around),
            "kind": float(bool(kind)),
            "reader": reader_share(read.score) if read else 0.0,
            "hubness": sentence.hubness,
            "tabled": float(bool(fits and row and tells_cell(text, row, self._question.terms))),
        } | self._sought.features(document, span)

    def _of_passage(self, passage: Passage, behind: float) -> _OfPassage:
        held = _tokens(f"{passage.context}\n{passage.text}")
        return _OfPassage(
            math.exp(behind / PASSAGE_SCALE),
            coverage(self._weights, held),
            coverage(self._names, held),
        )


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
