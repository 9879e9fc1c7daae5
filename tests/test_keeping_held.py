"""What the page does while nothing can be kept, and what it says of that."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import gradio
import pytest
from toy_room import ANNA, Room, holding, questions, text_of

from assistant.app.conversations import Conversations
from assistant.app.keeping import KeepingDesk
from assistant.app.labels import ENGLISH, labels_in


@pytest.fixture
def held(room: Room) -> Iterator[Callable[[], None]]:
    """Another program takes the file, for as long as the test goes on: nobody reads or writes."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(holding(room.file))


BUSY = "What is kept here cannot be read or changed at the moment. Try again shortly."
GONE = (
    "This conversation is not here for you: it was deleted, or somebody else held it; "
    "conversations are seen only by who held them."
)


def test_what_is_merely_held_is_not_told_as_deleted(
    room: Room, held: Callable[[], None], warned: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    _, kept = room.ask("SWM?")
    held()
    room.keeping.rename(kept, "Cars")
    room.keeping.set_keeps(False)
    assert warned == [BUSY, BUSY]
    with pytest.raises(gradio.Error, match=BUSY):  # so that the page leaves it open
        room.keeping.delete(kept)
    turns, (notice,), *_, still = asyncio.run(room.keeping.open(kept))
    assert (turns, text_of(notice["content"]), still) == ((), BUSY, kept)
    assert text_of(room.keeping.refresh("", kept)[0]) == BUSY
    assert "database is locked" in caplog.text and str(room.file.path) in caplog.text
    assert "Traceback" not in caplog.text


def test_in_korean_it_is_told_in_korean(
    room: Room, held: Callable[[], None], warned: list[str]
) -> None:
    _, kept = room.ask("SWM?")
    held()
    KeepingDesk(room.desk.loader, room.keeping.keeper, labels_in("ko")).rename(kept, "차")
    assert warned == ["지금은 보관된 내용을 읽거나 바꿀 수 없습니다. 잠시 후 다시 시도해 주세요."]


def test_what_was_deleted_is_told_as_deleted(room: Room, warned: list[str]) -> None:
    _, kept = room.ask("SWM?")
    room.conversations.delete(ANNA.owner, kept)
    room.keeping.rename(kept, "Cars")
    room.keeping.delete(kept)
    room.keeping.rename(kept, " ")
    assert warned == [GONE, GONE, "The name is empty; type one."]
    turns, (notice,), *_, still = asyncio.run(room.keeping.open(kept))
    assert (turns, text_of(notice["content"]), still) == ((), GONE, "")


def test_while_the_file_is_held_questions_are_answered(
    room: Room, held: Callable[[], None], warned: list[str]
) -> None:
    turns, kept = room.ask("How many economies?")
    held()
    gone_on, same = room.ask("asked before?", turns, kept)
    assert questions(gone_on) == ["How many economies?", "asked before?"] and same == kept
    assert warned == [BUSY, ENGLISH("keeping_failed")]
    # A page that the server knows nothing of: what was asked before cannot be read.
    anew, another = room.ask("asked before?", (), kept)
    assert questions(anew) == ["asked before?"] and another == ""


def test_while_the_file_is_held_feedback_stays_in_its_form(
    room: Room, held: Callable[[], None]
) -> None:
    turns, _ = room.ask("SWM?")
    held()
    *_, notice, number, _ = asyncio.run(room.feedback_desk.give(turns, "right", "fine"))
    assert text_of(notice) == BUSY and number == gradio.skip()
    assert text_of(room.feedback_desk.given()[0]) == BUSY


def test_an_answer_that_cannot_be_kept_is_shown_all_the_same(
    room: Room,
    warned: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Conversations, "append", full)
    turns, _ = room.ask("SWM?")
    assert turns[0].phase == "answered"
    assert warned == [ENGLISH("keeping_failed")] and "disk is full" in caplog.text


REFUSING = (
    "CREATE TRIGGER refusing BEFORE INSERT ON turns BEGIN SELECT RAISE (ABORT, 'no room'); END"
)


def test_a_turn_that_cannot_be_kept_leaves_no_empty_conversation(
    room: Room, warned: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    room.file.rows(REFUSING)
    _, kept = room.ask("SWM?")
    assert warned == [ENGLISH("keeping_failed")] and "no room" in caplog.text
    assert kept == "" and room.conversations.listed(ANNA.owner) == []
