"""One SQLite file for what people leave here: accounts, conversations, feedback.

It is written by the chat and by `summits users` at the same time, which write-ahead logging allows.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import PeopleError

APPLICATION_ID = 0x53_51_41_31
"""Marks the file as ours ("SQA1"), so that another program's file is never written to."""

MIGRATIONS = (
    """
    CREATE TABLE users (
        user_id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: it owns conversations
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        password_hash TEXT NOT NULL,
        evaluator INTEGER NOT NULL,
        created_at TEXT NOT NULL
    );
    CREATE TABLE sessions (
        token_sha256 TEXT PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
        expires_at TEXT NOT NULL
    );
    CREATE TABLE unkept (owner TEXT PRIMARY KEY);  -- whose conversations are not kept
    CREATE TABLE conversations (
        number INTEGER PRIMARY KEY,
        conversation_id TEXT NOT NULL UNIQUE,
        owner TEXT NOT NULL,
        library TEXT NOT NULL,
        title TEXT NOT NULL,
        changed_at TEXT NOT NULL
    );
    CREATE INDEX conversations_of ON conversations (owner, library, changed_at);
    CREATE TABLE turns (
        number INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        position INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,  -- the contract's record, as JSON
        asked_with TEXT NOT NULL,  -- JSON: [history, doc_ids, strictness], or null for each
        PRIMARY KEY (number, position)
    );
    CREATE TABLE feedback (
        feedback_id INTEGER PRIMARY KEY AUTOINCREMENT,
        owner TEXT NOT NULL,
        library TEXT NOT NULL,
        given_at TEXT NOT NULL,
        verdict TEXT NOT NULL,
        comment TEXT NOT NULL,
        question TEXT NOT NULL,
        history TEXT NOT NULL,
        answer TEXT NOT NULL,
        doc_ids TEXT NOT NULL,
        settings TEXT NOT NULL,
        index_id TEXT NOT NULL
    );
    CREATE VIRTUAL TABLE words USING fts5 (title, talk);
    CREATE TRIGGER conversation_begun AFTER INSERT ON conversations BEGIN
        INSERT INTO words (rowid, title, talk) VALUES (new.number, new.title, '');
    END;
    CREATE TRIGGER conversation_renamed AFTER UPDATE OF title ON conversations BEGIN
        UPDATE words SET title = new.title WHERE rowid = new.number;
    END;
    CREATE TRIGGER conversation_deleted AFTER DELETE ON conversations BEGIN
        DELETE FROM words WHERE rowid = old.number;
    END;
    CREATE TRIGGER turn_added AFTER INSERT ON turns BEGIN
        UPDATE words SET talk = talk || char(10) || new.question || char(10)
            || json_extract(new.answer, '$.answer') WHERE rowid = new.number;
    END;
    """,
)
"""What leads from one version of the file to the next; a file of version n has had the first n."""

BUSY_TIMEOUT_S = 5.0
"""So long one process waits until another has written."""


class PeopleFile:
    """The open file; safe to use from several threads.

    Raises:
        PeopleError: it is no file of ours, or of a version that this program does not know. Every
            method raises it where another program holds the file, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # Passwords and conversations are nobody else's; SQLite gives its other files these rights.
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._connection = sqlite3.connect(
                path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise PeopleError(
                f"{path}: accounts, conversations and feedback cannot be kept there ({why}); make "
                "the folder writable, or name another one with the environment variable "
                "SUMMITS_HOME"
            ) from error
        # Closed with its last user: Python warns of a connection that is merely forgotten.
        weakref.finalize(self, self._connection.close)
        self._connection.row_factory = sqlite3.Row
        self._lock = threading.RLock()
        try:
            with self._alone():
                self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise PeopleError(
                f"{path}: not a usable file of conversations and accounts ({error}); put back a "
                "copy of it, or move it away to begin anew"
            ) from error
        except PeopleError:
            self.close()
            raise

    def close(self) -> None:
        """Close it; it cannot be used afterwards."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection, for statements that happen all or not at all."""
        with self._alone():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """What a query finds."""
        with self._alone():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads out, and say in one line where SQLite cannot use the file just now."""
        with self._lock:
            try:
                yield
            except sqlite3.OperationalError as error:
                # A wrong statement is a bug.
                if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR:
                    raise
                raise PeopleError(
                    f"{self.path}: cannot be read or written at the moment ({error}); end what "
                    "holds it, make room on the disk or the folder writable, then try again"
                ) from error

    def _prepare(self) -> None:
        """Check whose file it is, then bring it to the version of this program."""
        # The tables first: whoever makes them at this moment writes the mark along with them.
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if tables and application != APPLICATION_ID:
            raise PeopleError(f"{self.path}: the file of another program; move it away")
        if version > len(MIGRATIONS):
            raise PeopleError(
                f"{self.path}: written by a newer version of this program (form {version}; this "
                f"one knows {len(MIGRATIONS)}); use that version, or move the file away"
            )
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("PRAGMA foreign_keys = ON")
        if version < len(MIGRATIONS):
            self._migrate()

    def _migrate(self) -> None:
        with self.transaction() as connection:
            # Asked again: another process may have done it while this one waited.
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            for statement in statements("".join(MIGRATIONS[version:])):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def statements(script: str) -> Iterator[str]:
    r"""The statements of a script one by one; `executescript` would end the transaction.

    >>> list(statements("SELECT 1;\nSELECT\n2;\n"))
    ['SELECT 1;', 'SELECT\n2;']
    """
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def utc_now() -> datetime:
    """The time, to the second: what is kept is written with it."""
    return datetime.now(UTC).replace(microsecond=0)
