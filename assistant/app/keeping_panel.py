"""The drawer with the conversations: its layout, and the events of `KeepingDesk`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.app import widgets
from assistant.app.conversations import MAX_SEARCH_CHARS, MAX_TITLE_CHARS
from assistant.app.keeping import KeepingDesk
from assistant.app.labels import Labels
from assistant.app.markup import escape

if TYPE_CHECKING:
    import gradio as gr

UNSEEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
# Through the queue, which alone carries warnings to the page.
WARNING: dict[str, Any] = UNSEEN | {"queue": True, "concurrency_limit": None}

# The address names the open conversation, so that a reload or a bookmark opens it again.
FROM_ADDRESS = "() => [new URLSearchParams(location.search).get('conversation') ?? '']"
INTO_ADDRESS = "(kept) => { window.summitsOpened(kept); return []; }"
# What was pressed is about to go, and the keyboard's focus must not go with it.
DELETED = """() => {
  document.getElementById('new').click();
  document.querySelector('#drawer .toggle-button').focus();
}"""


@dataclass(frozen=True, slots=True)
class Drawer:
    """The parts of the drawer that events need.

    Attributes:
        kept: the id of the open conversation, "" where it is not kept; the page holds it, so that
            it outlives a restart of the chat.
        wanted: the id of the one to be opened, and when it was wanted; the script fills it in.
        account: who is logged in, and the way out; for the page to place.
    """

    kept: gr.Textbox
    wanted: gr.Textbox
    search: gr.Textbox
    listed: gr.HTML
    current: gr.Column
    title: gr.Textbox
    rename: gr.Button
    delete: gr.Button
    confirm: gr.Column
    really: gr.Button
    leave: gr.Button
    keeps: gr.Checkbox
    account: gr.HTML


def drawer(words: Labels) -> Drawer:
    """Lay out the drawer, closed."""
    import gradio as gr

    kept = gr.Textbox(visible="hidden", elem_id="kept-id")
    wanted = gr.Textbox(visible="hidden", elem_id="wanted-id")
    with gr.Sidebar(open=False, elem_id="drawer", width=340):
        widgets.html(f"<h2>{escape(words('your_conversations'))}</h2>", "drawer-title")
        search = gr.Textbox(
            label=words("search_conversations"), max_length=MAX_SEARCH_CHARS, elem_id="kept-search"
        )
        listed = widgets.html("", "kept-list")
        with gr.Column(visible=False, elem_id="kept-current") as current:
            title = gr.Textbox(
                label=words("open_conversation"), max_length=MAX_TITLE_CHARS, elem_id="kept-title"
            )
            with gr.Row(elem_classes="small-buttons"):
                rename = gr.Button(
                    words("save_name"), size="sm", min_width=80, elem_id="kept-rename"
                )
                delete = gr.Button(words("delete"), size="sm", min_width=80, elem_id="kept-delete")
            with gr.Column(visible=False, elem_id="kept-confirm") as confirm:
                widgets.html(
                    f"<p role='alert'>{escape(words('delete_for_good'))}</p>", "kept-question"
                )
                with gr.Row(elem_classes="small-buttons"):
                    really = gr.Button(words("yes_delete"), variant="stop", size="sm", min_width=80)
                    leave = gr.Button(words("no"), size="sm", min_width=80)
        keeps = gr.Checkbox(
            label=words("keep_conversations"),
            info=words("keep_conversations_help"),
            value=True,
            elem_id="keeps",
            container=False,
        )
    account = widgets.html("", "account", render=False)  # in sight, whether this is open or not
    return Drawer(
        kept, wanted, search, listed, current, title, rename, delete, confirm, really, leave, keeps,
        account,
    )  # fmt: skip


def connect_drawer(
    page: gr.Blocks,
    desk: KeepingDesk,
    parts: Drawer,
    talk: Sequence[Any],
    asked: Sequence[Any],
) -> Any:
    """Connect its events; that which has opened a conversation of the list.

    Args:
        page: the page; on arrival it opens the conversation of its address.
        desk: handles the events.
        parts: from `drawer`.
        talk: conversation, chat, sources, question box, stop button, and the id: what opening
            changes.
        asked: the events of questions, which opening another conversation ends.
    """
    import gradio as gr

    seen = [parts.listed, parts.keeps, parts.current, parts.title, parts.account]
    look: dict[str, Any] = {
        "fn": desk.refresh,
        "inputs": [parts.search, parts.kept],
        "outputs": seen,
    } | UNSEEN
    arrived = page.load(desk.open, parts.kept, list(talk), js=FROM_ADDRESS, **UNSEEN)
    arrived.then(**look).then(None, parts.kept, None, js=INTO_ADDRESS, **UNSEEN)
    wanted = parts.wanted.change(desk.open, parts.wanted, list(talk), cancels=list(asked), **UNSEEN)
    parts.kept.change(None, parts.kept, None, js=INTO_ADDRESS, **UNSEEN)
    gr.on([parts.kept.change, parts.search.change], trigger_mode="always_last", **look)
    for event in asked:
        event.then(**look)
    gr.on([parts.rename.click, parts.title.submit], desk.rename, [parts.kept, parts.title], None,
          **WARNING).then(**look)  # fmt: skip
    parts.keeps.input(desk.set_keeps, parts.keeps, None, **WARNING).then(**look)
    # Made when they are wanted: made here, they would be parts of the page.
    parts.delete.click(lambda: gr.Column(visible=True), None, parts.confirm, **UNSEEN)
    parts.leave.click(lambda: gr.Column(visible=False), None, parts.confirm, **UNSEEN).then(
        None, None, None, js="() => { document.getElementById('kept-delete').focus(); }", **UNSEEN
    )
    parts.kept.change(lambda: gr.Column(visible=False), None, parts.confirm, **UNSEEN)
    parts.really.click(desk.delete, parts.kept, None, **WARNING).success(
        None, None, None, js=DELETED, **UNSEEN
    )
    return wanted
