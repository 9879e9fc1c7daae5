"""Tables with bars, as files bring them: a row is read by its headings, a heading is no answer."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.asked.question import read_question
from assistant.ranking.belonging import items_below, items_in, with_what_belongs
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ, Readings, ReadSpan
from assistant.summaries.headed import items_headed
from assistant.texts.tables import is_heading, row_at, tells_cell
from assistant.wording.short_answer import short_answer
from assistant.wording.short_span import short_span
from corpus.document import Section, Span

LEAD, HEADING = "Wells were dug in two towns.", "Town | Homes | Old homes | Price in 2026"
ROWS = ["Lima | 310 | 62 | £9.2 million", "Quito | 264 | 158 | £6.8 million"]
TEXT = "\n\n".join([LEAD, HEADING, *ROWS, "That was all."])

ASKS, ITEMS = "It asks for two things:", ["• a list of wells;", "• a man for each pump."]
LISTED = "\n\n".join([ASKS, *ITEMS, "They answered in May."])


def place(line: str, text: str = TEXT) -> Span:
    return Span(text.index(line), text.index(line) + len(line))


def candidate(line: str, text: str = TEXT) -> Candidate:
    return Candidate("a", place(line, text), line, {}, 1.0)


def test_which_lines_are_headings_and_rows() -> None:
    assert [is_heading(TEXT, place(line)) for line in (LEAD, HEADING, ROWS[0])] == [
        False,
        True,
        False,
    ]
    row = row_at(TEXT, place(ROWS[1]).start)
    assert row is not None and row.heading == place(HEADING)
    assert [cell.of(TEXT) for cell in row.cells] == ["Quito", "264", "158", "£6.8 million"]


@pytest.mark.parametrize(
    "text",
    [
        "Lima | 310\n\nQuito | 264",  # the first line holds values
        "Town | Homes\n\nQuito | 264 | 158",  # a cell too many
        "Quito | 264",  # nothing above
    ],
)
def test_a_table_without_headings_has_no_rows(text: str) -> None:
    assert row_at(text, text.index("Quito")) is None


def test_an_empty_corner_and_years_are_headings() -> None:
    text = "| 2026/27 | 2027/28\n\nCare | £71 million | £75 million"
    row = row_at(text, text.index("Care"))
    assert row is not None and row.headings == ("", "2026/27", "2027/28")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many homes are there in Quito?", "264"),
        ("How many old homes are there in Quito?", "158"),
        ("What is the price in Quito?", "£6.8 million"),
        ("Which town has 264 homes?", "Quito"),
        ("What about Quito?", None),  # no heading is asked for, and nothing was read
    ],
)
def test_the_cell_below_the_heading_asked_for(question: str, expected: str | None) -> None:
    span = short_span(read_question(question, 100), TEXT, candidate(ROWS[1]), NOTHING_READ)
    assert (span and span.of(TEXT)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was the price in Quito in 2026?", True),
        ("What was the price in Quito in 2025?", False),  # another year
        ("What was the price in Oslo in 2026?", False),  # another town
        ("How many pumps in Quito?", False),  # no heading
    ],
)
def test_a_row_and_a_heading_named_tell_a_cell(question: str, expected: bool) -> None:
    row = row_at(TEXT, place(ROWS[1]).start)
    assert row is not None
    assert tells_cell(TEXT, row, read_question(question, 100).terms) is expected


def test_a_name_with_the_word_of_a_heading_asks_for_no_such_cell() -> None:
    text = "Bidder | Price | Homes\n\nAcme Homes | £9 million | 310"
    row = row_at(text, text.index("Acme"))
    assert row is not None
    assert not tells_cell(text, row, read_question("What did Acme Homes pay?", 100).terms)


def test_a_row_is_quoted_below_its_headings_once() -> None:
    shown = with_what_belongs([*map(candidate, ROWS)], lambda _: document("a", TEXT))
    assert [c.text for c in shown] == [HEADING, *ROWS]


def test_a_sentence_with_a_colon_is_quoted_with_its_items() -> None:
    chosen = [candidate(ASKS, LISTED), candidate(ITEMS[1], LISTED)]
    shown = with_what_belongs(chosen, lambda _: document("a", LISTED))
    assert [c.text for c in shown] == [ASKS, *ITEMS]
    assert items_in(LISTED, Span(0, len(LISTED))) == [place(item, LISTED) for item in ITEMS]


def test_what_is_listed_in_sentences_one_after_the_other_is_quoted_behind() -> None:
    lead, told = "We advise two steps.", ["First, dig wells.", "Second, train men."]
    text = f"{lead} {told[0]} They are cheap. {told[1]} All agreed.\n\nFirst, rest."
    shown = with_what_belongs([candidate(lead, text)], lambda _: document("a", text))
    assert [c.text for c in shown] == [lead, *told]
    readings = Readings({}, (ReadSpan("a", place("two steps", text), 2.0),))
    asked = read_question("What do they advise?", 100)
    of = lambda _: document("a", text)  # noqa: E731
    assert short_answer(asked, [candidate(lead, text)], readings, of) == ()
    assert items_below(text, place("All agreed.", text)) == []


def test_an_unfinished_sentence_is_quoted_with_its_items_and_an_item_alone() -> None:
    lead, items = "It asks that the town", ["1. list wells;", "2. train men."]
    text = "\n\n".join([lead, *items, "They agreed."])
    shown = with_what_belongs([candidate(lead, text)], lambda _: document("a", text))
    assert [c.text for c in shown] == [lead, *items]
    for alone in ("list wells;", "They agreed."):  # the first is cut behind its number
        assert items_below(text, place(alone, text)) == []
    readings = Readings({}, (ReadSpan("a", place("the town", text), 2.0),))
    asked = read_question("What does it ask?", 100)
    of = lambda _: document("a", text)  # noqa: E731
    assert short_answer(asked, [candidate(lead, text)], readings, of) == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the board ask of Lima?", ITEMS),
        ("What does the mayor ask of Lima?", []),  # it is the board that asks
        ("What does the board ask?", []),
    ],
)
def test_the_list_below_a_heading_of_several_words(question: str, expected: list[str]) -> None:
    text = f"Reply of the board\n\n{LISTED}"
    section = Section("What we ask of Lima", 1, Span(20, len(text)))
    items = items_headed(read_question(question, 100), [document("r", text, sections=(section,))])
    assert [item.text for item in items] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What are the main recommendations?", ITEMS),
        ("List the recommendations of the report.", ITEMS),
        ("What are the recommendations on trade?", []),
        ("Who made the recommendations?", []),
        ("What is the main recommendation?", []),  # one of them
        ("What's recommended?", ITEMS),
    ],
)
def test_the_list_below_the_heading_asked_for(question: str, expected: list[str]) -> None:
    section = Section("Recommendations", 1, Span(0, len(LISTED)))
    report = document("report-3", LISTED, sections=(section,))
    items = items_headed(read_question(question, 100), [report])
    assert [item.text for item in items] == expected


@pytest.mark.parametrize(
    ("question", "is_listed"), [("How do I return a drum?", True), ("How do I buy a drum?", False)]
)
def test_the_steps_below_a_heading_that_asks_the_same(question: str, is_listed: bool) -> None:
    text = "How do I return a drum?\n\n1. Ask for a number.\n\n2. Pack it.\n"
    section = Section("How do I return a drum?", 1, Span(0, len(text)))
    items = items_headed(read_question(question, 100), [document("faq", text, sections=(section,))])
    steps = ["1. Ask for a number.", "2. Pack it."]
    assert [item.text for item in items] == (steps if is_listed else [])
