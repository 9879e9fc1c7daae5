"""Slips of the keyboard are mended; what may be meant as typed is not."""

from __future__ import annotations

import pytest

from assistant.words.spelling import mended, with_owners

WORDS = ["visit", "Chairman", "business", "submarine", "contract", "understanding"]
KNOWN = {"visit", "chairman", "busi", "submarin", "contract", "understand"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wen did he visti", "when did he visit"),
        ("how mny came to teh bussiness day", "how many came to the business day"),
        ("who is the chariman", "who is the Chairman"),
        ("What is a bussiness?", "What is a business?"),
        ("the memorandum of understading", "the memorandum of understanding"),
        ("Whats a visit?", "What's a visit?"),
        ("why didnt he visit", "why didn't he visit"),
        ("the govt visit, dont you know", "the government visit, don't you know"),
        # As typed: the word is English, a name, plural, or too unlike.
        ("Who is the chariman?", "Who is the chariman?"),
        ("Did they contact him?", "Did they contact him?"),
        ("Please summarise it", "Please summarise it"),
        ("the chairmen", "the chairmen"),
        ("Did Visti come?", "Did Visti come?"),
        ("what dose was given", "what dose was given"),
        ("who is Wen", "who is Wen"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert mended(typed, WORDS, KNOWN.__contains__) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is perus position", "what is Peru's position"),
        ("how many mous were signed", "how many mous were signed"),  # several, of letters
        ("do the perus agree", "do the perus agree"),
        ("the drums of peru", "the drums of peru"),
        ("who visited perus", "who visited perus"),  # nothing is owned
    ],
)
def test_an_owner_without_its_sign(typed: str, meant: str) -> None:
    assert with_owners(typed, ["Peru", "MOU", "drum", "Drum"]) == meant
