"""What happens in the Evaluate tab: a run is begun, looked at, stopped, saved as a file."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, cast

from assistant.app.comparison_view import compared_html
from assistant.app.evaluation_view import (
    faults_html,
    not_run_html,
    notice_html,
    progress_html,
    report_html,
)
from assistant.app.labels import Labels
from assistant.app.last_runs import BegunRun, EndedRun
from assistant.app.loader import AssistantLoader
from assistant.app.saved_run import saved_run
from assistant.app.testset_run import OWN_FILE, Progress, Stopped, run_testset
from assistant.app.visitors import whose
from assistant.app.widgets import strictness_as_set
from assistant.confidence.calibrated import Strictness
from corpus.errors import UserError

if TYPE_CHECKING:
    import gradio as gr

    from assistant.respond import Assistant
    from eval.qa import Evaluation

log = logging.getLogger(__name__)

LOOK_AGAIN_S = 0.5
"""So often a page looks how far its visitor's run is."""

Shown = tuple[Any, ...]
"""How the run goes on, as HTML; comparison and report; the run that the next is compared with;
the buttons to save it, to run and to stop; the timer that looks again."""


class EvaluationDesk:
    """The events of the tab. A run is the visitor's: it goes on while no page looks at it."""

    def __init__(self, loader: AssistantLoader, words: Labels) -> None:
        self.loader = loader
        self.words = words

    async def as_set(self, chosen: Strictness | None) -> Any:
        """The choice of strictness, shown with what is set once that is known."""
        import gradio as gr

        if chosen is not None or self.loader.readiness.phase != "ready":
            return gr.skip()
        assistant = await self.loader.wait()
        return strictness_as_set(assistant.settings, self.words)

    async def begin(
        self,
        choice: str,
        path: str | None,
        strictness: Strictness | None = None,
        before: Evaluation | None = None,
    ) -> Shown:
        """Begin a run, unless there is nothing to run or one of this visitor's goes on already.

        Args:
            choice: one of the three test sets offered.
            path: where the page put the file that was dropped in.
            strictness: how readily there is no answer; None: as the settings say.
            before: the run that the page showed last.
        """
        import gradio as gr

        owner = whose()
        last = self.loader.last_runs.of(owner)
        if last is None or not last.under_way:
            if choice == OWN_FILE and path is None:
                nothing = not_run_html(self.words("no_file_yet"), self.words)
                return nothing, *(gr.skip(),) * 6
            progress = Progress()
            work = asyncio.create_task(self._ran(choice, path, strictness, before, progress))
            # A fault is heard here, in case that nobody looks.
            work.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            run = BegunRun(progress, work, None if last is None else last.ended)
            self.loader.last_runs.keep(owner, run)
        return await self.look(before)

    async def _ran(
        self,
        choice: str,
        path: str | None,
        strictness: Strictness | None,
        before: Evaluation | None,
        progress: Progress,
    ) -> EndedRun:
        """The run, once it is its turn; nobody who leaves ends it."""
        try:
            assistant = cast("Assistant", await self.loader.wait())
            # The others wait here, and hold no thread that an answer may need.
            async with self.loader.evaluating:
                progress.waits = False
                progress.look_up(0, 0)
                asked = choice, path, strictness, progress
                return EndedRun(await asyncio.to_thread(run_testset, assistant, *asked), before)
        except (UserError, Stopped):
            raise
        except Exception:  # the traceback is for the terminal; the page must live on
            log.exception("the evaluation failed")
            raise

    async def look(self, last: Evaluation | None) -> Shown:
        """How far the visitor's run is, and the last report where the page does not show it yet.

        A reload loses it, and so does the page in another language.
        """
        import gradio as gr

        run = self.loader.last_runs.of(whose())
        if run is None:
            return (gr.skip(),) * 7
        # Read once: while a report is made, the run may end, or another begin.
        told, going, ended = self._told(run), run.under_way, run.ended
        shown: Shown = (gr.skip(),) * 3
        if ended is not None and ended.now is not last:
            html = await asyncio.to_thread(self._reported, ended)
            shown = html, ended.now, self.save_button(ended.now)
        run_stop = gr.Button(interactive=not going), gr.Button(interactive=going)
        return told, *shown, *run_stop, gr.Timer(active=going)

    def _told(self, run: BegunRun) -> str:
        """In HTML how far it is, or why there is no report; empty where there is one."""
        if run.under_way:
            return progress_html(run.progress, self.words)
        fault = run.work.exception() if run.work.done() else Stopped()
        if fault is None:
            return ""
        if isinstance(fault, UserError):
            return faults_html(fault, self.words)
        return notice_html(self.words("run_stopped" if isinstance(fault, Stopped) else "bug"))

    def _reported(self, run: EndedRun) -> str:
        return compared_html(run.before, run.now, self.words) + report_html(run.now, self.words)

    async def stop(self, last: Evaluation | None) -> Shown:
        """End the visitor's run; it ends with the question that it is at."""
        run = self.loader.last_runs.of(whose())
        if run is not None:
            run.progress.stopped = True
        return await self.look(last)

    def save_button(self, last: Evaluation | None) -> gr.Button:
        """The button under a report; it names the run, as it stays while the next one goes on."""
        import gradio as gr

        if last is None:
            return gr.Button(visible=False)
        from eval.plain_names import run_name

        run = run_name(last.testset, last.stamp.settings, self.words.language)
        label = self.words("save_run", time=last.stamp.time[11:16], run=run)
        return gr.Button(label, visible=True)

    def saved(self, last: Evaluation) -> str:
        """The run as a file, for the page's script."""
        return saved_run(last, self.words.language)
