"""The Evaluate tab: its events and layout; the run itself is in `testset_run`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, cast

from assistant.app import widgets
from assistant.app.comparison_view import compared_html
from assistant.app.evaluation_view import faults_html, notice_html, progress_html, report_html
from assistant.app.labels import Labels
from assistant.app.loader import AssistantLoader
from assistant.app.markup import escape
from assistant.app.saved_run import saved_run
from assistant.app.testset_run import (
    OWN_FILE,
    SHIPPED_DEV,
    SHIPPED_TEST,
    Progress,
    run_testset,
)
from assistant.confidence.calibrated import Strictness
from corpus.errors import InputError, UserError

if TYPE_CHECKING:
    import gradio as gr

    from assistant.respond import Assistant
    from eval.qa import Evaluation

log = logging.getLogger(__name__)

FILE_TYPES = [".jsonl", ".csv", ".json"]
LOOK_AGAIN_S = 0.3
EXAMPLE_LINE = (
    '{"id": "1", "question": "How many economies are in the CPTPP?", "answers": ["12", "twelve"]}'
)
"""What one line of somebody's own test set may look like."""


Shown = tuple[str, "Evaluation | None"]
"""HTML, and the run that the next one is compared with."""


class EvaluationDesk:
    """The events of the tab; the page keeps its last run, to compare the next one with."""

    def __init__(self, loader: AssistantLoader, words: Labels) -> None:
        self.loader = loader
        self.words = words

    async def as_set(self, chosen: Strictness | None) -> Any:
        """The choice of strictness, shown with what is set once that is known."""
        import gradio as gr

        if chosen is not None or self.loader.readiness.phase != "ready":
            return gr.skip()
        assistant = await self.loader.wait()
        return gr.Radio(value=assistant.settings.strictness, visible=True)

    async def run(
        self,
        choice: str,
        path: str | None,
        strictness: Strictness | None = None,
        before: Evaluation | None = None,
    ) -> AsyncIterator[Shown]:
        """HTML for the tab: progress while the run goes on, then the report or why there is none.

        Args:
            choice: one of the three test sets offered.
            path: where the page put the file that was dropped in.
            strictness: how readily there is no answer; None: as the settings say.
            before: the run that the page showed last.
        """
        if choice == OWN_FILE and path is None:
            yield faults_html(InputError(self.words("no_file_yet")), self.words), before
            return
        progress = Progress()
        yield notice_html(self.words("run_waiting")), before
        try:
            assistant = cast("Assistant", await self.loader.wait())
            # The others wait here, and hold no thread that an answer may need.
            await self.loader.evaluating.acquire()
            work = asyncio.create_task(
                asyncio.to_thread(self._ran, assistant, choice, path, strictness, before, progress)
            )
            # When the thread ends, not when nobody waits for it any more: two would be at work.
            work.add_done_callback(self._leave_the_turn)
            try:
                while not work.done():
                    yield progress_html(progress, self.words), before
                    await asyncio.wait([work], timeout=LOOK_AGAIN_S)
                yield work.result()
            finally:
                progress.stopped = True
        except UserError as error:
            yield faults_html(error, self.words), before
        except Exception:  # the traceback is for the terminal; the page must live on
            log.exception("the evaluation failed")
            yield notice_html(self.words("bug")), before

    def _ran(
        self,
        assistant: Assistant,
        choice: str,
        path: str | None,
        strictness: Strictness | None,
        before: Evaluation | None,
        progress: Progress,
    ) -> Shown:
        """The run and its report; works for minutes."""
        ended = run_testset(assistant, choice, path, strictness, progress)
        return compared_html(before, ended, self.words) + report_html(ended, self.words), ended

    def _leave_the_turn(self, work: asyncio.Task[Shown]) -> None:
        self.loader.evaluating.release()
        if not work.cancelled():
            work.exception()  # heard here, in case that nobody waited for it


def evaluate_tab(loader: AssistantLoader, tab: gr.Tab, words: Labels) -> None:
    """Lay out the tab and connect its events; called inside `tab`."""
    import gradio as gr

    desk = EvaluationDesk(loader, words)
    introduction = (
        f"<h2>{escape(words('tab_evaluate'))}</h2><p>{escape(words('evaluate_lead'))}</p>"
        f"<p>{escape(words('evaluate_line'))} <code>{escape(EXAMPLE_LINE)}</code></p>"
    )
    widgets.html(introduction, "evaluate-introduction")
    choices = [(words(f"test_set_{name}"), name) for name in (SHIPPED_DEV, SHIPPED_TEST, OWN_FILE)]
    with gr.Row(elem_id="evaluate-choice"):
        choice = gr.Radio(choices, value=SHIPPED_DEV, label=words("test_set"), scale=3)
        file = gr.File(label=words("test_set_file"), file_types=FILE_TYPES, visible=False, scale=3)
        strictness = widgets.strictness_choice(words, "evaluate-strictness")
        run = gr.Button(words("run"), variant="primary", elem_id="evaluate-run", scale=0)
        stop = gr.Button(words("stop"), elem_id="evaluate-stop", interactive=False, scale=0)
    last = gr.State(None)
    shown = widgets.html("", "evaluation")
    save = gr.Button(words("save_run"), visible=False, elem_id="evaluate-save", size="sm")
    packed = gr.Textbox(visible="hidden", elem_id="evaluate-file")
    unseen: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    choice.change(_file_wanted, choice, file, queue=False, **unseen)
    # Only a run that goes on can be stopped: the report of one that has ended is not wiped away.
    run.click(lambda: gr.Button(interactive=True), None, stop, queue=False, **unseen)
    running = run.click(
        desk.run,
        [choice, file, strictness, last],
        [shown, last],
        concurrency_limit=4,
        concurrency_id="runs",
        **unseen,
    )
    running.then(lambda: gr.Button(interactive=False), None, stop, queue=False, **unseen)
    running.success(lambda ended: gr.Button(visible=ended is not None), last, save, **unseen)
    save.click(saved_run, last, packed, queue=False, **unseen).success(
        None, packed, js="(file) => window.summitsSave(file)"
    )
    stopped = notice_html(words("run_stopped"))
    stop.click(
        lambda: (stopped, gr.Button(interactive=False)),
        None,
        [shown, stop],
        cancels=running,
        queue=False,
        **unseen,
    )
    tab.select(desk.as_set, strictness, strictness, queue=False, **unseen)


def _file_wanted(choice: str) -> gr.File:
    import gradio as gr

    return gr.File(visible=choice == OWN_FILE)
