"""Which sentence gives the short answer, and which of its words."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.compose import answered
from assistant.question import read_question
from assistant.rank import Candidate
from assistant.reading import NOTHING_READ, Readings, ReadSpan
from corpus.document import Span

TEXT = "Ann Fern met Di Ek that day. Bo Dahl met Cy Lund in Nara. 9 pacts were signed by Acme."
ROME, NARA, PACTS = Span(0, 28), Span(29, 57), Span(58, 86)


def quoted(*scored: tuple[Span, float]) -> list[Candidate]:
    return [Candidate("a", span, span.of(TEXT), {}, score) for span, score in scored]


def short(question: str, chosen: list[Candidate], readings: Readings = NOTHING_READ) -> str | None:
    asked = read_question(question, 100)
    return answered(asked, chosen, readings, 0.9, lambda _: document("a", TEXT)).short_answer


@pytest.mark.parametrize(
    ("score", "who"),
    [
        (1.5, "Bo Dahl"),  # it has 0.75 of the best score, and speaks of Nara
        (1.0, "Ann Fern"),  # half as good: the best one answers
    ],
)
def test_who_is_told_by_a_sentence_with_the_names_of_the_question(score: float, who: str) -> None:
    readings = Readings({}, (ReadSpan("a", Span(0, 8), 3.0), ReadSpan("a", Span(29, 36), 2.0)))
    assert short("Who met in Nara?", quoted((ROME, 2.0), (NARA, score)), readings) == who


def test_which_ones_is_not_answered_with_their_number() -> None:
    nine, acme = Span(58, 59), Span(81, 85)
    readings = Readings({}, (ReadSpan("a", nine, 3.0), ReadSpan("a", acme, 2.0)))
    assert short("Which firms signed pacts?", quoted((PACTS, 2.0)), readings) == "Acme"
    assert short("How many pacts were signed?", quoted((PACTS, 2.0)), readings) == "9"
    assert short("Which number of pacts was it?", quoted((PACTS, 2.0)), readings) == "9"


def test_a_comparison_that_asks_for_nothing_in_particular_has_no_short_answer() -> None:
    both = quoted((ROME, 2.0), (NARA, 1.9))
    assert short("Compare the day in Rome with the day in Nara.", both) is None
