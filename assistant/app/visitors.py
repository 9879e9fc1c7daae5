"""Who is asking: told to the page by the ASGI middleware in front of it.

Without a log-in everybody is a guest, known again by a random cookie; with one, see `login`.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from assistant.app.users import Visitor, sha256_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

GUEST_COOKIE = "summits_guest"
GUEST_FOR_S = 365 * 24 * 3600


class Guests:
    """ASGI middleware: gives each browser that opens the page a cookie, and knows it by that."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its visitor in the scope's state."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from starlette.requests import Request
        from starlette.responses import Response

        request = Request(scope)
        token = request.cookies.get(GUEST_COOKIE)
        if token:
            introduce(scope, Visitor(f"guest:{sha256_of(token)}"))
        elif request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            # Only with a page: a script that asks through `/ask` leaves nothing here.
            cookie = Response()
            set_cookie(cookie, request, GUEST_COOKIE, secrets.token_urlsafe(32), GUEST_FOR_S)
            send = adding_cookie(send, cookie)
        await self.app(scope, receive, send)


def introduce(scope: Scope, visitor: Visitor) -> None:
    """Tell what comes behind the middleware who is asking."""
    scope.setdefault("state", {})["visitor"] = visitor


def present() -> Visitor | None:
    """Who sent the event that Gradio is handling; None for a call without a cookie, or no event."""
    from gradio.context import LocalContext

    request = LocalContext.request.get(None)
    inner = None if request is None else request.request
    return None if inner is None else inner.scope.get("state", {}).get("visitor")


def whose() -> str:
    """Who owns what the event begins: the visitor, or the page alone where there is no cookie."""
    from gradio.context import LocalContext

    visitor = present()
    if visitor is not None:
        return visitor.owner
    return f"page:{getattr(LocalContext.request.get(None), 'session_hash', '')}"


def set_cookie(response: Response, request: Request, name: str, token: str, max_age_s: int) -> None:
    """Set a cookie that no script reads and no other site sends along."""
    response.set_cookie(
        name,
        token,
        max_age=max_age_s,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def adding_cookie(send: Send, response: Response) -> Send:
    """`send`, with the cookies of `response` added to what is sent."""
    cookies = [(key, value) for key, value in response.raw_headers if key == b"set-cookie"]

    async def send_with_cookies(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *cookies]
        await send(message)

    return send_with_cookies
