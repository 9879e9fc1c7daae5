from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from assistant.app.middleware import OwnLanguage


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
    app = OwnLanguage(PlainTextResponse("the English page"))
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query.encode()}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"accept-language", b"ko-KR,en;q=0.5")]
    asyncio.run(app(scope | {"headers": headers}, asyncio.Event().wait, send))
    assert Headers(raw=sent[0]["headers"]).get("location") == leads_to
