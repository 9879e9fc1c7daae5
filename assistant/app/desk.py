"""What happens when somebody asks, stops, or starts anew: the page's events, without its layout.

Every handler gets the conversation and gives back the next one; nothing is kept between calls.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

from assistant.app.conversation import (
    MAX_EXAMPLES,
    Conversation,
    answered,
    begun,
    closed,
    example_questions,
    is_pending,
    messages,
    panel_html,
)
from assistant.app.library_view import NAMED_DOCUMENTS, library_html, status_html
from assistant.app.loader import Answering, AssistantLoader, one_line
from assistant.app.message_view import BUG, STOPPED, WAITING, WORKING
from assistant.app.server import static_text
from corpus.errors import InputError, UserError

log = logging.getLogger(__name__)

Shown = tuple[Any, ...]
"""Values for: conversation, chat, sources, question box, stop button."""


class Desk:
    """The events of one page; they wait for the loader's assistant."""

    def __init__(self, loader: AssistantLoader) -> None:
        self.loader = loader

    async def get_ready(self) -> Shown:
        """Values for: the timer that calls this, status, library, and each example button."""
        import gradio as gr

        readiness = self.loader.readiness
        if readiness.phase == "loading":
            return (gr.skip(),) * (3 + MAX_EXAMPLES)
        done, hidden = gr.Timer(active=False), [gr.Button(visible=False)] * MAX_EXAMPLES
        status = status_html(readiness.phase, readiness.reason)
        if readiness.phase == "failed":
            return done, status, "", *hidden
        assistant = await self.loader.wait()
        library, questions = await asyncio.to_thread(introduced, assistant)
        examples = [gr.Button(question, visible=True) for question in questions]
        return done, status, library, *(examples + hidden)[:MAX_EXAMPLES]

    async def converse(self, question: str | None, turns: Conversation) -> AsyncIterator[Shown]:
        """Show the question at once, then its answer, or in one line why there is none."""
        import gradio as gr

        keep = gr.skip()
        if is_pending(turns):  # one question at a time; the box keeps what was typed
            yield (keep,) * 5
            return
        ready = self.loader.readiness.phase == "ready"
        turns = begun(turns, question or "", WORKING if ready else WAITING)
        yield turns, messages(turns), keep, "", gr.Button(interactive=True)
        try:
            assistant = await self.loader.wait()
            turns = await asyncio.to_thread(answered, turns, assistant)
        except UserError as error:
            turns = closed(turns, one_line(error), "failed")
        except Exception:  # the traceback is for the terminal; the page must live on
            log.exception("a question could not be answered")
            turns = closed(turns, BUG, "failed")
        yield turns, messages(turns), panel_html(turns), keep, gr.Button(interactive=False)

    def stop(self, turns: Conversation) -> Shown:
        """Close the question that was being answered; Gradio has cancelled its event."""
        import gradio as gr

        if is_pending(turns):
            turns = closed(turns, STOPPED, "stopped")
        return turns, messages(turns), panel_html(turns), gr.skip(), gr.Button(interactive=False)

    def start_anew(self) -> Shown:
        """An empty conversation."""
        import gradio as gr

        return (), [], panel_html(()), "", gr.Button(interactive=False)

    async def answer_record(
        self,
        question: str,
        history: list[str] | None = None,
        doc_ids: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the documents, with a citation for every sentence.

        Args:
            question: in plain words.
            history: earlier questions of the same conversation, oldest first.
            doc_ids: answer from these documents only; None: from all.
        """
        import gradio as gr

        try:
            check_call(question, history, doc_ids)
            assistant = await self.loader.wait()
            answer = await asyncio.to_thread(
                assistant.ask, question, history=history or (), doc_ids=doc_ids
            )
        except UserError as error:
            raise gr.Error(one_line(error), print_exception=False) from error
        return answer.to_json()


def introduced(assistant: Answering) -> tuple[str, list[str]]:
    """The documents of an assistant as HTML, and questions to start with."""
    doc_ids = assistant.doc_ids
    documents = [assistant.document(doc_id) for doc_id in doc_ids[:NAMED_DOCUMENTS]]
    known = json.loads(static_text("examples.json"))
    return library_html(documents, len(doc_ids)), example_questions(doc_ids, known)


def check_call(question: object, history: object, doc_ids: object) -> None:
    """Refuse values of other types: the endpoint takes any JSON.

    Raises:
        InputError: with a line for each value that cannot be used.
    """
    faults = [] if isinstance(question, str) else ["question must be a text"]
    for name, value in (("history", history), ("doc_ids", doc_ids)):
        texts = isinstance(value, list) and all(isinstance(text, str) for text in value)
        if value is not None and not texts:
            faults.append(f"{name} must be a list of texts, or be left out")
    if faults:
        raise InputError(*faults)
