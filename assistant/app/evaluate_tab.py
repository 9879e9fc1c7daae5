"""The Evaluate tab: run a test set on the assistant of the chat, and see the report."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.app import widgets
from assistant.app.addresses import chat_address
from assistant.app.labels import ENGLISH, Labels
from assistant.app.loader import AssistantLoader
from assistant.app.markup import escape
from corpus.errors import InputError, UserError

if TYPE_CHECKING:
    import gradio as gr

    from assistant.respond import Assistant
    from eval.qa import Evaluation
    from eval.question import TestSet

log = logging.getLogger(__name__)

SHIPPED_DEV, SHIPPED_TEST, OWN_FILE = "dev", "test", "own"
FILE_TYPES = [".jsonl", ".csv", ".json"]
LOOK_AGAIN_S = 0.3


class _Stopped(Exception):
    """Somebody pressed Stop, or left."""


@dataclass(slots=True)
class Progress:
    """How far a run is; written by the run, read by the page."""

    done: int = 0
    total: int = 0
    stopped: bool = False

    def tell(self, done: int, total: int) -> None:
        """Called by the run after each question."""
        if self.stopped:
            raise _Stopped
        self.done, self.total = done, total


class EvaluationDesk:
    """The events of the tab; nothing is kept between calls."""

    def __init__(self, loader: AssistantLoader, words: Labels = ENGLISH) -> None:
        self.loader = loader
        self.words = words

    async def run(self, choice: str, path: str | None) -> AsyncIterator[str]:
        """HTML for the tab: progress while the run goes on, then the report or why there is none.

        Args:
            choice: one of the three test sets offered.
            path: where the page put the file that was dropped in.
        """
        progress = Progress()
        yield notice_html(self.words("run_waiting"))
        try:
            assistant = cast("Assistant", await self.loader.wait())
            # The others wait here, and hold no thread that an answer may need.
            async with self.loader.evaluating:
                work = asyncio.create_task(
                    asyncio.to_thread(_evaluate, assistant, choice, path, progress)
                )
                try:
                    while not work.done():
                        yield progress_html(progress, self.words)
                        await asyncio.wait([work], timeout=LOOK_AGAIN_S)
                    report = report_html(work.result(), self.words)
                finally:
                    progress.stopped = True
            yield report
        except UserError as error:
            yield faults_html(error, self.words)
        except Exception:  # the traceback is for the terminal; the page must live on
            log.exception("the evaluation failed")
            yield notice_html(self.words("bug"))


def _evaluate(
    assistant: Assistant, choice: str, path: str | None, progress: Progress
) -> Evaluation:
    from eval.qa import evaluate

    testset = chosen(assistant, choice, path)
    return evaluate(lambda: _answering(assistant, testset), testset, progress.tell)


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


def _answering(assistant: Assistant, testset: TestSet) -> Assistant:
    """The assistant, or one over the documents that the test set brings."""
    if testset.documents is None:
        return assistant
    return type(assistant).in_memory(
        testset.documents,
        testset.answered_under(assistant.settings),
        assistant.encoder,
        reader=assistant.reader,
    )


def progress_html(progress: Progress, words: Labels = ENGLISH) -> str:
    """A bar, and in words how far it is."""
    if not progress.total:
        return notice_html(words("run_reading"))
    done, total = progress.done, progress.total
    so_far = escape(words("run_progress", done=done, total=total))
    return (
        f'<div class="progress" role="status"><label>{so_far} '
        f'<progress value="{done}" max="{total}"></progress></label></div>'
    )


def notice_html(text: str) -> str:
    """One line."""
    return f'<p class="notice" role="status">{escape(text)}</p>'


def faults_html(error: UserError, words: Labels = ENGLISH) -> str:
    """Every fault on a line of its own."""
    lines = "".join(f"<li>{escape(fault)}</li>" for fault in error.faults)
    heading = escape(words("not_run"))
    return f'<div class="notice failed" role="alert"><p>{heading}</p><ul>{lines}</ul></div>'


def report_html(evaluation: Evaluation, words: Labels = ENGLISH) -> str:
    """The report as evaluators know it, in a frame of its own: its style and script stay inside."""
    from eval.report import html_page

    chat = chat_address(words.language)
    page = html_page(evaluation, ask_at=f"{chat}{'&' if '?' in chat else '?'}question=")
    return (
        '<iframe class="report" title="Report of the evaluation" '
        'sandbox="allow-scripts allow-top-navigation-by-user-activation" '
        f'srcdoc="{_as_attribute(page)}"></iframe>'
    )


def _as_attribute(page: str) -> str:
    """A page inside an attribute: line breaks stay; Gradio's templates see no sign of theirs."""
    return "\n".join(escape(line) for line in page.split("\n"))


def evaluate_tab(loader: AssistantLoader, words: Labels = ENGLISH) -> None:
    """Lay out the tab and connect its events; called inside a `gr.Tab`."""
    import gradio as gr

    desk = EvaluationDesk(loader, words)
    introduction = (
        f"<h2>{escape(words('tab_evaluate'))}</h2><p>{escape(words('evaluate_lead'))}</p>"
    )
    widgets.html(introduction, "evaluate-introduction")
    choices = [(words(f"test_set_{name}"), name) for name in (SHIPPED_DEV, SHIPPED_TEST, OWN_FILE)]
    with gr.Row(elem_id="evaluate-choice"):
        choice = gr.Radio(choices, value=SHIPPED_DEV, label=words("test_set"), scale=3)
        file = gr.File(label=words("test_set_file"), file_types=FILE_TYPES, visible=False, scale=3)
        run = gr.Button(words("run"), variant="primary", elem_id="evaluate-run", scale=0)
        stop = gr.Button(words("stop"), elem_id="evaluate-stop", scale=0)
    shown = widgets.html("", "evaluation")
    unseen: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    choice.change(_file_wanted, choice, file, queue=False, **unseen)
    running = run.click(
        desk.run, [choice, file], shown, concurrency_limit=4, concurrency_id="runs", **unseen
    )
    stopped = notice_html(words("run_stopped"))
    stop.click(lambda: stopped, None, shown, cancels=running, queue=False, **unseen)


def _file_wanted(choice: str) -> gr.File:
    import gradio as gr

    return gr.File(visible=choice == OWN_FILE)
