"""What is between two, and sentences that name just these two."""

from __future__ import annotations

import pytest

from assistant.ranking.pairs import names_pair, pair_asked

PAIR = frozenset(("@china", "@japan"))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What about the quarrel between Tokyo and Beijing?", True),
        ("Describe the Sino-Japanese rift.", True),
        ("What do they say on the dispute between China and Japan over trade?", True),
        ("How did Lee stay out of the row between China and Japan?", False),  # about Lee
        ("Who came to the China-Japan summit?", False),  # a meeting of both
        ("What did China say to Japan?", False),
    ],
)
def test_what_is_between_two_is_asked(question: str, asked: bool) -> None:
    assert (pair_asked(question) == PAIR) is asked


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The rift in Sino-Japanese relations goes on.", True),
        ("Tension between China and Japan grows.", True),
        ("The China-Japan business forum was held.", False),
        ("China spoke of Peru and Japan.", False),
    ],
)
def test_a_sentence_names_just_these_two(sentence: str, named: bool) -> None:
    assert names_pair(PAIR, sentence) is named
