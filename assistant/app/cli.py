"""The command line: `summits`. A thin skin; each command imports what it needs when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import UserError

if TYPE_CHECKING:
    from assistant.respond import Assistant
    from assistant.settings import Settings


class Summits(click.Group):
    """The root group: a fault that the user can mend is one line each on stderr, and status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            for fault in error.faults:
                click.echo(f"summits: {one_line(fault)}", err=True)
            sys.exit(1)


def one_line(text: str) -> str:
    """`text` fit for a terminal: no control characters, no line ends."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def library_option(command: Any) -> Any:
    """`--library DIR`, the same everywhere."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path),
        help="Folder of documents; the two summit briefs unless given.",
    )(command)


def json_option(command: Any) -> Any:
    """`--json`, the same everywhere."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def note(text: str) -> None:
    """A note to people: stderr, so that stdout holds data only."""
    click.echo(text, err=True)


def encoding_progress(done: int, total: int) -> None:
    """A line that counts what was encoded; on a terminal it is written over itself."""
    if sys.stderr.isatty():
        click.echo(f"\r  {done} of {total} texts encoded", nl=done == total, err=True)
    elif done == total:
        note(f"  {total} texts encoded")


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
@library_option
def chat(host: str, port: int, library: Path | None) -> None:
    """Open the chat. Ctrl+C ends it."""
    from assistant.app.chat import serve
    from corpus.library import Library

    Library.open(library)  # said at once, not in the browser
    serve(lambda: open_assistant(library), host, port)


def open_assistant(library: Path | None, settings: Settings | None = None) -> Assistant:
    """Open the assistant; where its index has to be built first, stderr says so."""
    from assistant.place import index_store
    from assistant.respond import Assistant
    from corpus.library import Library

    Library.open(library)  # before the note: a wrong folder has no index either
    if not index_store(library).exists():
        note("There is no index yet; it is built once, which takes a few seconds.")
    return Assistant.open(library, settings, encoding_progress)


@main.command()
@click.argument("question", required=False)
@click.option("--batch", type=click.Path(path_type=Path), help="JSON Lines file of questions.")
@click.option("--doc", "doc_ids", multiple=True, help="Answer from this document; repeatable.")
@library_option
@json_option
def ask(
    question: str | None,
    batch: Path | None,
    doc_ids: tuple[str, ...],
    library: Path | None,
    as_json: bool,
) -> None:
    """Answer QUESTION, or every question of a batch file, with citations.

    \b
    summits ask "Which Chinese company is SWM working with?"
    summits ask "Who met in Nara?" --doc kei-commentary --json
    summits ask --batch questions.jsonl > answers.jsonl
    """
    import json

    if (question is None) == (batch is None):
        raise click.UsageError("give either a QUESTION or --batch FILE")
    if batch is not None:
        from assistant.app.batch import answer_batch, read_batch
        from assistant.settings import resolve

        asked = read_batch(batch, resolve(library=library).settings.max_question_chars)
        for record in answer_batch(asked, open_assistant(library), list(doc_ids) or None):
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    from assistant.app.terminal import answer_text
    from assistant.question import read_question
    from assistant.settings import resolve

    # Checked before the models load: a fault is told at once.
    read_question(question or "", resolve(library=library).settings.max_question_chars)
    answer = open_assistant(library).ask(question or "", doc_ids=list(doc_ids) or None)
    if as_json:
        click.echo(json.dumps(answer.to_json(), ensure_ascii=False))
    else:
        click.echo(answer_text(answer))


@main.command()
@library_option
@json_option
def settings(library: Path | None, as_json: bool) -> None:
    """Show the settings in force, and where each comes from."""
    import json
    from dataclasses import asdict

    from assistant.settings import resolve

    sourced = resolve(library=library)
    values = asdict(sourced.settings)
    if as_json:
        rows = {k: {"value": v, "source": sourced.sources[k]} for k, v in values.items()}
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for name, value in values.items():
        click.echo(f"{name:22} {value!s:12} {sourced.sources[name]}")


def _add_commands() -> None:
    from assistant.app.cli_docs import docs
    from assistant.app.cli_eval import eval_group
    from assistant.app.cli_index import index_group

    for command in (docs, index_group, eval_group):
        main.add_command(command)


_add_commands()
