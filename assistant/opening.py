"""What the settings name, loaded: models, and what an index must be made from."""

from __future__ import annotations

import logging
from collections.abc import Callable

from assistant.readers.protocol import Reader, Reranker, load_cross_encoder, load_reader
from assistant.settings import Settings
from corpus.library import Library
from index.alike import Vectors
from index.companion import Companion
from index.encode import Encoder, load_encoder
from index.recipe import Recipe
from index.search import HybridSearcher

log = logging.getLogger(__name__)


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
