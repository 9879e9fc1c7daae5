"""Files that people give, and files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.files import parsed_json, parsed_toml, write_whole

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
