"""What a person says around a question is no part of what is asked."""

from __future__ import annotations

import pytest

from assistant.asked.address import without_address
from assistant.asked.overviews import asked_overview_of, said_of
from assistant.asked.question import read_question


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("My boss wants to know how many came.", "how many came."),
        ("She wants to know before Thursday how many came.", "how many came."),
        ("I am writing a memo and the director asked me why he left.", "why he left."),
        ("We were wondering when it was held.", "when it was held."),
        ("Do you happen to know where Ann is from?", "where Ann is from?"),
        ("Why did they fall out in the first place?", "Why did they fall out?"),
        # Somebody in the documents may want to know as well.
        (
            "What did Ann want to know when she met Bo?",
            "What did Ann want to know when she met Bo?",
        ),
        ("Did Ann ask Bo why he left?", "Did Ann ask Bo why he left?"),
        ("Who asked us where the drums came from?", "Who asked us where the drums came from?"),
    ],
)
def test_who_wants_to_know_is_left_out(text: str, asked: str) -> None:
    assert without_address(text) == asked


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Give me a quick summary of the Nara meeting.", "the Nara meeting"),
        ("Could you summarise the deals for me, please?", "the deals"),
        ("I need a short rundown of the meeting's results for a briefing, thanks.",
         "the meeting's results"),
        ("Why does the pact matter? General picture please.", "Why does the pact matter"),
        ("Which heading has it in the overview?", "Which heading has it in the overview"),
        ("Summarise it.", "Summarise it."),
    ],
)  # fmt: skip
def test_an_overview_is_of_what_is_to_be_summed_up(text: str, about: str) -> None:
    assert asked_overview_of(text) == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Anything on chips?", "chips"),
        ("Is there anything about seafood in general?", "seafood"),
        ("What do we learn about the pact?", "the pact"),
        ("What is known of her visit?", "her visit"),
        ("Did anything happen in Nara?", ""),
        ("What do they say?", ""),
    ],
)
def test_all_that_is_said_of_a_thing(text: str, about: str) -> None:
    assert said_of(text) == about


def test_what_is_said_of_a_thing_is_asked_of_each_document() -> None:
    read = read_question("What is said about AI?", 100)
    assert (read.kind, read.topic, read.terms) == ("each", "AI", ("ai",))
