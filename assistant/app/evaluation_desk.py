"""What happens in the Evaluate tab: a run, the last one shown again, a run as a file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
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
from assistant.app.last_runs import EndedRun
from assistant.app.loader import AssistantLoader
from assistant.app.saved_run import saved_run
from assistant.app.testset_run import OWN_FILE, Progress, run_testset
from assistant.app.visitors import present
from assistant.app.widgets import strictness_as_set
from assistant.confidence.calibrated import Strictness
from corpus.errors import UserError

if TYPE_CHECKING:
    import gradio as gr

    from assistant.respond import Assistant
    from eval.qa import Evaluation

log = logging.getLogger(__name__)

LOOK_AGAIN_S = 0.3

Shown = tuple[str, Any, "Evaluation | None"]
"""How the run goes on, as HTML; comparison and report; the run that the next is compared with."""


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
        return strictness_as_set(assistant.settings, self.words)

    async def run(
        self,
        choice: str,
        path: str | None,
        strictness: Strictness | None = None,
        before: Evaluation | None = None,
    ) -> AsyncIterator[Shown]:
        """Progress while the run goes on, then its report, or why there is none.

        Until there is a report, the one that is shown stays.

        Args:
            choice: one of the three test sets offered.
            path: where the page put the file that was dropped in.
            strictness: how readily there is no answer; None: as the settings say.
            before: the run that the page showed last.
        """
        import gradio as gr

        stays = gr.skip()
        if choice == OWN_FILE and path is None:
            yield not_run_html(self.words("no_file_yet"), self.words), stays, before
            return
        progress, visitor = Progress(), present()
        yield notice_html(self.words("run_waiting")), stays, before
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
                    yield progress_html(progress, self.words), stays, before
                    await asyncio.wait([work], timeout=LOOK_AGAIN_S)
                html, ended = work.result()
                if visitor is not None:
                    self.loader.last_runs.keep(visitor.owner, EndedRun(ended, before))
                yield "", html, ended
            finally:
                progress.stopped = True
        except UserError as error:
            yield faults_html(error, self.words), stays, before
        except Exception:  # the traceback is for the terminal; the page must live on
            log.exception("the evaluation failed")
            yield notice_html(self.words("bug")), stays, before

    def _ran(
        self,
        assistant: Assistant,
        choice: str,
        path: str | None,
        strictness: Strictness | None,
        before: Evaluation | None,
        progress: Progress,
    ) -> tuple[str, Evaluation]:
        """The run and its report; works for minutes."""
        ended = run_testset(assistant, choice, path, strictness, progress)
        return self._reported(EndedRun(ended, before)), ended

    def _reported(self, run: EndedRun) -> str:
        return compared_html(run.before, run.now, self.words) + report_html(run.now, self.words)

    def _leave_the_turn(self, work: asyncio.Task[tuple[str, Evaluation]]) -> None:
        self.loader.evaluating.release()
        if not work.cancelled():
            work.exception()  # heard here, in case that nobody waited for it

    async def stopped(self) -> str:
        """Said once nothing more of the run that was stopped is on its way to the page."""
        await asyncio.sleep(LOOK_AGAIN_S)
        return notice_html(self.words("run_stopped"))

    async def again(self, last: Evaluation | None) -> tuple[Any, Any, Any]:
        """Report, run and button to save it, of the visitor's last run, if the page lost it.

        A reload loses it, and so does the page in another language.
        """
        import gradio as gr

        visitor = present()
        kept = None if visitor is None else self.loader.last_runs.of(visitor.owner)
        if last is not None or kept is None:
            return gr.skip(), gr.skip(), gr.skip()
        html = await asyncio.to_thread(self._reported, kept)
        return html, kept.now, self.save_button(kept.now)

    def save_button(self, last: Evaluation | None) -> gr.Button:
        """The button under a report; it names the run, as it stays while the next one goes on."""
        import gradio as gr

        if last is None:
            return gr.Button(visible=False)
        from eval.run_name import run_name

        run = run_name(last.testset, last.stamp.settings, self.words.language)
        label = self.words("save_run", time=last.stamp.time[11:16], run=run)
        return gr.Button(label, visible=True)

    def saved(self, last: Evaluation) -> str:
        """The run as a file, for the page's script."""
        return saved_run(last, self.words.language)
