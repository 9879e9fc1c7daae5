"""The chat page with its API endpoint `/ask`, and the server that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.conversation import MAX_EXAMPLES, panel_html
from assistant.app.desk import Desk
from assistant.app.door import Door, guard
from assistant.app.evaluate_tab import evaluate_tab
from assistant.app.export_panel import export_controls
from assistant.app.keeping import Keeper, KeepingDesk
from assistant.app.keeping_panel import connect_drawer, drawer, feedback_form, given_feedback
from assistant.app.labels import ENGLISH, LANGUAGES, Labels, labels_in
from assistant.app.library_view import LIBRARY_UNKNOWN, status_html
from assistant.app.loader import Answering, AssistantLoader
from assistant.app.middleware import LocalOnly, OwnLanguage
from assistant.app.page_frame import not_found
from assistant.app.reading_pages import reading_routes
from assistant.app.server import open_listener, run, stay_on_this_machine, url_of
from assistant.app.static_files import static_text

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from gradio.routes import App

QUEUE: dict[str, Any] = {"concurrency_limit": 4, "concurrency_id": "questions"}
"""So many questions, of the page and the endpoint together, are answered at the same time."""

MAX_TEST_SET = "32mb"
"""A file dropped into the Evaluate tab may be so large."""

SCRIPTS = ("chat.js", "export.js", "keeping.js")
STYLES = ("colours.css", "chat.css", "reading.css", "export.css", "keeping.css")

READY_CHECK_S = 0.5
"""So often a page asks whether the models are loaded, until they are."""


def build_page(loader: AssistantLoader, keeper: Keeper, words: Labels = ENGLISH) -> gr.Blocks:
    """The page in one language; questions wait until the loader has its assistant.

    The English one has the endpoint `/ask`.
    """
    import gradio as gr
    from gradio.events import api

    keeping = KeepingDesk(loader, keeper, words)
    desk = Desk(loader, keeping, words)
    page = widgets.page(words)
    with page:
        # First of all: Gradio numbers an API name that another event already has.
        if words == ENGLISH:
            api(desk.answer_record, api_name="ask", **QUEUE)
        turns = gr.State(())
        kept = drawer(words)
        with gr.Row(elem_id="masthead"):
            widgets.html(widgets.header(words), "top")
            with gr.Column(scale=0, min_width=160, elem_id="corner"):
                widgets.html(widgets.languages(words), "languages")
                status = widgets.html(status_html("loading", words=words), "status")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words("tab_ask")), gr.Row(elem_id="workspace", equal_height=False):
                with gr.Column(scale=6, min_width=320, elem_id="talk"):
                    chat, new = widgets.conversation(words)
                    export_controls(loader, turns, words)
                    feedback_form(keeping, turns, chat, words)
                    examples = widgets.examples(words, MAX_EXAMPLES)
                    box, ask, stop = widgets.composer(words)
                    handover, hand_over = widgets.handover()
                    strictness = widgets.strictness_choice(words)
                    fold, searched = widgets.document_choice(words)
                with gr.Column(scale=5, min_width=320, elem_id="side"):
                    panel = widgets.html(panel_html((), words), "sources")
                    library = widgets.html(LIBRARY_UNKNOWN, "library")
            with gr.Tab(words("tab_evaluate")) as evaluate:
                evaluate_tab(loader, evaluate, words)
                given_feedback(keeping, evaluate)

        unseen: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        ending = unseen | {"outputs": [turns, chat, panel, box, stop, kept.kept]}
        # "multiple": the page must not drop a question because the last event has hardly ended.
        # No "preprocess": a question may be sent before the documents arrive, and Gradio would
        # refuse the choice from before; `searching` passes over what is no document's id.
        asking = ending | QUEUE | {"trigger_mode": "multiple", "preprocess": False}
        along = [turns, searched, strictness, kept.kept]
        asked = [gr.on([ask.click, box.submit], desk.converse, [box, *along], **asking)]
        asked += [one.click(desk.converse_offered, [one, *along], **asking) for one in examples]
        asked.append(hand_over.click(desk.converse_anew, [handover, *along], **asking))
        # After the answer is shown, and without a place in its queue.
        offering = unseen | {"outputs": examples, "concurrency_id": "offers"}
        for one in asked:
            one.then(desk.suggest, turns, trigger_mode="always_last", **offering)
        stop.click(desk.stop, inputs=[turns], cancels=asked, queue=False, **ending)
        new.click(desk.start_anew, cancels=asked, queue=False, **ending)
        connect_drawer(page, keeping, kept, ending["outputs"], asked)
        # Not through the queue: its stream would be open, for each visitor, while models load.
        loading = gr.Timer(READY_CHECK_S)
        ready = [loading, status, library, fold, searched, strictness, *examples]
        arriving = unseen | {"outputs": ready, "queue": False}
        page.load(desk.get_ready, **arriving)
        loading.tick(desk.get_ready, **arriving)
    return page


def web_app(loader: AssistantLoader, door: Door) -> FastAPI:
    """The page in each of its languages, with the pages beside it; all behind the door."""
    from fastapi import FastAPI

    app = FastAPI(openapi_url=None)
    app.add_middleware(OwnLanguage)
    guard(app, door)
    app.add_middleware(LocalOnly)  # the last is the first that a request meets
    app.router.routes.extend(reading_routes(loader))
    # The page at "/" takes every address that is left, so it comes last.
    for language in reversed(list(LANGUAGES)):
        words = labels_in(language)
        path = "/" if words == ENGLISH else f"/{language}"
        mount(app, build_page(loader, door.keeper, words), path, words)
    for mounted in gradio_apps(app):
        mounted.add_exception_handler(404, not_found)
    return app


def mount(app: FastAPI, page: gr.Blocks, path: str, words: Labels) -> None:
    """Add a page to the application, with its looks and its script."""
    import gradio as gr

    gr.mount_gradio_app(
        app,
        page,
        path=path,
        theme=widgets.theme(),
        head=page_head(words),
        # One function: of several statements, Gradio would run the first.
        js=f"() => {{ {' '.join(map(static_text, SCRIPTS))} }}",
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size=MAX_TEST_SET,
    )


def page_head(words: Labels) -> str:
    """Looks, the labels that the scripts need, what they share, and that of the reading window."""
    style = "".join(map(static_text, STYLES))
    labels = json.dumps(dict(words.texts) | {"language": words.language}).replace("<", "\\u003c")
    return (
        f"<style>{style}</style>"
        f'<script type="application/json" id="labels">{labels}</script>'
        f"<script>{static_text('shared.js')}{static_text('reading.js')}</script>"
    )


def end_streams(app: FastAPI) -> None:
    """End the stream that Gradio keeps open for every visitor."""
    for mounted in gradio_apps(app):
        mounted.stop_event.set()


def gradio_apps(app: FastAPI) -> list[App]:
    """The page in each language, as Gradio serves it."""
    from gradio.routes import App

    found = [getattr(route, "app", None) for route in app.routes]
    return [mounted for mounted in found if isinstance(mounted, App)]


def serve(
    open_assistant: Callable[[], Answering], host: str, port: int, door: Door | None = None
) -> None:
    """Show the chat on `host:port` until somebody presses Ctrl+C.

    Args:
        open_assistant: called once, in the background, while the page is already up.
        host: the address to listen on.
        port: its port; 0 means any free one.
        door: who may come in; unless given, what `host` asks for.

    Raises:
        UserError: the address cannot be used, for instance because the port is taken, or people
            would have to log in and nobody has an account.
    """
    import click

    door = door or Door.open(host)
    with open_listener(host, port) as listener:
        stay_on_this_machine()
        loader = AssistantLoader(open_assistant)
        app = web_app(loader, door)
        loader.start()
        click.echo(f"The chat is on {url_of(listener)} (Ctrl+C ends it).", err=True)
        run(app, listener, lambda: end_streams(app))
        click.echo("The chat has ended.", err=True)
