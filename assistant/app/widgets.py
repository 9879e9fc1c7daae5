"""The parts that the page is made of, and its looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from assistant.app.addresses import chat_address
from assistant.app.asking import EVERYTHING
from assistant.app.conversation import MAX_EXAMPLES
from assistant.app.labels import LANGUAGES, Labels
from assistant.app.markup import escape
from assistant.confidence.calibrated import Strictness

if TYPE_CHECKING:
    import gradio as gr

    from assistant.settings import Settings


UPLOADS_S = (3600, 24 * 3600)
"""Every hour, files that were dropped in a day ago are deleted; when the chat ends, all of them."""


def html(value: str, elem_id: str, *, render: bool = True) -> gr.HTML:
    """HTML of ours; nothing in it reacts to Python. Not rendered, it is placed later."""
    import gradio as gr

    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None, render=render)


def header(words: Labels) -> str:
    """What the page is."""
    return (
        f'<header class="top"><p class="eyebrow">{escape(words("page_title"))}</p>'
        f"<h1>{escape(words('header_title'))}</h1>"
        f'<p class="lead">{escape(words("header_lead"))}</p></header>'
    )


def languages(words: Labels) -> str:
    """The page's languages, this one marked."""
    names = "".join(
        f'<span lang="{code}" aria-current="true">{escape(name)}</span>'
        if code == words.language
        else f'<a href="{escape(chat_address(code))}" lang="{code}">{escape(name)}</a>'
        for code, name in LANGUAGES.items()
    )
    named = escape(words("language_switch"))
    return f'<nav class="languages" aria-label="{named}">{names}</nav>'


def welcome(words: Labels) -> str:
    """What stands in a conversation that has not begun."""
    return (
        f'<div class="welcome"><p class="welcome-title">{escape(words("welcome_title"))}</p>'
        f"<p>{escape(words('welcome'))}</p></div>"
    )


def conversation(words: Labels) -> tuple[gr.Chatbot, gr.Button]:
    """The conversation under its heading, and the button that clears it."""
    import gradio as gr

    with gr.Row(elem_id="talk-head"):
        html(f"<h2>{escape(words('conversation'))}</h2>", "talk-title")
        new = gr.Button(words("new_conversation"), elem_id="new", size="sm", scale=0)
    chat = gr.Chatbot(
        elem_id="conversation",
        label=words("conversation"),
        show_label=False,
        buttons=[],
        latex_delimiters=[],
        allow_tags=False,
        group_consecutive_messages=False,
        layout="panel",
        placeholder=welcome(words),
        autoscroll=False,  # to the end of a long answer; the script scrolls to its question
    )
    return chat, new


def composer(words: Labels) -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """The input with its two buttons."""
    import gradio as gr

    with gr.Row(elem_id="composer", equal_height=False):
        box = gr.Textbox(
            label=words("your_question"),
            placeholder=words("question_placeholder"),
            lines=1,
            max_lines=6,
            autofocus=True,
            container=False,
            elem_id="question",
            scale=8,
            min_width=160,
        )
        ask = gr.Button(words("ask"), variant="primary", elem_id="ask", scale=0, min_width=88)
        stop = gr.Button(words("stop"), elem_id="stop", interactive=False, scale=0, min_width=88)
    return box, ask, stop


def sending_note() -> gr.HTML:
    """Over the box; the script says there that a question is on its way, or why one must wait."""
    return html('<p class="sending-note" role="status"></p>', "sending-note")


def handover() -> tuple[gr.Textbox, gr.Button]:
    """Where the script puts a question that comes from a link, and sends it; nobody sees them."""
    import gradio as gr

    return (
        gr.Textbox(visible="hidden", elem_id="handover", container=False),
        gr.Button(visible="hidden", elem_id="handover-go"),
    )


def not_kept_note(words: Labels) -> gr.HTML:
    """Near the box: nothing is kept. The style shows it while the drawer says so."""
    return html(f'<p class="not-kept">{escape(words("not_kept"))}</p>', "not-kept-note")


def document_choice(words: Labels) -> tuple[gr.Accordion, gr.CheckboxGroup]:
    """The documents to search, folded away; hidden until there are several."""
    import gradio as gr

    with gr.Accordion(words("search_in"), open=False, visible=False, elem_id="choice") as fold:
        choice = gr.CheckboxGroup(
            [(EVERYTHING, EVERYTHING)],
            value=[EVERYTHING],
            label=words("search_in"),
            show_label=False,
            container=False,
            elem_id="searched",
        )
    return fold, choice


def strictness_choice(words: Labels, elem_id: str = "strictness") -> gr.Radio:
    """How readily there is no answer; hidden until it is known what the settings say."""
    import gradio as gr

    return gr.Radio(
        [(words(name), name) for name in get_args(Strictness)],
        value=None,
        label=words("strictness"),
        visible=False,
        elem_id=elem_id,
        scale=2,
        min_width=320,
    )


def strictness_as_set(settings: Settings, words: Labels) -> gr.Radio:
    """The same, shown with what is set: none of the three where it is a threshold of its own."""
    import gradio as gr

    own = settings.confidence_threshold
    label = words("strictness") if own is None else words("threshold_set", threshold=f"{own:g}")
    return gr.Radio(value=settings.strictness_in_force, label=label, visible=True)


def examples(words: Labels) -> list[gr.Button]:
    """Buttons with questions to ask, hidden until there are any."""
    import gradio as gr

    with gr.Column(elem_id="offered"):
        html(f'<p class="ask-next">{escape(words("ask_next"))}</p>', "offered-title")
        with gr.Row(elem_id="examples"):
            return [
                gr.Button(visible=False, size="sm", elem_classes="example")
                for _ in range(MAX_EXAMPLES)
            ]


def buttons(questions: Sequence[str]) -> tuple[gr.Button, ...]:
    """The same buttons with these questions, the others hidden."""
    import gradio as gr

    shown = [gr.Button(question, visible=True) for question in questions[:MAX_EXAMPLES]]
    return (*shown, *[gr.Button(visible=False)] * (MAX_EXAMPLES - len(shown)))


def page(words: Labels) -> gr.Blocks:
    """An empty page, whose plain HTTP calls may leave out arguments that have a default."""
    import gradio as gr

    class Page(gr.Blocks):
        def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
            # gradio_client fills in defaults; Gradio itself refuses `{"data": ["question"]}`.
            if block_fn.api_name == "ask":
                inputs.extend(block.value for block in block_fn.inputs[len(inputs) :])
            super().validate_inputs(block_fn, inputs)

    return Page(
        title=words("page_title"),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=UPLOADS_S,
    )


def theme() -> gr.Theme:
    """Colours and fonts of the page; system fonts, so that none is fetched."""
    import gradio as gr

    sans = ["ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    return gr.themes.Base(
        primary_hue="slate",
        neutral_hue="slate",
        radius_size="md",
        font=sans,
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
    ).set(
        body_background_fill="#f7f5f0",
        body_background_fill_dark="#14181d",
        body_text_color="#1d2530",
        body_text_color_dark="#e8e6e1",
    )
