from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any, cast

import gradio
import httpx
import pytest
from toy_chat import NEWS, PACT, Served, ToyAssistant, serve_toy

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
from assistant.app.desk import Desk, introduced
from assistant.app.door import Door
from assistant.app.keeping import Keeper, KeepingDesk
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.loader import AssistantLoader, Readiness
from assistant.app.server import open_listener, url_of
from assistant.settings import Settings
from corpus.errors import LibraryError, UserError

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
        at = desk(loaded(toy))
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


def loaded(open_assistant: Callable[[], Any] = ToyAssistant) -> AssistantLoader:
    loader = AssistantLoader(open_assistant)
    loader.start()
    return loader


def desk(loader: AssistantLoader) -> Desk:
    """A desk without visitors: nothing is kept."""
    return Desk(loader, KeepingDesk(loader, cast("Keeper", None), ENGLISH), ENGLISH)


def shown_by(loader: AssistantLoader, question: str | None, turns: Any = ()) -> list[Any]:
    async def collect() -> list[Any]:
        return [values async for values in desk(loader).converse(question, turns)]

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
    korean = Desk(loaded(), KeepingDesk(loaded(), cast("Keeper", None), ENGLISH), labels_in("ko"))

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
    page = desk(loaded())
    assert page.stop(begun((), "slow", WORKING))[0][0].phase == "closed"
    done = asked((), "SWM?")
    assert page.stop(done)[0] == done
    assert page.stop(done)[3] == gradio.skip()


def test_a_stopped_question_comes_back_unless_another_is_typed() -> None:
    pending = begun((), "slow", WORKING)
    assert desk(loaded()).stop(pending, " ")[3] == "slow"
    assert desk(loaded()).stop(pending, "SWM?")[3] == gradio.skip()


def test_a_new_conversation_is_empty() -> None:
    page = desk(loaded())
    assert page.start_anew()[:2] == ((), [])


def test_a_new_conversation_offers_the_questions_that_there_were_at_first() -> None:
    loader = loaded()
    at_first = asyncio.run(desk(loader).get_ready())[-MAX_EXAMPLES:]
    offered = asyncio.run(desk(loader).suggest())
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
    done, status, *_ = asyncio.run(desk(loader).get_ready())
    assert done.active is False and reason in unescape(status)
    offered = asyncio.run(desk(loader).suggest(asked((), "How many economies?")))
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


# The address


def test_a_taken_port_is_one_line_that_names_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UserError, match=rf"port {port} .* in use.*--port") as caught:
            open_listener("127.0.0.1", port)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "port", "hint"),
    [
        ("127.0.0.1", 70_000, "--port"),
        ("127.0.0.1", -1, "--port"),
        ("203.0.113.7", 0, "--host"),
        ("no such host", 0, "--host"),
        ("no..host", 0, "--host"),
    ],
)
def test_an_impossible_address_is_one_line_with_a_way_out(host: str, port: int, hint: str) -> None:
    with pytest.raises(UserError, match=hint) as caught:
        open_listener(host, port)
    assert "\n" not in str(caught.value)


def test_the_address_to_type() -> None:
    with open_listener("127.0.0.1", 0) as listener:
        assert url_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


# The endpoint, over HTTP


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_toy(tmp_path_factory.mktemp("chat") / "stderr.txt") as running:
        yield running
        assert "FOREIGN" not in running.notes()


@pytest.fixture(scope="module")
def client(chat: Served) -> Any:
    from gradio_client import Client

    return Client(chat.url, verbose=False)


def call(url: str, body: dict[str, Any], path: str = "call/ask") -> tuple[str, Any]:
    """A plain HTTP call of the endpoint: the event and its data."""
    address = f"{url}/gradio_api/{path}"
    event_id = httpx.post(address, json=body, timeout=30).raise_for_status().json()["event_id"]
    lines = httpx.get(f"{address}/{event_id}", timeout=30).text.split("\n")
    event, data = [line for line in lines if line][-2:]
    return event.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_ask_gives_the_record_of_the_contract(client: Any) -> None:
    record = client.predict("How many economies?", api_name="/ask")
    assert record == ToyAssistant().ask("How many economies?").to_json()
    first = record["citations"][0]
    assert NEWS.text[first["start"] : first["end"]] == first["quote"] == PACT


