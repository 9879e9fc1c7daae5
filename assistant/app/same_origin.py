"""No other site may act in a visitor's name."""

from __future__ import annotations

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
    return origin is None or urlsplit(origin).netloc == headers.get("host")
