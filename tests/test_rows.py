"""A table that stands as lines of labelled fields is told by its rows, all that are asked for."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.asked.question import read_question
from assistant.ranking.lists import asks_for_several
from assistant.ranking.rank import Candidate
from assistant.ranking.rows import rows_asked
from assistant.texts.statements import label_of_row
from corpus.document import Span

ROWS = [
    "Goods: Acme and Bell; Work: toys.",
    "Goods: Coil and Dorn; Work: cups.",
    "Films: Echo and Fern; Work: dramas.",
]
LEAD, HEADING = "The deal with Peru was a surprise.", "3 commercial deals"
TEXT = "\n\n".join([LEAD, HEADING, *ROWS, "That was all."])


def candidates(*lines: str) -> list[Candidate]:
    """Sentences of the text, the best first."""
    return [
        Candidate("a", Span(TEXT.index(line), TEXT.index(line) + len(line)), line, {}, 9.0 - n)
        for n, line in enumerate(lines)
    ]


def rows(question: str, *found: str) -> list[str]:
    asked = read_question(question, 100)
    weights = dict.fromkeys(asked.terms, 1.0)
    told = rows_asked(asked, candidates(*found), weights, lambda _: document("a", TEXT))
    return [row.text for row in told]


@pytest.mark.parametrize(
    ("question", "found", "expected"),
    [
        ("Which firms are in the table?", [ROWS[1]], ROWS),  # the others were not even found
        ("Which firms deal in goods?", [ROWS[1]], ROWS[:2]),
        ("List all the commercial deals.", [HEADING], ROWS),
        ("Which firm is it?", [ROWS[1]], []),  # one is asked for
        ("Which firms came?", [LEAD, *ROWS], []),  # the best sentence is no row
        ("Which firms signed deals?", [LEAD, *ROWS], ROWS),  # it only speaks of a deal
        ("Which firms have partners?", [ROWS[1]], ROWS),  # every firm in it is one
        ("Which firms make dramas?", [ROWS[2]], []),  # one row: the ranking finds it
    ],
)
def test_every_row_that_is_asked_for(question: str, found: list[str], expected: list[str]) -> None:
    assert rows(question, *found) == expected


def test_a_row_in_one_line_with_a_sentence_is_quoted_as_that() -> None:
    best = "Goods: Acme and Bell; Work: toys."
    text = document("a", f"{best} They agreed; then they left.")
    found = Candidate("a", Span(0, len(best)), best, {}, 1.0)
    asked = read_question("Which goods are listed?", 100)
    assert rows_asked(asked, [found], dict.fromkeys(asked.terms, 1.0), lambda _: text) == []


def test_a_sentence_is_no_row() -> None:
    assert [label_of_row(row) for row in ROWS] == ["Work"] * 3
    assert not label_of_row(LEAD)
    assert not label_of_row("He said: it works; that was all.")


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("소비재 분야 협약 목록", True),
        ("협약을 모두 알려주세요", True),
        ("참석자들은 누구인가요?", True),
        ("누가 참석했나요?", False),
    ],
)
def test_several_are_asked_for_in_korean(question: str, several: bool) -> None:
    assert asks_for_several(question) is several
