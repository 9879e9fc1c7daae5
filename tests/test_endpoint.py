"""The chat over HTTP: `/ask`, and what the server shows to whom."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from toy_chat import NEWS, PACT, Served, ToyAssistant, serve_toy

from assistant.app.door import Door


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
    before = len(chat.notes())
    event, data = call(chat.url, {"data": arguments})
    assert event == "error"
    assert data["error"].startswith(message)
    assert "\n" not in data["error"]
    assert "Traceback" not in chat.notes()[before:]


def test_only_ask_can_be_called_from_outside(client: Any) -> None:
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/ask"]
    assert client.view_api(return_format="dict")["unnamed_endpoints"] == {}


def test_several_people_are_answered_at_once_and_each_gets_their_own(chat: Served) -> None:
    questions = [f"together {word}?" for word in ("SWM", "economies", "how long", "nothing")]
    with ThreadPoolExecutor(4) as people:
        replies = list(people.map(lambda q: call(chat.url, {"data": [q]})[1][0], questions))
    assert [reply["question"] for reply in replies] == questions
    assert [reply["short_answer"] for reply in replies] == ["Lenovo", "12", None, None]


def test_a_call_waits_while_the_models_load(tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    options = ("--load-after", str(loaded))
    with serve_toy(tmp_path / "stderr.txt", *options) as running, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(call, running.url, {"data": ["SWM?"]})
        time.sleep(1)
        assert not waiting.done()
        loaded.touch()
        event, data = waiting.result()
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
