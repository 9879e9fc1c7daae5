"""One question by itself, in the documents' words: searched, read, ranked, judged, composed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.asked.address import without_address
from assistant.asked.question import Question
from assistant.asked.sources import documents_in
from assistant.confidence.calibrated import shipped
from assistant.differences.disputed import Compared, compared
from assistant.finding import Finder, Found
from assistant.ranking.features import term_weights
from assistant.ranking.gather import PARTS_LONGEST, gathered, gathered_of_parts
from assistant.ranking.notes import may_ask_for_note, without_notes
from assistant.ranking.rank import Candidate
from assistant.ranking.reasons import with_more_said
from assistant.ranking.rows import rows_asked
from assistant.readers.reading import Place
from assistant.several.aspect import told_of_each
from assistant.several.double import asks_twice
from assistant.several.each import Each
from assistant.several.parts import (
    asked_apart,
    carrying_parts,
    one_of_each,
    parts_of,
    speaks_of_it,
)
from assistant.several.unnamed import with_their_places
from assistant.several.unsaid import of_the_rest
from assistant.shelf import SMALL_LIBRARY, Shelf, Where, Within
from assistant.summaries.extremes import row_with_most
from assistant.summaries.headed import items_headed
from assistant.summaries.library import OfLibrary
from assistant.summaries.overview import SURE, Told, told_in_episodes, under_headings, with_others
from assistant.texts.gazetteer import Gazetteers
from assistant.trace import BestSpan, Trace
from assistant.wording import phrases
from assistant.wording.compose import adding, agreeing, answered, differing, joined
from assistant.wording.refuse import not_found, said_alone
from assistant.wording.short_span import short_span
from corpus.document import Document

SAYS_NOTHING = 0.04
"""With no more confidence, documents that name different values name them for something else: of 86
dev questions whose answer is a disagreement the least sure has 0.0499."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps from a question to an answer that is not yet verified.

    Attributes:
        finder: finds what a question is answered from.
        shelf: the documents.
        each: puts a question to each document by itself.
        library: answers what is asked of the documents themselves.
        gazetteers: what documents say of places.
    """

    finder: Finder
    shelf: Shelf
    each: Each
    library: OfLibrary
    gazetteers: Gazetteers

    def trace(self, read: Question, within: Within, said: tuple[Place, ...] = ()) -> Trace:
        """What comes of a question in the documents' words; `said` was told by earlier answers."""
        found = self.finder.found(read, within.where, within.k, said=said)
        answer, carrying = self._answer(read, found, within)
        return Trace(
            answer,
            read,
            tuple(found.hits[: within.k]),
            tuple(found.candidates),
            self._best(found),
            found.signals,
            tuple(part.signals for part in carrying),
        )

    def _answer(
        self, read: Question, found: Found, within: Within
    ) -> tuple[Answer, Sequence[Found]]:
        """What answers a question, and those of its parts that may carry the whole."""
        where, _, threshold = within
        if read.language == "other":
            return said_alone(read, phrases.LANGUAGES_UNDERSTOOD), ()
        of_library = self.library.answer(read, where)
        if of_library is not None:
            return of_library, ()
        if most := row_with_most(read, self._near_at_hand(found, where)):
            return replace(most, confidence=max(most.confidence, found.sure)), ()
        parts = self._parts(read, where)
        # Who names a document wants its value, whatever others say.
        if asks_twice(read.topic) and not documents_in(read.text, self.shelf.few(where)):
            in_part = self._differing_in_part(read, parts, threshold)
            if in_part is not None:
                return in_part, ()
        values = self._compared(found, where)
        if values.differing and found.sure > SAYS_NOTHING:
            return self._differing(found, values), ()
        of_parts = [part for part, _ in parts]
        carrying = carrying_parts(read, of_parts)
        told = told_in_episodes(read, self.shelf.few(where), self.finder.searcher, self.gazetteers)
        sure = max(found.sure, min((part.sure for part in carrying), default=0.0))
        listed = items_headed(read, self.shelf.few(where))
        if told or listed or speaks_of_it(read, found, of_parts):
            sure = max(sure, SURE)
        if self._lacks_the_names(read, where):
            sure = 0.0
        if not found.candidates or sure < threshold:
            return self.refused(read, found.candidates, found.signals, sure, where), carrying
        composed = self._compose(replace(found, sure=sure), where, of_parts, told)
        return agreeing(composed, values.agreeing, self.finder.document_of), carrying

    def _near_at_hand(self, found: Found, where: Where) -> Iterator[Document]:
        """All documents of a small library; of a large one those that passages were found in."""
        yield from self.shelf.few(where) or self.shelf.documents(
            dict.fromkeys(hit.passage.doc_id for hit in found.hits)
        )

    def _lacks_the_names(self, read: Question, where: Where) -> bool:
        """Whether only documents are searched that lack the names of the topic, which others have.

        To know it every document is read, so not in a large library.
        """
        if where is None or not self.shelf.is_small:
            return False
        return set(where) <= set(self.each.without_names(read, self.shelf.doc_ids))

    def refused(
        self,
        read: Question,
        candidates: Sequence[Candidate],
        signals: Mapping[str, float],
        sure: float,
        where: Where,
    ) -> Answer:
        """The answer that the documents do not say, with what was looked for.

        Args:
            read: the question.
            candidates: sentences considered, best first.
            signals: what the confidence was made from.
            sure: the confidence.
            where: the documents searched; None: all.
        """
        knows, searched = self._knows(where), list(self.shelf.chosen(where))
        # A threshold of somebody's own is no choice between strict and balanced.
        own = self.finder.settings.confidence_threshold is not None
        balanced = None if own else shipped().thresholds["balanced"]
        document_of = self.finder.document_of
        return not_found(read, candidates, signals, sure, document_of, knows, searched, balanced)

    def _knows(self, where: Where) -> Callable[[str], bool]:
        """Whether the documents searched hold a token; of many, whether any of the library does."""
        if where is None or len(where) > SMALL_LIBRARY:
            return self.finder.searcher.lexical.knows
        held = frozenset[str]().union(*(self.each.tokens_of(doc_id) for doc_id in where))
        return held.__contains__

    def _compose(
        self,
        found: Found,
        where: Where,
        parts: Sequence[Found],
        told: Sequence[Told] = (),
    ) -> Answer:
        read, candidates, readings = found.question, found.candidates, found.readings
        searcher, settings = self.finder.searcher, self.finder.settings
        weights = term_weights(read.terms, searcher.lexical)
        rows: list[Candidate] = []
        if not may_ask_for_note(read):  # of a picture: it may stand anywhere
            candidates = without_notes(candidates) or candidates
            rows = items_headed(read, self.shelf.few(where)) or rows_asked(
                read, candidates, weights, self.finder.document_of
            )
        chosen = rows or gathered(
            read, candidates, settings.max_sentences, weights, searcher.near(read.topic)
        )
        if told:
            chosen, parts = with_others(read, told, chosen), ()
        silence = None
        if parts and read.kind == "each":
            held = self.shelf.chosen(where)
            parts = [*parts, *of_the_rest(parts, found, held, self.each, self.finder)]
        if parts:
            of_parts = [
                with_more_said(part.question.reads, without_notes(part.candidates), part.candidates)
                for part in parts
            ]
            if read.kind == "each":
                silent, silence = self.each.silent(self.shelf.chosen(where), parts)
                chosen = [c for c in chosen if c.doc_id not in silent]
            chosen = gathered_of_parts(read, of_parts, chosen)
            readings = readings.joined(part.readings for part in parts)
        answer = answered(read, chosen, readings, found.sure, self.finder.document_of, parts)
        answer = under_headings(answer, told)
        return adding(answer, silence) if silence else answer

    def _parts(self, read: Question, where: Where) -> list[tuple[Found, Where]]:
        """The parts of a question, each looked up by itself, and where; empty where it has none."""
        asked = self._asked_apart(read, where)
        # The parts share what the whole may read: each would cost as much as the whole.
        reads = max(1, self.finder.settings.read_passages // max(1, len(asked)))
        found = [self.finder.found(part, inside, reads=reads) for part, inside in asked]
        if read.kind != "each":
            found = told_of_each(found, where, self.finder)
        return [(part, inside) for part, (_, inside) in zip(found, asked, strict=True)]

    def _asked_apart(self, read: Question, where: Where) -> list[tuple[Question, Where]]:
        """The parts of a question and where to look for each."""
        few = self.shelf.few(where)
        apart = asked_apart(read.text, few)
        if apart:
            return [(self.each.put_to(part, doc_id), [doc_id]) for part, doc_id in apart]
        if few and read.kind == "each":
            one = one_of_each(read)
            near = self.finder.searcher.near(one.topic)
            held = [document.doc_id for document in few]
            return [(put, [doc_id]) for put, doc_id in self.each.put(one, near, held)]
        if few and read.kind == "compare":
            read = replace(read, topic=with_their_places(read.topic, self.gazetteers.of(few)))
        return [(part, where) for part in parts_of(read)]

    def _differing_in_part(
        self, read: Question, parts: Sequence[tuple[Found, Where]], threshold: float
    ) -> Answer | None:
        """The answers to what is asked one after the other, where documents differ on one of them.

        To compare the values of the whole question would lose what else it asks.
        """
        if not any(self._compared(part, where).differing for part, where in parts):
            return None
        answers = []
        for part, where in parts:
            found = self.finder.found(part.question, where)  # read as much as for a whole question
            values = self._compared(found, where)
            if values.differing:
                answers.append(self._differing(found, values))
            elif found.candidates and found.sure >= threshold:
                composed = self._compose(found, where, ())
                answers.append(agreeing(composed, values.agreeing, self.finder.document_of))
        answer = joined(read, answers, PARTS_LONGEST - 2)  # two of them for a disagreement's sides
        return answer if len(answers) == len(parts) else adding(answer, phrases.NOT_THE_REST)

    def _differing(self, found: Found, values: Compared) -> Answer:
        return differing(
            found.question, values.differing, found.candidates, found.sure, self.finder.document_of
        )

    def _compared(self, found: Found, where: Where) -> Compared:
        """The values that different documents give for what is asked."""
        read = found.question
        # Two values that tell something else than is asked are no disagreement on it.
        fits = found.signals.get("fits", 1.0)
        if not (self.finder.settings.disagreement and fits) or read.language == "other":
            return Compared()
        # Values are compared in the documents' language.
        whole = read.language == "en" and read.kind != "each"
        read = replace(read, text=without_address(read.text) if whole else read.reads)
        return compared(
            read,
            found.candidates,
            found.hits,
            found.readings,
            self.finder.searcher,
            self.finder.document_of,
            self.shelf.chosen(where),
            self.finder.settings.search,
        )

    def _best(self, found: Found) -> BestSpan | None:
        if not found.candidates:
            return None
        best = found.candidates[0]
        text = self.finder.document_of(best.doc_id).text
        span = short_span(found.question, text, best, found.readings) or best.span
        return BestSpan(span.of(text), best.doc_id, span.start, span.end)
