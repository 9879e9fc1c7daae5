"""The server for programs, by the client of the same protocol."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ToyEncoder, document
from mcp import Client, StdioServerParameters, stdio_client

from assistant.app.mcp_server import MAX_OPEN_CHARS, mcp_server
from assistant.respond import Assistant
from assistant.settings import Settings
from corpus.adding import add_documents
from corpus.document import Document, sha256_of
from corpus.errors import LibraryError

DRUMS = "They met in Nara. The drum was loud. A second drum joined in Nara."


class Shelf:
    """Documents in memory."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._held = {held.doc_id: held for held in documents}
        self.doc_ids = tuple(self._held)

    def document(self, doc_id: str, /) -> Document:
        if doc_id not in self._held:
            raise LibraryError(f"There is no document {doc_id!r};\nlook at the list")
        return self._held[doc_id]


DOCUMENTS = (
    document("drums", DRUMS),
    document("noodles", "They ate noodles in Beijing.\n\nBeijing was cold."),
    document("long", "a" * (MAX_OPEN_CHARS + 1)),
)


def talk(script: Callable[[Client], Awaitable[Any]], opened: list[str] | None = None) -> Any:
    """The result of `script` with a client that talks to a server in this process."""

    def open_assistant() -> Assistant:
        (opened if opened is not None else []).append("opened")
        settings = Settings(reader="none", confidence_threshold=0.0)
        return Assistant.in_memory(DOCUMENTS, settings, ToyEncoder())

    async def session() -> Any:
        async with Client(mcp_server(open_assistant, lambda: Shelf(DOCUMENTS))) as client:
            return await script(client)

    return asyncio.run(session())


def called(name: str, **arguments: Any) -> dict[str, Any]:
    result = talk(lambda client: client.call_tool(name, arguments))
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    return dict(result.structured_content)


def fault(name: str, **arguments: Any) -> str:
    result = talk(lambda client: client.call_tool(name, arguments))
    assert result.is_error
    return str(result.content[0].text)


def test_the_tools_are_named_and_described() -> None:
    tools = {tool.name: tool for tool in talk(lambda client: client.list_tools()).tools}
    assert set(tools) == {"ask", "search", "open_document", "list_documents"}
    assert set(tools["ask"].input_schema["properties"]) == {"question", "history", "doc_ids"}
    assert tools["ask"].input_schema["required"] == ["question"]
    assert set(tools["open_document"].input_schema["properties"]) == {"doc_id", "start", "end"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools.values())


def test_an_answer_is_the_record_of_the_contract() -> None:
    record = called("ask", question="Where was the drum?", doc_ids=["drums"])
    assert record["status"] == "answered"
    for citation in record["citations"]:
        quote = DRUMS[citation["start"] : citation["end"]]
        assert (citation["quote"], citation["sha256"]) == (quote, sha256_of(quote))


def test_search_gives_passages_as_citations() -> None:
    first, second = called("search", query="noodles in Beijing", k=2)["passages"]
    assert (first["rank"], first["doc_id"], first["marker"]) == (1, "noodles", None)
    assert first["quote"] == "They ate noodles in Beijing."
    assert first["score"] >= second["score"]


def test_a_document_is_opened_in_parts() -> None:
    part = called("open_document", doc_id="drums", start=5, end=16)
    assert (part["text"], part["characters"]) == ("met in Nara", len(DRUMS))
    assert called("open_document", doc_id="drums")["text"] == DRUMS
    assert called("open_document", doc_id="long")["end"] == MAX_OPEN_CHARS


def test_looking_at_documents_loads_no_model_and_questions_load_it_once() -> None:
    opened: list[str] = []

    async def script(client: Client) -> None:
        listed = await client.call_tool("list_documents", {})
        documents = listed.structured_content["documents"]
        assert [d["doc_id"] for d in documents] == ["drums", "noodles", "long"]
        await client.call_tool("open_document", {"doc_id": "drums"})
        assert opened == []
        for _ in range(2):
            await client.call_tool("search", {"query": "drum"})
        assert opened == ["opened"]

    talk(script, opened)


