"""Conversations on the disk: each belongs to one person and one library."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.app.people_file import PeopleFile, utc_now
from assistant.confidence.calibrated import Strictness
from corpus.errors import PeopleError

LISTED = 100
"""So many conversations are listed, those changed last; older ones are found by searching."""

MAX_TITLE_CHARS = 80
MAX_SEARCH_CHARS = 200


class NoSuchConversation(PeopleError):
    """This person has no such conversation, or it was deleted."""

    def __init__(self) -> None:
        super().__init__("this conversation is not there; it may have been deleted")


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """One line of the list."""

    conversation_id: str
    title: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and the record of its answer, as the contract has it.

    Attributes:
        history: the earlier questions that came with it; None: those of the conversation.
        doc_ids: the documents that were searched; None: all.
        strictness: how readily there was to be no answer; None: as the settings said.
    """

    question: str
    answer: dict[str, Any]
    history: tuple[str, ...] | None = None
    doc_ids: tuple[str, ...] | None = None
    strictness: Strictness | None = None


class Conversations:
    """The kept conversations of one library; whoever is named as owner sees their own only.

    Raises:
        PeopleError: as every method of `PeopleFile`, where the file cannot be used just now.
    """

    def __init__(
        self, file: PeopleFile, library: str, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._file, self._library, self._now = file, library, now

    def keeps(self, owner: str) -> bool:
        """Whether conversations of this person are kept; they are unless they said no."""
        return not self._file.rows("SELECT 1 FROM unkept WHERE owner = ?", owner)

    def set_keeps(self, owner: str, keeps: bool) -> None:
        """Keep this person's conversations from now on, or not; those that are kept stay."""
        with self._file.transaction() as connection:
            if keeps:
                connection.execute("DELETE FROM unkept WHERE owner = ?", (owner,))
            else:
                connection.execute("INSERT OR IGNORE INTO unkept VALUES (?)", (owner,))

    def append(self, owner: str, conversation_id: str, turn: KeptTurn) -> str:
        """Add a turn; the id of its conversation.

        Args:
            owner: who asked.
            conversation_id: "" for a new one, which is named after the question. It is begun along
                with its turn, so that a full disk leaves no empty conversation.
            turn: what to add.

        Raises:
            NoSuchConversation: this person has none of that id, or it was deleted.
        """
        record = json.dumps(turn.answer, ensure_ascii=False)
        asked_with = json.dumps([turn.history, turn.doc_ids, turn.strictness], ensure_ascii=False)
        changed = self._now().isoformat()
        with self._file.transaction() as connection:
            if not conversation_id:
                conversation_id = secrets.token_urlsafe(12)
                connection.execute(
                    "INSERT INTO conversations (conversation_id, owner, library, title, changed_at)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (conversation_id, owner, self._library, titled(turn.question), changed),
                )
            number = self._number(owner, conversation_id)
            connection.execute(
                "INSERT INTO turns (number, position, question, answer, asked_with) VALUES"
                " (?, (SELECT count(*) + 1 FROM turns WHERE number = ?), ?, ?, ?)",
                (number, number, *map(encodable, (turn.question, record, asked_with))),
            )
            connection.execute(
                "UPDATE conversations SET changed_at = ? WHERE number = ?", (changed, number)
            )
        return conversation_id

    def listed(self, owner: str, search: str = "") -> list[KeptConversation]:
        """A person's conversations, those changed last first; all words of `search` in them."""
        where, values = "", [owner, self._library]
        if query := as_query(search):
            where = "AND number IN (SELECT rowid FROM words WHERE words MATCH ?)"
            values.append(query)
        rows = self._file.rows(
            "SELECT conversation_id, title, changed_at FROM conversations"  # noqa: S608 - ours
            f" WHERE owner = ? AND library = ? {where}"
            " ORDER BY changed_at DESC, number DESC LIMIT ?",
            *values,
            LISTED,
        )
        return [KeptConversation(i, t, datetime.fromisoformat(c)) for i, t, c in rows]

    def holds(self, owner: str, conversation_id: str) -> bool:
        """Whether this person has a conversation of that id."""
        return bool(self._found(owner, conversation_id))

    def title(self, owner: str, conversation_id: str) -> str:
        """The name of a conversation; NoSuchConversation where this person has none of that id."""
        return str(self._row(owner, conversation_id)["title"])

    def turns(self, owner: str, conversation_id: str) -> Sequence[KeptTurn]:
        """What was asked and answered; NoSuchConversation where this person has none of that id."""
        rows = self._file.rows(
            "SELECT question, answer, asked_with FROM turns WHERE number = ? ORDER BY position",
            self._number(owner, conversation_id),
        )
        return [_turn(*row) for row in rows]

    def length(self, owner: str, conversation_id: str) -> int:
        """How many turns it has; NoSuchConversation where this person has none of that id."""
        number = self._number(owner, conversation_id)
        ((length,),) = self._file.rows("SELECT count(*) FROM turns WHERE number = ?", number)
        return int(length)

    def searched_last(self, owner: str, conversation_id: str) -> tuple[str, ...] | None:
        """The documents that its last turn searched; None: all.

        Raises:
            NoSuchConversation: this person has none of that id.
        """
        rows = self._file.rows(
            "SELECT asked_with FROM turns WHERE number = ? ORDER BY position DESC LIMIT 1",
            self._number(owner, conversation_id),
        )
        return _texts(json.loads(rows[0]["asked_with"])[1])

    def rename(self, owner: str, conversation_id: str, title: str) -> None:
        """Give it another name.

        Raises:
            NoSuchConversation: this person has none of that id.
            PeopleError: the name is empty.
        """
        if not title.strip():
            raise PeopleError("the name is empty; type one")
        with self._file.transaction() as connection:
            number = self._number(owner, conversation_id)
            connection.execute(
                "UPDATE conversations SET title = ? WHERE number = ?", (titled(title), number)
            )

    def delete(self, owner: str, conversation_id: str) -> None:
        """Delete it for good; NoSuchConversation where this person has none of that id."""
        with self._file.transaction() as connection:
            number = self._number(owner, conversation_id)
            connection.execute("DELETE FROM conversations WHERE number = ?", (number,))

    def _found(self, owner: str, conversation_id: str) -> list[Any]:
        return self._file.rows(
            "SELECT number, title FROM conversations"
            " WHERE owner = ? AND library = ? AND conversation_id = ?",
            owner,
            self._library,
            conversation_id,
        )

    def _row(self, owner: str, conversation_id: str) -> Any:
        found = self._found(owner, conversation_id)
        if not found:
            raise NoSuchConversation
        return found[0]

    def _number(self, owner: str, conversation_id: str) -> int:
        return int(self._row(owner, conversation_id)["number"])


def _turn(question: str, answer: str, asked_with: str) -> KeptTurn:
    history, doc_ids, strictness = json.loads(asked_with)
    return KeptTurn(question, json.loads(answer), _texts(history), _texts(doc_ids), strictness)


def _texts(texts: list[str] | None) -> tuple[str, ...] | None:
    return None if texts is None else tuple(texts)


def library_key(library: Path | None) -> str:
    """What stands for a library in the file: the path of its folder; "" for the shipped one."""
    return "" if library is None else str(library.resolve())


def titled(text: str) -> str:
    r"""A text as the name of a conversation: one line, not too long.

    >>> titled("  Who met\n in Nara? ")
    'Who met in Nara?'
    >>> len(titled("x" * 500))
    80
    """
    line = " ".join(encodable(text).split()) or "(nothing)"
    return line if len(line) <= MAX_TITLE_CHARS else line[: MAX_TITLE_CHARS - 1] + "…"


def as_query(search: str) -> str:
    """What a person typed, in the language of SQLite's full-text search: words that begin so.

    >>> as_query('CPTPP: "who" or 한국?')
    '"CPTPP"* "who"* "or"* "한국"*'
    """
    words = re.findall(r"\w+", encodable(search)[:MAX_SEARCH_CHARS])
    return " ".join(f'"{word}"*' for word in words)


def encodable(text: str) -> str:
    r"""`text` with lone surrogates replaced, which no file can hold.

    >>> encodable("a\ud800")
    'a?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
