"""Who goes on with which conversation: pages that outlive a restart, a deletion or a log-in."""

from __future__ import annotations

import asyncio
import base64
import html
import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio
import pytest
from toy_chat import PACT, ToyAssistant

from assistant.app import feedback_desk, keeping
from assistant.app.conversation import Conversation, begun
from assistant.app.conversations import Conversations
from assistant.app.desk import Desk
from assistant.app.feedback import FeedbackBook
from assistant.app.feedback_desk import FeedbackDesk
from assistant.app.keeping import Keeper, KeepingDesk
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.loader import AssistantLoader
from assistant.app.people_file import PeopleFile
from assistant.app.users import Visitor

ANNA, BEN = Visitor("guest:anna"), Visitor("user:2", "Ben")


class Room:
    """The events of one page, and who is at it."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = PeopleFile(path)
        self.conversations = Conversations(self.file, "")
        self.feedback = FeedbackBook(self.file, "")
        self.visitor: Visitor | None = ANNA
        loader = AssistantLoader(ToyAssistant)
        loader.start()
        self.use(loader)
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


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(tmp_path / "people.sqlite3", monkeypatch)


def questions(turns: Conversation) -> list[str]:
    return [turn.question for turn in turns]


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
    loader = AssistantLoader(lambda: ToyAssistant() if gate.wait(10) else None)  # type: ignore[arg-type,return-value]
    loader.start()
    room.use(loader)
    turns, chat, panel, *_, same = asyncio.run(room.keeping.open(kept))
    assert same == kept and questions(turns) == ["How many economies?"]
    assert PACT in shown(chat[1]["content"]) and PACT in shown(panel)
    assert "The documents have changed" not in shown(chat[1]["content"])
    assert asyncio.run(room.desk.ticked(turns)) == gradio.skip()  # there is no choice yet
    threading.Timer(0.2, gate.set).start()
    gone_on, same = room.ask("asked before?", turns, kept)
    assert same == kept and questions(gone_on) == ["How many economies?", "asked before?"]
    assert gone_on[1].answer is not None
    assert gone_on[1].answer.read_as == "asked after 1 questions"
    # By now the documents are there: what stands around the quotes is shown as well.
    assert "A row below." not in shown(turns[0].sources)
    assert gone_on[0].looked_up and "To join, Korea needs" in shown(gone_on[0].sources)
    looked_up, _, panel = asyncio.run(room.keeping.look_up(turns))
    assert looked_up[0] == gone_on[0] and "Page 2" in shown(panel)
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
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(gradio, "Info", told.append)
    turns, kept = room.ask("How many economies?")
    room.conversations.delete(ANNA.owner, kept)
    assert told == []
    turns, another = room.ask("asked before?", turns, kept)
    assert another not in ("", kept) and questions(turns) == ["asked before?"]
    assert told == [ENGLISH("begun_anew")]


def test_what_was_asked_in_another_window_is_gone_on_from_and_that_is_said(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(gradio, "Info", told.append)
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


def test_an_answer_that_cannot_be_kept_is_shown_all_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    import gradio as gr

    warned: list[str] = []
    monkeypatch.setattr(gr, "Warning", warned.append)
    monkeypatch.setattr(Conversations, "append", full)
    turns, _ = room.ask("SWM?")
    assert turns[0].phase == "answered"
    assert warned == [ENGLISH("keeping_failed")] and "disk is full" in caplog.text


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page has warned of."""
    import gradio as gr

    warned: list[str] = []
    monkeypatch.setattr(gr, "Warning", warned.append)
    return warned


@pytest.fixture
def held(room: Room) -> Iterator[Callable[[], None]]:
    """Another program takes the file, for as long as the test goes on: nobody reads or writes."""
    room.file.rows("PRAGMA busy_timeout = 50")
    room.file.rows("PRAGMA journal_mode = DELETE")  # with a write-ahead log, it could still be read
    other = sqlite3.connect(room.file.path, isolation_level=None)
    yield lambda: other.execute("BEGIN EXCLUSIVE") and None
    other.close()


BUSY = "What is kept here cannot be read or changed at the moment. Try again shortly."
GONE = (
    "This conversation is not here for you: it was deleted, or somebody else held it; "
    "conversations are seen only by who held them."
)


