"""Which two visits or meetings are meant where a comparison does not name them."""

from __future__ import annotations

import pytest

from assistant.several.unnamed import with_their_places
from assistant.texts.gazetteer import Gazetteer, Paragraph
from corpus.document import Span


def gazetteer(*about: str) -> Gazetteer:
    told = [Paragraph(Span(0, 9), frozenset(), place) for place in about]
    return Gazetteer({"lima": "@peru"}, "@japan", "", {"d": told})


TOLD = gazetteer("@peru", "@peru", "@chile")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Compare the two summits on fish.", "Compare the summits in Peru and Chile on fish."),
        ("How do the state visits differ?", "How do the state visits to Peru and Chile differ?"),
        ("Compare both trips on tone.", "Compare the trips to Peru and Chile on tone."),
        ("Compare the two trips: who came and who left?",) * 2,
        # Named, of somebody else, or one only.
        ("Compare the two visits, to Lima and Rome.", "Compare the two visits, to Lima and Rome."),
        ("Compare the visits to Oslo.", "Compare the visits to Oslo."),
        ("Compare the summit with the forum.", "Compare the summit with the forum."),
    ],
)
def test_they_are_the_two_that_documents_tell_of_most(asked: str, meant: str) -> None:
    assert with_their_places(asked, TOLD) == meant


def test_where_that_is_not_clear_nobody_guesses() -> None:
    asked = "Compare the two summits on fish."
    assert with_their_places(asked, gazetteer("@peru")) == asked
    assert with_their_places(asked, gazetteer("@peru", "@chile", "@oman")) == asked
