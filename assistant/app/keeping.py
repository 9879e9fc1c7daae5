"""What happens when somebody opens, names or deletes a kept conversation.

Every handler asks anew who is there (`visitors.present`): a page may outlive its log-in.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from typing import Any

from assistant.app.asking import fault
from assistant.app.conversation import Conversation, is_pending, messages, panel_html
from assistant.app.conversations import Conversations, KeptTurn, NoSuchConversation, titled
from assistant.app.feedback import FeedbackBook
from assistant.app.judged import judged
from assistant.app.kept_view import account_html, busy_html, list_html
from assistant.app.labels import Labels
from assistant.app.loader import AssistantLoader
from assistant.app.markup import escape
from assistant.app.message_view import notice_html
from assistant.app.reopened import from_disk, looked_up, reopened
from assistant.app.visitors import present
from corpus.errors import PeopleError, UserError

log = logging.getLogger(__name__)

Shown = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where the page keeps what people leave."""

    conversations: Conversations
    feedback: FeedbackBook

    def keep(self, owner: str, kept: str, turns: Conversation) -> str:
        """Keep the last turn, where it was answered; the id of the conversation it is in.

        Args:
            owner: who asked.
            kept: the id so far; "" for a conversation that is not kept yet.
            turns: all of it.
        """
        last = turns[-1]
        if last.answer is None or not self.conversations.keeps(owner):
            return kept
        turn = KeptTurn(
            last.question, last.answer.to_json(), last.history, last.doc_ids, last.strictness
        )
        return self.conversations.append(owner, kept, turn)