def shown(markup: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


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
    assert (turns, shown(notice["content"]), still) == ((), BUSY, kept)
    assert shown(room.keeping.refresh("", kept)[0]) == BUSY
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
    assert (turns, shown(notice["content"]), still) == ((), GONE, "")


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
    assert shown(notice) == BUSY and number == gradio.skip()
    assert shown(room.feedback_desk.given()[0]) == BUSY


REFUSING = (
    "CREATE TRIGGER refusing BEFORE INSERT ON turns BEGIN SELECT RAISE (ABORT, 'no room'); END"
)


def test_a_turn_that_cannot_be_kept_leaves_no_empty_conversation(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import gradio as gr

    warned: list[str] = []
    monkeypatch.setattr(gr, "Warning", warned.append)
    room.file.rows(REFUSING)
    _, kept = room.ask("SWM?")
    assert warned == [ENGLISH("keeping_failed")] and "no room" in caplog.text
    assert kept == "" and room.conversations.listed(ANNA.owner) == []


def test_feedback_holds_what_belongs_to_it(room: Room) -> None:
    turns, _ = room.ask("How many economies?")
    turns, _ = room.ask("SWM?", turns)
    assert turns[1].answer is not None

    async def give(number: str, verdict: str | None) -> tuple[str, str]:
        *_, upto = room.feedback_desk.begin(number, turns)
        _, _, _, hint, notice, *_ = await room.feedback_desk.give(upto, verdict, " fine ")
        return shown(hint), shown(notice)

    thanks = "Thank you. What you said is kept, with the question and the answer."
    assert asyncio.run(give("2", "right")) == ("", thanks)
    assert asyncio.run(give("2", None)) == ("Choose one of the four.", "")
    assert asyncio.run(give("2", "<script>")) == ("Choose one of the four.", "")
    assert asyncio.run(give("7", "right")) == (
        "",
        "Open the conversation again, then say what you think of this answer.",
    )
    (given,) = room.feedback.given(ANNA.owner)
    said = given.feedback
    assert (said.question, said.history, said.comment) == (
        "SWM?",
        ("How many economies?",),
        "fine",
    )
    assert said.answer == turns[1].answer.to_json()
    assert said.settings["retriever"] == "hybrid" and said.index_id == "toy"


def test_a_verdict_stands_under_its_answer_and_can_be_changed(room: Room) -> None:
    turns, kept = room.ask("How many economies?")
    turns, kept = room.ask("SWM?", turns, kept)

    def give(verdict: str, now: Conversation) -> Conversation:
        *_, chosen, withdraw, upto = room.feedback_desk.begin("2", now)
        assert chosen == now[1].verdict
        assert withdraw.visible == (chosen is not None)
        said: Conversation = asyncio.run(room.feedback_desk.give(upto, verdict, "", now))[-1]
        return said

    wrong = give("wrong", turns)
    assert "You said: Wrong (change)" in shown(wrong[1].message)
    assert "Right or wrong?" in shown(wrong[0].message) and wrong[0] == turns[0]
    right = give("right", wrong)
    assert "You said: Right (change)" in shown(right[1].message)
    assert "Wrong" not in shown(right[1].message)
    assert [one.feedback.verdict for one in room.feedback.given(ANNA.owner)] == ["right"]
    opened = asyncio.run(room.keeping.open(kept))[0]
    assert [turn.verdict for turn in opened] == [None, "right"]
    assert "You said: Right (change)" in shown(opened[1].message)
    # While another question is under way, it is kept and not written over that one.
    pending = begun(right, "slow", "…")
    assert asyncio.run(room.feedback_desk.give(right, "wrong", "", pending))[-1] == gradio.skip()


def test_a_verdict_can_be_taken_back(room: Room) -> None:
    turns, kept = room.ask("How many economies?")
    turns, kept = room.ask("SWM?", turns, kept)
    for upto in (turns[:1], turns):
        turns = asyncio.run(room.feedback_desk.give(upto, "wrong", "", turns))[-1]
    *_, notice, _, left = asyncio.run(room.feedback_desk.withdraw(turns, turns))
    assert shown(notice) == "What you said of this answer is no longer kept."
    assert 'data-judged="Right or wrong?"' in html.unescape(notice)
    assert [turn.verdict for turn in left] == ["wrong", None]
    assert "Right or wrong?" in shown(left[1].message)
    assert [one.feedback.question for one in room.feedback.given()] == ["How many economies?"]
    assert [t.verdict for t in asyncio.run(room.keeping.open(kept))[0]] == ["wrong", None]


def test_feedback_is_saved_as_a_test_set_by_who_may_read_it(room: Room) -> None:
    turns, _ = room.ask("SWM?")
    assert not room.feedback_desk.given()[1].visible
    asyncio.run(room.feedback_desk.give(turns, "wrong", ""))

    def saved() -> tuple[str, list[Any]]:
        file = json.loads(room.feedback_desk.saved())
        lines = base64.b64decode(file["content"]).decode().splitlines()
        return file["name"], [json.loads(line)["question"] for line in lines]

    assert room.feedback_desk.given()[1].visible
    assert saved() == ("feedback.jsonl", ["SWM?"])
    room.visitor = BEN
    assert saved() == ("feedback.jsonl", [])
    room.visitor = Visitor("user:3", "Eva", evaluator=True)
    assert saved() == ("feedback.jsonl", ["SWM?"])
    room.visitor = None
    assert saved() == ("feedback.jsonl", [])


def test_a_new_name_is_told_as_it_is_kept_and_as_text(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(gradio, "Info", told.append)
    _, kept = room.ask("SWM?")
    room.keeping.rename(kept, "<b>Cars</b>\n and more")
    assert [html.unescape(text) for text in told] == ["Its name is now “<b>Cars</b> and more”."]
    assert "<" not in told[0] and room.keeping.title(kept) == "<b>Cars</b> and more"
    assert room.keeping.title("nowhere") == room.keeping.title("") == ""


def test_an_evaluator_reads_everybodys_feedback_and_others_their_own(room: Room) -> None:
    turns, _ = room.ask("SWM?")
    asyncio.run(room.feedback_desk.give(turns, "wrong", ""))
    assert "SWM" in room.feedback_desk.given()[0]
    room.visitor = BEN
    assert "SWM" not in room.feedback_desk.given()[0]
    room.visitor = Visitor("user:3", "Eva", evaluator=True)
    assert "SWM" in room.feedback_desk.given()[0]
