"""Opening the assistant in the background, so that the page is up before the models are."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from assistant.answer import Answer
from assistant.app.last_runs import LastRuns
from assistant.app.renewing import Renewing
from corpus.document import Document, Span
from corpus.errors import UserError

if TYPE_CHECKING:
    from assistant.confidence.calibrated import Strictness
    from assistant.settings import Settings
    from assistant.trace import Trace

log = logging.getLogger(__name__)


class Documents(Protocol):
    """Where citations are looked up."""

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The documents it answers from."""

    def document(self, doc_id: str, /) -> Document:
        """One of them; LibraryError where there is none of that name."""

    def original_wording(self, doc_id: str, span: Span, /) -> str | None:
        """What stood there before the text was edited; None where it is the same."""


class Answering(Documents, Protocol):
    """What the page needs of an assistant."""

    @property
    def settings(self) -> Settings:
        """Those that its answers depend on."""

    @property
    def index_id(self) -> str:
        """What it answers from, by the index's recipe."""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
        *,
        strictness: Strictness | None = None,
    ) -> Answer:
        """The answer to one question; `strictness`: how readily there is none."""

    def explain(
        self,
        question: str,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
        *,
        strictness: Strictness | None = None,
    ) -> Trace:
        """The same answer, and how it came about."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the loading is; `reason` says in one line why it failed."""

    phase: Literal["loading", "ready", "failed"]
    reason: str = ""


class AssistantLoader:
    """Opens one assistant in a thread of its own; whoever needs it waits.

    Args:
        open_assistant: may take seconds; a UserError becomes the reason that people are shown.
        published_id: of the index; where it changes, the assistant is opened again.
    """

    def __init__(
        self,
        open_assistant: Callable[[], Answering],
        published_id: Callable[[], str] | None = None,
    ) -> None:
        self._assistant = Renewing(open_assistant, published_id)
        self._future: Future[Answering] = Future()
        self.evaluating = asyncio.Lock()
        """Held by the one evaluation that has the processor, on whichever page it was begun."""
        self.last_runs = LastRuns()
        """Evaluations by visitor, on whichever page."""

    def start(self) -> None:
        """Begin to load; the call returns at once."""
        # Marked as running first: otherwise a visitor who gives up waiting would cancel it for all.
        self._future.set_running_or_notify_cancel()
        threading.Thread(target=self._load, name="load-assistant", daemon=True).start()

    def _load(self) -> None:
        try:
            self._future.set_result(self._assistant())
        except UserError as error:
            for fault in error.faults:
                log.error("%s", fault)
            self._future.set_exception(error)
        except BaseException as error:  # a bug: the traceback goes to the terminal, once
            log.exception("the assistant could not be loaded")
            self._future.set_exception(
                UserError(
                    f"The assistant could not be loaded ({type(error).__name__}); "
                    "the terminal where the chat was started has the details."
                )
            )

    @property
    def readiness(self) -> Readiness:
        """What to tell a visitor now."""
        if not self._future.done():
            return Readiness("loading")
        error = self._future.exception()
        return Readiness("failed", error_line(error)) if error else Readiness("ready")

    async def wait(self) -> Answering:
        """The assistant, as soon as it is there; the UserError of a load that failed."""
        await asyncio.wrap_future(self._future)
        return await asyncio.to_thread(self._assistant)


def error_line(error: BaseException) -> str:
    """The faults of an error on a single line.

    >>> error_line(UserError("The question is empty.", "Type one."))
    'The question is empty. Type one.'
    """
    return " ".join(str(error).split())
