"""What an assistant is made of, opened: a library with its index, and the models."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.korean.foreign import Interpreter
from assistant.place import index_store
from assistant.readers.protocol import Reader, Reranker, load_cross_encoder, load_reader
from assistant.settings import Settings
from assistant.words.names import Group, read_aliases
from corpus.document import Document, Span
from corpus.library import Library
from index.alike import Vectors
from index.build import Progress, search_in_memory
from index.companion import Companion, built_in_memory
from index.encode import Encoder, load_encoder
from index.recipe import Recipe
from index.search import HybridSearcher

log = logging.getLogger(__name__)

OriginalWording = Callable[[str, Span], str | None]
"""Document id and span to what stood there before the text was edited; None: the same."""


@dataclass(frozen=True, slots=True)
class IndexedLibrary:
    """The documents that questions are answered from, ready to be searched.

    Attributes:
        doc_ids: all documents.
        document_of: gives the document with an id.
        searcher: finds passages in them.
        index_id: hash of what the index was made from.
        aliases: names that mean the same.
        interpreter: knows other languages than that of the documents.
        original_wording: what stood in a document before it was edited.
    """

    doc_ids: tuple[str, ...]
    document_of: Callable[[str], Document]
    searcher: HybridSearcher
    index_id: str
    aliases: Sequence[Group]
    interpreter: Interpreter
    original_wording: OriginalWording = lambda doc_id, span: None


def indexed(
    library: Library, folder: Path | None, settings: Settings, progress: Progress
) -> IndexedLibrary:
    """A library with its index, which is built where there is none.

    Args:
        library: the documents.
        folder: as the library was named; None for the one that ships, whose index lies elsewhere.
        settings: name the encoders and how text is cut.
        progress: told (texts encoded, texts in all) where the index has to be built.

    Raises:
        UserError: one of its kinds says what is wrong with the library, the model or the index.
    """
    encoder = load_encoder(settings.encoder)
    store = index_store(folder)
    recipe = recipe_for(library, settings, encoder)
    if not store.exists():
        store.build(recipe, library.documents(), encoder, progress, only_if_missing=True)
    searcher = store.open(recipe, encoder)
    searcher.cosines.companion = companion_of(
        searcher,
        settings,
        lambda other: store.companion(recipe, searcher.passages, other, progress),
    )
    return IndexedLibrary(
        doc_ids=library.doc_ids,
        document_of=library.document,
        searcher=searcher,
        index_id=recipe.index_id,
        aliases=read_aliases(folder),
        interpreter=Interpreter(searcher.lexical, folder),
        original_wording=library.original_wording,
    )


def indexed_in_memory(
    documents: Iterable[Document], settings: Settings, encoder: Encoder, progress: Progress
) -> IndexedLibrary:
    """`documents` with an index that is written nowhere."""
    by_id = {document.doc_id: document for document in documents}
    searcher = search_in_memory(by_id.values(), encoder, settings.chunking, progress)
    searcher.cosines.companion = companion_of(
        searcher,
        settings,
        lambda other: built_in_memory(searcher.passages, other, progress),
    )
    return IndexedLibrary(
        doc_ids=tuple(by_id),
        document_of=by_id.__getitem__,
        searcher=searcher,
        index_id="in-memory",
        aliases=read_aliases(None),
        interpreter=Interpreter(searcher.lexical),
    )


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


def reader_of(settings: Settings) -> Reader | None:
    """The reader that the settings name; None for `none`."""
    return None if settings.reader == "none" else load_reader(settings.reader)


def reranker_of(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name; None for `none`."""
    return None if settings.reranker == "none" else load_cross_encoder(settings.reranker)
