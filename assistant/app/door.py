"""Who may come in: everybody on this machine, whoever has an account, or everybody at all."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.conversations import Conversations, library_key
from assistant.app.feedback import FeedbackBook
from assistant.app.keeping import Keeper
from assistant.app.people_file import PeopleFile
from assistant.app.users import Users
from assistant.place import people_file
from corpus.errors import PeopleError

if TYPE_CHECKING:
    from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Door:
    """What the chat needs to know of people.

    Attributes:
        users: None where nobody has to log in.
        keeper: where their conversations and feedback are kept.
        only_host: this machine's own address, where being on this machine is what lets people in;
            None where the chat may be reached under any name.
    """

    users: Users | None
    keeper: Keeper
    only_host: str | None = None

    @classmethod
    def open(
        cls, host: str, library: Path | None = None, everybody: bool = False, login: bool = False
    ) -> Door:
        """The door of a chat that is to listen on `host`.

        Args:
            host: the address to listen on; only this machine's own needs no log-in.
            library: the folder of documents; None: those that ship.
            everybody: let everybody in who can reach the address.
            login: ask for a log-in on this machine, too.

        Raises:
            PeopleError: people would have to log in and nobody has an account, or what is kept
                cannot be used.
        """
        file = PeopleFile(people_file())
        key = library_key(library)
        keeper = Keeper(Conversations(file, key), FeedbackBook(file, key))
        if not login and (everybody or only_this_machine(host)):
            return cls(None, keeper, None if everybody else host)
        users = Users(file)
        if not users.listed():
            way_out = "" if login else ", or let everybody in with --open"
            raise PeopleError(
                f"nobody could log in to the chat on {host}, for there is no account; "
                f"make one with `summits users add NAME`{way_out}"
            )
        return cls(users, keeper)


def only_this_machine(host: str) -> bool:
    """Whether nothing but this machine reaches an address.

    >>> only_this_machine("127.0.0.1"), only_this_machine("0.0.0.0"), only_this_machine("::1")
    (True, False, True)
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return all(ipaddress.ip_address(address[0]).is_loopback for *_, address in found)
    except (OSError, ValueError):
        return False  # an address that cannot be used; listening says why


def guard(app: FastAPI, door: Door) -> None:
    """Put in front of the whole application what `door` asks for."""
    from starlette.middleware.cors import CORSMiddleware

    from assistant.app.login import LogIn
    from assistant.app.same_origin import OwnHostsOnly, SameOriginOnly
    from assistant.app.slow_down import SlowDown
    from assistant.app.visitors import Guests

    if door.users is None:
        app.add_middleware(Guests)
    else:
        app.add_middleware(LogIn, users=door.users, slow_down=SlowDown())
    app.add_middleware(SameOriginOnly)
    if door.only_host is not None:
        app.add_middleware(OwnHostsOnly, named=door.only_host)
    # Allows no other site to read; without it, Gradio would allow every one.
    app.add_middleware(CORSMiddleware)
