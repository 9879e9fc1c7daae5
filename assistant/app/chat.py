"""The chat page with its API endpoint `/ask`, and the server that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.app import widgets
from assistant.app.desk import Desk
from assistant.app.door import Door, guard
from assistant.app.endpoint import Endpoint
from assistant.app.keeping import Keeper, KeepingDesk
from assistant.app.labels import ENGLISH, LANGUAGES, Labels, labels_in
from assistant.app.loader import Answering, AssistantLoader
from assistant.app.middleware import LocalOnly, OwnLanguage
from assistant.app.page_frame import not_found
from assistant.app.page_layout import QUEUE, connect, lay_out
from assistant.app.reading_pages import reading_routes
from assistant.app.server import open_listener, run, stay_on_this_machine, url_of
from assistant.app.static_files import static_text

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from gradio.routes import App

MAX_TEST_SET = "32mb"
"""A file dropped into the Evaluate tab may be so large."""

SCRIPTS = ("chat.js", "sending.js", "gradio.js", "export.js", "keeping.js")
STYLES = ("colours.css", "chat.css", "reading.css", "export.css", "keeping.css", "elsewhere.css")


def build_page(loader: AssistantLoader, keeper: Keeper, words: Labels) -> gr.Blocks:
    """The page in one language; questions wait until the loader has its assistant.

    The English one has the endpoint `/ask`.
    """
    from gradio.events import api

    keeping = KeepingDesk(loader, keeper, words)
    desk = Desk(loader, keeping, words)
    page = widgets.page(words)
    with page:
        # First of all: Gradio numbers an API name that another event already has.
        if words == ENGLISH:
            api(Endpoint(loader).ask, api_name="ask", **QUEUE)
        connect(page, desk, lay_out(loader, keeping, words))
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


def end(app: FastAPI, loader: AssistantLoader) -> None:
    """End the stream that Gradio keeps open for every visitor, and the runs under way."""
    loader.last_runs.stop()
    for mounted in gradio_apps(app):
        mounted.stop_event.set()


def gradio_apps(app: FastAPI) -> list[App]:
    """The page in each language, as Gradio serves it."""
    from gradio.routes import App

    found = [getattr(route, "app", None) for route in app.routes]
    return [mounted for mounted in found if isinstance(mounted, App)]


def serve(
    open_assistant: Callable[[], Answering],
    host: str,
    port: int,
    door: Door | None = None,
    published_id: Callable[[], str] | None = None,
) -> None:
    """Show the chat on `host:port` until somebody presses Ctrl+C.

    Args:
        open_assistant: called in the background, while the page is already up.
        host: the address to listen on.
        port: its port; 0 means any free one.
        door: who may come in; unless given, what `host` asks for.
        published_id: of the index; where it changes, the assistant is opened again.

    Raises:
        UserError: the address cannot be used, for instance because the port is taken, or people
            would have to log in and nobody has an account.
    """
    import click

    door = door or Door.open(host)
    with open_listener(host, port) as listener:
        stay_on_this_machine()
        loader = AssistantLoader(open_assistant, published_id)
        app = web_app(loader, door)
        loader.start()
        click.echo(f"The chat is on {url_of(listener)} (Ctrl+C ends it).", err=True)
        run(app, listener, lambda: end(app, loader))
        click.echo("The chat has ended.", err=True)
