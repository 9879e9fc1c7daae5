"""`summits ask --format …`: an answer in a form to keep, on stdout or in a file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.app.console import json_line
from assistant.export.formats import FORMAT_NAMES, exported, format_named, lists_nothing
from corpus.errors import InputError
from corpus.files import check_writable, write_whole

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.app.loader import Documents


@dataclass(frozen=True, slots=True)
class Wanted:
    """In which form an answer is wanted, and where.

    Attributes:
        form: `text`, `json`, or one of `FORMAT_NAMES`.
        out: a file; None is stdout.
        chat_url: of a chat, to whose source view the citations lead; None: they have no address.
    """

    form: str
    out: Path | None
    chat_url: str | None


def export_options(command: Any) -> Any:
    """`--format`, `--out` and `--chat-url`."""
    options = (
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", *FORMAT_NAMES]),
            help="Form of the answer; the last three are its list of citations.",
        ),
        click.option("--out", type=click.Path(path_type=Path), help="Write to this file."),
        click.option(
            "--chat-url",
            help="Address of a chat, such as http://127.0.0.1:7860: citations then lead to it.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wanted(form: str | None, as_json: bool, out: Path | None, chat_url: str | None) -> Wanted:
    """What the options ask for, checked before any model loads.

    Raises:
        click.UsageError: they contradict each other, or Word would go to a terminal.
        InputError: the file cannot be written there.
    """
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other")
    form = form or ("json" if as_json else "text")
    if form == "json" and chat_url is not None:
        raise click.UsageError(
            "the JSON record has no addresses; leave --chat-url away, or choose another --format"
        )
    if form == "docx" and out is None and sys.stdout.isatty():
        raise click.UsageError("a Word document is no text for a terminal; add --out FILE")
    if chat_url is not None and not chat_url.startswith(("http://", "https://")):
        raise click.UsageError("--chat-url must begin with http:// or https://")
    if out is not None and not _can_be_a_file(out):
        raise InputError(f"{out} cannot be written; name a file in a folder that is there")
    check_writable(out)
    return Wanted(form, out, chat_url)


def _can_be_a_file(path: Path) -> bool:
    try:
        return path.parent.is_dir() and not path.is_dir()
    except OSError:  # a name that is too long, or a closed folder
        return False


def write_answer(
    answer: Answer, documents: Documents, kept: Wanted, doc_ids: tuple[str, ...] | None = None
) -> None:
    """Write the answer, which cites `documents`, as wanted; `doc_ids` were searched (None: all).

    Raises:
        InputError: the file cannot be written, or would be an empty list.
    """
    if kept.form == "json":
        content: str | bytes = json_line(answer.to_json()) + "\n"
    elif kept.form == "text":
        from assistant.app.terminal import answer_text

        content = answer_text(answer, chat_url=kept.chat_url) + "\n"
    else:
        from assistant.app.scope import said_of_search, searched_in

        name = format_named(kept.form)
        if lists_nothing(name, [answer]):
            raise InputError(
                f"nothing is cited, so there is no {kept.form} list to write; "
                "--format md keeps the answer itself"
            )
        beneath = [said_of_search(answer, searched_in(documents, doc_ids, answer))]
        content = exported(name, [answer], documents.document, kept.chat_url, beneath=beneath)
    if kept.out is None:
        click.echo(content, nl=False)
        return
    write_whole(kept.out, content)
