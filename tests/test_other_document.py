"""The question before, asked of another document."""

from __future__ import annotations

import pytest

from assistant.follow_ups.history import senses
from assistant.follow_ups.other_document import asked_of_another
from assistant.follow_ups.turn import Turn


@pytest.mark.parametrize(
    ("phrase", "before", "asked"),
    [
        ("the KEI commentary", "Summarise the newsletter.", "Summarise the KEI commentary."),
        ("the memo", "Is tea dear in KEI's view?", "Is tea dear in the memo's view?"),
        (
            "the KEI piece",
            "What does the Lima report say of tea?",
            "What does the KEI piece say of tea?",
        ),
        ("what does the memo say?", "How does KEI judge tea?", "How does the memo judge tea?"),
        ("the memo", "When was Bo in Lima?", "When was Bo in Lima, according to the memo?"),
        (
            "is that mentioned in the memo?",
            "Who won, in KEI's view?",
            "Who won, in the memo's view?",
        ),
        (
            "does the memo cover it too?",
            "Is tea dear, according to the report?",
            "Is tea dear, according to the memo?",
        ),
        # No document, or perhaps none.
        ("is that covered in Lima?", "What does the memo say of tea?", None),
        ("the summit", "What does the memo say of tea?", None),
        ("the memo's author", "What does the report say of tea?", None),
        ("AI", "What does the memo say of tea?", None),
        ("the memo", "What do the documents say of tea?", None),  # which of them?
        ("what does Bo say?", "What does the memo say of tea?", None),
    ],
)
def test_the_question_before_is_asked_of_another(
    phrase: str, before: str, asked: str | None
) -> None:
    assert asked_of_another(phrase, before) == asked


@pytest.mark.parametrize(
    ("question", "before", "read_as"),
    [
        ("And the newsletter?", "How does KEI judge tea?", "How does the newsletter judge tea?"),
        ("What about the memo?", "How does KEI judge tea?", "How does the memo judge tea?"),
        ("What does the memo say?", "How does KEI judge tea?", "How does the memo judge tea?"),
        ("And the memo?", "Summarise the report.", "Summarise the memo."),
    ],
)
def test_a_follow_up_that_names_a_document(question: str, before: str, read_as: str) -> None:
    assert senses(question, [Turn(before)])[0].text == read_as
