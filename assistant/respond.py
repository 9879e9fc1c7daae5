"""A question to a cited answer, step by step: read, search, rank, judge, compose, verify."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.about import (
    MAX_DOCUMENTS,
    about_authors,
    about_documents,
    about_whole,
    documents_named,
)
from assistant.answer import Answer
from assistant.compose import agreeing, answered, differing, short_span
from assistant.confidence import Strictness, confidence
from assistant.disputed import Compared, compared
from assistant.following import Remembered, Steps, followed
from assistant.foreign import Interpreter
from assistant.foreign_confidence import foreign_confidence
from assistant.gather import gathered
from assistant.history import checked
from assistant.language import language_of
from assistant.names import Group, in_their_words, read_aliases
from assistant.phrases import in_language
from assistant.place import index_store
from assistant.question import Question, read_question
from assistant.rank import Candidate, rank_sentences, term_weights
from assistant.reader import Reader, Reranker, load_cross_encoder, load_reader
from assistant.reading import NOTHING_READ, Place, Readings, read_passages, reordered, reranked
from assistant.refuse import chatted, not_found, not_understood
from assistant.settings import Settings, resolve
from assistant.signals import signals
from assistant.small_talk import small_talk
from assistant.verify import verified
from corpus.document import Document, Span
from corpus.errors import LibraryError
from corpus.library import Library
from index.build import Progress, search_in_memory
from index.companion import Companion, built_in_memory
from index.encode import Encoder, load_encoder
from index.lexical import mostly_hangul
from index.search import Hit, HybridSearcher, Vectors
from index.store import Recipe

log = logging.getLogger(__name__)

TRACE_HITS = 20

OriginalWording = Callable[[str, Span], str | None]
"""Document id and span to what stood there before the text was edited; None: the same."""


@dataclass(frozen=True, slots=True)
class BestSpan:
    """The words most likely to answer, also where the answer is `not_found`."""

    text: str
    doc_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer and how it came about.

    Attributes:
        hits: passages in their final order.
        candidates: the sentences considered, best first.
        signals: what the confidence was made from.
    """

    answer: Answer
    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    best: BestSpan | None
    signals: Mapping[str, float] = field(default_factory=dict)


