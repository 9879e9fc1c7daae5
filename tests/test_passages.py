"""The table of passages: rows to text and back, filters, sentences, files."""

from __future__ import annotations

import gc
import sqlite3
import threading
import warnings
from pathlib import Path

import pytest

from corpus.document import Passage, Span
from index.passages import PassageTable, SentenceRow


def passage(passage_id: str, start: int, text: str, context: str = "") -> Passage:
    span = Span(start, start + len(text))
    return Passage(passage_id, passage_id.split(":")[0], span, text, context)


PASSAGES = [
    (passage("a:0", 0, "One. Two.", "About a"), range(0, 2)),
    (passage("a:1", 5, "Two. Six.", "About a"), range(1, 3)),  # overlaps in "Two."
    (passage("b:0", 3, "한국 😀 \x00 é.", "B | 정상"), range(3, 4)),
]
SENTENCES = [("a", Span(0, 4)), ("a", Span(5, 9)), ("a", Span(10, 14)), ("b", Span(3, 13))]


@pytest.fixture(params=["memory", "file"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> PassageTable:
    if request.param == "memory":
        return PassageTable.build(PASSAGES, SENTENCES)
    path = tmp_path / "a b#c?d%20é.sqlite"
    PassageTable.build(PASSAGES, SENTENCES, path).close()
    return PassageTable.open(path)


def test_what_was_put_in_comes_out(table: PassageTable) -> None:
    assert len(table) == 3
    assert list(table) == [p for p, _ in PASSAGES]


def test_rows_in_the_order_asked(table: PassageTable) -> None:
    assert [p.passage_id for p in table.at([2, 0, 2])] == ["b:0", "a:0", "b:0"]
    assert table.at([]) == []


@pytest.mark.parametrize(
    ("doc_ids", "rows"),
    [
        (["a"], [0, 1]),
        (["b", "a"], [0, 1, 2]),
        ({"b"}, [2]),
        (["b", "b", "x"], [2]),
        (["x"], []),
        ([], []),
        (["a' OR 1=1 --"], []),
    ],
)
def test_rows_of_documents(table: PassageTable, doc_ids: list[str], rows: list[int]) -> None:
    found = table.rows_of(doc_ids)
    assert found.tolist() == rows and found.dtype == "int64"


def test_sentences_of_passages_once_each_in_row_order(table: PassageTable) -> None:
    assert table.sentences_of(["b:0", "a:1", "a:0"]) == [
        SentenceRow(row, doc_id, span) for row, (doc_id, span) in enumerate(SENTENCES)
    ]
    assert [s.row for s in table.sentences_of(["a:1"])] == [1, 2]
    assert table.sentences_of([]) == table.sentences_of(["x:0"]) == []
    assert table.sentence_rows([1, 2]) == {1: range(1, 3), 2: range(3, 4)}
    assert table.sentence_rows([]) == {}


def test_sentences_of_rows_and_of_a_document(
    table: PassageTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [SentenceRow(row, doc_id, span) for row, (doc_id, span) in enumerate(SENTENCES)]
    assert [table.sentences_in(doc_id) for doc_id in "abx"] == [range(3), range(3, 4), range(0)]
    assert table.sentences_at(range(1, 3)) == rows[1:3]
    assert table.sentences_at(range(0)) == []
    for page in (3, 4, 1000):  # the last page is a part of one, whole, or the only one
        monkeypatch.setattr("index.passages._PAGE", page)
        assert list(table.each_sentence()) == rows


def test_a_passage_id_stands_once() -> None:
    with pytest.raises(sqlite3.IntegrityError):
        PassageTable.build([PASSAGES[0], PASSAGES[0]], [])


def test_an_empty_table() -> None:
    table = PassageTable.build([], [])
    assert len(table) == 0 and list(table) == []


def test_an_opened_table_cannot_be_written_to(tmp_path: Path) -> None:
    path = tmp_path / "passages.sqlite"
    PassageTable.build(PASSAGES, SENTENCES, path).close()
    opened = PassageTable.open(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened._query("DELETE FROM passage")
    assert [p.name for p in tmp_path.iterdir()] == ["passages.sqlite"]  # no journal beside it


def test_asked_from_many_threads(table: PassageTable) -> None:
    found: list[list[str]] = []

    def ask() -> None:
        found.extend([p.passage_id for p in table.at([1, 2])] for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["a:1", "b:0"]] * 400


def test_a_dropped_table_closes_its_file() -> None:
    table = PassageTable.build(PASSAGES, SENTENCES)
    connection = table._connection
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del table
        gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
