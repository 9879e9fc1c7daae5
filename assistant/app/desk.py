"""What happens when somebody asks, stops, or starts anew: the page's events, without its layout.

Every handler gets the conversation and gives back the next one; nothing is kept between calls.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Sequence
from functools import partial
from typing import Any

from assistant.app.asking import (
    EVERYTHING,
    are_all,
    fault,
    handed_over,
    searching,
    strictly,
    ticked,
)
from assistant.app.conversation import (
    MAX_EXAMPLES,
    Conversation,
    answered,
    begun,
    closed,
    example_questions,
    is_pending,
    known_questions,
    messages,
    panel_html,
)
from assistant.app.keeping import KeepingDesk
from assistant.app.labels import Labels
from assistant.app.library_view import NAMED_DOCUMENTS, library_html, status_html
from assistant.app.loader import Answering, AssistantLoader, error_line
from assistant.app.reopened import looked_up
from assistant.app.suggest import MAX_OFFERED, follow_ups
from assistant.app.widgets import buttons, strictness_as_set
from assistant.confidence.calibrated import Strictness
from corpus.errors import InputError, UserError

log = logging.getLogger(__name__)

Shown = tuple[Any, ...]
"""Values for: conversation, chat, sources, question box, stop button, id of what is kept."""


class Desk:
    """The events of one page; they wait for the loader's assistant.

    Args:
        loader: has the assistant, or will have it.
        keeping: keeps the conversations.
        words: the page's own, in its language.
    """

    def __init__(self, loader: AssistantLoader, keeping: KeepingDesk, words: Labels) -> None:
        self.loader = loader
        self.keeping = keeping
        self.words = words

    async def get_ready(self, turns: Conversation = (), kept: str = "") -> Shown:
        """Values for what was waiting for the documents.

        These are: the timer that calls this, status, library, filter, its choices, strictness,
        the documents offered, conversation, chat, sources, examples.

        Args:
            turns: the conversation so far.
            kept: the id of the one that the address names.
        """
        import gradio as gr

        if self.loader.readiness.phase == "loading":
            return (gr.skip(),) * (10 + MAX_EXAMPLES)
        done, hidden = gr.Timer(active=False), [gr.Button(visible=False)] * MAX_EXAMPLES
        searched = await self.keeping.searched_last(kept)
        try:
            assistant = await self.loader.wait()
            documents, questions = await self._documents(assistant, searched)
        except UserError as error:  # it could not be loaded, or a document has changed since
            *shown, offered = self._no_documents(error)
            return done, *shown, gr.skip(), offered, *(gr.skip(),) * 3, *hidden
        *shown, offered = documents
        strictness = strictness_as_set(assistant.settings, self.words)
        looked_up = await self.keeping.look_up(turns)
        return done, *shown, strictness, offered, *looked_up, *buttons(questions)

    async def look_again(self, searched: Sequence[str], offered: Sequence[str]) -> Shown:
        """Values for: status, library, filter, its choices, the documents offered.

        Documents may have come or gone since it offered these, and some of them were ticked.
        """
        import gradio as gr

        if self.loader.readiness.phase != "ready":
            return (gr.skip(),) * 5
        try:
            assistant = await self.loader.wait()
            if tuple(offered) == assistant.doc_ids:
                return (gr.skip(),) * 5
            before = None if are_all(searched, offered) else searched
            return (await self._documents(assistant, before))[0]
        except UserError as error:
            return self._no_documents(error)

    async def _documents(
        self, assistant: Answering, searched: Collection[str] | None
    ) -> tuple[Shown, list[str]]:
        """The values of `look_again`, these documents ticked, and questions to start with."""
        import gradio as gr

        library, choices, questions = await asyncio.to_thread(introduced, assistant, self.words)
        ticks = ticked(assistant.doc_ids, searched)
        some = len(choices) > 1
        if not some:
            choices, ticks = [(EVERYTHING, EVERYTHING)], [EVERYTHING]
        choice = gr.Accordion(visible=some), gr.CheckboxGroup(choices, value=ticks)
        status = status_html("ready", words=self.words)
        return (status, library, *choice, assistant.doc_ids), questions

    def _no_documents(self, error: UserError) -> Shown:
        """The values of `look_again` where there are none, and why."""
        import gradio as gr

        status = status_html("failed", fault(error, self.words), words=self.words)
        return status, "", gr.Accordion(visible=False), gr.skip(), ()

    async def converse(
        self,
        question: str | None,
        turns: Conversation,
        searched: Sequence[str] = (EVERYTHING,),
        strictness: Strictness | None = None,
        kept: str = "",
        offered: Sequence[str] = (),
        *,
        history: tuple[str, ...] | None = None,
    ) -> AsyncIterator[Shown]:
        """Show the question at once, then its answer, or in one line why there is none.

        Args:
            question: as typed.
            turns: the conversation so far.
            searched: ids of the documents ticked.
            strictness: how readily there is no answer; None: as the settings say.
            kept: the id under which the conversation is kept; "" where it is not.
            offered: ids of the documents that could be ticked.
            history: earlier questions that come with this one; None: the conversation's.
        """
        import gradio as gr

        keep = back = gr.skip()
        if is_pending(turns):  # one question at a time; the box keeps what was typed
            yield (keep,) * 6
            return
        if not str(question or "").strip():  # a slip of the hand: no turn of a conversation
            gr.Info(self.words("question_empty"))
            yield (keep,) * 6
            return
        turns, kept = await self.keeping.resumed(turns, str(kept or ""))
        ready = self.loader.readiness.phase == "ready"
        notice = self.words("working" if ready else "waiting")
        turns = begun(turns, str(question), notice, history)
        # The script has emptied the box; what is typed since then is another question.
        yield turns, messages(turns, self.words), keep, keep, gr.Button(interactive=True), kept
        try:
            assistant = await self.loader.wait()
            turns = await asyncio.to_thread(looked_up, turns, assistant, self.words)
            turns = searching(turns, assistant, searched, offered, self.words)
            turns = strictly(turns, assistant, strictness)
            turns = await asyncio.to_thread(answered, turns, assistant, self.words)
        except UserError as error:
            turns = closed(turns, fault(error, self.words), "failed")
            back = question  # to be mended
        except Exception:  # the traceback is for the terminal; the page must live on
            log.exception("a question could not be answered")
            turns = closed(turns, self.words("bug"), "failed")
        kept = await self.keeping.keep(kept, turns)
        shown = messages(turns, self.words), panel_html(turns, self.words)
        yield turns, *shown, back, gr.Button(interactive=False), kept

    async def converse_offered(
        self, question: str, turns: Conversation, *along: Any
    ) -> AsyncIterator[Shown]:
        """Ask a question that a button offers: without a history, as it was tried.

        Takes what `converse` takes.
        """
        async for shown in self.converse(question, turns, *along, history=()):
            yield shown

    async def converse_anew(
        self,
        request: str,
        turns: Conversation,
        searched: Sequence[str],
        *along: Any,
        **named: Any,
    ) -> AsyncIterator[Shown]:
        """Ask what the page's script hands over: a question with the history that belongs to it.

        Args:
            request: JSON; `{"as_typed": 2}` asks the second question again, as if it were the
                first; `{"everywhere": 2}` of all documents, after the questions that it was
                asked after; `{"question": "…", "history": ["…"]}` comes from a report.
            turns: the conversation so far.
            searched: ids of the documents ticked.
            along: what else `converse` takes.
            named: the same by name.
        """
        import gradio as gr

        try:
            asked = handed_over(request, turns)
        except InputError:  # not from our script
            yield (gr.skip(),) * 6
            return
        where = (EVERYTHING,) if asked.everywhere else searched
        named["history"] = asked.history
        async for shown in self.converse(asked.question, turns, where, *along, **named):
            yield shown

    async def suggest(self, turns: Conversation = (), *before: str) -> Shown:
        """Values for the buttons with questions: what to ask next, tried before it is offered.

        Args:
            turns: the conversation so far.
            before: what the buttons say now; after the first answer, what was offered at first.
        """
        import gradio as gr

        answer = turns[-1].answer if turns else None
        if turns and answer is None:
            return (gr.skip(),) * MAX_EXAMPLES
        try:
            assistant = await self.loader.wait()
            known = known_questions(self.words)
            if answer is None:  # a new conversation: those that there were at first
                return buttons(example_questions(assistant.doc_ids, known, self.words))
            asked = [turn.question for turn in turns]
            last = turns[-1]
            offered = before[:MAX_OFFERED] if len(turns) > 1 else ()
            tried = partial(follow_ups, words=self.words, before=offered)
            tried = partial(tried, doc_ids=last.doc_ids, strictness=last.strictness)
            return buttons(await asyncio.to_thread(tried, assistant, answer, asked, known))
        except UserError as error:
            log.warning("no further questions could be found: %s", error_line(error))
            return (gr.skip(),) * MAX_EXAMPLES
        except Exception:  # an offer that fails must not trouble an answer that is there
            log.exception("no further questions could be found")
            return (gr.skip(),) * MAX_EXAMPLES

    async def ticked(self, turns: Conversation) -> Any:
        """Value for the choice of documents: a conversation opened again goes on in its own."""
        import gradio as gr

        if not turns or self.loader.readiness.phase != "ready":
            return gr.skip()
        doc_ids = (await self.loader.wait()).doc_ids
        if not 1 < len(doc_ids) <= NAMED_DOCUMENTS:  # there is no choice
            return gr.skip()
        return ticked(doc_ids, turns[-1].doc_ids)

    def stop(self, turns: Conversation, typed: str | None = "") -> Shown:
        """Close the question that was being answered; Gradio has cancelled its event.

        Args:
            turns: the conversation so far.
            typed: what stands in the box; where nothing does, the question comes back there.
        """
        import gradio as gr

        back = gr.skip()
        if is_pending(turns):
            back = turns[-1].question if not str(typed or "").strip() else back
            turns = closed(turns, self.words("stopped"), "stopped")
        shown = messages(turns, self.words), panel_html(turns, self.words)
        return turns, *shown, back, gr.Button(interactive=False), gr.skip()

    def start_anew(self) -> Shown:
        """An empty conversation."""
        import gradio as gr

        return (), [], panel_html((), self.words), "", gr.Button(interactive=False), ""


def introduced(assistant: Answering, words: Labels) -> tuple[str, list[tuple[str, str]], list[str]]:
    """The documents as HTML, as (label, id) choices, and questions to start with."""
    doc_ids = assistant.doc_ids
    documents = [assistant.document(doc_id) for doc_id in doc_ids[:NAMED_DOCUMENTS]]
    library = library_html(documents, len(doc_ids), words)
    choices = [(document.label, document.doc_id) for document in documents]
    if len(doc_ids) > len(documents):
        choices = []
    return library, choices, example_questions(doc_ids, known_questions(words), words)