def test_documents_that_come_meanwhile_are_listed_and_searched() -> None:
    held, published = [DOCUMENTS[0]], ["in-memory"]

    def open_assistant() -> Assistant:
        return Assistant.in_memory(held, Settings(reader="none"), ToyEncoder())

    async def session() -> None:
        server = mcp_server(open_assistant, lambda: Shelf(held), lambda: published[0])
        async with Client(server) as client:
            query = {"query": "noodles in Beijing", "k": 1}
            (first,) = (await client.call_tool("search", query)).structured_content["passages"]
            assert first["doc_id"] == "drums"
            held.append(DOCUMENTS[1])
            published[0] = "another"
            (first,) = (await client.call_tool("search", query)).structured_content["passages"]
            assert (first["doc_id"], first["quote"]) == ("noodles", "They ate noodles in Beijing.")
            listed = (await client.call_tool("list_documents", {})).structured_content["documents"]
            assert [d["doc_id"] for d in listed] == ["drums", "noodles"]

    asyncio.run(session())


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("ask", {"question": " "}, "the question is empty"),
        ("ask", {"question": "Who?", "doc_ids": ["no"]}, "there is no document 'no'"),
        ("search", {"query": " "}, "the question is empty; ask something"),
        ("search", {"query": "x" * 50_000}, "the question has 50,000 characters, at most 2,000"),
        ("search", {"query": "drum", "k": 0}, "k is 0; it must lie in 1 … 50"),
        ("open_document", {"doc_id": "../x"}, "There is no document '../x'; look at the list"),
        ("open_document", {"doc_id": "drums", "start": 9, "end": 3}, "start is 9 and end 3"),
        ("open_document", {"doc_id": "long", "end": 20_001}, "20000 can be read at once"),
    ],
)
def test_what_can_be_mended_is_told_in_one_line(
    name: str, arguments: dict[str, Any], told: str
) -> None:
    message = fault(name, **arguments)
    assert told in message
    assert "\n" not in message


def test_what_is_no_text_is_told_by_the_protocol() -> None:
    assert "valid string" in fault("ask", question=3)


def test_as_a_program(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text("The tea house in Uji was founded by Furukawa in 1160.")
    add_documents(tmp_path / "library", [tmp_path / "tea.txt"])
    code = "from assistant.app.cli import main; main()"
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", code, "mcp", "--library", str(tmp_path / "library")],
        env={**os.environ, "SUMMITS_READER": "none", "SUMMITS_CONFIDENCE_THRESHOLD": "0"},
        cwd=Path(__file__).parent.parent,
    )

    async def session(stderr: Any) -> tuple[Any, Any]:
        async with Client(stdio_client(server, errlog=stderr)) as client:
            listed = await client.call_tool("list_documents", {})
            return listed, await client.call_tool("ask", {"question": "Who founded the tea house?"})

    with (tmp_path / "stderr.txt").open("w") as stderr:
        listed, asked = asyncio.run(session(stderr))
    notes = (tmp_path / "stderr.txt").read_text()
    assert [d["doc_id"] for d in listed.structured_content["documents"]] == ["tea"]
    assert "founded by Furukawa" in asked.structured_content["answer"]
    assert "documents served: 1." in notes and "There is no index yet" in notes
    assert "Traceback" not in notes


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    },
}


@pytest.mark.skipif(os.name == "nt", reason="a system without this signal between programs")
def test_ctrl_c_ends_it_while_it_waits() -> None:
    code = "from assistant.app.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin and server.stdout and server.stderr
        try:
            server.stdin.write(json.dumps(HELLO) + "\n")
            server.stdin.flush()
            assert server.stdout.readline()  # now it waits for more
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == -signal.SIGINT
            assert "Traceback" not in server.stderr.read()
        finally:
            server.kill()


def test_nothing_but_the_protocol_is_on_stdout(tmp_path: Path) -> None:
    code = "from assistant.app.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp"],
        input=json.dumps(HELLO) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["result"]["serverInfo"]["name"] == "summits"
