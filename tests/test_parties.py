"""Which of the two parties of a row is given in large print."""

from __future__ import annotations

import pytest

from assistant.ranking.parties import parties_asked
from corpus.document import Span

ROW = "Trade: Acme Ltd (Peruvian) and Bell (Chilean); Aim: smart fish farms."


def asked(question: str, words: str, *, several: bool = True) -> list[str]:
    start = ROW.index(words)
    span = Span(start, start + len(words))
    found = parties_asked(question, ROW, Span(0, len(ROW)), span, several=several)
    return [party.of(ROW) for party in found]


@pytest.mark.parametrize(
    ("question", "parties"),
    [
        ("Which firms will farm fish?", ["Acme Ltd", "Bell"]),  # whichever was pointed at
        # Who is named is not asked for.
        ("Which companies work with Bell?", ["Acme Ltd"]),
        ("Which companies work with Acme?", ["Bell"]),
        ("Which firms are Acme and Bell?", ["Acme Ltd", "Bell"]),
        # Nor who is from the other country.
        ("Which Peruvian firms will farm fish?", ["Acme Ltd"]),
        ("Which trade firms from Chile are there?", ["Bell"]),
        ("Name the partners on the Chilean side.", ["Bell"]),
        ("Name the Peruvian and Chilean partners.", ["Acme Ltd", "Bell"]),
        ("List the deals with the Peruvian and Chilean parties.", ["Acme Ltd", "Bell"]),
        ("Which firms signed with Chilean partners?", ["Acme Ltd"]),
        ("Which Peruvian firms signed with Chilean partners?", ["Acme Ltd"]),
        ("Which firms signed in the talks of Peru?", ["Acme Ltd", "Bell"]),
    ],
)
def test_the_parties_asked_for(question: str, parties: list[str]) -> None:
    assert asked(question, "Bell (Chilean); Aim") == parties
    assert asked(question, "Acme Ltd") == parties


def test_words_that_are_no_party_stay() -> None:
    assert asked("Which farms will Acme run?", "smart fish farms") == []
    # One is asked for, and one is pointed at.
    assert asked("Who works with Bell?", "Acme Ltd", several=False) == []
    assert asked("Which Peruvian firm is it?", "Acme Ltd (Peruvian) and Bell", several=False) == [
        "Acme Ltd"
    ]
    both = "Acme Ltd (Peruvian) and Bell (Chilean); Aim"
    assert asked("Who will farm fish?", both, several=False) == ["Acme Ltd", "Bell"]
    assert asked("What is the deal?", both, several=False) == []


def test_a_place_names_no_party() -> None:
    row = "Trade: Lima Foods (Peruvian) and Bell (Chilean); Aim: fish."
    found = parties_asked("Who came to Lima?", row, Span(0, len(row)), Span(7, 11), several=True)
    assert [party.of(row) for party in found] == ["Lima Foods", "Bell"]
