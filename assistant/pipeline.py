"""One question by itself, in the documents' words: searched, read, ranked, judged, composed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.about import (
    MAX_DOCUMENTS,
    about_authors,
    about_documents,
    about_whole,
    central_sentences,
    sections_asked,
)
from assistant.address import without_address
from assistant.answer import Answer
from assistant.compose import agreeing, all_differing, answered, differing, short_span
from assistant.confidence import confidence
from assistant.disagree import in_library
from assistant.disputed import Compared, compared
from assistant.foreign_confidence import hangul_confidence
from assistant.gather import Part, gathered, gathered_of_parts, may_ask_for_note, without_notes
from assistant.parts import asked_apart, hold_all, one_of_each, parts_of
from assistant.question import GATHERING, Question, terms_of
from assistant.rank import Candidate, rank_sentences, term_weights
from assistant.reader import Reader, Reranker
from assistant.reading import NOTHING_READ, Place, Readings, read_passages, reordered, reranked
from assistant.refuse import not_found, not_understood
from assistant.settings import Settings
from assistant.signals import signals
from assistant.trace import BestSpan, Trace
from corpus.document import Document
from index.lexical import mostly_hangul
from index.query import Hit
from index.search import HybridSearcher

MAX_DIFFERENCES = 4
"""Of all that the documents differ in, so many are shown; `summits docs compare` lists the rest."""

SECTION_SENTENCES = 4
OVERVIEW_SENTENCES = 6
"""An overview of a section has so many of its sentences; with what else was found, so many."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps from a question to an answer that is not yet verified.

    Attributes:
        searcher: finds passages.
        document_of: gives the document with an id.
        doc_ids: all documents.
        settings: every choice that changes an answer.
        reader: points at answers; None reads nothing.
        reranker: orders the first passages; None leaves them as they were found.
        named_in: a text and the id of a document to the text with the names that it uses.
    """

    searcher: HybridSearcher
    document_of: Callable[[str], Document]
    doc_ids: tuple[str, ...]
    settings: Settings
    reader: Reader | None
    reranker: Reranker | None
    named_in: Callable[[str, str], str]

    def trace(
        self,
        read: Question,
        where: Collection[str] | None,
        k: int,
        threshold: float,
        said: tuple[Place, ...] = (),
    ) -> Trace:
        """What comes of a question in the documents' words; `said`: what was told before."""
        hits, readings = self.search(read, k, where)
        readings = readings.without(said)
        candidates = self._candidates(read, hits[: self.settings.candidates], readings)
        found = signals(read, candidates, hits, readings, self.searcher.lexical)
        sure = self._confidence(read, candidates, found)
        answer = self._about_library(read, where)
        if read.language == "other":
            answer = not_understood(read)
        values = Compared() if answer else self._compared(read, hits, candidates, readings, where)
        carrying: tuple[Mapping[str, float], ...] = ()
        if answer is None and values.differing:
            answer = differing(read, values.differing, candidates, sure, self.document_of)
        if answer is None:
            parts = self._parts(read, where)
            # Who answers every part answers the whole, which may be like nothing in the documents.
            asked = [part.question for part in parts]
            if all(part.candidates for part in parts) and hold_all(read, asked):
                carrying = tuple(part.signals for part in parts)
                sure = max(sure, min(part.sure for part in parts))
            if candidates and sure >= threshold:
                composed = self._compose(read, candidates, readings, sure, where, parts)
                answer = agreeing(composed, values.agreeing, self.document_of)
            else:
                answer = self.refused(read, candidates, found, sure, where)
        best = self._best(read, candidates, readings)
        return Trace(answer, read, tuple(hits[:k]), tuple(candidates), best, found, carrying)

    def refused(
        self,
        read: Question,
        candidates: Sequence[Candidate],
        found: Mapping[str, float],
        sure: float,
        where: Collection[str] | None,
    ) -> Answer:
        """The answer that the documents do not say, with what was looked for.

        Args:
            read: the question.
            candidates: sentences considered, best first.
            found: the signals, and `sure` the confidence that came of them.
            sure: see `found`.
            where: the documents searched; None: all.
        """
        known, searched = self.searcher.lexical.knows, self.doc_ids if where is None else where
        return not_found(read, candidates, found, sure, self.document_of, known, list(searched))

    def search(
        self,
        read: Question,
        k: int,
        where: Collection[str] | None,
        reads: int | None = None,
    ) -> tuple[list[Hit], Readings]:
        """At least `k` and `candidates` passages, the first of them read and put in order.

        Args:
            read: the question.
            k: see above.
            where: the documents to search; None: all.
            reads: how many of the passages are read; None: as the settings say.
        """
        first = self.settings.rerank_passages if self.reranker is not None else 0
        depth = max(k, self.settings.candidates, first)
        hits = self.searcher.search(read.query, depth, where, self.settings.search)
        if self.reranker is not None:
            hits = reranked(self.reranker, read.text, hits, first)
        if self.reader is None:
            return hits, NOTHING_READ
        # The reader knows no Korean: what it made of such a passage would be noise.
        if hits and mostly_hangul(hits[0].passage.text):
            return hits, NOTHING_READ
        legible = [hit for hit in hits if not mostly_hangul(hit.passage.text)]
        reads = self.settings.read_passages if reads is None else reads
        readings = read_passages(self.reader, read.reads, legible[:reads])
        return reordered(hits, readings), readings

    def _candidates(
        self, read: Question, hits: Sequence[Hit], readings: Readings
    ) -> list[Candidate]:
        sentences = self.searcher.sentences(read.query, [hit.passage for hit in hits])
        ranked = rank_sentences(
            read,
            hits,
            sentences,
            readings,
            self.searcher.near(read.topic),
            self.document_of,
            self.searcher.lexical,
        )
        if self.settings.sentence_ranking:
            return ranked
        # As the passages stand: the first sentences of the best passage come first.
        place = {(s.doc_id, s.span): number for number, s in enumerate(sentences)}
        return sorted(ranked, key=lambda c: place[c.doc_id, c.span])

    def _compose(
        self,
        read: Question,
        candidates: Sequence[Candidate],
        readings: Readings,
        sure: float,
        where: Collection[str] | None,
        parts: Sequence[Part],
    ) -> Answer:
        if not may_ask_for_note(read):
            candidates = without_notes(candidates) or candidates
        chosen = gathered(
            read,
            candidates,
            self.settings.max_sentences,
            term_weights(read.terms, self.searcher.lexical),
            self.searcher.near(read.topic),
        )
        if read.kind == "overview":
            chosen = self._with_sections(read, where, chosen)
        if parts:
            found = [without_notes(part.candidates) for part in parts]
            chosen = gathered_of_parts(read, found, chosen)
            readings = readings.joined(part.readings for part in parts)
        return answered(read, chosen, readings, sure, self.document_of, parts)

    def _with_sections(
        self, read: Question, where: Collection[str] | None, chosen: Sequence[Candidate]
    ) -> list[Candidate]:
        """What is central to the sections an overview is asked of, then what other texts say."""
        held = self.doc_ids if where is None else where
        documents = [self.document_of(doc_id) for doc_id in list(held)[:MAX_DOCUMENTS]]
        found = [
            Candidate(s.doc_id, s.span, s.span.of(document.text), {}, s.cosine)
            for document, span in sections_asked(read, documents)
            for s in central_sentences(
                document, self.searcher.central(document.doc_id, span), SECTION_SENTENCES
            )
        ]
        told = {c.doc_id for c in found}
        more = [c for c in chosen if c.doc_id not in told]
        return [*found, *more][:OVERVIEW_SENTENCES]

    def _parts(self, read: Question, where: Collection[str] | None) -> list[Part]:
        """The parts of a question, each looked up by itself; empty where it has none."""
        asked = self._asked_apart(read, where)
        # The parts share what the whole may read: each would cost as much as the whole.
        reads = max(1, self.settings.read_passages // max(1, len(asked)))
        return [self._part(part, inside, reads) for part, inside in asked]

    def _asked_apart(
        self, read: Question, where: Collection[str] | None
    ) -> list[tuple[Question, Collection[str] | None]]:
        """The parts of a question and where to look for each."""
        held = self.doc_ids if where is None else where
        if 1 < len(held) <= MAX_DOCUMENTS:
            apart = asked_apart(read.text, [self.document_of(doc_id) for doc_id in held])
            if apart:
                return [(self._put_to(part, doc_id), [doc_id]) for part, doc_id in apart]
            if read.kind == "each":
                return [(self._put_to(one_of_each(read), doc_id), [doc_id]) for doc_id in held]
        return [(part, where) for part in parts_of(read)]

    def _put_to(self, part: Question, doc_id: str) -> Question:
        """The question to one document: where the other says "AI", it may not."""
        topic = self.named_in(part.topic, doc_id)
        return replace(part, topic=topic, terms=terms_of(topic, part.kind))

    def _part(self, read: Question, where: Collection[str] | None, reads: int) -> Part:
        hits, readings = self.search(read, self.settings.candidates, where, reads)
        candidates = self._candidates(read, hits[: self.settings.candidates], readings)
        found = signals(read, candidates, hits, readings, self.searcher.lexical)
        sure = self._confidence(read, candidates, found)
        return Part(read, candidates, readings, found, sure)

    def _compared(
        self,
        read: Question,
        hits: Sequence[Hit],
        candidates: Sequence[Candidate],
        readings: Readings,
        where: Collection[str] | None,
    ) -> Compared:
        """The values that different documents give for what is asked."""
        if not self.settings.disagreement or read.language == "other":
            return Compared()
        # Values are compared in the documents' language.
        whole = read.language == "en" and read.kind != "each"
        read = replace(read, text=without_address(read.text) if whole else read.reads)
        held = self.doc_ids if where is None else where
        return compared(read, candidates, hits, readings, self.searcher, self.document_of, held)

    def _about_library(self, read: Question, where: Collection[str] | None) -> Answer | None:
        if read.kind == "differences":
            return self._all_differing(read, where)
        about = {"documents": about_documents, "authors": about_authors}.get(read.kind)
        if about is None and where is not None and len(where) == 1:
            (doc_id,) = where
            return about_whole(read, self.document_of(doc_id), self.searcher.central(doc_id))
        if about is None:
            return None
        return about(
            read, [self.document_of(d) for d in self.doc_ids if where is None or d in where]
        )

    def _all_differing(self, read: Question, where: Collection[str] | None) -> Answer | None:
        """What documents differ in; a library that is large is compared by command only."""
        if not self.settings.disagreement or len(self.doc_ids) > MAX_DOCUMENTS:
            return None
        held = self.doc_ids if where is None else where
        found = in_library(self.searcher, self.document_of)
        among = [one for one in found if all(side.doc_id in held for side in one.sides)]
        return all_differing(read, among[:MAX_DIFFERENCES], self.document_of)

    def _best(
        self, read: Question, candidates: Sequence[Candidate], readings: Readings
    ) -> BestSpan | None:
        if not candidates:
            return None
        best = candidates[0]
        text = self.document_of(best.doc_id).text
        span = short_span(read, text, best, readings) or best.span
        return BestSpan(span.of(text), best.doc_id, span.start, span.end)

    def _confidence(
        self,
        read: Question,
        candidates: Sequence[Candidate],
        found: Mapping[str, float],
    ) -> float:
        """The probability that the documents answer."""
        if not candidates:
            return 0.0
        if read.language != "en" and mostly_hangul(candidates[0].text):
            return hangul_confidence(candidates)
        says_nothing = not read.terms or (len(read.terms) == 1 and not found["known"])
        if read.language == "en" and read.kind not in GATHERING and says_nothing:
            return 0.0  # "Who?", "asdfgh"
        if read.language != "en" and not found["known"]:
            # The documents hold none of its words in any form: what is alike is something else.
            return 0.0
        return confidence(found, read.language)
