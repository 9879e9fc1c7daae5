"""One run of a test set on the assistant of the chat: which one, how strictly, how far it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.confidence.calibrated import Strictness
from assistant.words.language import language_of
from corpus.errors import InputError

if TYPE_CHECKING:
    from assistant.respond import Assistant
    from eval.qa import Evaluation
    from eval.question import TestSet

SHIPPED_DEV, SHIPPED_TEST, OWN_FILE = "dev", "test", "own"


class Stopped(Exception):
    """Somebody pressed Stop, or left."""


@dataclass(slots=True)
class Progress:
    """How far a run is; written by the run, read by the page.

    `waits`: for the models, or for its turn.
    """

    done: int = 0
    total: int = 0
    waits: bool = True
    stopped: bool = False

    def tell(self, done: int, total: int) -> None:
        """Called by the run after each question."""
        self.look_up(done, total)
        self.done, self.total = done, total

    def look_up(self, done: int, total: int) -> None:
        """Called by what takes long and asks no question: it ends where it is no longer wanted."""
        if self.stopped:
            raise Stopped


def run_testset(
    assistant: Assistant,
    choice: str,
    path: str | None,
    strictness: Strictness | None,
    progress: Progress,
) -> Evaluation:
    """Ask what was chosen, and score it.

    Raises:
        UserError: it cannot be run as it is.
        Stopped: `progress` says that nobody wants it any more.
    """
    from eval.qa import scored
    from eval.run import run

    testset = chosen(assistant, choice, path)
    asked = _answering(_under(assistant, strictness), testset, progress)
    _warm_up(asked, testset)
    # Without a cold start: the assistant is open already.
    return scored(asked, run(asked, testset.questions, progress.tell), testset)


def _warm_up(assistant: Assistant, testset: TestSet) -> None:
    """Load what the first question in another language loads: no answer takes those seconds."""
    other = (q.question for q in testset.questions if language_of(q.question) != "en")
    question, companion = next(other, None), assistant.searcher.cosines.companion
    if question is not None and companion is not None:
        companion.vectors.encoder.encode_query([question])


def _under(assistant: Assistant, strictness: Strictness | None) -> Assistant:
    """The assistant, or one as strict as was chosen, where that is not what is set."""
    settings = assistant.settings
    if strictness in (None, settings.strictness_in_force):
        return assistant
    return assistant.varied(replace(settings, strictness=strictness, confidence_threshold=None))


def chosen(assistant: Assistant, choice: str, path: str | None) -> TestSet:
    """The test set that was chosen, its evidence located in the assistant's documents.

    Raises:
        InputError: no file was given, or every fault of the one that was.
    """
    from eval.testset import SHIPPED, read_testset

    if choice != OWN_FILE:
        testset = read_testset(SHIPPED, assistant)
        return testset.select("dev" if choice == SHIPPED_DEV else "test")
    if path is None:
        raise InputError("there is no file yet; drop one in, or choose questions that ship")
    try:
        return read_testset(Path(path), assistant)
    except InputError as error:
        # Where the page keeps the file is nobody's business.
        folder = f"{Path(path).parent}/"
        raise InputError(*(fault.replace(folder, "") for fault in error.faults)) from error


def _answering(assistant: Assistant, testset: TestSet, progress: Progress) -> Assistant:
    """The assistant, or one over the documents that the test set brings."""
    if testset.documents is None:
        return assistant
    return type(assistant).in_memory(
        testset.documents,
        testset.answered_under(assistant.settings),
        assistant.encoder,
        progress.look_up,
        reader=assistant.reader,
    )
