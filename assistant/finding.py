"""What is found for a question by itself: passages read, sentences ranked, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.asked.question import Question, terms_of
from assistant.confidence.calibrated import shipped
from assistant.confidence.signals import signals
from assistant.confidence.sure import how_sure
from assistant.other_words import in_other_words, without_clause
from assistant.ranking.elsewhere import Places
from assistant.ranking.features import Features
from assistant.ranking.judgement import judgement_asked, what_came_of
from assistant.ranking.rank import Candidate, rank_sentences
from assistant.ranking.replies import and_reply, with_replies
from assistant.readers.protocol import Reader, Reranker
from assistant.readers.reading import (
    NOTHING_READ,
    Place,
    Readings,
    read_passages,
    reordered,
    reranked,
)
from assistant.settings import Settings
from corpus.document import Document
from index.lexical import mostly_hangul
from index.near import Near
from index.query import Hit
from index.search import HybridSearcher


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question, or for a part of one.

    Attributes:
        hits: passages in their final order.
        candidates: sentences of the first of them, best first.
        readings: what the reader made of the passages it read.
        signals: what the confidence is made from.
        sure: the probability that the documents answer.
    """

    question: Question
    hits: Sequence[Hit]
    candidates: Sequence[Candidate]
    readings: Readings
    signals: Mapping[str, float]
    sure: float

    @property
    def of_kind(self) -> bool:
        """Whether the best sentence has words of the kind asked for, if one is."""
        return self.signals.get("kind", 1.0) > 0


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what a question is answered from.

    Attributes:
        searcher: finds passages.
        document_of: gives the document with an id.
        settings: every choice that changes an answer.
        reader: points at answers; None reads nothing.
        reranker: orders the first passages; None leaves them as they were found.
        places: knows what is told of which place; None where the documents are too many to read.
    """

    searcher: HybridSearcher
    document_of: Callable[[str], Document]
    settings: Settings
    reader: Reader | None
    reranker: Reranker | None
    places: Places | None = None

    def found(
        self,
        read: Question,
        where: Collection[str] | None,
        k: int = 0,
        reads: int | None = None,
        said: tuple[Place, ...] = (),
    ) -> Found:
        """Search, read, rank and judge.

        How an event is judged is told of what came of it, where anything is, else of the event.
        What the shipped "balanced" would refuse, or what is answered without words of the kind
        asked for, is looked up in other words, where there are some. How strict the settings are
        makes no difference here: they decide whether an answer is given, not which.

        Args:
            read: the question.
            where: the documents to search; None: all.
            k: passages to find at least; there are never fewer than the settings' `candidates`.
            reads: how many of the passages are read; None: as the settings say.
            said: places that are no answer any more.
        """
        enough = shipped().thresholds["balanced"]
        asked = judgement_asked(read.text)
        came_of = what_came_of(read.topic, asked) if asked else None
        if came_of is not None:
            other = _reworded(read, came_of, f"What was {came_of}?")
            found = self._found(other, where, k, reads, said)
            if found.sure >= enough:
                return found
        found = self._found(read, where, k, reads, said)
        if found.sure >= enough and found.of_kind:
            return found
        typed = read.english is None
        for other_words in (in_other_words(read.reads), typed and without_clause(read.text)):
            if other_words:
                other = _reworded(read, other_words, other_words)
                again = self._found(other, where, k, reads, said)
                if again.sure >= enough and again.of_kind:
                    return again
        return found

    def _found(
        self,
        read: Question,
        where: Collection[str] | None,
        k: int,
        reads: int | None,
        said: tuple[Place, ...],
    ) -> Found:
        hits, readings = self.search(read, k, where, reads)
        readings = readings.without(said)
        near = self.searcher.near(read.topic)
        candidates = self._candidates(read, hits[: self.settings.candidates], readings, near)
        told = signals(read, candidates, hits, readings, near, self.searcher.lexical)
        return Found(read, hits, candidates, readings, told, how_sure(read, candidates, told))

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
            k: passages to find at least.
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
        legible = [
            replace(hit, passage=and_reply(hit.passage, self.document_of(hit.passage.doc_id)))
            for hit in legible[:reads]
        ]
        readings = read_passages(self.reader, read.reads, legible)
        return reordered(hits, readings), readings

    def _candidates(
        self, read: Question, hits: Sequence[Hit], readings: Readings, near: Near
    ) -> list[Candidate]:
        sentences = self.searcher.sentences(read.query, [hit.passage for hit in hits])
        shown = Features(read, hits, readings, near, self.searcher.lexical, self.places)
        ranked = rank_sentences(sentences, shown, self.document_of)
        if self.settings.sentence_ranking:
            return with_replies(read, ranked, readings, self.document_of)
        # As the passages stand: the first sentences of the best passage come first.
        place = {(s.doc_id, s.span): number for number, s in enumerate(sentences)}
        return sorted(ranked, key=lambda c: place[c.doc_id, c.span])


def _reworded(read: Question, topic: str, asked: str) -> Question:
    """The question with another topic; `asked` is that as an English reader is asked it."""
    english = None if read.english is None else asked
    return replace(read, topic=topic, terms=terms_of(topic, read.kind), english=english)
