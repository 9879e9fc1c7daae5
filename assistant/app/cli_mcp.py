"""`summits mcp`: the assistant for programs."""

from __future__ import annotations

import signal
from pathlib import Path

import click

from assistant.app.console import library_option, note, open_assistant
from corpus.errors import UserError


@click.command("mcp")
@library_option
def mcp_command(library: Path | None) -> None:
    """Serve the library to a program, by the Model Context Protocol on stdin and stdout.

    Tools: ask, search, open_document, list_documents. Ctrl+C, or the end of stdin, ends it.
    Documents that are added or removed meanwhile count from the next call on.
    """
    from assistant.app.server import stay_on_this_machine
    from assistant.place import index_store
    from corpus.library import Library

    opened = Library.open(library)  # said at once, not to the program's first question
    stay_on_this_machine()
    try:
        from assistant.app.mcp_server import mcp_server

        server = mcp_server(
            lambda: open_assistant(library).prepare(),
            lambda: Library.open(library),
            index_store(library).published_id,
        )
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise UserError(
            "the package `mcp` is not installed; run: pip install 'summit-assistant[mcp]'"
        ) from error
    # The server waits for standard input in a thread, which no exception of Python's reaches.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        note(f"On standard input and output; documents served: {len(opened.doc_ids)}.")
        server.run()
    finally:
        signal.signal(signal.SIGINT, before)
