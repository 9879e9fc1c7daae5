"""Of several values in one sentence: whose is which, and what is told of somebody else."""

from __future__ import annotations

import pytest

from assistant.asked.question import read_question
from assistant.ranking.beside import of_another, value_beside, value_of_year
from assistant.ranking.spans import candidate_spans
from corpus.document import Span

VISITS = "From 10 to 29 May we visited 84 villages in Peru and 52 in Chile, and spoke to 40 men."
LOANS = "The loan to Peru was approved on 12 May 2021, that to Chile on 3 July 2021."
ROUTES = "Of these, 58 per cent preferred the river route and 29 per cent the hill route."
FORUM = "Fern brought 200 firms to Lima, and the forum drew 400 Chileans."


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How many villages in Peru did they visit?", VISITS, "84"),
        ("How many villages in Chile did they visit?", VISITS, "52"),
        ("When was the loan to Chile approved?", LOANS, "3 July 2021"),
        ("When was the loan to Peru approved?", LOANS, "12 May 2021"),
        ("What share preferred the hill route?", ROUTES, "29 per cent"),
        ("What share preferred the river route?", ROUTES, "58 per cent"),
        ("What share preferred a route?", ROUTES, None),
        ("How many men did they speak to?", VISITS, None),  # no name tells them apart
        ("How many people did the forum in Lima draw?", FORUM, None),  # the names stand unlike
    ],
)
def test_the_value_beside_the_name_asked_about(
    question: str, sentence: str, expected: str | None
) -> None:
    within = Span(0, len(sentence))
    values = candidate_spans(read_question(question, 100), sentence, within)
    found = value_beside(question, sentence, within, values)
    assert (found and found.of(sentence)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many people does Bell employ?", True),
        ("How many people does Acme employ?", False),
        ("How many people work in the plant?", False),  # nobody is named
        ("How many people does Coil employ?", False),  # the sentence does not name them
    ],
)
def test_what_is_told_of_another(question: str, expected: bool) -> None:
    said = "Acme Foods opens a plant for 420 people, and the firm Bell has begun to build."
    assert of_another(question, said, said.index("420")) is expected


def test_a_word_that_opens_a_sentence_is_nobodys_name() -> None:
    said = "Prices rose to 24,100 euros, Acme said."
    assert not of_another("How much does Acme ask?", said, said.index("24,100"))


YEARS = "Exports rose from 6,100 tonnes in 2020 to 18,400 tonnes in 2024, the most since 1990."


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How much was exported in 2024?", YEARS, "18,400"),
        ("How much was exported in 2020?", YEARS, "6,100"),
        ("How much was exported in 2022?", YEARS, None),
        ("By how much did exports rise from 2020 to 2024?", YEARS, None),  # both are asked about
        ("How many came in 2024?", "In 2024 there came 30, of these 12 from Lima.", None),
        ("How many came in 2024?", "It saw 84 (2023) and 90 men (2024).", "90"),
    ],
)
def test_the_value_of_the_year_asked_about(
    question: str, sentence: str, expected: str | None
) -> None:
    within = Span(0, len(sentence))
    values = candidate_spans(read_question(question, 100), sentence, within)
    found = value_of_year(question, sentence, within, values)
    assert (found and found.of(sentence)) == expected
