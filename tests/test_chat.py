"""The conversation as data, and the page's events without a server."""

from __future__ import annotations

import asyncio
import logging
import threading
from html import unescape
from typing import Any, cast

import gradio
import pytest
from toy_chat import NEWS, PACT, ToyAssistant
from toy_room import loaded, unkept

from assistant.app.conversation import (
    MAX_EXAMPLES,
    Turn,
    answered,
    begun,
    closed,
    example_questions,
    is_pending,
    known_questions,
    messages,
    panel_html,
)
from assistant.app.desk import introduced
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.loader import AssistantLoader, Readiness
from assistant.settings import Settings
from corpus.errors import LibraryError

WORKING, WAITING, STOPPED, BUG = map(ENGLISH, ("working", "waiting", "stopped", "bug"))


def asked(turns: tuple[Turn, ...], question: str) -> tuple[Turn, ...]:
    return answered(begun(turns, question, WORKING), ToyAssistant(), ENGLISH)


class Recorder(ToyAssistant):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, tuple[str, ...]]] = []

    def ask(
        self, question: str, history: Any = (), doc_ids: Any = None, *, strictness: Any = None
    ) -> Any:
        self.heard.append((question, tuple(history)))
        return super().ask(question, history, doc_ids)


# The conversation as data


def test_only_answered_questions_are_the_history_of_the_next() -> None:
    recorder = Recorder()
    turns = answered(begun((), "How many economies?", WORKING), recorder, ENGLISH)
    turns = closed(begun(turns, "slow", WORKING), STOPPED, "stopped")
    turns = answered(begun(turns, "SWM?", WORKING), recorder, ENGLISH)
    assert recorder.heard[-1] == ("SWM?", ("How many economies?",))
    assert [turn.phase for turn in turns] == ["answered", "closed", "answered"]
    assert [turn.number for turn in turns] == [1, 2, 3]


def test_a_question_is_pending_until_it_is_answered_or_closed() -> None:
    turns = begun((), "SWM?", WORKING)
    assert is_pending(turns)
    assert not is_pending(closed(turns, STOPPED, "stopped"))
    assert not is_pending(asked((), "SWM?"))
    assert not is_pending(())


def test_a_threshold_that_is_set_is_told_and_any_choice_takes_its_place() -> None:
    class Held(ToyAssistant):
        settings = Settings(confidence_threshold=0.99)

    async def told(toy: type[ToyAssistant]) -> tuple[Any, list[Any]]:
        at = unkept(loaded(toy))
        choice = (await at.get_ready())[5]
        return choice, [shown async for shown in at.converse("SWM?", (), strictness="balanced")]

    choice, asked_so = asyncio.run(told(ToyAssistant))
    assert (choice.value, choice.label) == ("balanced", "When in doubt")
    assert asked_so[-1][0][-1].strictness is None  # as it is set anyway
    choice, asked_so = asyncio.run(told(Held))
    said = "When in doubt (as set: an answer from a confidence of 0.99)"
    assert (choice.value, choice.label) == (None, said)
    assert asked_so[-1][0][-1].strictness == "balanced"


def test_markers_of_earlier_answers_keep_their_sources_in_the_panel() -> None:
    turns = asked(asked((), "How many economies?"), "SWM?")
    panel = panel_html(turns, ENGLISH)
    for anchor in ("cite-1-1", "cite-1-2", "cite-2-1"):
        assert panel.count(f'id="{anchor}"') == 1
    assert panel.count('<div class="turn is-active">') == 1
    assert panel.index("is-active") > panel.index('id="cite-1-2"')


def test_a_conversation_is_pairs_of_messages() -> None:
    shown = messages(asked((), "SWM?"), ENGLISH)
    assert [message["role"] for message in shown] == ["user", "assistant"]
    assert "SWM&#63;" in shown[0]["content"]
    assert 'id="ref-1-1-s0"' in shown[1]["content"]


def test_examples_are_those_of_the_librarys_documents() -> None:
    known = known_questions(ENGLISH)
    questions = example_questions(["kei-commentary", "beijing-nara-newsletter"], known, ENGLISH)
    assert len(questions) <= MAX_EXAMPLES
    assert {known["kei-commentary"][0], known["beijing-nara-newsletter"][0]} < set(questions)
    assert example_questions(["another"], known, ENGLISH) == ["What documents do you hold?"]


def test_the_korean_page_offers_korean_questions() -> None:
    _, _, questions = introduced(cast("Any", ToyAssistant()), labels_in("ko"))
    assert "CPTPP에는 몇 개 경제권이 있나요?" in questions
    assert questions[-1] == "어떤 문서를 가지고 있나요?"
    assert not any(character.islower() for question in questions for character in question)


# The desk, without a server


def shown_by(loader: AssistantLoader, question: str | None, turns: Any = ()) -> list[Any]:
    async def collect() -> list[Any]:
        return [values async for values in unkept(loader).converse(question, turns)]

    return asyncio.run(collect())


def test_a_question_shows_at_once_and_then_its_answer() -> None:
    first, last = shown_by(loaded(), "How many economies?")
    assert is_pending(first[0])
    assert first[3] == gradio.skip()  # what is typed by now is another question
    assert PACT.split()[0] in last[1][1]["content"]
    assert 'id="cite-1-1"' in last[2]


