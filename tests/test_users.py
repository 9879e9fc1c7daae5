"""Accounts: passwords are never kept, names are never given twice, log-ins run out."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.app import cli_users
from assistant.app.cli import main
from assistant.app.conversations import Conversations, KeptTurn
from assistant.app.door import Door, only_this_machine
from assistant.app.people_file import PeopleFile
from assistant.app.users import LOGGED_IN_FOR, Users
from assistant.place import people_file
from corpus.errors import PeopleError

PASSWORD = "correct horse"


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def users(clock: Clock | None = None) -> Users:
    return Users(PeopleFile(people_file()), clock or Clock())


def run(*arguments: str, typed: str = "", status: int = 0) -> tuple[str, str]:
    done = CliRunner().invoke(main, ["users", *arguments], input=typed)
    assert done.exit_code == status, done.output
    return done.stdout, done.stderr


def test_a_password_is_kept_as_an_argon2_hash_only(home: Path) -> None:
    users().add("Anna", PASSWORD)
    (row,) = PeopleFile(people_file()).rows("SELECT * FROM users")
    memory, passes = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+)", row["password_hash"]).groups()  # type: ignore[union-attr]
    assert (int(memory), int(passes)) >= (19_456, 2)  # KiB; what OWASP asks for at least
    assert PASSWORD not in str(tuple(row))


def test_name_and_password_must_belong_together(home: Path) -> None:
    known = users()
    known.add("Änna", PASSWORD)
    visitor = known.checked(" ÄNNA ", PASSWORD)
    assert visitor is not None and (visitor.name, visitor.evaluator) == ("Änna", False)
    assert known.checked("Änna", PASSWORD + " ") is None
    assert known.checked("Anna", PASSWORD) is None
    assert known.checked("\ud800", "\ud800" * 5000) is None


def test_an_unknown_name_costs_as_much_as_a_known_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = users()
    known.add("anna", PASSWORD)
    import argon2

    hashes: list[str] = []
    verify = argon2.PasswordHasher.verify

    def counting(self: argon2.PasswordHasher, hashed: str, password: bytes) -> bool:
        hashes.append(hashed)
        return verify(self, hashed, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counting)
    known.checked("anna", "wrong")
    known.checked("nobody", "wrong")
    parameters = [hashed.rsplit("$", 2)[0] for hashed in hashes]
    assert len(parameters) == 2 and parameters[0] == parameters[1]


def test_a_log_in_holds_until_it_is_ended_or_runs_out(home: Path) -> None:
    clock = Clock()
    known = users(clock)
    known.add("anna", PASSWORD)
    anna = known.checked("anna", PASSWORD)
    assert anna is not None
    one, other = known.log_in(anna), known.log_in(anna)
    assert known.logged_in(one) == known.logged_in(other) == anna
    assert known.logged_in(one + "x") is None
    known.log_out(one)
    assert known.logged_in(one) is None and known.logged_in(other) == anna
    clock.time += LOGGED_IN_FOR - timedelta(seconds=1)
    assert known.logged_in(other) == anna
    clock.time += timedelta(seconds=1)
    assert known.logged_in(other) is None
    kept = PeopleFile(people_file()).rows("SELECT token_sha256 FROM sessions")
    assert other not in {row["token_sha256"] for row in kept}


def test_another_password_logs_out_everywhere(home: Path) -> None:
    known = users()
    known.add("anna", PASSWORD)
    anna = known.checked("anna", PASSWORD)
    assert anna is not None
    token = known.log_in(anna)
    known.set_password("ANNA", "battery staple")
    assert known.logged_in(token) is None
    assert known.checked("anna", PASSWORD) is None
    assert known.checked("anna", "battery staple") == anna


def test_a_removed_account_leaves_nothing_to_its_successor(home: Path) -> None:
    known = users()
    known.add("anna", PASSWORD)
    anna = known.checked("anna", PASSWORD)
    assert anna is not None
    token = known.log_in(anna)
    conversations = Conversations(PeopleFile(people_file()), "")
    conversations.append(anna.owner, "", KeptTurn("SWM?", {"answer": "12"}))
    known.remove("anna")
    assert known.logged_in(token) is None and conversations.listed(anna.owner) == []
    known.add("anna", PASSWORD)
    successor = known.checked("anna", PASSWORD)
    assert successor is not None and successor.owner != anna.owner


@pytest.mark.parametrize(
    ("name", "password", "line"),
    [
        ("", PASSWORD, "cannot be used"),
        ("a:b", PASSWORD, "without a colon"),
        ("a\nb", PASSWORD, "cannot be used"),
        ("an na", PASSWORD, "without a colon, a slash or a space"),
        ("../x", PASSWORD, "a slash"),
        ("a\\b", PASSWORD, "a slash"),
        ("a\u3000b", PASSWORD, "or a space"),
        ("x" * 65, PASSWORD, "1 to 64"),
        ("ANNA", PASSWORD, "already an account"),
        ("ben", "short", "5 characters"),
        ("ben", "pass\udcffword1", "not UTF-8 text"),
        ("ben", "x" * 1001, "1001 characters"),
    ],
)
def test_what_cannot_be_an_account_is_one_line(
    home: Path, name: str, password: str, line: str
) -> None:
    users().add("anna", PASSWORD)
    with pytest.raises(PeopleError, match=line) as caught:
        users().add(name, password)
    assert "\n" not in str(caught.value)
    assert [account.name for account in users().listed()] == ["anna"]


def test_the_commands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no account yet" in run("list")[1]
    run("add", "ben", "--evaluator", typed=f"{PASSWORD}\r\n")
    monkeypatch.setattr(cli_users, "_password", lambda: PASSWORD)
    run("add", "Anna")
    run("password", "ben")
    assert [line.split()[:2] for line in run("list")[0].splitlines()] == [
        ["Anna", datetime.now(UTC).strftime("%Y-%m-%d")],
        ["ben", "evaluator"],
    ]
    listed = json.loads(run("list", "--json")[0])["users"]
    assert [user["name"] for user in listed] == ["Anna", "ben"]
    run("remove", "ANNA")
    assert [account.name for account in users().listed()] == ["ben"]
    ben = users().checked("ben", PASSWORD)
    assert ben is not None and ben.evaluator


class Terminal(io.BytesIO):
    """Somebody at a terminal who types this."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "options", "status", "left"),
    [
        (b"n\n", [], 1, ["Anna"]),
        (b"\n", [], 1, ["Anna"]),
        (b"y\n", [], 0, []),
        (b"", ["--yes"], 0, []),
    ],
)
def test_an_account_is_removed_on_a_terminal_only_when_that_is_meant(
    home: Path, typed: bytes, options: list[str], status: int, left: list[str]
) -> None:
    users().add("Anna", PASSWORD)
    done = CliRunner().invoke(main, ["users", "remove", "anna", *options], input=Terminal(typed))
    assert (done.exit_code, done.stdout) == (status, "")
    assert ("Delete Anna's account and conversations? [y/N]:" in done.stderr) is not bool(options)
    assert [account.name for account in users().listed()] == left


