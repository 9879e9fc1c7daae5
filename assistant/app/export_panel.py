"""Exports in the page: what the links under the answers set off.

The script writes "3 docx http://127.0.0.1:7860" into a hidden field; the file comes back in
another and is saved by the browser, so that nothing of a conversation is left on the server's disk.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from assistant.app import widgets
from assistant.app.conversation import Conversation, Turn
from assistant.app.export_view import WHOLE, export_links, export_words
from assistant.app.labels import Labels
from assistant.app.loader import Answering, AssistantLoader, error_line
from assistant.app.reopened import AsItWas
from assistant.app.same_origin import means_this_machine
from assistant.app.scope import said_of_search, searched_in
from assistant.export.formats import (
    FORMAT_NAMES,
    FORMATS,
    FormatName,
    exported,
    format_named,
    lists_nothing,
)
from assistant.wording.phrases import is_talk
from corpus.errors import InputError, UserError

_WANTED = re.compile(
    rf"(?P<which>{WHOLE}|\d{{1,9}}) (?P<form>{'|'.join(FORMAT_NAMES)})"
    r" (?P<page>https?://[A-Za-z0-9.\-:\[\]]{1,200})"
)


MAX_STEM_CHARS = 60
"""So much of a conversation's name is the name of its file."""


def export_controls(
    loader: AssistantLoader, turns: Any, kept: Any, title_of: Callable[[str], str], words: Labels
) -> None:
    """The links that export the whole conversation, and what answers to all such links.

    Args:
        loader: its assistant knows the documents.
        turns: the page's state, a `Conversation`.
        kept: the field with its id.
        title_of: gives the name of a conversation of that id; "" where it has none.
        words: the page's own.
    """
    import gradio as gr

    async def export(wanted: str, turns: Conversation, kept: str) -> str:
        try:
            title = await asyncio.to_thread(title_of, kept)
            return await export_file(loader, wanted, turns, words, title)
        except UserError as error:
            raise gr.Error(error_line(error), print_exception=False) from error

    widgets.html(export_links(WHOLE, words("export_conversation")), "export-all")
    wanted = gr.Textbox(visible="hidden", elem_id="export-wanted")
    # Gradio does not hear an `input` event that a script makes; a click it does.
    go = gr.Button(visible="hidden", elem_id="export-go")
    file = gr.Textbox(visible="hidden", elem_id="export-file")
    go.click(
        export,
        inputs=[wanted, turns, kept],
        outputs=[file],
        concurrency_limit=None,  # in the queue, which alone carries errors to the page
        show_progress="hidden",
        api_visibility="private",
    ).success(None, inputs=[file], js="(file) => window.summitsSave(file)")


async def export_file(
    loader: AssistantLoader, wanted: str, turns: Conversation, words: Labels, title: str = ""
) -> str:
    """The file as JSON: its `name`, and its `content` in base64.

    Args:
        loader: its assistant knows the documents.
        wanted: what the script asks for.
        turns: the conversation.
        words: the page's own.
        title: of the conversation; "" where it has none.

    Raises:
        InputError: there is no such answer, it cites nothing to list, or the wish cannot be read.
    """
    wish = _WANTED.fullmatch(wanted)
    if wish is None:
        raise InputError(words("cannot_export"))
    which = wish["which"]
    wanted_turns = [
        turn
        for turn in turns
        if turn.answer is not None
        # Greetings and the like are no part of what a conversation found out.
        and (which == str(turn.number) or (which == WHOLE and not is_talk(turn.answer)))
    ]
    if not wanted_turns:
        raise InputError(words("nothing_to_export"))
    form = format_named(wish["form"])
    assistant = await loader.wait()
    above = title if which == WHOLE else None
    content = await asyncio.to_thread(
        _content, form, wanted_turns, assistant, _reachable(wish["page"]), above, words
    )
    named = file_stem(title) or words("file_conversation")
    stem = named if which == WHOLE else words("file_answer", number=which)
    name = f"{stem}{FORMATS[form].suffix}"
    return json.dumps({"name": name, "content": base64.b64encode(content).decode("ascii")})


def _content(
    form: FormatName,
    turns: Sequence[Turn],
    assistant: Answering,
    base_url: str | None,
    title: str | None,
    words: Labels,
) -> bytes:
    """The answers of `turns` as a file, each with what the page says of where was searched."""
    answers = [turn.answer for turn in turns if turn.answer is not None]
    if lists_nothing(form, answers):
        raise InputError(words("nothing_cited"))
    scopes = [
        searched_in(AsItWas(answer, assistant), turn.doc_ids, answer)
        for turn, answer in zip(turns, answers, strict=True)
    ]
    return exported(
        form,
        answers,
        assistant.document,
        base_url,
        export_words(words),
        beneath=[
            said_of_search(answer, scope, words)
            for answer, scope in zip(answers, scopes, strict=True)
        ],
        title=title,
    )


def file_stem(title: str) -> str:
    """A name as that of a file: letters and digits with hyphens between, so never a path.

    >>> file_stem("Who met in Nara?"), file_stem("../../etc/passwd"), file_stem("?!")
    ('Who-met-in-Nara', 'etc-passwd', '')

    A long one ends with a whole word.

    >>> file_stem("How many years had it been since the last state visit to China?")
    'How-many-years-had-it-been-since-the-last-state-visit-to'
    """
    stem = "-".join(re.findall(r"\w+", title))
    if len(stem) <= MAX_STEM_CHARS:
        return stem
    return stem[: MAX_STEM_CHARS + 1].rpartition("-")[0] or stem[:MAX_STEM_CHARS]


def _reachable(page: str) -> str | None:
    """The page's address, unless it is one that means another machine to whoever gets the file."""
    return None if means_this_machine(urlsplit(page).netloc) else page
