"""The chat page with its API endpoint `/ask`, and the server that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.conversation import MAX_EXAMPLES, panel_html
from assistant.app.desk import Desk
from assistant.app.evaluate_tab import evaluate_tab
from assistant.app.export_panel import export_controls
from assistant.app.library_view import LIBRARY_UNKNOWN, status_html
from assistant.app.loader import Answering, AssistantLoader
from assistant.app.server import (
    LocalOnly,
    open_listener,
    run,
    static_text,
    stay_on_this_machine,
    url_of,
)

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

QUEUE: dict[str, Any] = {"concurrency_limit": 4, "concurrency_id": "questions"}
"""So many questions, of the page and the endpoint together, are answered at the same time."""

MAX_TEST_SET = "32mb"
"""A file dropped into the Evaluate tab may be so large."""

READY_CHECK_S = 0.5
"""So often a page asks whether the models are loaded, until they are."""


def build_page(loader: AssistantLoader) -> gr.Blocks:
    """The page and the endpoint `/ask`; questions wait until the loader has its assistant."""
    import gradio as gr
    from gradio.events import api

    desk = Desk(loader)
    page = widgets.page()
    with page:
        # First of all: Gradio numbers an API name that another event already has.
        api(desk.answer_record, api_name="ask", **QUEUE)
        turns = gr.State(())
        with gr.Row(elem_id="masthead"):
            with gr.Column(scale=6, min_width=320):
                widgets.html(widgets.HEADER, "top")
                status = widgets.html(status_html("loading"), "status")
            with gr.Column(scale=5, min_width=320):
                library = widgets.html(LIBRARY_UNKNOWN, "library")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask"), gr.Row(elem_id="workspace", equal_height=False):
                with gr.Column(scale=6, min_width=320, elem_id="talk"):
                    chat, new = widgets.conversation()
                    export_controls(loader, turns)
                    box, ask, stop = widgets.composer()
                    examples = widgets.examples(MAX_EXAMPLES)
                with gr.Column(scale=5, min_width=320, elem_id="side"):
                    panel = widgets.html(panel_html(()), "sources")
            with gr.Tab("Evaluate"):
                evaluate_tab(loader)

        unseen: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        ending = unseen | {"outputs": [turns, chat, panel, box, stop]}
        # "multiple": the page must not drop a question because the last event has hardly ended.
        asking = ending | QUEUE | {"trigger_mode": "multiple"}
        asked = [gr.on([ask.click, box.submit], desk.converse, inputs=[box, turns], **asking)]
        asked += [one.click(desk.converse, inputs=[one, turns], **asking) for one in examples]
        stop.click(desk.stop, inputs=[turns], cancels=asked, queue=False, **ending)
        new.click(desk.start_anew, cancels=asked, queue=False, **ending)
        # Not through the queue: its stream would be open, for each visitor, while models load.
        loading = gr.Timer(READY_CHECK_S)
        arriving = unseen | {"outputs": [loading, status, library, *examples], "queue": False}
        page.load(desk.get_ready, **arriving)
        loading.tick(desk.get_ready, **arriving)
    return page


def web_app(page: gr.Blocks) -> FastAPI:
    """The page as a web application, with its looks and its script."""
    import gradio as gr
    from fastapi import FastAPI

    app = FastAPI(openapi_url=None)
    app.add_middleware(LocalOnly)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=widgets.theme(),
        head=f"<style>{static_text('chat.css')}{static_text('export.css')}</style>",
        js=static_text("chat.js") + static_text("export.js"),
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size=MAX_TEST_SET,
    )
    return app


def end_streams(app: FastAPI) -> None:
    """End the stream that Gradio keeps open for every visitor."""
    from gradio.routes import App

    for mounted in [getattr(route, "app", None) for route in app.routes]:
        if isinstance(mounted, App):
            mounted.stop_event.set()


def serve(open_assistant: Callable[[], Answering], host: str, port: int) -> None:
    """Show the chat on `host:port` until somebody presses Ctrl+C.

    Args:
        open_assistant: called once, in the background, while the page is already up.
        host: the address to listen on.
        port: its port; 0 means any free one.

    Raises:
        UserError: the address cannot be used, for instance because the port is taken.
    """
    import click

    with open_listener(host, port) as listener:
        stay_on_this_machine()
        loader = AssistantLoader(open_assistant)
        app = web_app(build_page(loader))
        loader.start()
        click.echo(f"The chat is on {url_of(listener)} (Ctrl+C ends it).", err=True)
        run(app, listener, lambda: end_streams(app))
        click.echo("The chat has ended.", err=True)
