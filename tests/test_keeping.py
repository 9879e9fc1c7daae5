"""Who goes on with which conversation: pages that outlive a restart, a deletion or a log-in."""

from __future__ import annotations

import asyncio
import html
import threading
from typing import Any

import gradio
import pytest
from toy_chat import PACT, ToyAssistant
from toy_room import ANNA, BEN, Room, loaded, questions, text_of

from assistant.app.conversations import Conversations
from assistant.app.labels import ENGLISH


def test_answers_are_kept_and_notices_are_not(room: Room) -> None:
    turns, kept = room.ask("How many economies?")
    turns, kept = room.ask("bug", turns, kept)
    turns, kept = room.ask("SWM?", turns, kept)
    assert questions(turns) == ["How many economies?", "bug", "SWM?"]
    stored = room.conversations.turns(ANNA.owner, kept)
    assert [turn.question for turn in stored] == ["How many economies?", "SWM?"]
    assert room.ask("bug")[1] == ""


def test_a_page_that_outlived_a_restart_goes_on(room: Room) -> None:
    _, kept = room.ask("How many economies?")
    turns, same = room.ask("asked before?", (), kept)  # the server forgot, the page did not
    assert same == kept
    assert questions(turns) == ["How many economies?", "asked before?"]
    assert turns[1].answer is not None
    assert turns[1].answer.read_as == "asked after 1 questions"


def test_while_the_models_load_a_kept_conversation_is_shown_and_gone_on_with(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, kept = room.ask("How many economies?")
    gate = threading.Event()
    room.use(loaded(lambda: ToyAssistant() if gate.wait(10) else None))
    turns, chat, panel, *_, same = asyncio.run(room.keeping.open(kept))
    assert same == kept and questions(turns) == ["How many economies?"]
    assert PACT in text_of(chat[1]["content"]) and PACT in text_of(panel)
    assert "The documents have changed" not in text_of(chat[1]["content"])
    assert asyncio.run(room.desk.ticked(turns)) == gradio.skip()  # there is no choice yet
    threading.Timer(0.2, gate.set).start()
    gone_on, same = room.ask("asked before?", turns, kept)
    assert same == kept and questions(gone_on) == ["How many economies?", "asked before?"]
    assert gone_on[1].answer is not None
    assert gone_on[1].answer.read_as == "asked after 1 questions"
    # By now the documents are there: what stands around the quotes is shown as well.
    assert "A row below." not in text_of(turns[0].sources)
    assert gone_on[0].looked_up and "To join, Korea needs" in text_of(gone_on[0].sources)
    looked_up, _, panel = asyncio.run(room.keeping.look_up(turns))
    assert looked_up[0] == gone_on[0] and "Page 2" in text_of(panel)
    assert asyncio.run(room.keeping.look_up(looked_up)) == (gradio.skip(),) * 3


def test_a_conversation_opened_again_ticks_the_documents_that_it_searched_last(room: Room) -> None:
    turns, kept = room.ask("SWM?", searched=["note"])
    turns, kept = room.ask("How many economies?", turns, kept, searched=["note"])
    opened = asyncio.run(room.keeping.open(kept))[0]
    assert asyncio.run(room.desk.ticked(opened)) == ["note"]
    opened, _ = room.ask("SWM?", opened, kept, searched=["*"])
    assert asyncio.run(room.desk.ticked(opened)) == list(ToyAssistant.doc_ids)
    assert asyncio.run(room.desk.ticked(())) == gradio.skip()


def test_what_only_some_documents_were_asked_is_asked_of_all(room: Room) -> None:
    turns, kept = room.ask("How many economies?", searched=["note"])
    turns, kept = room.ask("asked before?", turns, kept, searched=["note"])
    assert [turn.doc_ids for turn in turns] == [("note",), ("note",)]

    async def everywhere() -> Any:
        asked = room.desk.converse_anew('{"everywhere": 2}', turns, ["note"], kept=kept)
        return [values async for values in asked][-1]

    turns = asyncio.run(everywhere())[0]
    assert (turns[2].question, turns[2].doc_ids) == ("asked before?", None)
    assert turns[2].answer is not None
    assert turns[2].answer.read_as == "asked after 1 questions"


def test_what_was_deleted_elsewhere_is_not_gone_on_with_and_that_is_said(
    room: Room, told: list[str]
) -> None:
    turns, kept = room.ask("How many economies?")
    room.conversations.delete(ANNA.owner, kept)
    assert told == []
    turns, another = room.ask("asked before?", turns, kept)
    assert another not in ("", kept) and questions(turns) == ["asked before?"]
    assert told == [ENGLISH("begun_anew")]


def test_what_was_asked_in_another_window_is_gone_on_from_and_that_is_said(
    room: Room, told: list[str]
) -> None:
    turns, kept = room.ask("How many economies?")
    stale, _ = room.ask("bug", turns, kept)  # got no answer, so it is not kept
    room.ask("SWM?", turns, kept)  # in the other window
    assert told == []
    turns, same = room.ask("asked before?", stale, kept)
    assert same == kept and told == [ENGLISH("went_on_elsewhere")]
    assert questions(turns) == ["How many economies?", "SWM?", "asked before?"]
    assert [turn.number for turn in turns] == [1, 2, 3]
    assert turns[2].answer is not None
    assert turns[2].answer.read_as == "asked after 2 questions"
    room.ask("SWM?", turns, kept)
    assert len(told) == 1


def test_a_follow_up_reads_none_of_what_is_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, kept = room.ask("SWM?", searched=["note"])
    monkeypatch.delattr(Conversations, "turns")
    turns, same = room.ask("How many economies?", turns, kept, searched=["note"])
    assert same == kept and questions(turns) == ["SWM?", "How many economies?"]
    assert asyncio.run(room.keeping.searched_last(kept)) == ("note",)


def test_whoever_logs_in_next_does_not_get_the_conversation(room: Room) -> None:
    turns, kept = room.ask("How many economies?")
    room.visitor = BEN
    turns, another = room.ask("asked before?", turns, kept)
    assert another not in ("", kept) and questions(turns) == ["asked before?"]
    assert turns[0].answer is not None
    assert turns[0].answer.read_as == "asked after 0 questions"
    assert len(room.conversations.turns(ANNA.owner, kept)) == 1


def test_without_a_cookie_everything_works_and_nothing_is_kept(room: Room) -> None:
    room.visitor = None
    turns, kept = room.ask("SWM?")
    turns, kept = room.ask("asked before?", turns, kept)
    assert kept == "" and len(turns) == 2
    assert "not&#32;kept" in room.keeping.refresh("", "")[0].replace(" ", "&#32;")
    assert "none yet" in room.feedback_desk.given()[0]


def test_a_new_name_is_told_as_it_is_kept_and_as_text(room: Room, told: list[str]) -> None:
    _, kept = room.ask("SWM?")
    room.keeping.rename(kept, "<b>Cars</b>\n and more")
    assert [html.unescape(text) for text in told] == ["Its name is now “<b>Cars</b> and more”."]
    assert "<" not in told[0] and room.keeping.title(kept) == "<b>Cars</b> and more"
    assert room.keeping.title("nowhere") == room.keeping.title("") == ""
