"""No other site may act in a visitor's name, nor under another name of this machine."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOriginOnly:
    """ASGI middleware: refuses what another site's page makes a browser send, cookies or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            from starlette.datastructures import Headers
            from starlette.responses import PlainTextResponse

            if not from_here(Headers(scope=scope)):
                refusal = PlainTextResponse("The page of another site may not do this.", 403)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


def from_here(headers: Headers) -> bool:
    """Whether a request comes from this site's own page, or from no page at all (a script).

    Browsers say so in `Sec-Fetch-Site` (over HTTPS and on this machine), else in `Origin`.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


class OwnHostsOnly:
    """ASGI middleware: answers only under names that mean this machine.

    Where nobody logs in, being on this machine is what lets a person in. A name of somebody else's
    that is made to lead here ("DNS rebinding") would let that site's page in, too: to the browser
    it is the same site. Starlette's `TrustedHostMiddleware` cannot be told of `[::1]:7860`.

    Args:
        named: the address that the chat was told to listen on, which is allowed as well.
    """

    def __init__(self, app: ASGIApp, named: str = "localhost") -> None:
        self.app, self.named = app, named

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421."""
        if scope["type"] in ("http", "websocket"):
            from starlette.datastructures import Headers
            from starlette.responses import PlainTextResponse

            if not means_this_machine(Headers(scope=scope).get("host", ""), self.named):
                told = "This chat is for this machine alone: open it as http://localhost:PORT."
                await PlainTextResponse(told, 421)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def means_this_machine(host: str, named: str = "localhost") -> bool:
    """Whether a `Host` header names this machine, at any port.

    >>> means_this_machine("127.0.0.1:7860"), means_this_machine("[::1]"), means_this_machine("a.b")
    (True, True, False)
    >>> means_this_machine("LOCALHOST:80"), means_this_machine("localhost.evil.example:7860")
    (True, False)
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in ("localhost", named.casefold())
