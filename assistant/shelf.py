"""The documents of a library, and those of them that one question is put to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import NamedTuple

from corpus.document import Document

Where = Collection[str] | None
"""The documents to search; None: all."""

SMALL_LIBRARY = 10
"""Up to so many documents a question may name them by their kind, ask each, or compare all."""


class Within(NamedTuple):
    """Where an answer is looked for, and what of it is given.

    Attributes:
        where: the documents to search; None: all.
        k: passages to show.
        threshold: confidence below which the documents do not say.
    """

    where: Where
    k: int
    threshold: float


class Shelf:
    """Gives the documents of a library.

    Args:
        doc_ids: all of them.
        document_of: gives the document with an id.
    """

    def __init__(self, doc_ids: tuple[str, ...], document_of: Callable[[str], Document]) -> None:
        self.doc_ids, self.document_of = doc_ids, document_of
        self.is_small = 0 < len(doc_ids) <= SMALL_LIBRARY
        self._all = cache(lambda: self.documents(doc_ids if self.is_small else ()))

    def chosen(self, where: Where) -> Collection[str]:
        """The ids of the documents to search."""
        return self.doc_ids if where is None else where

    def few(self, where: Where = None) -> list[Document]:
        """The documents to search, where they may all be read for one question; none of many."""
        if where is None:
            return self._all()
        return self.documents(where if len(where) <= SMALL_LIBRARY else ())

    def documents(self, doc_ids: Iterable[str]) -> list[Document]:
        """The documents with these ids."""
        return [self.document_of(doc_id) for doc_id in doc_ids]