def test_ask_takes_history_and_documents(client: Any) -> None:
    record = client.predict("before?", ["one?", "two?"], api_name="/ask")
    assert record["read_as"] == "asked after 2 questions"
    record = client.predict(question="SWM?", doc_ids=["note"], api_name="/ask")
    assert record["short_answer"] == "Lenovo"


@pytest.mark.parametrize("path", ["call/ask", "call/v2/ask"])
def test_a_plain_call_needs_the_question_only(chat: Served, path: str) -> None:
    body = {"data": ["SWM?"]} if path == "call/ask" else {"question": "SWM?"}
    event, data = call(chat.url, body, path)
    assert event == "complete"
    assert data[0]["short_answer"] == "Lenovo"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "question must be a text"),
        ([""], "the question is empty; ask something"),
        (["x" * 100_000], "the question has 100,000 characters, at most 2,000 are read"),
        (["SWM?", None, ["nowhere"]], "there is no document 'nowhere'"),
        ([5, "no list"], "question must be a text history must be a list of texts"),
    ],
)
def test_a_user_error_is_one_line_without_traceback(
    chat: Served, arguments: list[Any], message: str
) -> None:
    event, data = call(chat.url, {"data": arguments})
    assert event == "error"
    assert data["error"].startswith(message)
    assert "\n" not in data["error"]
    assert "Traceback" not in chat.notes()


def test_only_ask_can_be_called_from_outside(client: Any) -> None:
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/ask"]
    assert client.view_api(return_format="dict")["unnamed_endpoints"] == {}


def test_several_people_are_answered_at_once_and_each_gets_their_own(chat: Served) -> None:
    questions = [f"slow {word}?" for word in ("SWM", "economies", "how long", "nothing")]
    started = time.monotonic()
    with ThreadPoolExecutor(4) as people:
        replies = list(people.map(lambda q: call(chat.url, {"data": [q]})[1][0], questions))
    assert [reply["question"] for reply in replies] == questions
    assert [reply["short_answer"] for reply in replies] == ["Lenovo", "12", None, None]
    assert time.monotonic() - started < 6  # one after the other would take 8 s


def test_a_call_waits_while_the_models_load(tmp_path: Path) -> None:
    with serve_toy(tmp_path / "stderr.txt", "--load-s", "3") as running:
        event, data = call(running.url, {"data": ["SWM?"]})
    assert (event, data[0]["short_answer"]) == ("complete", "Lenovo")


def test_the_server_forbids_other_hosts_and_keeps_no_history(chat: Served) -> None:
    response = httpx.get(chat.url, timeout=30)
    assert "default-src 'self'" in response.headers["content-security-policy"]
    page = response.text
    assert "googleapis" not in page
    config = json.loads(page.partition("window.gradio_config = ")[2].partition(";</script>")[0])
    assert config["footer_links"] == []
    assert not config.get("run_history")


def test_an_unknown_address_says_so_in_our_words(chat: Served) -> None:
    browser = {"accept": "text/html,*/*;q=0.8", "accept-language": "de"}
    page = httpx.get(f"{chat.url}/nowhere", headers=browser, timeout=30)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>There is no such page</h1>" in page.text and 'href="/' in page.text
    korean = httpx.get(f"{chat.url}/ko/nowhere?lang=ko", headers=browser, timeout=30)
    assert "<h1>그런 페이지가 없습니다</h1>" in korean.text
    program = httpx.get(f"{chat.url}/nowhere", timeout=30)
    assert (program.status_code, program.json()) == (404, {"detail": "Not Found"})


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:1", 200),
        ("localhost", 200),
        ("[::1]:7860", 200),
        ("summits.evil.example:7860", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("203.0.113.7", 421),
        ("", 421),
    ],
)
def test_a_foreign_name_that_leads_here_gets_nothing(chat: Served, host: str, status: int) -> None:
    headers = {"host": host, "origin": f"http://{host}"}
    response = httpx.get(f"{chat.url}/config", headers=headers, timeout=30)
    assert response.status_code == status
    assert ("this machine alone" in response.text) == (status == 421)


@pytest.mark.parametrize(
    ("host", "everybody", "only"),
    [("127.0.0.1", False, "127.0.0.1"), ("127.0.0.1", True, None), ("0.0.0.0", True, None)],
)
def test_where_anybody_may_come_in_the_name_is_free(
    host: str, everybody: bool, only: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMITS_HOME", str(tmp_path))
    assert Door.open(host, everybody=everybody).only_host == only
