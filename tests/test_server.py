from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from toy_chat import serve_toy

from assistant.app.middleware import OwnLanguage
from assistant.app.server import open_listener, run, url_of
from corpus.errors import UserError


def location(scope: dict[str, Any]) -> str | None:
    """Where a request is led; None: to the page that it asks for."""
    app = OwnLanguage(PlainTextResponse("the page"))
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, asyncio.Event().wait, send))
    return Headers(raw=sent[0]["headers"]).get("location")


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("", "/ko/"),
        ("lang=en", None),
        ("lang=ko", "/ko/?lang=ko"),
        ("slang=x", "/ko/?slang=x"),
        ("question=lang=", "/ko/?question=lang="),
    ],
)
def test_only_an_address_that_names_a_language_keeps_a_korean_browser(
    query: str, leads_to: str | None
) -> None:
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query.encode()}
    headers = [(b"accept-language", b"ko-KR,en;q=0.5")]
    assert location(scope | {"headers": headers}) == leads_to


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/ko", "/ko/?question=x&lang=en"),
        ("/ko/", None),
        ("/en", None),
        ("//elsewhere.example/ko", None),
        ("/ko//elsewhere.example", None),
    ],
)
def test_the_korean_chat_is_found_without_its_slash(path: str, leads_to: str | None) -> None:
    query, headers = b"question=x&lang=en", [(b"accept-language", b"en")]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query}
    assert location(scope | {"headers": headers}) == leads_to


def test_a_look_up_does_not_wait_for_what_takes_long() -> None:
    seen: list[str] = []
    ended = threading.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        # Where no number is set, there are 32 threads at most, on any machine.
        long = [asyncio.create_task(asyncio.to_thread(ended.wait)) for _ in range(32)]
        try:
            seen.append(await asyncio.wait_for(asyncio.to_thread(str, "looked up"), 10))
        finally:
            ended.set()
            await asyncio.gather(*long)
            await receive()
            await send({"type": "lifespan.startup.failed"})  # so that the server ends

    with open_listener("127.0.0.1", 0) as listener, pytest.raises(SystemExit):
        run(app, listener, lambda: None)
    assert seen == ["looked up"]


def test_what_was_uploaded_does_not_outlive_the_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(uploads))
    with serve_toy(tmp_path / "stderr.txt") as chat:
        sent = {"files": ("mine.jsonl", b"{}")}
        httpx.post(f"{chat.url}/gradio_api/upload", files=sent, timeout=30).raise_for_status()
        assert [path.name for path in uploads.rglob("*.jsonl")] == ["mine.jsonl"]
    assert list(uploads.rglob("*.jsonl")) == []


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