def test_a_second_question_waits_for_the_first() -> None:
    pending = begun((), "slow", WORKING)
    (kept,) = shown_by(loaded(), "SWM?", pending)
    assert kept and all("value" not in value for value in kept)


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("x" * 100_000, ENGLISH("question_too_long", chars="100,000", most="2,000")),
        ("x" * 2_001, ENGLISH("question_too_long", chars="2,001", most="2,000")),
    ],
)
def test_what_the_user_can_mend_is_a_notice_in_the_conversation(
    question: str | None, notice: str
) -> None:
    last = shown_by(loaded(), question)[-1]
    assert last[0][0].phase == "closed"
    assert last[0][0].message == messages(closed(last[0], notice, "failed"), ENGLISH)[1]["content"]
    assert last[3] == question  # back in the box


@pytest.mark.parametrize("question", ["", None, " \n\t"])
def test_no_question_gets_a_hint_and_leaves_the_conversation_as_it_is(
    question: str | None, told: list[str]
) -> None:
    (kept,) = shown_by(loaded(), question, asked((), "SWM?"))
    assert kept and all("value" not in value for value in kept)
    assert told == [ENGLISH("question_empty")]


def test_the_korean_page_says_in_korean_what_can_be_mended() -> None:
    korean = unkept(loaded(), labels_in("ko"))

    async def said_of(question: str) -> str:
        shown: list[Any] = [values async for values in korean.converse(question, ())]
        return unescape(shown[-1][0][0].message)

    assert "질문이 3,000자입니다." in asyncio.run(said_of("x" * 3_000))


def test_a_bug_is_logged_and_the_page_says_where_to_look(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        last = shown_by(loaded(), "bug")[-1]
    assert last[0] == closed(last[0], BUG, "failed")
    assert "a bug of the assistant" in caplog.text


def test_stop_closes_the_pending_question_and_nothing_else() -> None:
    page = unkept(loaded())
    assert page.stop(begun((), "slow", WORKING))[0][0].phase == "closed"
    done = asked((), "SWM?")
    assert page.stop(done)[0] == done
    assert page.stop(done)[3] == gradio.skip()


def test_a_stopped_question_comes_back_unless_another_is_typed() -> None:
    pending = begun((), "slow", WORKING)
    assert unkept(loaded()).stop(pending, " ")[3] == "slow"
    assert unkept(loaded()).stop(pending, "SWM?")[3] == gradio.skip()


def test_a_new_conversation_is_empty() -> None:
    page = unkept(loaded())
    assert page.start_anew()[:2] == ((), [])


def test_a_new_conversation_offers_the_questions_that_there_were_at_first() -> None:
    loader = loaded()
    at_first = asyncio.run(unkept(loader).get_ready())[-MAX_EXAMPLES:]
    offered = asyncio.run(unkept(loader).suggest())
    assert [button.value for button in offered] == [button.value for button in at_first]
    assert offered[0].value == "How many economies are in the CPTPP?"


# Loading


def test_questions_wait_for_the_models() -> None:
    gate = threading.Event()

    def open_assistant() -> ToyAssistant:
        assert gate.wait(10)
        return ToyAssistant()

    loader = loaded(open_assistant)
    assert loader.readiness == Readiness("loading")
    threading.Timer(0.3, gate.set).start()
    first, last = shown_by(loader, "SWM?")
    assert "still loading" in WAITING and first[0] == begun((), "SWM?", WAITING)
    assert last[0][0].phase == "answered"
    assert loader.readiness == Readiness("ready")


def test_a_failed_load_is_one_line_for_the_page_and_for_every_question() -> None:
    def open_assistant() -> ToyAssistant:
        raise LibraryError("there is no library\nhere;", "name another")

    loader = loaded(open_assistant)
    last = shown_by(loader, "SWM?")[-1]
    reason = "there is no library here; name another"
    assert last[0] == closed(last[0], reason, "failed")
    assert loader.readiness == Readiness("failed", reason)


class OutOfDate(ToyAssistant):
    """Has a document whose text is another one now."""

    def document(self, doc_id: str) -> Any:
        raise LibraryError(f"{doc_id} has changed since it was first read; restart")


def test_a_document_that_has_changed_is_one_line_for_the_page_and_for_every_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loader = loaded(OutOfDate)
    reason = f"{NEWS.doc_id} has changed since it was first read; restart"
    last = shown_by(loader, "How many economies?")[-1]
    assert last[0] == closed(last[0], reason, "failed")
    done, status, *_ = asyncio.run(unkept(loader).get_ready())
    assert done.active is False and reason in unescape(status)
    offered = asyncio.run(unkept(loader).suggest(asked((), "How many economies?")))
    assert all("value" not in value for value in offered)
    assert "Traceback" not in caplog.text and reason in caplog.text


def test_a_bug_while_loading_leaves_its_traceback_in_the_terminal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def open_assistant() -> ToyAssistant:
        raise ZeroDivisionError("a bug of the loader")

    loader = loaded(open_assistant)
    last = shown_by(loader, "SWM?")[-1]
    assert "ZeroDivisionError" in last[0][0].message
    assert "Traceback" in caplog.text and "a bug of the loader" in caplog.text
