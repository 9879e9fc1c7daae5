"""The Evaluate tab: its layout, and what each part sets off; the events are `evaluation_desk`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.evaluation_desk import EvaluationDesk
from assistant.app.labels import Labels
from assistant.app.loader import AssistantLoader
from assistant.app.markup import escape
from assistant.app.testset_run import OWN_FILE, SHIPPED_DEV, SHIPPED_TEST

if TYPE_CHECKING:
    import gradio as gr

FILE_TYPES = [".jsonl", ".csv", ".json"]
EXAMPLE_LINE = (
    '{"id": "1", "question": "How many economies are in the CPTPP?", "answers": ["12", "twelve"]}'
)
"""What one line of somebody's own test set may look like."""

UNSEEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


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
    told = widgets.html("", "evaluation-progress")
    shown = widgets.html("", "evaluation")
    save = gr.Button(visible=False, elem_id="evaluate-save", size="sm")
    packed = gr.Textbox(visible="hidden", elem_id="evaluate-file")
    choice.change(_file_wanted, choice, file, queue=False, **UNSEEN)
    # Only a run that goes on can be stopped, and none is begun beside it.
    run.click(lambda: _buttons(running=True), None, [run, stop], queue=False, **UNSEEN)
    running = run.click(
        desk.run,
        [choice, file, strictness, last],
        [told, shown, last],
        concurrency_limit=4,
        concurrency_id="runs",
        **UNSEEN,
    )
    running.then(lambda: _buttons(running=False), None, [run, stop], queue=False, **UNSEEN)
    running.success(desk.save_button, last, save, **UNSEEN)
    save.click(desk.saved, last, packed, queue=False, **UNSEEN).success(
        None, packed, js="(file) => window.summitsSave(file)"
    )
    ended: dict[str, Any] = {"cancels": running, "queue": False} | UNSEEN
    stop.click(lambda: _buttons(running=False), None, [run, stop], **ended).then(
        desk.stopped, None, told, queue=False, **UNSEEN
    )
    tab.select(desk.as_set, strictness, strictness, queue=False, **UNSEEN)
    tab.select(desk.again, last, [shown, last, save], queue=False, **UNSEEN)


def _buttons(*, running: bool) -> tuple[gr.Button, gr.Button]:
    """Run and Stop."""
    import gradio as gr

    return gr.Button(interactive=not running), gr.Button(interactive=running)


def _file_wanted(choice: str) -> gr.File:
    import gradio as gr

    return gr.File(visible=choice == OWN_FILE)
