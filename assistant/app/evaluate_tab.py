"""The Evaluate tab: its layout, and what each part sets off; the events are `evaluation_desk`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.evaluation_desk import LOOK_AGAIN_S, EvaluationDesk
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
        file = gr.File(
            label=words("test_set_file"),
            file_types=FILE_TYPES,
            visible=False,
            elem_id="evaluate-own",
            scale=3,
        )
        strictness = widgets.strictness_choice(words, "evaluate-strictness")
        run = gr.Button(words("run"), variant="primary", elem_id="evaluate-run", scale=0)
        stop = gr.Button(words("stop"), elem_id="evaluate-stop", interactive=False, scale=0)
    last = gr.State(None)
    told = widgets.html("", "evaluation-progress")
    shown = widgets.html("", "evaluation")
    save = gr.Button(visible=False, elem_id="evaluate-save", size="sm")
    packed = gr.Textbox(visible="hidden", elem_id="evaluate-file")
    choice.change(_file_wanted, choice, file, queue=False, **UNSEEN)
    # Without the queue, and anew each time: a page that was left finds its run again.
    again = gr.Timer(LOOK_AGAIN_S, active=False)
    looked = UNSEEN | {"outputs": [told, shown, last, save, run, stop, again], "queue": False}
    run.click(desk.begin, [choice, file, strictness, last], **looked)
    stop.click(desk.stop, last, **looked)
    gr.on([again.tick, tab.select], desk.look, last, trigger_mode="once", **looked)
    save.click(desk.saved, last, packed, queue=False, **UNSEEN).success(
        None, packed, js="(file) => window.summitsSave(file)"
    )
    tab.select(desk.as_set, strictness, strictness, queue=False, **UNSEEN)


def _file_wanted(choice: str) -> gr.File:
    import gradio as gr

    return gr.File(visible=choice == OWN_FILE)
