"""The web server of the chat: one address, chosen by the caller, and nothing beyond it."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import resources
from typing import TYPE_CHECKING, Any

from corpus.errors import UserError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
"""Browsers then refuse every request to another host. Gradio needs inline scripts and `eval`."""

END_AFTER_S = 3
"""After Ctrl+C, questions that are being answered get so long."""


def open_listener(host: str, port: int) -> socket.socket:
    """A socket that listens on `host:port`; port 0 means any free one.

    It is opened first and then kept, so that nobody can take the port while the page is built.

    Raises:
        UserError: one line that says why not and what to do.
    """
    if not 0 <= port <= 65535:  # getaddrinfo would take it modulo 65536
        raise UserError(f"port {port} is not possible; choose one from 1 to 65535 with --port")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except OSError as error:
        raise UserError(_refusal(error, host, port)) from error
    except UnicodeError as error:  # "a..b": a name that cannot be looked up
        raise UserError(_refusal(OSError(str(error)), host, port)) from error


def _refusal(error: OSError, host: str, port: int) -> str:
    """Why an address cannot be used, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} on {host} is already in use, perhaps by another chat; "
            f"close that one, or choose another port: --port {port + 1 if port < 65535 else 7861}"
        )
    if error.errno == errno.EACCES:
        return f"port {port} needs special rights; choose one above 1023, such as --port 7860"
    return (
        f"the chat cannot listen on {host} ({error.strerror or error}); "
        "choose an address of this machine, such as --host 127.0.0.1"
    )


def url_of(listener: socket.socket) -> str:
    """The address to type into a browser."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def stay_on_this_machine() -> None:
    """Switch off what Gradio and its libraries would ask of other hosts; before their import."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


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

    Only from the chat's bare address; one that names a language, `?lang=…`, is taken at its word.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, or pass the request on."""
        from starlette.datastructures import Headers
        from starlette.responses import RedirectResponse

        from assistant.app.labels import DEFAULT_LANGUAGE, preferred_language

        app = self.app
        if scope["type"] == "http" and scope["path"] == "/" and scope["method"] == "GET":
            language = preferred_language(Headers(scope=scope).get("accept-language", ""))
            query = scope["query_string"].decode("latin-1")
            if language != DEFAULT_LANGUAGE and "lang=" not in query:
                app = RedirectResponse(f"/{language}/{f'?{query}' if query else ''}")
        await app(scope, receive, send)


def static_text(name: str) -> str:
    """A file of `static/`, as text."""
    return (resources.files("assistant.app") / "static" / name).read_text(encoding="utf-8")


def run(app: Any, listener: socket.socket, end_streams: Callable[[], None]) -> None:
    """Serve `app` on an open socket until Ctrl+C or a signal to end.

    Args:
        app: an ASGI application.
        listener: from `open_listener`.
        end_streams: called when the server is to end; open pages hold streams that never end
            by themselves, and the server waits for them.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            end_streams()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=END_AFTER_S, lifespan="on"
    )
    with suppress(KeyboardInterrupt):  # raised anew once the server has ended in good order
        Server(config).run(sockets=[listener])
