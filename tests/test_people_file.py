"""The SQLite file of what people leave: whose it is, which version, who may read it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from assistant.app.people_file import APPLICATION_ID, MIGRATIONS, PeopleFile, statements
from corpus.errors import PeopleError


def test_a_new_file_is_of_the_newest_version_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "people.sqlite3"
    file = PeopleFile(path)
    assert file.rows("PRAGMA user_version")[0][0] == len(MIGRATIONS)
    assert file.rows("PRAGMA journal_mode")[0][0] == "wal"
    assert file.rows("PRAGMA foreign_keys")[0][0] == 1
    file.transaction().__enter__()  # so that the log exists
    modes = {part.name: part.stat().st_mode & 0o777 for part in path.parent.iterdir()}
    assert set(modes.values()) == {0o600} and len(modes) == 3


def test_opening_it_again_changes_nothing(tmp_path: Path) -> None:
    first = PeopleFile(tmp_path / "people.sqlite3")
    with first.transaction() as connection:
        connection.execute("INSERT INTO unkept VALUES ('guest:1')")
    first.close()
    again = PeopleFile(tmp_path / "people.sqlite3")
    assert [row["owner"] for row in again.rows("SELECT * FROM unkept")] == ["guest:1"]


def test_a_transaction_happens_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.sqlite3")
    with pytest.raises(ZeroDivisionError), file.transaction() as connection:
        connection.execute("INSERT INTO unkept VALUES ('guest:1')")
        raise ZeroDivisionError
    assert file.rows("SELECT * FROM unkept") == []


def test_after_a_commit_that_failed_the_next_one_works(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.sqlite3")
    with pytest.raises(sqlite3.IntegrityError), file.transaction() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")  # checked by the commit
        connection.execute("INSERT INTO sessions VALUES ('token', 7, '2026-11-23')")
    with file.transaction() as connection:
        connection.execute("INSERT INTO unkept VALUES ('guest:1')")
    assert file.rows("SELECT * FROM sessions") == []
    assert [row["owner"] for row in file.rows("SELECT * FROM unkept")] == ["guest:1"]


def test_a_full_disk_is_one_line_and_with_room_again_it_works(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.sqlite3")
    (pages,) = file.rows("PRAGMA page_count")[0]
    file.rows(f"PRAGMA max_page_count = {pages}")
    with (
        pytest.raises(PeopleError, match=r"disk is full.*try again") as caught,
        file.transaction() as c,
    ):
        c.execute("INSERT INTO unkept VALUES (?)", ("x" * 100_000,))
    assert str(file.path) in str(caught.value) and "\n" not in str(caught.value)
    file.rows(f"PRAGMA max_page_count = {pages + 100}")
    with file.transaction() as connection:
        connection.execute("INSERT INTO unkept VALUES ('guest:1')")
    assert [row["owner"] for row in file.rows("SELECT * FROM unkept")] == ["guest:1"]


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.app.people_file.BUSY_TIMEOUT_S", 0.05)


def test_a_file_that_another_program_holds_is_one_line(tmp_path: Path, quickly: None) -> None:
    file, other = (PeopleFile(tmp_path / "people.sqlite3") for _ in range(2))
    with other.transaction() as held:
        held.execute("INSERT INTO unkept VALUES ('guest:1')")
        with pytest.raises(PeopleError, match=r"is locked.*try again"), file.transaction():
            pass
    with file.transaction() as connection:
        connection.execute("INSERT INTO unkept VALUES ('guest:2')")
    assert len(file.rows("SELECT * FROM unkept")) == 2


def test_a_file_that_is_held_when_opened_is_not_to_be_moved_away(
    tmp_path: Path, quickly: None
) -> None:
    path = tmp_path / "people.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PeopleError, match=r"is locked.*try again") as caught:
            PeopleFile(path)
        assert "move it away" not in str(caught.value)
    other.close()


def test_a_wrong_statement_is_a_bug_and_keeps_its_traceback(tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people.sqlite3")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        file.rows("SELECT * FROM recipes")


def test_several_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    opened: list[PeopleFile] = []
    threads = [
        threading.Thread(target=lambda: opened.append(PeopleFile(tmp_path / "people.sqlite3")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8
    assert {len(file.rows("SELECT * FROM users")) for file in opened} == {0}


def write_foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def write_newer(path: Path) -> None:
    PeopleFile(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def write_noise(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


@pytest.mark.parametrize(
    ("write", "line"),
    [
        (write_foreign, "the file of another program; move it away"),
        (write_newer, "written by a newer version of this program .*; use that version"),
        (write_noise, "not a usable file of conversations .* move it away"),
    ],
)
def test_another_file_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, write: object, line: str
) -> None:
    path = tmp_path / "people.sqlite3"
    write(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(PeopleError, match=line) as caught:
        PeopleFile(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PeopleError, match="SUMMITS_HOME") as caught:
        PeopleFile(tmp_path / "file" / "people.sqlite3")
    assert str(caught.value).startswith(
        f"{tmp_path / 'file' / 'people.sqlite3'}: accounts, conversations and feedback cannot be"
        " kept there (File exists); make the folder writable, or"
    )


def test_a_trigger_is_one_statement() -> None:
    script = "CREATE TRIGGER a AFTER INSERT ON b BEGIN\n SELECT 1;\n SELECT 2;\nEND;\nSELECT 3;\n"
    assert [statement.split()[0] for statement in statements(script)] == ["CREATE", "SELECT"]


def test_the_mark_is_four_letters() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"SQA1"
