"""What documents tell of a place, where nothing but its name is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.asked.question import read_question
from assistant.summaries.named import asks_of_place, told_of_place
from corpus.document import Document

LETTER = Document(
    "l",
    "Letter",
    None,
    "Lima and Tokyo in May\n\n"
    "Ann flew to Lima for two days and spoke about the price of fish.\n\n"
    "Goods: Lima Foods (Peruvian) and Acme (Chilean); Key work: a fish farm for both of them.\n\n"
    "Tokyo said that it would ban the sale of copper to North Korea for a year.\n\n"
    "The towns of South Korea sold more fish than in all the years before.",
)
PIECE = Document(
    "p", "Piece", None, "Nobody there spoke of fish, and nobody asked why that was so."
)


def first_words(asked: str) -> list[str]:
    told = told_of_place(read_question(asked, 100), [LETTER, PIECE])
    return [span.of(one.document.text).split()[0] for one in told for span in one.spans]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Tell me about Lima.", ["Ann"]),  # not the title, nor the firm in the row
        ("tell me about lima", ["Ann"]),
        ("What is Lima?", ["Ann"]),
        ("What about Tokyo?", ["Tokyo"]),
        ("Tell me about Korea", ["The"]),  # North Korea is another
        ("Tell me about North Korea", ["Tokyo"]),
        ("Tell me about Oslo", []),
        ("Tell me about Ann", []),  # no place
        ("What is the capital of Lima?", []),
        ("What is Lima's share?", []),
    ],
)
def test_sentences_that_name_the_place(asked: str, words: list[str]) -> None:
    assert first_words(asked) == words


def test_a_place_alone_is_an_overview_and_no_definition() -> None:
    assert asks_of_place(read_question("What is Lima?", 100), [LETTER])
    assert not asks_of_place(read_question("Where is Lima?", 100), [LETTER])
    korean = replace(read_question("리마는요?", 100), english="What about Lima?")
    assert not asks_of_place(korean, [LETTER])  # it goes on from an earlier question
    assert asks_of_place(replace(korean, text="리마에 대해 알려 주세요"), [LETTER])