class Assistant:
    """Answers questions from one library; safe to ask from several threads."""

    def __init__(
        self,
        searcher: HybridSearcher,
        document_of: Callable[[str], Document],
        doc_ids: Sequence[str],
        settings: Settings,
        index_id: str,
        reader: Reader | None = None,
        original_wording: OriginalWording = lambda doc_id, span: None,
        aliases: Sequence[Group] = (),
        reranker: Reranker | None = None,
        interpreter: Interpreter | None = None,
    ) -> None:
        self.settings = settings
        self.doc_ids = tuple(doc_ids)
        self.index_id = index_id
        self.encoder = searcher.encoder
        self.document = document_of
        self.searcher = searcher
        self.original_wording = original_wording
        self.reader = reader
        self.aliases = aliases
        self.reranker = reranker
        self._remembered = Remembered()
        self.interpreter = interpreter or Interpreter(searcher.lexical)

    @classmethod
    def open(
        cls,
        library: Path | str | None = None,
        settings: Settings | None = None,
        progress: Progress = lambda done, total: None,
    ) -> Assistant:
        """Open a library; its index is built where there is none.

        Args:
            library: a folder of documents; None is the one that ships.
            settings: None takes them from the environment, the library's file and the defaults.
            progress: told (texts encoded, texts in all) where the index has to be built.

        Raises:
            UserError: one of its kinds says what is wrong with library, settings, model or index.
        """
        folder = None if library is None else Path(library)
        opened = Library.open(folder)
        settings = settings or resolve(library=folder).settings
        encoder = load_encoder(settings.encoder)
        store = index_store(folder)
        recipe = recipe_for(opened, settings, encoder)
        if not store.exists():
            store.build(recipe, opened.documents(), encoder, progress, only_if_missing=True)
        searcher = store.open(recipe, encoder)
        searcher.companion = companion_of(
            searcher,
            settings,
            lambda other: store.companion(recipe, searcher.passages, other, progress),
        )
        reader = named_reader(settings)
        return cls(
            searcher,
            opened.document,
            opened.doc_ids,
            settings,
            recipe.index_id,
            reader,
            opened.original_wording,
            read_aliases(folder),
            named_reranker(settings),
            Interpreter(searcher.lexical, folder),
        )

    @classmethod
    def in_memory(
        cls,
        documents: Iterable[Document],
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        progress: Progress = lambda done, total: None,
        reader: Reader | None = None,
    ) -> Assistant:
        """An assistant over `documents` that writes nothing: for test sets and tests."""
        settings = settings or Settings()
        encoder = encoder or load_encoder(settings.encoder)
        held = {document.doc_id: document for document in documents}
        searcher = search_in_memory(held.values(), encoder, settings.chunking, progress)
        searcher.companion = companion_of(
            searcher,
            settings,
            lambda other: built_in_memory(searcher.passages, other, progress),
        )
        reader = reader or named_reader(settings)
        return cls(
            searcher,
            held.__getitem__,
            tuple(held),
            settings,
            "in-memory",
            reader,
            aliases=read_aliases(None),
            reranker=named_reranker(settings),
        )

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
        id: str | None = None,  # noqa: A002 - the contract's name
        strictness: Strictness | None = None,
    ) -> Answer:
        """Answer `question` from the documents.

        Args:
            question: in plain language.
            history: earlier questions of the conversation, oldest first; without them the
                question is read as typed.
            doc_ids: answer from these documents only.
            id: copied into the answer.
            strictness: how readily this one question gets `not_found`; None: as the settings say.
                It costs nothing: only the threshold differs, so a page can offer it per question.

        Raises:
            InputError: the question, or one before it, is empty or too long.
            LibraryError: a document is not in the library.
        """
        return self.explain(question, history, doc_ids, id, strictness=strictness).answer

    def explain(
        self,
        question: str,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
        id: str | None = None,  # noqa: A002 - the contract's name
        k: int = TRACE_HITS,
        strictness: Strictness | None = None,
    ) -> Trace:
        """Answer as `ask` does, and show the passages and sentences considered.

        Takes what `ask` takes, and `k`: how many passages to show, where there are that many.
        """
        started = time.perf_counter()
        asked = read_question(question, self.settings.max_question_chars)
        earlier = self._earlier(history)
        where = self._known(doc_ids)
        threshold = self._threshold(strictness)
        talk = small_talk(asked.text)
        if earlier and talk is None:
            trace = self._in_conversation(asked, earlier, where, k, threshold)
        else:
            trace = self._alone(asked, where, k, threshold)
            # For the questions after it.
            self._remembered.keep(_key(asked, where, k, threshold), trace)
        if talk is not None:
            trace = replace(trace, question=asked, answer=chatted(asked, talk))
        answer = replace(
            in_language(verified(trace.answer, self.document), trace.question.language),
            question=question,
            read_as=None if trace.question.text == asked.text else trace.question.text,
            id=id,
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )
        return replace(trace, answer=answer)

    def search(self, question: str, k: int) -> list[Hit]:
        """The `k` best passages in their final order."""
        read = Question(question, "other", (), question, language_of(question))
        hits, _ = self._search(self.interpreter.understood(read), k, None)
        return hits

    def varied(self, settings: Settings) -> Assistant:
        """The same library and index under other settings, for comparisons.

        Raises:
            ValueError: the index would have to be another one.
        """
        mine = (self.settings.encoder, self.settings.chunking)
        if (settings.encoder, settings.chunking) != mine:
            raise ValueError("other encoder or chunking settings need an index of their own")
        reader = self.reader if settings.reader == self.settings.reader else named_reader(settings)
        return Assistant(
            self.searcher,
            self.document,
            self.doc_ids,
            settings,
            self.index_id,
            reader,
            self.original_wording,
            self.aliases,
            named_reranker(settings),
            self.interpreter,
        )

    def _named(self, read: Question) -> list[str] | None:
        """The documents that the question itself names; None where it names none, or all."""
        if read.kind in ("documents", "authors") or len(self.doc_ids) > MAX_DOCUMENTS:
            return None
        return documents_named(read, [self.document(d) for d in self.doc_ids]) or None

    def _in_their_words(self, asked: Question) -> Question:
        asked = self.interpreter.understood(asked)
        if asked.language != "en":
            return asked
        text = in_their_words(asked.text, self.searcher.vocabulary, self.aliases)
        return asked if text == asked.text else read_question(text, len(text))

    def _threshold(self, strictness: Strictness | None) -> float:
        if strictness is None:
            return self.settings.threshold
        return replace(self.settings, strictness=strictness, confidence_threshold=None).threshold

    def _earlier(self, history: Sequence[str]) -> list[Question]:
        """The questions before, each of them checked."""
        longest = self.settings.max_question_chars
        return checked(history, lambda asked: read_question(asked, longest))

    def _in_conversation(
        self,
        asked: Question,
        earlier: Sequence[Question],
        where: list[str] | None,
        k: int,
        threshold: float,
    ) -> Trace:
        """The trace of the best reading; what was asked before is not worked out twice."""

        def answering(reading: Question, said: tuple[Place, ...]) -> Trace:
            key = _key(reading, where, k, threshold, said)
            return self._remembered.get(
                key, lambda: self._alone(reading, where, k, threshold, said)
            )

        steps = Steps(_reading, answering, self.searcher.lexical.knows)
        understood = followed(asked, earlier, steps)
        trace, sure = understood.trace, understood.confidence
        answer = trace.answer
        if answer.status == "answered" and sure < threshold:
            answer = self._refused(trace.question, trace.candidates, trace.signals, sure, where)
        return replace(trace, answer=replace(answer, confidence=sure))

    def _alone(
        self,
        asked: Question,
        where: list[str] | None,
        k: int,
        threshold: float,
        said: tuple[Place, ...] = (),
    ) -> Trace:
        """What comes of a question without regard to others."""
        read = self._in_their_words(asked)
        if read.language == "en":
            read = replace(read, kind=asked.kind)  # a follow-up may ask in few words
        searched = where if where is not None else self._named(read)
        return self._trace(read, searched, k, threshold, said)

    def _confidence(
        self,
        read: Question,
        candidates: Sequence[Candidate],
        readings: Readings,
        found: Mapping[str, float],
    ) -> float:
        """The probability that the documents answer; other languages have their own weights."""
        if not candidates:
            return 0.0
        if read.language == "en":
            return confidence(found)
        return foreign_confidence(read, candidates, readings, self.searcher.lexical)

    def _refused(
        self,
        read: Question,
        candidates: Sequence[Candidate],
        found: Mapping[str, float],
        sure: float,
        where: Collection[str] | None,
    ) -> Answer:
        known, searched = self.searcher.lexical.knows, self.doc_ids if where is None else where
        return not_found(read, candidates, found, sure, self.document, known, list(searched))

    def _trace(
        self,
        read: Question,
        where: Collection[str] | None,
        k: int,
        threshold: float,
        said: tuple[Place, ...] = (),
    ) -> Trace:
        """What comes of a question in the documents' words; `said`: what was told before."""
        hits, readings = self._search(read, k, where)
        readings = readings.without(said)
        candidates = self._candidates(read, hits[: self.settings.candidates], readings)
        found = signals(read, candidates, readings, self.searcher.lexical)
        sure = self._confidence(read, candidates, readings, found)
        answer = self._about_library(read, where)
        if read.language == "other":
            answer = not_understood(read)
        values = Compared() if answer else self._compared(read, hits, candidates, readings, where)
        if answer is None and values.differing:
            answer = differing(read, values.differing, candidates, sure, self.document)
        if answer is None and (not candidates or sure < threshold):
            answer = self._refused(read, candidates, found, sure, where)
        if answer is None:
            composed = self._compose(read, candidates, readings, sure)
            answer = agreeing(composed, values.agreeing, self.document)
        best = self._best(read, candidates, readings)
        return Trace(answer, read, tuple(hits[:k]), tuple(candidates), best, found)

    def _search(
        self, read: Question, k: int, where: Collection[str] | None
    ) -> tuple[list[Hit], Readings]:
        """At least `k` and `candidates` passages, the first of them read and put in order."""
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
        readings = read_passages(self.reader, read.reads, legible[: self.settings.read_passages])
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
            self.document,
            self.searcher.lexical,
        )
        if self.settings.sentence_ranking:
            return ranked
        # As the passages stand: the first sentences of the best passage come first.
        place = {(s.doc_id, s.span): number for number, s in enumerate(sentences)}
        return sorted(ranked, key=lambda c: place[c.doc_id, c.span])

    def _compose(
        self, read: Question, candidates: Sequence[Candidate], readings: Readings, sure: float
    ) -> Answer:
        chosen = gathered(
            read,
            candidates,
            self.settings.max_sentences,
            term_weights(read.terms, self.searcher.lexical),
            self.searcher.near(read.topic),
        )
        return answered(read, chosen, readings, sure, self.document)

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
        if read.language != "en":
            read = replace(read, text=read.reads)  # values are compared in the documents' language
        held = self.doc_ids if where is None else where
        return compared(read, candidates, hits, readings, self.searcher, self.document, held)

    def _about_library(self, read: Question, where: Collection[str] | None) -> Answer | None:
        about = {"documents": about_documents, "authors": about_authors}.get(read.kind)
        if about is None and where is not None and len(where) == 1:
            (doc_id,) = where
            return about_whole(read, self.document(doc_id), self.searcher.central(doc_id))
        if about is None:
            return None
        return about(read, [self.document(d) for d in self.doc_ids if where is None or d in where])

    def _best(
        self, read: Question, candidates: Sequence[Candidate], readings: Readings
    ) -> BestSpan | None:
        if not candidates:
            return None
        best = candidates[0]
        text = self.document(best.doc_id).text
        span = short_span(read, text, best, readings) or best.span
        return BestSpan(span.of(text), best.doc_id, span.start, span.end)

    def _known(self, doc_ids: Collection[str] | None) -> list[str] | None:
        """`doc_ids`, each of them checked; None stands for all."""
        if doc_ids is None:
            return None
        unknown = sorted(set(doc_ids) - set(self.doc_ids))
        if unknown:
            raise LibraryError(
                *(
                    f"there is no document {doc_id!r} in the library; "
                    "`summits docs list` shows those it has"
                    for doc_id in unknown
                )
            )
        return sorted(set(doc_ids))


