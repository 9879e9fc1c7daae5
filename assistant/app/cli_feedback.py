"""`summits feedback`: what people said about answers in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.app.console import json_line, json_option, library_option, note, terminal_line

if TYPE_CHECKING:
    from assistant.app.feedback import GivenFeedback


@click.group("feedback")
def feedback_group() -> None:
    """What people said about answers in the chat."""


@feedback_group.command("list")
@library_option
@json_option
def list_feedback(library: Path | None, as_json: bool) -> None:
    """List all feedback, with the whole answers under --json."""
    from assistant.app.feedback import as_record

    given = _given(library)
    if as_json:
        records = [as_record(one) for one in given]
        click.echo(json_line({"feedback": records}))
        return
    for one in given:
        said = one.feedback
        who = terminal_line(one.given_by or "a guest")
        click.echo(f"{one.feedback_id:5} {one.given_at:%Y-%m-%d %H:%M} {who}: {said.verdict}")
        click.echo(f"      {terminal_line(said.question)}")
        if said.history:  # without them a follow-up says little
            click.echo(f"      Asked after: {terminal_line(' · '.join(said.history))}")
        if said.comment:
            click.echo(f"      Comment: {terminal_line(said.comment)}")
    if not given:
        note("There is no feedback on this library yet.")


@feedback_group.command()
@library_option
@json_option
def export(library: Path | None, as_json: bool) -> None:
    """Print feedback as lines of a test set, to be finished by you.

    In each line write what is right: "answers" (any of these; [] where the documents do not say) or
    "all_of" (all of these), and "evidence", a list of {"doc_id": …, "quote": …} with words that
    stand in the document. What the assistant said and cited, and what the person said about it,
    stands in "said", "cited", "verdict" and "comment", and in "searched" which documents it was
    asked of, null for all; the evaluation reads none of these and asks all documents. Until
    "answers" is there, `summits eval qa` refuses the file and names the line.

    \b
    summits feedback export > mine.jsonl
    summits eval qa mine.jsonl --split dev
    """
    from assistant.app.feedback import as_test_question

    lines = [as_test_question(one) for one in _given(library)]
    if as_json:
        click.echo(json_line({"questions": lines}))
        return
    for line in lines:
        click.echo(json_line(line))
    if not lines:
        note("There is no feedback on this library yet.")


def _given(library: Path | None) -> Sequence[GivenFeedback]:
    from assistant.app.conversations import library_key
    from assistant.app.feedback import FeedbackBook
    from assistant.app.people_file import PeopleFile
    from assistant.place import people_file
    from corpus.library import Library

    Library.open(library)  # a mistyped folder has no feedback either
    return FeedbackBook(PeopleFile(people_file()), library_key(library)).given()
