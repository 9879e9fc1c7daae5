"""Sentences that tell of a visit or meeting in another place than the one asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from assistant.asked.question import Question, read_question
from assistant.finding import Finder, Found
from assistant.ranking.elsewhere import Places
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ
from assistant.several.aspect import told_of_each, without_place
from assistant.texts.gazetteer import gazetteer_of
from corpus.document import Document, Section, Span
from corpus.split import body_sentences

# Peru is at home, Chile and Japan are abroad.
TEXT = (
    "Ann of Peru began the year with a visit to Santiago, Chile, before all the others of Peru.\n\n"
    "Chile and Peru met for the first time in years, and Chile showed how glad it was of that. "
    "Both leaders held a meeting at the old palace on the afternoon of 5 May last year.\n\n"
    "After her visit to Chile she flew from Peru to Japan "
    "for a meeting in Osaka on 13 May last year. "
    "Ann of Peru was in Chile from 4 to 7 May and in Osaka, Japan, from 12 to 14 May in all.\n\n"
    "Peru was glad of all that she had done on the long way there and back.\n\n"
    "The visit to Chile\n\n"
    "They signed nine deals at the end of a long day there."
)


def document() -> Document:
    start = TEXT.index("The visit to Chile")
    headed = Section("The visit to Chile", 1, Span(start, len(TEXT)))
    return Document("d", "D", None, TEXT, sections=(headed,))


PLACES = Places(lambda: gazetteer_of([document()]))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("When was the meeting in Japan?", "@japan"),
        ("Where was the Peru-Chile meeting held?", "@chile"),
        ("When was the visit to Osaka?", "@japan"),
        ("When did Ann fly to Japan?", ""),  # no visit, no meeting
        ("Where did Ann meet Bo?", ""),  # no place
        ("When were the visits to Chile and Japan?", ""),  # two
        ("Compare the visit to Chile with others.", ""),  # gathered from several places
        ("When was that (visit to Chile)?", ""),  # asked of an earlier question
    ],
)
def test_the_place_asked_about(asked: str, place: str) -> None:
    assert PLACES.asked(read_question(asked, 100)) == place


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("How many deals were signed in Japan?", "@japan"),
        ("Who drummed at Osaka?", "@japan"),
        ("Why did Ann go to Japan?", ""),
        ("What was signed in Chile, and what in Japan?", ""),  # two
        ("What was signed in Peru?", ""),  # at home
        ("How many were they (deals signed in Japan)?", ""),  # asked of an earlier question
    ],
)
def test_the_place_in_which_something_was(asked: str, place: str) -> None:
    assert PLACES.asked_inside(read_question(asked, 100)) == place


@pytest.mark.parametrize(
    ("asked", "elsewhere"),
    [
        ("Where was the meeting in Japan?", {"Ann of Peru began", "Chile and", "Both", "They"}),
        # What they say of a place besides, is not said of Chile.
        ("Where was the meeting in Chile?", {"After", "Ann of Peru was"}),
        # Of several dates in a sentence one must be that of the place.
        ("When was the meeting in Chile?", {"After"}),
        (
            "When was the meeting in Japan?",
            {"Ann of Peru began", "Chile and", "Both", "They"},
        ),
    ],
)
def test_what_is_told_of_another_place(asked: str, elsewhere: set[str]) -> None:
    question = read_question(asked, 100)
    place = PLACES.asked(question)
    starts = ("Ann of Peru began", "Chile and", "Both", "After", "Ann of Peru was", "They")
    told = {
        start
        for paragraph in body_sentences(document())
        for span in paragraph
        for start in starts
        if span.of(TEXT).startswith(start)
        and PLACES.told_elsewhere(question, place, document(), span)
    }
    assert told == elsewhere


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("What was said in Chile?", "@chile"),
        ("What was said in Osaka?", "@japan"),
        ("What was said in Chile and Japan?", ""),
        ("What was said at home in Peru?", ""),
    ],
)
def test_the_one_place_that_a_text_names(text: str, place: str) -> None:
    assert PLACES.only(text) == place


@pytest.mark.parametrize(
    ("begins", "places"),
    [
        ("Chile and Peru met", {"@chile"}),
        ("Both leaders held", {"@chile"}),  # by its paragraph
        # Two visits: that to Japan is told.
        ("After her visit to Chile she flew", {"@chile", "@japan"}),
        ("Ann of Peru was in Chile", {"@chile", "@japan"}),
        ("Peru was glad", set()),
    ],
)
def test_the_places_that_a_sentence_tells_of(begins: str, places: set[str]) -> None:
    start = TEXT.index(begins)
    span = Span(start, TEXT.index(".", start) + 1)
    told = {p for p in ("@chile", "@japan") if PLACES.tells_of(p, document(), span)}
    assert told == places


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("What was said on fish in Chile?", "What was said on fish?"),
        ("the talks with Japan on fish?", "the talks on fish?"),
        ("the talks in Peru on fish?", "the talks in Peru on fish?"),
    ],
)
def test_what_is_compared_has_no_place(question: str, aspect: str) -> None:
    assert without_place(question, PLACES) == aspect


def test_what_is_compared_belongs_to_the_place_that_it_is_told_of() -> None:
    def candidate(begins: str, score: float) -> Candidate:
        start = TEXT.index(begins)
        span = Span(start, TEXT.index(".", start) + 1)
        return Candidate("d", span, span.of(TEXT), {}, score)

    def found(asked: str, *candidates: Candidate) -> Found:
        question = read_question(asked, 100)
        return Found(question, [], candidates, NOTHING_READ, {}, 0.5)

    asked_besides: list[str] = []

    class Finding:
        places = PLACES

        def document_of(self, doc_id: str) -> Document:
            return document()

        def found(self, asked: Question, where: object, reads: int) -> Found:
            asked_besides.append(asked.text)
            return found(asked.text, candidate("Both leaders", 0.9), candidate("After her", 0.8))

    chile = found("What was held in Chile?", candidate("Ann of Peru began", 0.5))
    japan = found("What was held in Japan?", candidate("Ann of Peru began", 0.6))
    sides = told_of_each([chile, japan], None, cast(Finder, Finding()))
    assert asked_besides == ["What was held?"]  # once for both
    assert [[c.score for c in side.candidates] for side in sides] == [[0.9, 0.8, 0.5], [0.8]]
    # What is like a visit to the place need not tell of what the visits are compared on.
    asked_besides.clear()
    visits = [
        found("the visit to Chile on fish?", candidate("Ann of Peru began", 0.5)),
        found("the visit to Japan on fish?", candidate("Ann of Peru began", 0.6)),
    ]
    sides = told_of_each(visits, None, cast(Finder, Finding()))
    assert asked_besides == ["fish?"]
    assert [[c.score for c in side.candidates] for side in sides] == [[0.9, 0.8], [0.8]]
    # A date is looked for at its own place alone.
    dated = [replace(side, question=replace(side.question, kind="when")) for side in (chile, japan)]
    assert told_of_each(dated, None, cast(Finder, Finding())) == dated
