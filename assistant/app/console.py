"""What the commands share: options, notes to people, opening the assistant."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.shown import printable as printable

if TYPE_CHECKING:
    from assistant.respond import Assistant
    from assistant.settings import Settings


def terminal_line(text: str) -> str:
    """The same as one line, white space once."""
    return " ".join(printable(text).split())


def counted(count: int, noun: str) -> str:
    """So many of them.

    >>> counted(1, "passage"), counted(12, "passage")
    ('1 passage', '12 passages')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def library_option(command: Any) -> Any:
    """`--library DIR`, the same everywhere."""
    return click.option(
        "--library",
        # Whether it can be read is told by the library, as all that is wrong with one.
        type=click.Path(path_type=Path, readable=False),
        help="Folder of documents; the two summit briefs unless given.",
    )(command)


def json_option(command: Any) -> Any:
    """`--json`, the same everywhere."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def json_line(record: object) -> str:
    """A record as JSON on one line, escaped where stdout cannot write its letters as they are."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return text


def note(text: str) -> None:
    """A note to people: stderr, so that stdout holds data only."""
    click.echo(text, err=True)


def encoding_progress(done: int, total: int) -> None:
    """A line that counts what was encoded; on a terminal it is written over itself."""
    if sys.stderr.isatty():
        click.echo(f"\r  {done} of {counted(total, 'text')} encoded", nl=done == total, err=True)
    elif done == total:
        note(f"  {counted(total, 'text')} encoded")


def counting_progress(what: str) -> Callable[[int, int], None]:
    """A line that counts `what` is done; on a terminal it is written over itself."""

    def told(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r  {done} of {total} {what}", nl=done == total, err=True)
        elif done == total or done % 100 == 0:
            note(f"  {done} of {total} {what}")

    return told


def open_assistant(library: Path | None, settings: Settings | None = None) -> Assistant:
    """Open the assistant; where its index has to be built first, stderr says so."""
    from assistant.korean.glossary import load_glossary
    from assistant.place import index_store
    from assistant.respond import Assistant
    from assistant.settings import resolve
    from assistant.words.names import read_aliases
    from corpus.library import Library

    opened = Library.open(library)  # before the note: a wrong folder has no index either
    if not index_store(library).exists():
        # Nor can one be built where a file is faulty: that is the news then.
        for _ in opened.documents():
            pass
        read_aliases(library)
        if library is not None:
            load_glossary(library)
        if settings is None:
            resolve(library=library)
        note("There is no index yet; it is built once, which takes a few seconds.")
    return Assistant.open(library, settings, encoding_progress)
