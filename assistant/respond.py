"""The assistant: questions, with those before them, to verified answers; see `pipeline`."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from assistant.answer import Answer
from assistant.asked.call import check_call, checked_history
from assistant.asked.question import Question, read_question
from assistant.confidence.calibrated import Strictness
from assistant.conversing import Conversing
from assistant.differences.disagree import in_library, prepare
from assistant.finding import Finder
from assistant.opening import IndexedLibrary, indexed, indexed_in_memory, reader_of, reranker_of
from assistant.pipeline import Pipeline
from assistant.ranking.elsewhere import Places
from assistant.readers.protocol import Reader, Reranker
from assistant.settings import Settings, resolve
from assistant.several.each import Each
from assistant.shelf import Shelf, Within
from assistant.short_names import MOST_DOCUMENTS, ShortNames, short_names
from assistant.subject import Subjects
from assistant.summaries.library import OfLibrary
from assistant.texts.gazetteer import Gazetteers
from assistant.trace import Trace
from assistant.verify import verified
from assistant.wording.phrases import SMALL_TALK, in_language
from assistant.wording.refuse import said_alone
from assistant.wording.small_talk import small_talk
from assistant.words.known_names import known_names
from assistant.words.language import has_words
from assistant.words.same_things import things
from corpus.document import Document
from corpus.errors import LibraryError
from corpus.library import Library, first_ids
from index.build import Progress
from index.encode import Encoder, load_encoder
from index.lexical import analyze
from index.query import Hit

TRACE_HITS = 20


class Assistant:
    """Answers questions from one library; safe to ask from several threads.

    Args:
        library: what it answers from; the parts of it that others need are attributes here too.
        settings: every choice that changes an answer.
        reader: points at answers; None reads nothing.
        reranker: orders the first passages; None leaves them as they were found.
    """

    def __init__(
        self,
        library: IndexedLibrary,
        settings: Settings,
        reader: Reader | None,
        reranker: Reranker | None,
    ) -> None:
        self.library = library
        self.settings = settings
        self.reader = reader
        self.doc_ids = library.doc_ids
        self.index_id = library.index_id
        self.document = library.document_of
        self.original_wording = library.original_wording
        self.searcher = library.searcher
        self.encoder = library.searcher.encoder
        shelf = Shelf(self.doc_ids, self.document)
        gazetteers = Gazetteers(shelf.few)
        places = Places(lambda: gazetteers.of(())) if shelf.is_small else None
        self._finder = Finder(self.searcher, self.document, settings, reader, reranker, places)
        tokens_of = cache(lambda doc_id: frozenset(analyze(self.document(doc_id).text)))
        things_of = cache(lambda doc_id: frozenset(things(self.document(doc_id).text)))
        each = Each(tokens_of, things_of, library.aliases)
        self._subjects = Subjects(
            shelf,
            library.interpreter,
            self.searcher.vocabulary,
            library.aliases,
            cache(self._short_names),
            gazetteers,
        )
        differences = cache(partial(in_library, self.searcher, self.document))
        of_library = OfLibrary(
            shelf, self.searcher.central, differences if settings.disagreement else None
        )
        pipeline = Pipeline(self._finder, shelf, each, of_library, gazetteers)
        # What the documents show about names; nothing of a library too big to read.
        names = cache(lambda: known_names([document.text for document in shelf.few()]))
        self._conversing = Conversing(self._subjects, pipeline, names)

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
        return cls(
            indexed(opened, folder, settings, progress),
            settings,
            reader_of(settings),
            reranker_of(settings),
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
        return cls(
            indexed_in_memory(documents, settings, encoder, progress),
            settings,
            reader or reader_of(settings),
            reranker_of(settings),
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
            InputError: the question, or one before it, is empty, too long, or no text.
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
        check_call(question, history, doc_ids)
        asked = self._read(question)
        earlier = checked_history(history or (), self._read)
        within = Within(self._known(doc_ids), k, self.settings.threshold_for(strictness))
        # To "?" alone it is said what can be asked.
        talk = small_talk(asked.text) if has_words(asked.text) else "abilities"
        if earlier and talk is None:
            trace = self._conversing.later(asked, earlier, within)
        else:
            trace = self._conversing.first(asked, within)
        if talk is not None:
            trace = replace(trace, question=asked, answer=said_alone(asked, SMALL_TALK[talk]))
        same = trace.question.text.casefold() == asked.text.casefold()  # "WHO MET?" is "Who met?"
        answer = replace(
            in_language(verified(trace.answer, self.document), trace.question.language),
            question=question,
            read_as=None if same else trace.question.text,
            id=id,
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )
        return replace(trace, answer=answer)

    def prepare(self) -> Assistant:
        """Work out beforehand what many questions need; for whoever will ask many."""
        if self.settings.disagreement:
            prepare(self.searcher, self.document)
        self._subjects.short_names()
        return self

    def search(self, question: str, k: int) -> list[Hit]:
        """The `k` best passages in their final order.

        Raises:
            InputError: the question is empty, too long, or no valid Unicode.
        """
        read = self._read(question)
        read = Question(read.text, "other", (), read.text, read.language)
        hits, _ = self._finder.search(self.library.interpreter.understood(read), k, None)
        return hits

    def varied(self, settings: Settings) -> Assistant:
        """The same library and index under other settings, for comparisons.

        Raises:
            ValueError: the index would have to be another one.
        """
        mine, other = (
            (s.encoder, s.multilingual_encoder, s.chunking) for s in (self.settings, settings)
        )
        if other != mine:
            raise ValueError("other encoders or chunking settings need an index of their own")
        reader = self.reader if settings.reader == self.settings.reader else reader_of(settings)
        return Assistant(self.library, settings, reader, reranker_of(settings))

    def _short_names(self) -> ShortNames:
        """Persons whom the documents call by one word; none in a library too big to read."""
        read = self.doc_ids if len(self.doc_ids) <= MOST_DOCUMENTS else ()
        return ShortNames(short_names([self.document(doc_id).text for doc_id in read]))

    def _read(self, question: str) -> Question:
        """A question that somebody typed, checked."""
        return read_question(question, self.settings.max_question_chars)

    def _known(self, doc_ids: Collection[str] | None) -> tuple[str, ...] | None:
        """`doc_ids`, each of them checked; None stands for all."""
        if doc_ids is None:
            return None
        unknown = sorted(set(doc_ids) - set(self.doc_ids))
        if unknown:
            raise LibraryError(
                *(
                    f"there is no document {doc_id!r} in the library, which holds "
                    f"{first_ids(self.doc_ids)}; name one of these"
                    for doc_id in unknown
                )
            )
        return tuple(sorted(set(doc_ids)))
