"""`summits docs`: what the library holds, what is added to it and removed."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.app.cli_compare import compare_documents
from assistant.app.cli_index import build_index, check_settings
from assistant.app.console import (
    counted,
    json_line,
    json_option,
    library_option,
    note,
    terminal_line,
)
from corpus.errors import UserError


@click.group()
def docs() -> None:
    """Look at the documents of a library, add some, remove some."""


docs.add_command(compare_documents)


@docs.command("list")
@library_option
@json_option
def list_documents(library: Path | None, as_json: bool) -> None:
    """List the documents: id, label, pages, passages."""
    from assistant.settings import resolve
    from corpus.library import Library
    from corpus.records import library_record
    from corpus.split import passages_of

    opened = Library.open(library)
    chunking = resolve(library=library).settings.chunking
    record = library_record(opened)
    for row in record["documents"]:
        row["passages"] = sum(1 for _ in passages_of(opened.document(row["doc_id"]), chunking))
    if as_json:
        click.echo(json_line(record))
        return
    for row in record["documents"]:
        pages = counted(row["pages"], "page") if row["pages"] else "no pages"
        click.echo(
            f"{row['doc_id']:26} {pages:9} {counted(row['passages'], 'passage'):>13}  "
            f"{terminal_line(row['label'])}"
        )


@docs.command()
@click.argument("doc_id")
@library_option
@json_option
def show(doc_id: str, library: Path | None, as_json: bool) -> None:
    """Show a document: its text, or with --json all that is known of it."""
    from corpus.library import Library
    from corpus.records import document_record

    record = document_record(Library.open(library), doc_id)
    if as_json:
        click.echo(json_line(record))
        return
    click.echo(terminal_line(record["label"]))
    click.echo()
    click.echo("\n".join(terminal_line(line) for line in record["text"].split("\n")))


no_index_option = click.option(
    "--no-index",
    is_flag=True,
    help="Build no index now; `summits index build --library DIR` does.",
)


@docs.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@no_index_option
@library_option
@json_option
def add(files: tuple[Path, ...], no_index: bool, library: Path | None, as_json: bool) -> None:
    """Add FILES (.txt .md .html .docx .pdf) to a library, all of them or none; index them.

    \b
    summits docs add report.pdf minutes.docx --library my-library
    summits ask "Who was there?" --library my-library
    """
    from corpus.adding import add_documents
    from corpus.library import Library
    from corpus.records import library_record

    # Without an index the settings do not matter; with one, they fail before a file is moved.
    check = (lambda: None) if no_index else (lambda: check_settings(library))
    added = add_documents(library, files, check, lambda told: note(terminal_line(told)))
    rows = [r for r in library_record(Library.open(library))["documents"] if r["doc_id"] in added]
    if as_json:
        click.echo(json_line({"added": rows}))
    else:
        for row in rows:
            click.echo(f"added {row['doc_id']}: {terminal_line(row['label'])}")
    if not no_index:
        note(build_index(library))


@docs.command()
@click.argument("doc_id")
@no_index_option
@library_option
@json_option
def remove(doc_id: str, no_index: bool, library: Path | None, as_json: bool) -> None:
    """Remove a document from a library, with all its files, and from the index."""
    from corpus.adding import remove_document

    remove_document(library, doc_id)
    if as_json:
        click.echo(json_line({"removed": doc_id}))
    else:
        click.echo(f"removed {doc_id}")
    empty = library is not None and not _has_documents(library)
    if empty:
        note(f"{library} holds no documents any more.")
    if empty or no_index:
        _drop_index(library)
        return
    try:
        note(build_index(library))
    except UserError:
        _drop_index(library)
        raise


def _drop_index(library: Path | None) -> None:
    """No index may go on holding the text that was removed."""
    from assistant.place import index_store

    store = index_store(library)
    if store.exists():
        store.drop()
        note("The index, which held the text too, is gone; it is built when it is next needed.")


def _has_documents(library: Path) -> bool:
    from corpus.library import document_folders

    return library.is_dir() and bool(document_folders(library))
