"""Whatever is typed is read: no text makes the reading of a question fail, or take for ever."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest
from conftest import ToyEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

import assistant as package
from assistant import Assistant
from assistant.asked.question import NothingAsked, read_question
from assistant.follow_ups.history import Turn, senses
from assistant.settings import Settings
from assistant.several.double import double_question
from assistant.several.sides import sides
from assistant.words.clauses import clause_of
from assistant.words.known_names import known_names
from assistant.words.mentions import mentions
from corpus.document import Document

WORDS = (  # noqa: SIM905 - one to a line they would fill a page
    "Who When Where Why How What Which many much did does was is and or the of in at to by for not "
    "Lee Xi Nara Beijing Japan Korea she his it they both each one former signed met compare more "
    "than larger pacts visit summit 12 2026 January , ; : . ? ! ’s 's - – — ( ) \" A-A-A "
    r"other one ones two first which \q C:\dir \1 \g<0> {0} $1"
).split()
LETTER = "Lee met Xi in Nara. They signed two pacts on 12 January 2026, more than Japan expected."
ASKED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@given(ASKED, ASKED)
@settings(max_examples=400, deadline=None)
def test_words_in_any_order_are_read(asked: str, before: str) -> None:
    clause_of(asked)
    sides(asked)
    double_question(asked)
    known = known_names([before])
    assert all(m.text == asked[m.start : m.end] for m in mentions(asked, known))
    try:
        assert read_question(asked, 2000).text == asked
    except NothingAsked:
        assert not asked.strip()
    assert all(sense.text.strip() for sense in senses(asked, [Turn(before)]))


def test_there_is_something_to_read_in_plain_words() -> None:
    named = mentions("Did Lee meet Xi in Nara?", known_names([]))
    assert [m.text for m in named] == ["Lee", "Xi", "Nara"]
    assert senses("And Xi?", [Turn("Who met Lee?")])[0].text == "Who met Xi?"


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.in_memory(
        [Document("letter", "a letter", None, LETTER), Document("note", "a note", None, "A drum.")],
        Settings(reader="none", confidence_threshold=0.0),
        ToyEncoder(),
    )


@given(ASKED, ASKED)
@settings(max_examples=150, deadline=None)
def test_words_in_any_order_are_answered(assistant: Assistant, asked: str, before: str) -> None:
    answer = assistant.ask(asked, [before])
    for citation in answer.citations:
        assert assistant.document(citation.doc_id).text[citation.start : citation.end] == (
            citation.quote
        )
    markers = [marker for sentence in answer.sentences for marker in sentence.markers]
    assert set(markers) == {citation.marker for citation in answer.citations}


def test_a_backslash_is_a_letter_like_any_other() -> None:
    before = [Turn("Which C:\\q pacts were signed?")]
    read = [sense.text for sense in senses("Where are the other two?", before)]
    assert read[0] == "Where are the other two C:\\q pacts?"
    assert double_question("Which \\g<9> oak fell, and which one was planted?") == [
        "Which \\g<9> oak fell?",
        "Which \\g<9> oak was planted?",
    ]


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """All compiled patterns of the package, with where they are."""
    found = {}
    for module in pkgutil.walk_packages(package.__path__, "assistant."):
        if module.name.startswith("assistant.app"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found.setdefault(value, f"{module.name}.{name}")
    return [(name, pattern) for pattern, name in found.items()]


def _search_all() -> None:
    for name, pattern in _patterns():
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        for unit in ("A-", "a ", "A ", "a, ", "A, ", "the ", "of A ", "A’s ", "12 ", "하 ", "a-"):
            pattern.search(unit * 40 + "\x00")
            pattern.sub("", f"Did {unit * 40}go?")


def test_no_pattern_takes_for_ever() -> None:
    """Two ways to match one hyphen are a million ways to match twenty."""
    # In a process of its own: a search that does not end cannot be stopped otherwise.
    run = [sys.executable, __file__]
    try:
        done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=True)
    except subprocess.TimeoutExpired as error:
        searched = (error.stdout or b"").decode().split()
        pytest.fail(f"the search for {searched[-1:]} does not end")
    assert len(done.stdout.split()) > 300


if __name__ == "__main__":
    _search_all()
