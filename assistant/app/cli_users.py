"""`summits users`: who may log in to the chat."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import click

from assistant.app.console import json_line, json_option, note, terminal_line
from corpus.errors import PeopleError

if TYPE_CHECKING:
    from assistant.app.users import Users


@click.group("users")
def users_group() -> None:
    """Accounts, for a chat that other machines can reach.

    \b
    summits users add anna
    echo "$PASSWORD" | summits users add anna
    summits chat --host 0.0.0.0
    """


@users_group.command()
@click.argument("name")
@click.option("--evaluator", is_flag=True, help="May read everybody's feedback in the chat.")
def add(name: str, evaluator: bool) -> None:
    """Make an account; its password is asked for, or read from the standard input.

    A name has no colon, slash or space; a password has 8 characters at least.
    """
    from assistant.app.users import checked_name

    name = checked_name(name)
    _users().add(name, _password(), evaluator)
    note(f"{terminal_line(name)} can log in now.")


@users_group.command()
@click.argument("name")
def password(name: str) -> None:
    """Give an account another password, and log it out everywhere."""
    _users().set_password(name, _password())
    note(f"{terminal_line(name)} has another password.")


@users_group.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, yes: bool) -> None:
    """Delete an account and its conversations; feedback stays, without the name.

    You are asked first, unless with --yes; where the standard input is no terminal, as in most
    scripts, nothing is asked.
    """
    users = _users()
    shown = terminal_line(users.name_of(name))
    if _has_input() and sys.stdin.isatty() and not yes:
        click.confirm(f"Delete {shown}'s account and conversations?", abort=True, err=True)
    users.remove(name)
    note(f"{shown} is removed.")


@users_group.command("list")
@json_option
def list_users(as_json: bool) -> None:
    """List the accounts."""
    accounts = _users().listed()
    if as_json:
        rows = [
            {"name": a.name, "evaluator": a.evaluator, "created_at": a.created_at.isoformat()}
            for a in accounts
        ]
        click.echo(json_line({"users": rows}))
        return
    for account in accounts:
        role = "evaluator" if account.evaluator else ""
        click.echo(
            f"{terminal_line(account.name):24} {role:10} {account.created_at:%Y-%m-%d}".rstrip()
        )
    if not accounts:
        note("There is no account yet; make one with `summits users add NAME`.")


def _users() -> Users:
    from assistant.app.people_file import PeopleFile
    from assistant.app.users import Users
    from assistant.place import people_file

    return Users(PeopleFile(people_file()))


def _password() -> str:
    """From a prompt that shows nothing, twice; or the first line of the standard input."""
    from assistant.app.users import NO_TEXT

    if not _has_input():
        raise PeopleError(
            "standard input is closed, so no password can be read; leave it open, or pipe one in"
        )
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise PeopleError(NO_TEXT) from None


def _has_input() -> bool:
    """Python has no standard input where it was closed before the start."""
    return cast(object, sys.stdin) is not None
