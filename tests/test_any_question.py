"""Whatever is typed is read: no text makes the reading of a question fail, or take for ever."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assistant
from assistant.asked.question import NothingAsked, read_question
from assistant.follow_ups.history import Turn, readings
from assistant.several.double import double_question
from assistant.several.sides import sides
from assistant.words.clauses import clause_of
from assistant.words.known_names import known_names
from assistant.words.mentions import mentions

WORDS = (  # noqa: SIM905 - one to a line they would fill a page
    "Who When Where Why How What Which many much did does was is and or the of in at to by for not "
    "Lee Xi Nara Beijing Japan Korea she his it they both each one former signed met compare more "
    "than larger pacts visit summit 12 2026 January , ; : . ? ! ’s 's - – — ( ) \" A-A-A"
).split()
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
    assert all(reading.text.strip() for reading in readings(asked, [Turn(before)]))


def test_there_is_something_to_read_in_plain_words() -> None:
    named = mentions("Did Lee meet Xi in Nara?", known_names([]))
    assert [m.text for m in named] == ["Lee", "Xi", "Nara"]
    assert readings("And Xi?", [Turn("Who met Lee?")])[0].text == "Who met Xi?"


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """All compiled patterns of the package, with where they are."""
    found = {}
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
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
