"""What people say of answers: where it stands, who reads it, how it is taken back."""

from __future__ import annotations

import asyncio
import base64
import html
import json
from typing import Any

import gradio
from toy_room import ANNA, BEN, Room, text_of

from assistant.app.conversation import Conversation, begun
from assistant.app.users import Visitor


def test_feedback_holds_what_belongs_to_it(room: Room) -> None:
    turns, _ = room.ask("How many economies?")
    turns, _ = room.ask("SWM?", turns)
    assert turns[1].answer is not None

    async def give(number: str, verdict: str | None) -> tuple[str, str]:
        *_, upto = room.feedback_desk.begin(number, turns)
        _, _, _, hint, notice, *_ = await room.feedback_desk.give(upto, verdict, " fine ")
        return text_of(hint), text_of(notice)

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
    assert "You said: Wrong (change)" in text_of(wrong[1].message)
    assert "Right or wrong?" in text_of(wrong[0].message) and wrong[0] == turns[0]
    right = give("right", wrong)
    assert "You said: Right (change)" in text_of(right[1].message)
    assert "Wrong" not in text_of(right[1].message)
    assert [one.feedback.verdict for one in room.feedback.given(ANNA.owner)] == ["right"]
    opened = asyncio.run(room.keeping.open(kept))[0]
    assert [turn.verdict for turn in opened] == [None, "right"]
    assert "You said: Right (change)" in text_of(opened[1].message)
    # While another question is under way, it is kept and not written over that one.
    pending = begun(right, "slow", "…")
    assert asyncio.run(room.feedback_desk.give(right, "wrong", "", pending))[-1] == gradio.skip()


def test_a_comment_stays_with_its_answer(room: Room) -> None:
    turns, _ = room.ask("How many economies?")
    turns, _ = room.ask("SWM?", turns)
    turns = asyncio.run(room.feedback_desk.give(turns, "wrong", "page 4 ", turns))[-1]

    def opened(number: str, before: Conversation = (), typed: str | None = None) -> tuple[Any, Any]:
        *_, comment, verdict, _, _ = room.feedback_desk.begin(number, turns, before, typed)
        return comment, verdict

    # Sent with another verdict, it would be lost.
    assert opened("2") == ("page 4", "wrong")
    assert opened("1") == ("", None)
    # What was typed for the first answer is not said of the second one, and not lost by a question.
    assert opened("2", turns[:1], "of the first") == ("page 4", "wrong")
    assert opened("1", turns[:1], "of the first") == (gradio.skip(), gradio.skip())
    assert opened("1", turns[:1], " ") == ("", None)
    room.visitor = BEN
    assert opened("2")[0] == ""


def test_a_verdict_can_be_taken_back(room: Room) -> None:
    turns, kept = room.ask("How many economies?")
    turns, kept = room.ask("SWM?", turns, kept)
    for upto in (turns[:1], turns):
        turns = asyncio.run(room.feedback_desk.give(upto, "wrong", "", turns))[-1]
    *_, notice, _, left = asyncio.run(room.feedback_desk.withdraw(turns, turns))
    assert text_of(notice) == "What you said of this answer is no longer kept."
    assert 'data-judged="Right or wrong?"' in html.unescape(notice)
    assert [turn.verdict for turn in left] == ["wrong", None]
    assert "Right or wrong?" in text_of(left[1].message)
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


def test_an_evaluator_reads_everybodys_feedback_and_others_their_own(room: Room) -> None:
    turns, _ = room.ask("SWM?")
    asyncio.run(room.feedback_desk.give(turns, "wrong", ""))
    assert "SWM" in room.feedback_desk.given()[0]
    room.visitor = BEN
    assert "SWM" not in room.feedback_desk.given()[0]
    room.visitor = Visitor("user:3", "Eva", evaluator=True)
    assert "SWM" in room.feedback_desk.given()[0]
