"""Files that people give, and files that are there whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.files import check_json_lines, check_writable, parsed_json, parsed_toml, write_whole

DEEP = "[" * 100_000
LONG = "9" * 5000


@pytest.mark.parametrize(
    "text", ["", "{", DEEP, LONG, "NaN", '{"a": [Infinity]}', "-Infinity", '{"a": 1} 2']
)
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parsed_json(text)


def test_json_is_parsed() -> None:
    assert parsed_json('{"a": [1, -2.5, "NaN", null]}') == {"a": [1, -2.5, "NaN", None]}


@pytest.mark.parametrize("text", ["a", f"a = {DEEP}", f"a = {LONG}", "a = 1\na = 2"])
def test_what_is_no_toml_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parsed_toml(text)


def test_toml_is_parsed() -> None:
    assert parsed_toml("a = [1, 2]\r\n[b]\nc = 'd'\n") == {"a": [1, 2], "b": {"c": "d"}}


@pytest.fixture(params=[0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_a_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path, umask: int) -> None:
    write_whole(tmp_path / "a.txt", "a")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o666 & ~umask


def test_what_was_there_is_replaced_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    write_whole(path, "one\r\n한국\n")
    assert path.read_bytes() == b"one\r\n\xed\x95\x9c\xea\xb5\xad\n"
    write_whole(path, b"PK\xff")
    assert path.read_bytes() == b"PK\xff"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match=r"a\.txt: cannot be written \(No space left on device\)"):
        write_whole(path, "new")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_half_a_surrogate_pair_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a.txt", "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_leads_to_what_was_written(tmp_path: Path) -> None:
    kept, link = tmp_path / "there" / "kept.txt", tmp_path / "link.txt"
    kept.parent.mkdir()
    link.symlink_to(kept)
    for text in ("the target was missing", "the target was there"):
        write_whole(link, text)
        assert link.is_symlink() and not kept.is_symlink() and kept.read_text() == text
    assert list(kept.parent.iterdir()) == [kept]


def test_a_link_to_itself_is_told_in_one_line(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(link)
    with pytest.raises(InputError, match=r"link\.txt: cannot be written \(.+\); name a place"):
        write_whole(link, "text")
    assert list(tmp_path.iterdir()) == [link]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    write_whole(pipe, "through")
    reader.join(10)
    assert read == ["through"] and pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]


def test_a_place_that_cannot_be_written_is_told_before(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("kept")
    for place in (tmp_path, file / "b.txt", file / "new" / "b.txt", tmp_path / ("x" * 300)):
        with pytest.raises(InputError, match=r": cannot be written \(.+\); name a place that can"):
            check_writable(place)
    for place in (file, tmp_path / "b.txt", tmp_path / "new" / "deep" / "b.txt"):
        check_writable(place)
    assert list(tmp_path.iterdir()) == [file] and file.read_text() == "kept"


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    file, link = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    file.write_text("kept")
    link.symlink_to(file)
    for place in (file, link, tmp_path / "." / "a.jsonl"):
        with pytest.raises(InputError, match="is read, and would be lost; name another file"):
            check_writable(place, None, file)
    check_writable(tmp_path / "c.jsonl", file)
    check_writable(file, tmp_path / "missing.jsonl")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[\n {"id": "a"},\n {"id": "b"}\n]\n', "its 4 lines are one JSON text; write each object"),
        ('{"questions":\n []}', "its 2 lines are one JSON text"),
        ("question,answers\n\nWho?,me\n", "none of its 2 lines begins a JSON object; write one on"),
    ],
)
def test_what_is_not_by_lines_is_one_fault(text: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        check_json_lines(Path("a.jsonl"), text)
    (told,) = caught.value.faults
    assert told.startswith(f"a.jsonl: {fault}")


def test_by_lines_is_what_has_an_object_in_one_of_them() -> None:
    for text in ("", "nonsense", '[{"id": "a"}]\n', ' {"id": "a"}\nnonsense\n', '{"id": "a"}\n[1]'):
        check_json_lines(Path("a.jsonl"), text)


def test_a_closed_folder_is_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(InputError, match=r"cannot be written \(Permission denied\)"):
        check_writable(tmp_path / "new" / "a.txt")
