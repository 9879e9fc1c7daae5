"""`summits docs`: what the library holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.app.console import json_option, library_option, one_line


@click.group()
def docs() -> None:
    """Look at the documents of a library."""


@docs.command("list")
@library_option
@json_option
def list_documents(library: Path | None, as_json: bool) -> None:
    """List the documents: id, label, pages, passages."""
    from assistant.settings import resolve
    from corpus.library import Library, library_record
    from corpus.split import passages_of

    opened = Library.open(library)
    chunking = resolve(library=library).settings.chunking
    record = library_record(opened)
    for row in record["documents"]:
        row["passages"] = sum(1 for _ in passages_of(opened.document(row["doc_id"]), chunking))
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    for row in record["documents"]:
        pages = f"{row['pages']} pages" if row["pages"] else "no pages"
        click.echo(
            f"{row['doc_id']:26} {pages:9} {row['passages']:4} passages  {one_line(row['label'])}"
        )


@docs.command()
@click.argument("doc_id")
@library_option
@json_option
def show(doc_id: str, library: Path | None, as_json: bool) -> None:
    """Show a document: its text, or with --json all that is known of it."""
    from corpus.library import Library, document_record

    record = document_record(Library.open(library), doc_id)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(one_line(record["label"]))
    click.echo()
    click.echo("\n".join(one_line(line) for line in record["text"].split("\n")))
