"""Accounts: names, passwords as argon2 hashes, and who is logged in."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.app.people_file import PeopleFile, utc_now
from corpus.errors import PeopleError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LOGGED_IN_FOR = timedelta(days=30)
MIN_PASSWORD_CHARS, MAX_PASSWORD_CHARS = 8, 1000
MAX_NAME_CHARS = 64
NO_TEXT = "the password is not UTF-8 text; give one that is, or type it at a terminal"
_NOT_IN_NAMES = frozenset(":/\\ ")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request.

    Attributes:
        owner: what they leave here belongs to this; never shown to anybody.
        name: of the account; None for a guest.
        evaluator: whether they may read the feedback of everybody.
    """

    owner: str
    name: str | None = None
    evaluator: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account, as `summits users list` shows it."""

    name: str
    evaluator: bool
    created_at: datetime


class Users:
    """The accounts of one file.

    Raises:
        PeopleError: as every method of `PeopleFile`, where the file cannot be used just now.
    """

    def __init__(self, file: PeopleFile, now: Callable[[], datetime] = utc_now) -> None:
        self._file, self._now = file, now

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobodys_hash(self) -> str:
        """Checked in place of an unknown name's, so that both take equally long."""
        return self._hasher.hash(secrets.token_urlsafe(16))

    def add(self, name: str, password: str, evaluator: bool = False) -> None:
        """Make an account.

        Raises:
            PeopleError: the name or password cannot be used, or the name is taken.
        """
        name = checked_name(name)
        hashed = self._hashed(password)
        try:
            with self._file.transaction() as connection:
                connection.execute(
                    "INSERT INTO users (name, folded, password_hash, evaluator, created_at)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (name, name.casefold(), hashed, evaluator, self._now().isoformat()),
                )
        except sqlite3.IntegrityError as error:
            raise PeopleError(
                f"there is already an account {name!r}; choose another name, or change its "
                f"password with `summits users password {name}`"
            ) from error

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password and log it out everywhere.

        Raises:
            PeopleError: there is no such account, or the password cannot be used.
        """
        user_id = self._row(name)["user_id"]
        hashed = self._hashed(password)
        with self._file.transaction() as connection:
            connection.execute(
                "UPDATE users SET password_hash = ? WHERE user_id = ?", (hashed, user_id)
            )
            connection.execute("DELETE FROM sessions WHERE user_id = ?", (user_id,))

    def remove(self, name: str) -> None:
        """Delete an account and its conversations; its feedback stays, without a name.

        Raises:
            PeopleError: there is no such account.
        """
        user_id = self._row(name)["user_id"]
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM conversations WHERE owner = ?", (f"user:{user_id}",))
            connection.execute("DELETE FROM unkept WHERE owner = ?", (f"user:{user_id}",))
            connection.execute("DELETE FROM users WHERE user_id = ?", (user_id,))

    def name_of(self, name: str) -> str:
        """How the account writes its name, however it is written here.

        Raises:
            PeopleError: there is no such account.
        """
        return str(self._row(name)["name"])

    def listed(self) -> list[Account]:
        """All accounts, by name."""
        rows = self._file.rows("SELECT name, evaluator, created_at FROM users ORDER BY folded")
        return [Account(n, bool(e), datetime.fromisoformat(c)) for n, e, c in rows]

    def checked(self, name: str, password: str) -> Visitor | None:
        """The person whose name and password these are; as slow for an unknown name as for a known.

        Takes a tenth of a second of processor time; not for the event loop.
        """
        from argon2.exceptions import VerifyMismatchError

        rows = self._file.rows("SELECT * FROM users WHERE folded = ?", folded_name(name))
        hashed = rows[0]["password_hash"] if rows else self._nobodys_hash
        try:
            self._hasher.verify(hashed, password[:MAX_PASSWORD_CHARS].encode("utf-8", "replace"))
        except VerifyMismatchError:
            return None
        return _visitor(rows[0]) if rows else None

    def log_in(self, visitor: Visitor) -> str:
        """A new token for somebody whose password was right; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        now = self._now()
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM sessions WHERE expires_at <= ?", (now.isoformat(),))
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?)",
                (
                    sha256_of(token),
                    visitor.owner.removeprefix("user:"),
                    (now + LOGGED_IN_FOR).isoformat(),
                ),
            )
        return token

    def logged_in(self, token: str) -> Visitor | None:
        """Whose token it is; None where it was given back, has run out or was never given."""
        rows = self._file.rows(
            "SELECT users.* FROM sessions JOIN users USING (user_id)"
            " WHERE token_sha256 = ? AND expires_at > ?",
            sha256_of(token),
            self._now().isoformat(),
        )
        return _visitor(rows[0]) if rows else None

    def log_out(self, token: str) -> None:
        """Make a token worthless."""
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM sessions WHERE token_sha256 = ?", (sha256_of(token),))

    def _hashed(self, password: str) -> str:
        if not MIN_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
            raise PeopleError(
                f"the password has {len(password)} characters; choose one of "
                f"{MIN_PASSWORD_CHARS} to {MAX_PASSWORD_CHARS}"
            )
        try:
            return self._hasher.hash(password.encode("utf-8"))
        except UnicodeEncodeError:  # what was no text, as standard input hands it on
            raise PeopleError(NO_TEXT) from None

    def _row(self, name: str) -> sqlite3.Row:
        rows = self._file.rows(
            "SELECT user_id, name FROM users WHERE folded = ?", folded_name(name)
        )
        if not rows:
            raise PeopleError(f"there is no account {name!r}; `summits users list` shows them")
        return rows[0]


def _visitor(row: sqlite3.Row) -> Visitor:
    return Visitor(f"user:{row['user_id']}", row["name"], bool(row["evaluator"]))


def folded_name(name: str) -> str:
    """A name as it is compared: small and capital letters are the same, however it is encoded.

    >>> folded_name(" Jose\u0301") == folded_name("JOS\u00c9") == "jos\u00e9"
    True
    """
    return unicodedata.normalize("NFC", name.strip()).casefold().encode("utf-8", "replace").decode()


def checked_name(name: str) -> str:
    """The name as it is kept.

    Raises:
        PeopleError: it is empty, too long, or holds what a log-in cannot carry.
    """
    name = unicodedata.normalize("NFC", name.strip())
    fits = 0 < len(name) <= MAX_NAME_CHARS and name.isprintable()
    if not fits or not _NOT_IN_NAMES.isdisjoint(name):
        raise PeopleError(
            f"the name {name[:MAX_NAME_CHARS]!r} cannot be used; choose 1 to {MAX_NAME_CHARS} "
            "letters, digits or signs, without a colon, a slash or a space"
        )
    return name


def sha256_of(token: str) -> str:
    """What is kept of a token: whoever reads the file cannot log in with it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
