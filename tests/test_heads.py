"""The lines over a text: who wrote it, for whom and when, where no metadata says so."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.asked.described import authors_of, names_of_publisher
from assistant.asked.heads import bodies, byline, head_lines
from assistant.asked.sources import speakers
from assistant.respond import Assistant
from assistant.settings import Settings

HEAD = "Policy Brief 7, Calder Institute for Energy\n\nBy Ann Dahl and Bo Fern\n\n14 May 2025"
BRIEF = document("brief", f"{HEAD}\n\nWe recommend deeper wells.")
LETTER = document("letter", "The Calder Institute has asked for deeper wells.")


def test_a_head_ends_where_the_text_begins() -> None:
    assert [line.of(BRIEF.text) for line in head_lines(BRIEF)] == HEAD.split("\n\n")
    assert head_lines(LETTER) == []


@pytest.mark.parametrize("line", ["Wells are dear.", "We advise:", "• wells", "Town | Wells"])
def test_sentences_lists_and_tables_are_no_head(line: str) -> None:
    assert head_lines(document("d", f"{line}\n\nIt rained.")) == []


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Dahl", ["Ann Dahl"]),
        ("By Ann Dahl, Bo Fern and Eva Ruiz", ["Ann Dahl", "Bo Fern", "Eva Ruiz"]),
        ("Authors: Ann Dahl & Bo Fern", ["Ann Dahl", "Bo Fern"]),
        ("By train to Lima", []),
    ],
)
def test_a_byline_names_authors(line: str, authors: list[str]) -> None:
    assert byline(document("d", f"{line}\n\nIt rained.")) == authors


def test_where_a_picture_is_from_names_no_publisher() -> None:
    assert bodies(document("d", "Source: Office of the President\n\nIt rained.")) == []


def test_a_centre_or_a_museum_is_a_body() -> None:
    line = "A guide by the Tenants' Advice Centre, January 2026"
    assert bodies(document("d", f"{line}\n\nIt rained.")) == ["Tenants' Advice Centre"]


def test_metadata_goes_before_the_head() -> None:
    known = document("d", BRIEF.text, metadata={"authors": ["Eva Ruiz"]})
    assert authors_of(known) == ["Eva Ruiz"]
    assert authors_of(BRIEF) == ["Ann Dahl", "Bo Fern"]


def test_a_publisher_goes_by_its_name_in_full_and_cut_short() -> None:
    assert names_of_publisher(BRIEF) == ["Calder Institute for Energy", "Calder Institute"]
    known = document("d", "It rained.", metadata={"publisher": "Wells Institute of Peru (WIP)"})
    assert names_of_publisher(known) == ["WIP", "Wells Institute of Peru", "Wells Institute"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("What does the Calder Institute recommend?", ["brief"]),
        ("According to the Calder Institute for Energy, what is dear?", ["brief"]),
        ("Who leads the Calder Institute?", []),  # nothing that it says
    ],
)
def test_the_publisher_in_the_head_speaks_for_its_document(asked: str, named: list[str]) -> None:
    assert speakers(asked, [BRIEF, LETTER]) == named


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("Who wrote the brief?", "By Ann Dahl and Bo Fern"),
        ("Who published the brief?", "Policy Brief 7, Calder Institute for Energy"),
        ("When was the brief published?", "14 May 2025"),  # "May" is no verb here
        ("What does the Calder Institute recommend?", "We recommend deeper wells."),
        ("What did the institute do?", "We recommend deeper wells."),  # and not its name
    ],
)
def test_the_head_tells_who_wrote_and_nothing_that_they_did(
    asked: str, quoted: str, toy_encoder: object
) -> None:
    settings = Settings(reader="none", confidence_threshold=0.0, max_sentences=1)
    assistant = Assistant.in_memory([BRIEF], settings, toy_encoder)  # type: ignore[arg-type]
    assert [c.quote for c in assistant.ask(asked).citations] == [quoted]


def test_who_wrote_is_told_beside_what_else_is_asked(toy_encoder: object) -> None:
    settings = Settings(reader="none", confidence_threshold=0.0)
    assistant = Assistant.in_memory([BRIEF], settings, toy_encoder)  # type: ignore[arg-type]
    answer = assistant.ask("Who wrote the brief, and what does the brief recommend?")
    quotes = [c.quote for c in answer.citations]
    assert "By Ann Dahl and Bo Fern" in quotes and "We recommend deeper wells." in quotes


def test_what_they_are_is_asked_with_who_wrote(toy_encoder: object) -> None:
    settings = Settings(reader="none", confidence_threshold=0.0)
    assistant = Assistant.in_memory([BRIEF], settings, toy_encoder)  # type: ignore[arg-type]
    answer = assistant.ask("Who wrote the brief, and what are their jobs?")
    assert [c.quote for c in answer.citations] == ["By Ann Dahl and Bo Fern"]
