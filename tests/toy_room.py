"""The page of the toy chat without a server: its events, who is at it, and what it says."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from toy_chat import ToyAssistant

from assistant.app import feedback_desk, keeping
from assistant.app.conversation import Conversation
from assistant.app.conversations import Conversations
from assistant.app.desk import Desk
from assistant.app.feedback import FeedbackBook
from assistant.app.feedback_desk import FeedbackDesk
from assistant.app.keeping import Keeper, KeepingDesk
from assistant.app.labels import ENGLISH, Labels
from assistant.app.loader import AssistantLoader
from assistant.app.people_file import PeopleFile
from assistant.app.users import Visitor

ANNA, BEN = Visitor("guest:anna"), Visitor("user:2", "Ben")


def loaded(open_assistant: Callable[[], Any] = ToyAssistant) -> AssistantLoader:
    """A loader that has begun."""
    loader = AssistantLoader(open_assistant)
    loader.start()
    return loader


def unkept(loader: AssistantLoader, words: Labels = ENGLISH) -> Desk:
    """A desk without visitors: nothing is kept."""
    return Desk(loader, KeepingDesk(loader, cast("Keeper", None), words), words)


class Room:
    """The events of one page, and who is at it."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = PeopleFile(path)
        self.conversations = Conversations(self.file, "")
        self.feedback = FeedbackBook(self.file, "")
        self.visitor: Visitor | None = ANNA
        self.use(loaded())
        for events in (keeping, feedback_desk):
            monkeypatch.setattr(events, "present", lambda: self.visitor)

    def use(self, loader: AssistantLoader) -> None:
        """The events from now on wait for this loader's assistant."""
        self.keeping = KeepingDesk(loader, Keeper(self.conversations, self.feedback), ENGLISH)
        self.feedback_desk = FeedbackDesk(loader, self.feedback, ENGLISH)
        self.desk = Desk(loader, self.keeping, ENGLISH)

    def ask(
        self,
        question: str,
        turns: Conversation = (),
        kept: str = "",
        searched: Sequence[str] = ("*",),
    ) -> tuple[Conversation, str]:
        """The conversation after a question, and its id."""

        async def shown() -> Any:
            asked = self.desk.converse(question, turns, searched, kept=kept)
            return [values async for values in asked][-1]

        values = asyncio.run(shown())
        return values[0], values[-1]


def questions(turns: Conversation) -> list[str]:
    return [turn.question for turn in turns]


def text_of(markup: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@contextmanager
def holding(file: PeopleFile, to_readers: bool = True) -> Iterator[None]:
    """Another program has the file; with a write-ahead log, it can still be read."""
    file.rows("PRAGMA busy_timeout = 50")
    if to_readers:
        file.rows("PRAGMA journal_mode = DELETE")
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()
