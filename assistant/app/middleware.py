"""What every request passes besides the door: its headers, and the way to the page in its language.

Who may come in is decided elsewhere: `door`, `login`, `visitors`, `same_origin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.app.addresses import named_language
from assistant.app.labels import DEFAULT_LANGUAGE, LANGUAGES, chosen_language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
"""Browsers then refuse every request to another host. Gradio needs inline scripts and `eval`."""


class LocalOnly:
    """ASGI middleware: lets the browser load nothing from elsewhere, nor name us to others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", CONTENT_POLICY.encode()),
                    (b"referrer-policy", b"no-referrer"),
                    (b"x-content-type-options", b"nosniff"),
                ]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnLanguage:
    """ASGI middleware: leads a browser that prefers another language to the page in it.

    Only from the chat's bare address; one that names a language of the page is taken at its word,
    and one that lacks the slash at its end gets it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, or pass the request on."""
        from starlette.datastructures import Headers
        from starlette.responses import RedirectResponse

        app, path = self.app, scope.get("path", "")
        bare = path in ("/", *(f"/{language}" for language in LANGUAGES))
        if scope["type"] == "http" and bare and scope["method"] == "GET":
            accept = Headers(scope=scope).get("accept-language", "")
            query = scope["query_string"].decode("latin-1")
            named = named_language(f"/?{query}") if path == "/" else path.strip("/")
            language = chosen_language(named, accept)
            if language != DEFAULT_LANGUAGE:
                app = RedirectResponse(f"/{language}/{f'?{query}' if query else ''}")
        await app(scope, receive, send)
