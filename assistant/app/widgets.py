"""The parts that the page is made of, and its looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr

HEADER = """
<header class="top"><p class="eyebrow">Summit Assistant</p><h1>Ask the documents</h1>
<p class="lead">Ask in your own words. Every answer quotes the documents below word for word, and
each quote leads to its place in the text. If the documents do not say, you are told so.</p>
</header>
"""

WELCOME = (
    '<div class="welcome"><p class="welcome-title">What would you like to know?</p>'
    "<p>Type a question or pick an example. The small numbers in an answer "
    "lead to the passage that it comes from.</p></div>"
)


def html(value: str, elem_id: str) -> gr.HTML:
    """HTML of ours; nothing in it reacts to Python."""
    import gradio as gr

    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def conversation() -> tuple[gr.Chatbot, gr.Button]:
    """The conversation under its heading, and the button that clears it."""
    import gradio as gr

    with gr.Row(elem_id="talk-head"):
        html("<h2>Conversation</h2>", "talk-title")
        new = gr.Button("New conversation", elem_id="new", size="sm", scale=0)
    chat = gr.Chatbot(
        elem_id="conversation",
        label="Conversation",
        show_label=False,
        buttons=[],
        latex_delimiters=[],
        allow_tags=False,
        group_consecutive_messages=False,
        layout="panel",
        placeholder=WELCOME,
        autoscroll=False,  # to the end of a long answer; the script scrolls to its question
    )
    return chat, new


def composer() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """The input with its two buttons."""
    import gradio as gr

    with gr.Row(elem_id="composer", equal_height=False):
        box = gr.Textbox(
            label="Your question",
            placeholder="Ask about these documents",
            lines=1,
            max_lines=6,
            autofocus=True,
            container=False,
            elem_id="question",
            scale=8,
            min_width=160,
        )
        ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0, min_width=88)
        stop = gr.Button("Stop", elem_id="stop", interactive=False, scale=0, min_width=88)
    return box, ask, stop


def examples(number: int) -> list[gr.Button]:
    """Buttons for example questions, hidden until there are any."""
    import gradio as gr

    with gr.Row(elem_id="examples"):
        return [gr.Button(visible=False, size="sm", elem_classes="example") for _ in range(number)]


def page() -> gr.Blocks:
    """An empty page, whose plain HTTP calls may leave out arguments that have a default."""
    import gradio as gr

    class Page(gr.Blocks):
        def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
            # gradio_client fills in defaults; Gradio itself refuses `{"data": ["question"]}`.
            if block_fn.api_name == "ask":
                inputs.extend(block.value for block in block_fn.inputs[len(inputs) :])
            super().validate_inputs(block_fn, inputs)

    return Page(title="Summit Assistant", analytics_enabled=False, fill_width=True)


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
