"""What somebody said is told by a sentence with them and a reporting verb."""

from __future__ import annotations

import pytest

from assistant.ranking.speech import speaker_asked, tells_words


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("What did Premier Li tell Lee?", "Premier Li Qiang reaffirmed the plan.", True),
        ("What did the premier say?", "Premier Li Qiang said so.", True),
        ("What did Li say?", "Li met Lee, who said nothing.", False),
        ("What did Li say?", "Lee told Li to come.", False),
        ("What did Li say?", "Later, Li wrote on X.", True),
        ("What did Li say to Lee?", "Later, Li wrote on X.", False),
    ],
)
def test_who_spoke(question: str, sentence: str, expected: bool) -> None:
    speaker = speaker_asked(question)
    assert speaker is not None
    assert tells_words(speaker, sentence) is expected


@pytest.mark.parametrize(
    "question",
    [
        "What did Premier Li say about trade?",  # what he said first may be of something else
        "What did Li say next?",
        "What did Peru announce?",
        "When did Li say it?",
        "What did Li sign?",
    ],
)
def test_other_questions_have_no_speaker(question: str) -> None:
    assert speaker_asked(question) is None
