"""The feedback form and the table of feedback: their layout, and the events of `FeedbackDesk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.feedback import MAX_COMMENT_CHARS
from assistant.app.feedback_desk import FeedbackDesk
from assistant.app.kept_view import verdict_choices
from assistant.app.labels import Labels

if TYPE_CHECKING:
    import gradio as gr

UNSEEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}


def feedback_form(desk: FeedbackDesk, turns: gr.State, chat: gr.Chatbot, words: Labels) -> None:
    """Lay out the form under the conversation, hidden until somebody follows a link to it."""
    import gradio as gr

    number = gr.Textbox(visible="hidden", elem_id="feedback-turn")
    upto = gr.State(())
    with gr.Column(visible=False, elem_id="feedback") as form:
        about = widgets.html("", "feedback-about")
        verdict = gr.Radio(verdict_choices(words), label=words("verdict"))
        hint = widgets.html("", "feedback-hint")
        comment = gr.Textbox(label=words("comment"), lines=1, max_length=MAX_COMMENT_CHARS)
        with gr.Row(elem_classes="small-buttons"):
            send = gr.Button(words("send"), variant="primary", size="sm", min_width=80)
            withdraw = gr.Button(words("withdraw"), size="sm", min_width=80, visible=False)
            leave = gr.Button(words("cancel"), size="sm", min_width=80, elem_id="feedback-leave")
    notice = widgets.html("", "feedback-said")
    opened = [form, about, hint, notice, comment, verdict, withdraw, upto]
    said = [form, verdict, comment, hint, notice, number, turns]
    number.change(desk.begin, [number, turns, upto, comment], opened, **UNSEEN)
    send.click(desk.give, [upto, verdict, comment, turns], said, **UNSEEN)
    withdraw.click(desk.withdraw, [upto, turns], said, **UNSEEN)
    # The next question closes the form, too; what was typed is there when it is opened again.
    chat.change(_closed, None, [form, number, notice], **UNSEEN)
    leave.click(lambda: (*_closed(), ""), None, [form, number, notice, comment], **UNSEEN)


def _closed() -> tuple[Any, ...]:
    """Values for: form, number, notice."""
    import gradio as gr

    return gr.Column(visible=False), "", ""


def given_feedback(desk: FeedbackDesk, tab: gr.Tab, words: Labels) -> None:
    """Lay out the table of feedback; it is read anew whenever its tab is opened."""
    import gradio as gr

    table = widgets.html("", "given-feedback")
    save = gr.Button(words("save_feedback"), visible=False, elem_id="feedback-save", size="sm")
    packed = gr.Textbox(visible="hidden", elem_id="feedback-file")
    tab.select(desk.given, None, [table, save], **UNSEEN)
    save.click(desk.saved, None, packed, **UNSEEN).success(
        None, packed, js="(file) => window.summitsSave(file)"
    )
