"""The command line: `summits`. A thin skin; each command imports what it needs when it runs."""

from __future__ import annotations

import errno
import io
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from assistant.app.cli_docs import docs
from assistant.app.cli_eval import eval_group
from assistant.app.cli_export import export_options, wanted, write_answer
from assistant.app.cli_feedback import feedback_group
from assistant.app.cli_index import index_group
from assistant.app.cli_mcp import mcp_command
from assistant.app.cli_train import train_group
from assistant.app.cli_users import users_group
from assistant.app.console import (
    json_line,
    json_option,
    library_option,
    open_assistant,
    terminal_line,
)
from corpus.errors import LibraryError, UserError

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What the system says where no more can be written: full disk, quota used up, file too large."""


class Summits(click.Group):
    """The root group: a fault that the user can mend is one line each on stderr, and status 1."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Read the command line and run what it says, help included."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A terminal that has not all letters shows "?" for the others; `json_line` escapes.
            sys.stdout.reconfigure(errors="replace")
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.errno not in FULL:
                raise
            click.echo(
                f"summits: the output cannot be written ({error.strerror}); make room, or write"
                " it to another place",
                err=True,
            )
            with suppress(OSError):
                sys.stdout.close()  # else Python tries once more to write, and says that it failed
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            for fault in error.faults:
                click.echo(f"summits: {terminal_line(fault)}", err=True)
            sys.exit(1)


@click.group(cls=Summits, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="summit-assistant")
def main() -> None:
    """Ask the documents, get answers you can check.

    \b
    summits chat                                  opens the chat in your browser
    summits ask "How many economies are in the CPTPP?"
    summits docs list
    """


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, show_default=True, help="Port to listen on.")
@click.option("--open", "everybody", is_flag=True, help="Let everybody in who can reach HOST.")
@click.option("--login", is_flag=True, help="Ask for a log-in on this machine, too.")
@library_option
def chat(host: str, port: int, everybody: bool, login: bool, library: Path | None) -> None:
    """Open the chat. Ctrl+C ends it.

    On this machine's own address nobody has to log in. On any other one everybody has to, with an
    account that `summits users add` made. Passwords cross the network as they are unless something
    in front of the chat speaks HTTPS. Documents that are added or removed meanwhile count from the
    next question on.
    """
    from assistant.app.chat import serve
    from assistant.app.door import Door
    from assistant.place import index_store
    from corpus.library import Library

    if everybody and login:
        raise click.UsageError("give either --open or --login")
    Library.open(library)  # said at once, not in the browser
    door = Door.open(host, library, everybody, login)
    published_id = index_store(library).published_id
    serve(lambda: open_assistant(library).prepare(), host, port, door, published_id)


@main.command()
@click.argument("question", required=False)
@click.option(
    "--history",
    type=click.Path(path_type=Path),
    help="Text file of the questions asked before, one a line, oldest first.",
)
@click.option("--batch", type=click.Path(path_type=Path), help="JSON Lines file of questions.")
@click.option("--doc", "doc_ids", multiple=True, help="Answer from this document; repeatable.")
@export_options
@library_option
@json_option
def ask(
    question: str | None,
    history: Path | None,
    batch: Path | None,
    doc_ids: tuple[str, ...],
    form: str | None,
    out: Path | None,
    chat_url: str | None,
    library: Path | None,
    as_json: bool,
) -> None:
    """Answer QUESTION, or every question of a batch file, with citations.

    \b
    summits ask "Which Chinese company is SWM working with?"
    summits ask "Who met in Nara?" --doc kei-commentary --json
    summits ask "Who met in Nara?" --format docx --out nara.docx
    summits ask "And in Japan?" --history asked-before.txt
    summits ask --batch questions.jsonl > answers.jsonl
    """
    if (question is None) == (batch is None):
        raise click.UsageError("give either a QUESTION or --batch FILE")
    if batch is not None and (form, out, chat_url) != (None, None, None):
        raise click.UsageError(
            "a batch is answered as JSON Lines; leave --format, --out and --chat-url away"
        )
    if history is not None and batch is not None:
        raise click.UsageError('--history goes with a QUESTION; a batch line has its own "history"')
    if batch is not None:
        from assistant.app.batch import answer_batch, read_batch
        from assistant.settings import resolve

        asked = read_batch(batch, resolve(library=library).settings.max_question_chars)
        for record in answer_batch(asked, open_assistant(library), list(doc_ids) or None):
            click.echo(json_line(record))
        return
    from assistant.app.batch import read_history
    from assistant.asked.question import read_question
    from assistant.settings import resolve

    kept = wanted(form, as_json, out, chat_url)
    # Checked before the models load: a fault is told at once.
    longest = resolve(library=library).settings.max_question_chars
    read_question(question or "", longest)
    before = [] if history is None else read_history(history, longest)
    assistant = open_assistant(library)
    answer = assistant.ask(question or "", before, list(doc_ids) or None)
    write_answer(answer, assistant, kept, doc_ids or None)


@main.command()
@library_option
@json_option
def settings(library: Path | None, as_json: bool) -> None:
    """Show the settings in force, and where each comes from."""
    from dataclasses import asdict

    from assistant.settings import resolve

    sourced = resolve(library=library)
    if library is not None and not library.is_dir():
        raise LibraryError(
            f"{library} is no folder; name that of a library with --library, or leave the option"
            " out for the documents that ship"
        )
    values, sources = asdict(sourced.settings), dict(sourced.sources)
    if values["confidence_threshold"] is None:
        values["confidence_threshold"] = sourced.settings.threshold
        sources["confidence_threshold"] = f"strictness {sourced.settings.strictness}"
    if as_json:
        rows = {k: {"value": v, "source": sources[k]} for k, v in values.items()}
        click.echo(json_line(rows))
        return
    for name, value in values.items():
        click.echo(f"{name:22} {value!s:12} {sources[name]}")


for group in (
    docs,
    index_group,
    eval_group,
    feedback_group,
    users_group,
    mcp_command,
    train_group,
):
    main.add_command(group)

if __name__ == "__main__":
    main()