def test_faults_of_the_commands_are_one_line(home: Path) -> None:
    for arguments, typed, line in (
        (("add", "ben"), "short\n", "5 characters"),
        (("add", "a:b"), "", "without a colon"),
        (("remove", "nobody"), "", "no account 'nobody'; `summits users list`"),
        (("password", "nobody"), PASSWORD, "no account 'nobody'"),
    ):
        _, stderr = run(*arguments, typed=typed, status=1)
        assert line in stderr and stderr.count("\n") == 1


def test_a_password_that_is_no_text_or_cannot_be_read_is_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users().add("anna", PASSWORD)
    for command in ("add", "ben"), ("password", "anna"):
        done = CliRunner().invoke(main, ["users", *command], input=b"pass\xffword1\n")
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
        assert "the password is not UTF-8 text" in done.stderr
    monkeypatch.setattr(cli_users, "_has_input", lambda: False)
    assert "standard input is closed" in run("add", "ben", status=1)[1]
    run("remove", "anna")
    assert users().listed() == []


def test_an_account_made_while_the_file_is_held_is_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.app.people_file.BUSY_TIMEOUT_S", 0.05)
    with PeopleFile(people_file()).transaction():
        _, stderr = run("add", "ben", typed=f"{PASSWORD}\n", status=1)
    assert "try again" in stderr and stderr.count("\n") == 1
    run("add", "ben", typed=f"{PASSWORD}\n")
    assert [account.name for account in users().listed()] == ["ben"]


def test_the_chat_is_not_opened_to_others_without_accounts(home: Path) -> None:
    done = CliRunner().invoke(main, ["chat", "--host", "0.0.0.0", "--port", "0"])
    assert done.exit_code == 1
    assert "make one with `summits users add NAME`, or let everybody in with --open" in done.stderr
    assert done.stderr.count("\n") == 1
    done = CliRunner().invoke(main, ["chat", "--login", "--port", "0"])
    assert done.exit_code == 1 and "--open" not in done.stderr
    done = CliRunner().invoke(main, ["chat", "--login", "--open"])
    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("host", "everybody", "login", "asked"),
    [
        ("127.0.0.1", False, False, False),
        ("localhost", False, False, False),
        ("0.0.0.0", False, False, True),
        ("0.0.0.0", True, False, False),
        ("127.0.0.1", False, True, True),
        ("::", False, False, True),
        ("no such host", False, False, True),
    ],
)
def test_who_has_to_log_in(
    home: Path, host: str, everybody: bool, login: bool, asked: bool
) -> None:
    users().add("anna", PASSWORD)
    assert (Door.open(host, None, everybody, login).users is not None) == asked


def test_every_address_of_this_machine_counts(home: Path) -> None:
    assert only_this_machine("127.0.0.2") and only_this_machine("::1")
    assert not only_this_machine("192.0.2.1")
