"""The passages and sentences of an index in SQLite: row numbers to text, filters to rows."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Passage, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COLUMNS = "passage_id, doc_id, start, end, text, context"
_PAGE = 1000
"""So many sentences are read at a time where all are gone through."""


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """Where one sentence stands, and its row among the sentence vectors."""

    row: int
    doc_id: str
    span: Span


class PassageTable:
    """Passages and sentences by row, from 0; nothing is held in memory but SQLite's own pages."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()  # one connection, asked from several threads
        # Python 3.13 and later warn of a connection that is dropped without being closed.
        weakref.finalize(self, connection.close)

    @classmethod
    def build(
        cls,
        passages: Iterable[tuple[Passage, range]],
        sentences: Iterable[tuple[str, Span]],
        path: Path | None = None,
    ) -> PassageTable:
        """Write a new file, or keep everything in memory.

        Args:
            passages: each with the rows of its sentences.
            sentences: (doc_id, span) of each, in row order.
            path: where to; None is memory.
        """
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False)
        connection.execute(
            "CREATE TABLE passage (row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, "
            "doc_id TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, "
            "text TEXT NOT NULL, context TEXT NOT NULL, "
            "first_sentence INTEGER NOT NULL, end_sentence INTEGER NOT NULL)"
        )
        connection.execute("CREATE INDEX passage_doc ON passage (doc_id)")
        connection.execute(
            "CREATE TABLE sentence (row INTEGER PRIMARY KEY, doc_id TEXT NOT NULL, "
            "start INTEGER NOT NULL, end INTEGER NOT NULL)"
        )
        with connection:
            connection.executemany(
                f"INSERT INTO passage (row, {_COLUMNS}, first_sentence, end_sentence) "  # noqa: S608
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        row,
                        p.passage_id,
                        p.doc_id,
                        s.start,
                        s.end,
                        p.text,
                        p.context,
                        r.start,
                        r.stop,
                    )
                    for row, (p, s, r) in enumerate((p, p.span, rows) for p, rows in passages)
                ),
            )
            connection.executemany(
                "INSERT INTO sentence (row, doc_id, start, end) VALUES (?, ?, ?, ?)",
                ((row, doc_id, s.start, s.end) for row, (doc_id, s) in enumerate(sentences)),
            )
        return cls(connection)

    @classmethod
    def open(cls, path: Path) -> PassageTable:
        """Open what `build` wrote, read-only."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __len__(self) -> int:
        return int(self._query("SELECT count(*) FROM passage")[0][0])

    def sentence_count(self) -> int:
        """How many sentences there are."""
        return int(self._query("SELECT count(*) FROM sentence")[0][0])

    def __iter__(self) -> Iterator[Passage]:
        for row in range(len(self)):
            yield from self.at([row])

    def at(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of `rows`, in the order asked."""
        marks = ",".join("?" * len(rows))
        found = {
            record[0]: Passage(record[1], record[2], Span(record[3], record[4]), *record[5:])
            for record in self._query(
                f"SELECT row, {_COLUMNS} FROM passage WHERE row IN ({marks})",  # noqa: S608
                rows,
            )
        }
        return [found[row] for row in rows]

    def rows_of(self, doc_ids: Collection[str]) -> NDArray[np.int64]:
        """The rows of these documents, ascending, shape (n,)."""
        import numpy as np

        wanted = sorted(doc_ids)
        marks = ",".join("?" * len(wanted))
        records = self._query(
            f"SELECT row FROM passage WHERE doc_id IN ({marks}) ORDER BY row",  # noqa: S608
            wanted,
        )
        return np.array([record[0] for record in records], dtype=np.int64)

    def sentence_rows(self, rows: Collection[int]) -> dict[int, range]:
        """The rows of the sentences that each of these passages is made of."""
        marks = ",".join("?" * len(rows))
        return {
            row: range(first, end)
            for row, first, end in self._query(
                "SELECT row, first_sentence, end_sentence FROM passage "  # noqa: S608
                f"WHERE row IN ({marks})",
                list(rows),
            )
        }

    def sentences_of(self, passage_ids: Sequence[str]) -> list[SentenceRow]:
        """The sentences that these passages are made of: each once, in row order."""
        marks = ",".join("?" * len(passage_ids))
        return self._sentences(
            "SELECT DISTINCT s.row, s.doc_id, s.start, s.end FROM passage p "  # noqa: S608
            "JOIN sentence s ON s.row >= p.first_sentence AND s.row < p.end_sentence "
            f"WHERE p.passage_id IN ({marks}) ORDER BY s.row",
            passage_ids,
        )

    def sentences_at(self, rows: range) -> list[SentenceRow]:
        """The sentences of these rows, one after the other."""
        return self._sentences(
            "SELECT row, doc_id, start, end FROM sentence WHERE row >= ? AND row < ? ORDER BY row",
            [rows.start, rows.stop],
        )

    def each_sentence(self) -> Iterator[SentenceRow]:
        """Every sentence, in row order; a page of them in memory at a time."""
        for first in range(0, self.sentence_count(), _PAGE):
            yield from self.sentences_at(range(first, first + _PAGE))

    def sentences_in(self, doc_id: str) -> range:
        """The rows of a document's sentences; empty where it has none."""
        (first, end) = self._query(
            "SELECT min(first_sentence), max(end_sentence) FROM passage WHERE doc_id = ?", [doc_id]
        )[0]
        return range(0) if first is None else range(first, end)

    def _sentences(self, sql: str, values: Sequence[object]) -> list[SentenceRow]:
        return [
            SentenceRow(row, doc_id, Span(start, end))
            for row, doc_id, start, end in self._query(sql, values)
        ]

    def _query(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._connection.execute(sql, tuple(values)).fetchall()