def _reading(text: str) -> Question:
    """A reading, which may be longer than what anybody may type."""
    return read_question(text, max_chars=max(len(text), 1))


def _key(
    asked: Question,
    where: Collection[str] | None,
    k: int,
    threshold: float,
    said: tuple[Place, ...] = (),
) -> object:
    """What an answer depends on, other settings and the library aside."""
    return asked, None if where is None else tuple(where), k, threshold, said


def recipe_for(library: Library, settings: Settings, encoder: Encoder) -> Recipe:
    """What the index of `library` must be made from under `settings`."""
    return Recipe(library.sha256, encoder.encoder_id, encoder.dim, settings.chunking)


def companion_of(
    searcher: HybridSearcher, settings: Settings, vectors_by: Callable[[Encoder], Vectors]
) -> Companion:
    """The passages of `searcher` for questions that its encoder cannot read, when one comes.

    Args:
        searcher: its own vectors serve where its encoder is the multilingual one.
        settings: name both encoders.
        vectors_by: opens or builds what the multilingual encoder makes of the passages.
    """
    if settings.multilingual_encoder == settings.encoder:
        return Companion(lambda: searcher.vectors)

    def vectors() -> Vectors:
        log.warning("The first question in Korean: its encoder is loaded, which takes seconds.")
        return vectors_by(load_encoder(settings.multilingual_encoder))

    return Companion(vectors)


def named_reader(settings: Settings) -> Reader | None:
    """The reader that the settings name; None for `none`."""
    return None if settings.reader == "none" else load_reader(settings.reader)


def named_reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name; None for `none`."""
    return None if settings.reranker == "none" else load_cross_encoder(settings.reranker)
