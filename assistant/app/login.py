"""Log-in: ASGI middleware in front of everything, so that no route can be forgotten.

A person logs in with a form and gets a cookie; a script sends its name and password along (HTTP
Basic). Both are slowed down when they fail.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import logging
import math
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from assistant.app.addresses import named_language
from assistant.app.labels import Labels, chosen_language, labels_in
from assistant.app.login_page import local_target, login_address, login_page
from assistant.app.slow_down import SlowDown
from assistant.app.users import LOGGED_IN_FOR, Users, Visitor, folded_name
from assistant.app.visitors import introduce, set_cookie
from corpus.errors import PeopleError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger(__name__)

COOKIE = "summits_session"
MAX_FORM_BYTES = 16_384
MAX_SCRIPTS = 1000
HASHED_AT_ONCE = 2
"""So many passwords are checked at the same time; each takes 64 MB."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody is not let in.

    Attributes:
        label: the name of the label that says so.
        wait_s: when to try again.
        status: of the response: 401, 429 where one has to wait, or 503.
    """

    label: str
    wait_s: float = 0.0
    status: int = 401

    def reason(self, words: Labels) -> str:
        """The label, in the language of the page."""
        return words(self.label, time=_in_words(self.wait_s, words))

    @property
    def headers(self) -> dict[str, str]:
        """What goes with the status. Not `Basic`: browsers would put up a window of their own."""
        if self.wait_s:
            return {"retry-after": str(math.ceil(self.wait_s))}
        if self.status != 401:
            return {}
        return {"www-authenticate": 'Session realm="summits"'}


class LogIn:
    """ASGI middleware: `/login`, `/logout`, and nothing else without being logged in."""

    def __init__(self, app: ASGIApp, users: Users, slow_down: SlowDown) -> None:
        self.app, self._users, self._slow_down = app, users, slow_down
        self._hashing = asyncio.Semaphore(HASHED_AT_ONCE)
        self._scripts: OrderedDict[bytes, str] = OrderedDict()
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its visitor, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # the page opens no websocket
            await send({"type": "websocket.close", "code": 1008})
            return
        from starlette.requests import Request

        request = Request(scope, receive)
        response: Response
        if scope["path"] == "/login":
            response = await self._login(request)
        elif scope["path"] == "/logout" and request.method == "POST":
            response = await self._logout(request)
        else:
            try:
                visitor = await self._visitor(request)
            except PeopleError as error:
                visitor = _held(error)
            if isinstance(visitor, Visitor):
                introduce(scope, visitor)
                await self.app(scope, receive, send)
                return
            response = _sent_away(request, visitor)
        await response(scope, receive, send)

    async def _login(self, request: Request) -> Response:
        from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

        target = local_target(request.query_params.get("next", "/"))
        words = _words(request, target)
        if request.method != "POST":
            return HTMLResponse(login_page(target, words), headers={"cache-control": "no-store"})
        form = await _form(request)
        if form is None:
            return PlainTextResponse(words("log_in_too_long"), 413)
        name, password = form
        try:
            token = await self._token(name, password, request)
        except PeopleError as error:
            token = _held(error)
        if isinstance(token, Refusal):
            return _refused_page(target, words, token, name)
        response = RedirectResponse(target, 303)
        set_cookie(response, request, COOKIE, token, int(LOGGED_IN_FOR.total_seconds()))
        return response

    async def _logout(self, request: Request) -> Response:
        from starlette.responses import RedirectResponse

        target = local_target(request.query_params.get("next", "/"))
        try:
            if token := request.cookies.get(COOKIE):
                await asyncio.to_thread(self._users.log_out, token)
        except PeopleError as error:  # the cookie stays, so that it can be tried again
            return _refused_page(target, _words(request, target), _held(error, "log_out_busy"))
        response = RedirectResponse(login_address(target), 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return response

    async def _logged_in(self, token: str) -> Visitor | None:
        # In a thread: a people file that somebody else writes to must not hold up the page.
        return await asyncio.to_thread(self._users.logged_in, token)

    async def _visitor(self, request: Request) -> Visitor | Refusal:
        token = request.cookies.get(COOKIE)
        if token and (visitor := await self._logged_in(token)):
            return visitor
        named = _basic(request.headers.get("authorization", ""))
        if named is None:
            return Refusal("log_in_first")
        # Checking a password takes a while; a script sends it with every request.
        digest = hmac.digest(self._secret, "\0".join(named).encode("utf-8", "replace"), "sha256")
        if (known := self._scripts.get(digest)) and (visitor := await self._logged_in(known)):
            return visitor
        proved = await self._attempt(*named, request)
        if isinstance(proved, Visitor):
            self._scripts[digest] = await asyncio.to_thread(self._users.log_in, proved)
            if len(self._scripts) > MAX_SCRIPTS:
                self._scripts.popitem(last=False)
        return proved

    async def _token(self, name: str, password: str, request: Request) -> str | Refusal:
        visitor = await self._attempt(name, password, request)
        if isinstance(visitor, Refusal):
            return visitor
        return await asyncio.to_thread(self._users.log_in, visitor)

    async def _attempt(self, name: str, password: str, request: Request) -> Visitor | Refusal:
        """Check a name and a password, unless too many were wrong before."""
        address = request.client.host if request.client else ""
        # A very long name would be kept for an hour.
        known_as = hashlib.sha256(folded_name(name).encode()).hexdigest()
        if wait_s := self._slow_down.wait_s(known_as, address):
            return Refusal("log_in_later", wait_s, 429)
        self._slow_down.count(known_as, address)
        try:
            async with self._hashing:
                visitor = await asyncio.to_thread(self._users.checked, name, password)
        except PeopleError:  # nothing was found wrong
            self._slow_down.take_back(known_as, address)
            raise
        if visitor is None:
            return Refusal("log_in_wrong")
        self._slow_down.forgive(known_as, address)
        return visitor


def _held(error: PeopleError, label: str = "log_in_busy") -> Refusal:
    """The refusal while the accounts cannot be read; the terminal is told where, and why."""
    log.warning("%s", error)
    return Refusal(label, status=503)


def _refused_page(target: str, words: Labels, refusal: Refusal, name: str = "") -> Response:
    """The page with the reason for a refusal."""
    from starlette.responses import HTMLResponse

    page = login_page(target, words, name, refusal.reason(words))
    return HTMLResponse(page, refusal.status, refusal.headers)


def _sent_away(request: Request, refusal: Refusal) -> Response:
    """To the log-in page, or for a script, a line that says what to do.

    Where the accounts cannot be read, the page stays at its address: a reload tries again.
    """
    from starlette.responses import JSONResponse, RedirectResponse

    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    wants_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    words = _words(request, here)
    if wants_page and refusal.status == 503:
        return _refused_page(local_target(here), words, refusal)
    if wants_page and not refusal.wait_s:
        return RedirectResponse(login_address(here), 303)
    return JSONResponse({"error": refusal.reason(words)}, refusal.status, refusal.headers)


def _words(request: Request, address: str) -> Labels:
    """The labels in the language that `address` names, or else the browser's."""
    accept = request.headers.get("accept-language", "")
    return labels_in(chosen_language(named_language(address), accept))


def _in_words(wait_s: float, words: Labels) -> str:
    """A waiting time, rounded up.

    >>> [_in_words(wait_s, labels_in("en")) for wait_s in (0.2, 59.5, 61)]
    ['1 second', '60 seconds', '2 minutes']
    """
    seconds = math.ceil(wait_s)
    if seconds == 1:
        return words("one_second")
    if seconds <= 60:
        return words("many_seconds", count=seconds)
    return words("many_minutes", count=math.ceil(seconds / 60))


def _basic(header: str) -> tuple[str, str] | None:
    """Name and password of an `Authorization` header; None where it holds none.

    >>> _basic("Basic YW5uYTpzZWNyZXQ6MQ=="), _basic("Bearer x"), _basic("Basic !")
    (('anna', 'secret:1'), None, None)
    """
    scheme, _, encoded = header.partition(" ")
    if scheme.casefold() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, password) if colon else None


async def _form(request: Request) -> tuple[str, str] | None:
    """Name and password of the form; None where it is larger than any of them."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=None)
    return fields.get("name", [""])[0], fields.get("password", [""])[0]
