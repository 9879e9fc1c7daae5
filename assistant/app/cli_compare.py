"""`summits docs compare`: where the documents of a library give different values for one thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.app.console import (
    counted,
    json_line,
    json_option,
    library_option,
    note,
    open_assistant,
    terminal_line,
)

if TYPE_CHECKING:
    from assistant.answer import Citation
    from assistant.differences.disagree import Disagreement
    from assistant.respond import Assistant


@click.command("compare")
@library_option
@json_option
def compare_documents(library: Path | None, as_json: bool) -> None:
    """List where documents give different values for one thing.

    Years, counts, dates, amounts and shares, each with both quotes, for an editor to read
    through: a difference in the words is no error yet. A round number is taken for a rounded
    one: 1,200 and 1,250 agree, 1,200 and 1,300 do not.

    \b
    summits docs compare
    summits docs compare --json --library reports
    """
    from dataclasses import replace

    from assistant.differences.disagree import in_library
    from assistant.settings import resolve

    # Nothing is read for an answer here: without the reader it starts sooner.
    settings = replace(resolve(library=library).settings, reader="none")
    assistant = open_assistant(library, settings)
    found = in_library(assistant.searcher, assistant.document)
    if as_json:
        record = {"disagreements": [_record(assistant, one) for one in found]}
        click.echo(json_line(record))
        return
    for number, disagreement in enumerate(found, start=1):
        click.echo(f"{number}. {_values(disagreement)}")
        for value, citation in _cited(assistant, disagreement):
            page = f", page {citation.page}" if citation.page else ""
            click.echo(f"   {terminal_line(value)}  {citation.doc_id}{page}")
            click.echo(f"      {terminal_line(citation.quote)}")
    many = counted(len(found), "difference") if found else "no differences"
    documents = counted(len(assistant.doc_ids), "document")
    note(f"{many} found {'between' if len(assistant.doc_ids) > 1 else 'in'} {documents}")


def _values(disagreement: Disagreement) -> str:
    return terminal_line(" / ".join(side.written for side in disagreement.sides))


def _cited(assistant: Assistant, disagreement: Disagreement) -> list[tuple[str, Citation]]:
    """Each side's value and its citation, checked against the document."""
    from assistant.verify import citation_holds
    from assistant.wording.compose import cite

    pairs = []
    for side in disagreement.sides:
        document = assistant.document(side.doc_id)
        citation = cite(document, side.sentence, disagreement.likeness)
        if citation_holds(citation, document) and side.written in citation.quote:
            pairs.append((side.written, citation))
    return pairs


def _record(assistant: Assistant, disagreement: Disagreement) -> dict[str, Any]:
    """The positions as in an answer, each with its citation."""
    from assistant.answer import citation_to_json

    return {
        "kind": disagreement.sides[0].value.kind,
        "likeness": round(disagreement.likeness, 4),
        "positions": [
            {"value": value, "citation": citation_to_json(citation)}
            for value, citation in _cited(assistant, disagreement)
        ],
    }
