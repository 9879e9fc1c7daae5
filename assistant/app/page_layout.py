"""The chat page's layout, and what each of its parts sets off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.conversation import panel_html
from assistant.app.desk import Desk
from assistant.app.evaluate_tab import evaluate_tab
from assistant.app.export_panel import export_controls
from assistant.app.feedback_desk import FeedbackDesk
from assistant.app.feedback_panel import feedback_form, given_feedback
from assistant.app.keeping import KeepingDesk
from assistant.app.keeping_panel import Drawer, connect_drawer, drawer
from assistant.app.labels import Labels
from assistant.app.library_view import LIBRARY_UNKNOWN, status_html
from assistant.app.loader import AssistantLoader

if TYPE_CHECKING:
    import gradio as gr

QUEUE: dict[str, Any] = {"concurrency_limit": 4, "concurrency_id": "questions"}
"""So many questions, of the page and the endpoint together, are answered at the same time."""

SENDING = "(...values) => window.summitsSending?.(values) ?? values"
"""Before a question goes to the server, the script empties its box, if it is there already, and
names the conversation of the address, which may be on its way to the page."""

NAMING = "(turns) => [turns, new URLSearchParams(location.search).get('conversation') ?? '']"
"""The conversation of the address, which may be on its way to the page."""

READY_CHECK_S = 0.5
"""So often a page asks whether the models are loaded, until they are."""

UNSEEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the page that events need.

    Attributes:
        turns: the page's state, a `Conversation`.
        kept: the drawer with the conversations that are kept.
        handover: the field into which the script puts a question, which `hand_over` then sends.
        fold: what the choice of documents, `searched`, is folded into.
        offered: the page's state: ids of the documents that it offers there.
    """

    turns: gr.State
    kept: Drawer
    status: gr.HTML
    chat: gr.Chatbot
    new: gr.Button
    examples: list[gr.Button]
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    handover: gr.Textbox
    hand_over: gr.Button
    strictness: gr.Radio
    fold: gr.Accordion
    searched: gr.CheckboxGroup
    offered: gr.State
    panel: gr.HTML
    library: gr.HTML


def lay_out(loader: AssistantLoader, keeping: KeepingDesk, words: Labels) -> Parts:
    """Lay out the page, and connect what stands by itself: exports, feedback, the Evaluate tab."""
    import gradio as gr

    turns, offered = gr.State(()), gr.State(())
    feedback = FeedbackDesk(loader, keeping.keeper.feedback, words)
    kept = drawer(words)
    with gr.Row(elem_id="masthead"):
        widgets.html(widgets.header(words), "top")
        with gr.Column(scale=0, min_width=160, elem_id="corner"):
            kept.account.render()  # type: ignore[no-untyped-call]
            widgets.html(widgets.languages(words), "languages")
            status = widgets.html(status_html("loading", words=words), "status")
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab(words("tab_ask")), gr.Row(elem_id="workspace", equal_height=False):
            with gr.Column(scale=6, min_width=320, elem_id="talk"):
                chat, new = widgets.conversation(words)
                export_controls(loader, turns, kept.kept, keeping.title, words)
                feedback_form(feedback, turns, chat, words)
                examples = widgets.examples(words)
                widgets.sending_note()
                box, ask, stop = widgets.composer(words)
                widgets.not_kept_note(words)
                handover, hand_over = widgets.handover()
                strictness = widgets.strictness_choice(words)
                fold, searched = widgets.document_choice(words)
            with gr.Column(scale=5, min_width=320, elem_id="side"):
                panel = widgets.html(panel_html((), words), "sources")
                library = widgets.html(LIBRARY_UNKNOWN, "library")
        with gr.Tab(words("tab_evaluate")) as evaluate:
            evaluate_tab(loader, evaluate, words)
            given_feedback(feedback, evaluate, words)
    return Parts(
        turns, kept, status, chat, new, examples, box, ask, stop, handover, hand_over, strictness,
        fold, searched, offered, panel, library,
    )  # fmt: skip


def connect(page: gr.Blocks, desk: Desk, parts: Parts) -> None:
    """Connect the events of the conversation, of the drawer, and of the page's arrival."""
    talk = [parts.turns, parts.chat, parts.panel, parts.box, parts.stop, parts.kept.kept]
    asked, offers = _connect_questions(desk, parts, talk)
    ending = UNSEEN | {"outputs": talk, "cancels": asked, "queue": False}
    parts.stop.click(desk.stop, inputs=[parts.turns, parts.box], **ending)
    parts.new.click(desk.start_anew, **ending)
    offering = UNSEEN | {"outputs": parts.examples, "cancels": offers, "queue": False}
    parts.new.click(desk.suggest, None, **offering)
    opened = connect_drawer(page, desk.keeping, parts.kept, talk, asked)
    _connect_arrival(page, desk, parts)
    documents = [parts.status, parts.library, parts.fold, parts.searched, parts.offered]
    looking = UNSEEN | {"outputs": documents, "queue": False, "preprocess": False}
    for event in (*asked, opened):
        looked = event.then(desk.look_again, [parts.searched, parts.offered], **looking)
    looked.then(desk.ticked, parts.turns, parts.searched, queue=False, **UNSEEN)


def _connect_questions(desk: Desk, parts: Parts, talk: list[Any]) -> tuple[list[Any], list[Any]]:
    """Every way to ask, and what is offered after each; the events of both."""
    import gradio as gr

    # "multiple": the page must not drop a question because the last event has hardly ended.
    # No "preprocess": a question may be sent before the documents arrive, and Gradio would
    # refuse the choice from before; `searching` passes over what is no document's id.
    asking = UNSEEN | QUEUE | {"outputs": talk, "trigger_mode": "multiple", "preprocess": False}
    along = [parts.turns, parts.searched, parts.strictness, parts.kept.kept, parts.offered]
    typed = [parts.ask.click, parts.box.submit]
    asked = [gr.on(typed, desk.converse, [parts.box, *along], js=SENDING, **asking)]
    asked += [one.click(desk.converse_offered, [one, *along], **asking) for one in parts.examples]
    asked.append(parts.hand_over.click(desk.converse_anew, [parts.handover, *along], **asking))
    # After the answer is shown, and without a place in its queue.
    offering = UNSEEN | {"outputs": parts.examples, "concurrency_id": "offers"}
    offering |= {"trigger_mode": "always_last"}
    return asked, [
        event.then(desk.suggest, [parts.turns, *parts.examples], **offering) for event in asked
    ]


def _connect_arrival(page: gr.Blocks, desk: Desk, parts: Parts) -> None:
    """What the page shows of the documents as soon as they are there."""
    import gradio as gr

    # Not through the queue: its stream would be open, for each visitor, while models load.
    loading = gr.Timer(READY_CHECK_S)
    choices = [parts.fold, parts.searched, parts.strictness, parts.offered]
    talk = [parts.turns, parts.chat, parts.panel]
    ready = [loading, parts.status, parts.library, *choices, *talk, *parts.examples]
    along = [parts.turns, parts.kept.kept]
    arriving = UNSEEN | {"inputs": along, "outputs": ready, "queue": False, "js": NAMING}
    # One event: while an answer is on its way no other is asked for, which would come late and
    # undo what was chosen by then.
    gr.on([page.load, loading.tick], desk.get_ready, trigger_mode="once", **arriving)
