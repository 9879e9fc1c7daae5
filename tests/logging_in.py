"""People who log in over HTTP, without a server: an application that says who is asking."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from assistant.app.login import LogIn
from assistant.app.people_file import PeopleFile
from assistant.app.same_origin import SameOriginOnly
from assistant.app.slow_down import SlowDown
from assistant.app.users import Users

PASSWORD = "correct horse"
PAGE = {"accept": "text/html"}


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def whose(request: Request) -> PlainTextResponse:
    visitor = request.scope.get("state", {}).get("visitor")
    return PlainTextResponse("nobody" if visitor is None else visitor.name or visitor.owner)


async def inner(scope: Any, receive: Any, send: Any) -> None:
    await whose(Request(scope))(scope, receive, send)


Visit = Callable[..., httpx.Client]


def Synchronous(app: Any, address: str, **options: Any) -> httpx.Client:  # noqa: N802
    """httpx speaks to ASGI asynchronously only."""

    class Transport(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            async def ask() -> httpx.Response:
                transport = httpx.ASGITransport(app, client=(address, 1))
                sent = httpx.Request(
                    request.method, request.url, headers=request.headers, content=request.read()
                )
                response = await transport.handle_async_request(sent)
                body = await response.aread()
                return httpx.Response(
                    response.status_code, headers=response.headers, content=body, request=request
                )

            return asyncio.run(ask())

    return httpx.Client(transport=Transport(), base_url="http://chat.test", **options)


def log_in(client: httpx.Client, name: str, password: str = PASSWORD, to: str = "/") -> Any:
    return client.post("/login", params={"next": to}, data={"name": name, "password": password})


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def visits(users: Users, clock: Clock) -> Iterator[Visit]:
    """A client of an application that says who is asking; cookies are its own."""
    app = SameOriginOnly(LogIn(inner, users, SlowDown(clock)))
    clients: list[httpx.Client] = []

    def open_client(address: str = "192.0.2.1", **options: Any) -> httpx.Client:
        clients.append(Synchronous(app, address, **options))
        return clients[-1]

    yield open_client
    for client in clients:
        client.close()


def with_accounts(accounts: PeopleFile, monkeypatch: pytest.MonkeyPatch) -> Users:
    """Anna and Ben."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(Users, "_hasher", quick)  # the strength is tested in test_users
    users = Users(accounts)
    users.add("anna", PASSWORD)
    users.add("ben", PASSWORD)
    return users
