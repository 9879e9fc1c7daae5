"""The web server of the chat: one address, chosen by the caller, and nothing beyond it."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from corpus.errors import UserError

END_AFTER_S = 3
"""After Ctrl+C, questions that are being answered get so long."""

THREADS = 64
"""So many calls that block may be under way: far more than work that takes long.

Answers, offers, asides and evaluations each have a limit of their own; together they fill the few
threads that Python would have on two cores. Every request looks its visitor up in a thread, too,
and must not wait for them. A thread that is not needed is not started.
"""


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
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            # As the loop's own, it is also shut down with it.
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
            await super().startup(sockets)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            end_streams()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=END_AFTER_S, lifespan="on"
    )
    with suppress(KeyboardInterrupt):  # raised anew once the server has ended in good order
        Server(config).run(sockets=[listener])