class KeepingDesk:
    """The events of the list of conversations."""

    def __init__(self, loader: AssistantLoader, keeper: Keeper, words: Labels) -> None:
        self.loader, self.keeper, self.words = loader, keeper, words

    async def resumed(self, turns: Conversation, kept: str) -> tuple[Conversation, str]:
        """The conversation that a page was in, before its next question.

        A page that was open while the chat was started anew still knows the id. A conversation that
        was deleted elsewhere, or that belongs to whoever was logged in before, is not gone on with,
        and one that went on elsewhere is gone on with from there; the page says so.
        """
        import gradio as gr

        visitor = present()
        if not kept or visitor is None:
            return turns, kept
        try:
            there = await asyncio.to_thread(self.keeper.conversations.length, visitor.owner, kept)
            if turns and there <= sum(turn.phase == "answered" for turn in turns):
                return turns, kept
            if turns:
                gr.Info(self.words("went_on_elsewhere"))
            return await self._opened(visitor.owner, kept), kept
        except NoSuchConversation:
            gr.Info(self.words("begun_anew"))
            return (), ""
        except PeopleError as error:
            # The question is answered all the same, after what the page itself still shows.
            gr.Warning(told(error, self.words))
            return turns, kept if turns else ""
        except UserError:  # the models did not load; the question is told so
            return turns, kept

    async def keep(self, kept: str, turns: Conversation) -> str:
        """Keep the last answer; the id of its conversation, or "" where nothing is kept."""
        import gradio as gr

        visitor = present()
        if visitor is None:
            return kept
        try:
            return await asyncio.to_thread(self.keeper.keep, visitor.owner, kept, turns)
        except (PeopleError, sqlite3.Error):
            log.exception("an answer could not be kept")
            gr.Warning(self.words("keeping_failed"))
            return kept

    async def open(self, wanted: str) -> Shown:
        """Values for: conversation, chat, sources, question box, stop button, id.

        Args:
            wanted: the id of a conversation; what follows a space is when it was wanted.
        """
        import gradio as gr

        kept, visitor = wanted.partition(" ")[0], present()
        if not kept or visitor is None:
            return (gr.skip(),) * 6
        try:
            turns = await self._opened(visitor.owner, kept)
        except UserError as error:
            # Where it cannot be read just now, the address goes on naming it: a reload tries again.
            busy = isinstance(error, PeopleError) and not isinstance(error, NoSuchConversation)
            notice = notice_html(told(error, self.words), "failed")
            shown = [{"role": "assistant", "content": notice}], panel_html((), self.words)
            return (), *shown, gr.skip(), gr.Button(interactive=False), kept if busy else ""
        shown = messages(turns, self.words), panel_html(turns, self.words)
        return turns, *shown, gr.skip(), gr.Button(interactive=False), kept

    async def _opened(self, owner: str, kept: str) -> Conversation:
        turns = await asyncio.to_thread(self.keeper.conversations.turns, owner, kept)
        # Seconds pass until the documents are there: what is asked meanwhile goes on from these.
        if self.loader.readiness.phase == "loading":
            shown = from_disk(turns, self.words)
        else:
            assistant = await self.loader.wait()
            shown = await asyncio.to_thread(reopened, turns, assistant, self.words)
        verdicts = await asyncio.to_thread(self.keeper.feedback.verdicts, owner)
        return judged(shown, verdicts, self.words)

    async def searched_last(self, kept: str) -> tuple[str, ...] | None:
        """The documents that a kept conversation searched last; None: all, or it is not there."""
        visitor = present()
        if not kept or visitor is None:
            return None
        searched = self.keeper.conversations.searched_last
        try:
            return await asyncio.to_thread(searched, visitor.owner, kept)
        except PeopleError:  # the page says so where it opens it
            return None

    async def look_up(self, turns: Conversation) -> Shown:
        """Values for: conversation, chat, sources; once the documents are there, looked up anew."""
        import gradio as gr

        if all(turn.looked_up for turn in turns) or is_pending(turns):
            return (gr.skip(),) * 3
        try:
            assistant = await self.loader.wait()
        except UserError:  # the page says so already
            return (gr.skip(),) * 3
        turns = await asyncio.to_thread(looked_up, turns, assistant, self.words)
        return turns, messages(turns, self.words), panel_html(turns, self.words)

    def refresh(self, search: str, kept: str) -> Shown:
        """Values for: list, keep or not, the group for the open conversation, its name, account."""
        import gradio as gr

        visitor = present()
        if visitor is None:
            nothing = list_html((), words=self.words)
            return nothing, gr.skip(), gr.Column(visible=False), "", ""
        conversations, owner = self.keeper.conversations, visitor.owner
        search = search or ""
        try:
            keeps = conversations.keeps(owner)
            is_open = bool(kept) and conversations.holds(owner, kept)
            title = conversations.title(owner, kept) if is_open else ""
            listed = conversations.listed(owner, search)
        except PeopleError as error:
            return busy_html(told(error, self.words)), *(gr.skip(),) * 4
        return (
            list_html(listed, kept, search, keeps, words=self.words),
            keeps,
            gr.Column(visible=is_open),
            title,
            account_html(visitor, self.words),
        )

    def title(self, kept: str) -> str:
        """The name of a conversation of this visitor; "" where it is not kept, or not just now."""
        visitor = present()
        if not kept or visitor is None:
            return ""
        try:
            return self.keeper.conversations.title(visitor.owner, kept)
        except PeopleError:  # then the file goes without
            return ""

    def rename(self, kept: str, title: str) -> None:
        """Give the open conversation another name."""
        import gradio as gr

        visitor = present()
        if visitor is None:
            return
        if not title.strip():
            gr.Warning(self.words("name_empty"))
            return
        try:
            self.keeper.conversations.rename(visitor.owner, kept, title)
        except PeopleError as error:
            gr.Warning(told(error, self.words))
        else:
            gr.Info(self.words("name_saved", title=escape(titled(title))))

    def delete(self, kept: str) -> None:
        """Delete the open conversation.

        Raises:
            gr.Error: it cannot be deleted just now; the page then leaves it open.
        """
        import gradio as gr

        visitor = present()
        if visitor is None:
            return
        try:
            self.keeper.conversations.delete(visitor.owner, kept)
        except NoSuchConversation as error:
            gr.Warning(told(error, self.words))
        except PeopleError as error:
            raise gr.Error(told(error, self.words), print_exception=False) from error

    def set_keeps(self, keeps: bool) -> None:
        """Keep conversations from now on, or not."""
        import gradio as gr

        visitor = present()
        if visitor is None:
            return
        try:
            self.keeper.conversations.set_keeps(visitor.owner, bool(keeps))
        except PeopleError as error:
            gr.Warning(told(error, self.words))


def told(error: UserError, words: Labels) -> str:
    """What the page says of it; the terminal is told which file cannot be used, and why."""
    if isinstance(error, NoSuchConversation):
        return words("no_such_conversation")
    if isinstance(error, PeopleError):
        log.warning("%s", error)
        return words("keeping_busy")
    return fault(error, words)
