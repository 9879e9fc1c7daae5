"""Two questions in one sentence, each made a question of its own."""

from __future__ import annotations

import pytest

from assistant.several.double import double_question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Where was the summit, and who hosted the forum?",
            ["Where was the summit?", "Who hosted the forum?"],
        ),
        (
            "Where was the summit held? Who hosted the forum?",
            ["Where was the summit held?", "Who hosted the forum?"],
        ),
        ("Who came, where did they meet?", []),  # "they" is in the first part
        (
            "How does the letter end, how does the report end?",
            ["How does the letter end?", "How does the report end?"],
        ),
        ("In Lima, where did Ann meet Bo?", []),
        ("When the storm hit Lima, what did the crew do?", []),
        ("What did he say, and what did they answer?", []),  # "they" is in the first part
        ("Who and when?", []),
        ("ann said what and bo said what", ["Ann said what?", "Bo said what?"]),
        # What the second leaves out, or refers to, stands in the first.
        (
            "Where was the talk with Bo held and where the one with Ann?",
            ["Where was the talk with Bo held?", "Where was the talk with Ann held?"],
        ),
        (
            "How many pacts did states sign, and how many did firms?",
            ["How many pacts did states sign?", "How many pacts did firms?"],
        ),
        (
            "On whose invitation did Lee go to Peru, and on whose to Chile?",
            [
                "On whose invitation did Lee go to Peru?",
                "On whose invitation did Lee go to Chile?",
            ],
        ),
        (
            "What is the CPTPP and how many members does it have?",
            ["What is the CPTPP?", "How many members does the CPTPP have?"],
        ),
        # A present tense is no gap, a stump no question.
        ("Who leads Acme and who leads Bell?", ["Who leads Acme?", "Who leads Bell?"]),
        ("Did exports grow and by how much?", []),
        ("On what day and on whose invitation did Lee go?", []),
        ("Who signed pacts, and how many did they sign?", []),
        (
            "What did Ann stress, and what did Bo stress, when they met Lee?",
            ["What did Ann stress?", "What did Bo stress?"],
        ),
        (
            "What was the Peru visit meant for and what the Chile visit, in Lee's words?",
            [
                "What was the Peru visit meant for, in Lee's words?",
                "What was the Chile visit meant for, in Lee's words?",
            ],
        ),
    ],
)
def test_double_questions(text: str, parts: list[str]) -> None:
    assert double_question(text) == parts
