"""Questions put in other words before they are refused."""

from __future__ import annotations

import pytest

from assistant.other_words import in_other_words


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Did Acme sign an agreement?", "Does Acme have a deal?"),
        ("Did Acme and Bell sign a currency swap agreement?",
         "Does Acme and Bell have a currency swap deal?"),
        ("Who signed MOUs with Bell?", "Who has deals with Bell?"),
        ("Which deals did Acme sign?", "Which deals does Acme have?"),
        ("With whom did Acme sign a memorandum of understanding?",
         "With whom does Acme have a deal?"),
        ("Which firm did Acme sign a contract with?", "With which firm does Acme have a deal?"),
        ("What did Acme sign?", "What is the deal of Acme?"),
        ("Was there a deal with Bell?", "What is the deal with Bell?"),
        ("What does the agreement with Bell say?", "What is the deal with Bell?"),
        ("Who is the premier of Peru?", "Who is the prime minister of Peru?"),
        ("Where did Ann sit down with Bo?", "Where was the meeting of Ann and Bo held?"),
        ("Where was Ann received by Bo?", "Where was the meeting of Ann and Bo held?"),
        ("On which day did Ann and Bo meet?", "On which day was the meeting of Ann and Bo held?"),
        ("Where did the visit fall short?", "What went wrong at the visit?"),
        ("For how many days was she in Lima?", "How long was she in Lima?"),
        ("What is the MOU that Acme signed with Bell about?",
         "What is the deal of Acme with Bell?"),
        ("What does the pact signed by Acme cover?", "What is the deal of Acme?"),
        ("Has the ban on fish been lifted?", "Did fish resume?"),
        ("Who led Acme at the forum?", "Who is the chairman of Acme?"),
        ("Did Peru lift its ban on fish imports?", "Did fish imports to Peru resume?"),
        ("What did Ann tell Bo about trade?", "What did Ann say about trade?"),
        ("How many of the three old ships were sold?", "How many old ships were sold?"),
        ("Why didn't the firms get in?", "Why did the firms not get in?"),
        ("Which tycoons came?", "Which business leaders came?"),
        ("Did the boss of Acme come?", "Did the head of Acme come?"),
    ],
)  # fmt: skip
def test_in_other_words(asked: str, other: str) -> None:
    assert in_other_words(asked) == other


@pytest.mark.parametrize(
    "asked",
    [
        "Which deals did Acme sign in Lima?",  # the place would be lost
        "Which dispute led Acme to sign an agreement?",
        "Who is the president of Peru?",
        "Who led the delegation?",  # it has no chairman
        "How many days passed after the visit?",
        "Who is the party boss?",  # an office
        "Why didn't it?",
        "",
    ],
)
def test_nothing_is_lost(asked: str) -> None:
    assert in_other_words(asked) is None
