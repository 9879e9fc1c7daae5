"""One assistant for all who ask, opened again where another index is published meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from corpus.errors import LibraryError, UserError

log = logging.getLogger(__name__)


class Indexed(Protocol):
    """What answers from an index."""

    @property
    def index_id(self) -> str:
        """What it answers from, by the index's recipe."""
        ...


T = TypeVar("T", bound=Indexed)


class Renewing(Generic[T]):
    """Opens the assistant when it is first needed; it may be asked for in several threads.

    Args:
        open_assistant: may take seconds.
        published_id: the `index_id` of what is published now, "" where none can be told; where it
            is another than the assistant's, that one is opened again for the next who needs it.
    """

    def __init__(
        self, open_assistant: Callable[[], T], published_id: Callable[[], str] | None = None
    ) -> None:
        self._open, self._published_id = open_assistant, published_id
        self._lock = threading.Lock()
        self._assistant: T | None = None
        self._refused: str | None = None  # what could not be opened is not tried for every question

    def __call__(self) -> T:
        """The assistant over what is published now: documents were added, or removed.

        Raises:
            UserError: it cannot be opened, now or at the next call.
            LibraryError: nor is anything published any more: what it would answer from is gone.
        """
        with self._lock:
            if self._assistant is None:
                self._assistant = self._open()
            elif self._published_id is not None:
                self._renew(self._assistant, self._published_id())
            return self._assistant

    def _renew(self, assistant: T, published: str) -> None:
        if published in (assistant.index_id, self._refused):
            return
        try:
            self._assistant = self._open()
        except UserError as error:
            if not published and isinstance(error, LibraryError):
                raise
            self._refused = published
            told = " ".join(str(error).split())
            log.error("The assistant goes on with the documents as they were: %s", told)
