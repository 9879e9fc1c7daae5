"""Words of the kind that a question asks for."""

from __future__ import annotations

import pytest

from assistant.asked.question import read_question
from assistant.ranking.spans import best_span, candidate_spans
from corpus.document import Span


def best(question: str, sentence: str) -> str | None:
    span = best_span(read_question(question, 200), sentence, Span(0, len(sentence)))
    return span.of(sentence) if span else None


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("How many economies are in the pact?", "The pact has 12 economies and 3 seats.", "12"),
        ("What share of GDP is it?", "It is about 14.5% of global GDP.", "14.5%"),
        ("How long was the hiatus?", "It ended a hiatus of eight years.", "eight years"),
        ("What amount of exports?", "It signed USD 44 million in exports.", "USD 44 million"),
        ("How many members are there?", "On 5 January it had 40 members.", "40"),
        # A number of one thing is none of another; days may be told by the first and the last.
        ("How many days did it last?", "In six years it lasted three days.", "three days"),
        ("How many days did it last?", "It was the first in six years.", None),
        ("How many days did it last?", "It lasted from January 4–7.", "January 4–7"),
        ("How many yrs did it last?", "40 firms met for two years.", "two years"),
        ("How many years had passed?", "It was the first in nine long years.", "nine"),
        ("How many weeks did it take?", "It took 10 to 12 weeks.", "12 weeks"),
        ("How many days after it did he go?", "He went on January 13–14.", None),
        ("How many firms came?", "For the first time in eight years 40 came.", "40"),
        ("How many firms came?", "It ended an eight-year hiatus.", None),
        # How long a stay lasted is not told by how long ago the last one was.
        ("How long was Ann in Peru?", "It was the first visit in six years.", None),
        ("How long did Ann stay in Peru?", "In six years she stayed two weeks.", "two weeks"),
        ("How long was Ann's visit?", "She came on March 3–9 for the two states.", "March 3–9"),
        ("How long was the trip?", "They had quarrelled for ten years since 2016.", None),
        ("How long was the wait for a visit?", "It was the first in six years.", "six years"),
        ("How long were Ann and Bo in trouble?", "They quarrelled for ten years.", "ten years"),
        ("How long since Ann was in Peru?", "It was the first visit in six years.", "six years"),
        ("When did they meet in Nara?", "They met in Nara on 13-14 January.", "13-14 January"),
        ("When was the accident?", "It followed the 2011 accident.", "2011"),
        ("In which year did they meet?", "On 5 January they met, in 2026.", "2026"),
        ("In which year did they meet?", "They met on 5 January.", None),
        # Where no date does, another event tells when.
        ("When did they play?", "After the talks, they played drums.", "After the talks"),
        ("When was the fair?", "The fair, held ahead of the talks, was big.", "ahead of the talks"),
        ("When did they play?", "After the talks of 5 May, they played.", "5 May"),
        ("On which day did they play?", "After the talks, they played drums.", None),
        ("When did they play?", "They played well.", None),
        ("When will it open?", "It is to open in September 2027.", "September 2027"),
        ("How much does it cost?", "The route costs £455 million.", "£455 million"),
        ("What share is dry?", "We found 43 per cent of them dry.", "43 per cent"),
        ("Who came?", "The guest, February 2027, was Bo Dahl.", "Bo Dahl"),
        ("Who met Xi?", "On Monday night they saw how Chey Tae-won met Xi.", "Chey Tae-won"),
        ("Where did it take place?", "It drew executives from Chinese firms.", None),
        ("Where did they meet?", "they met at the Hall of the People.", "Hall of the People"),
    ],
)  # fmt: skip
def test_best_span(question: str, sentence: str, answer: str | None) -> None:
    assert best(question, sentence) == answer


def test_words_of_the_question_are_no_answer() -> None:
    assert best("Who is Li Qiang?", "Li Qiang came.") is None


def test_other_kinds_have_no_spans() -> None:
    assert best("Why did 12 come?", "12 came in 2011.") is None


def test_only_inside_the_sentence() -> None:
    text = "It has 12 seats. It has 40 rooms."
    question = read_question("How many rooms?", 100)
    assert [s.of(text) for s in candidate_spans(question, text, Span(17, 33))] == ["40"]
