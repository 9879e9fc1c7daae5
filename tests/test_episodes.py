"""Where documents tell of a visit or a meeting."""

from __future__ import annotations

import pytest
from conftest import ToyEncoder

from assistant.asked.question import read_question
from assistant.export.said import document_heads
from assistant.recorded import answer_from_json
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.summaries.episodes import asks_what_happened, episodes
from assistant.texts.gazetteer import Gazetteers
from corpus.document import Document, Section, Span

# Peru is named most: what is told is told of Peru everywhere.
LETTER_TEXT = (
    "Peru in the world\n\n"
    "A visit to Chile\n\n"
    "Peru and its neighbour spoke of copper in Santiago, Chile.\n\n"
    "Conclusion\n\n"
    "Peru did well, says the press of Peru."
)
PIECE_TEXT = (
    "Peru began the year with two trips.\n\n"
    "Bo came to see the Chilean mines of Peru's partner, and Bo liked them.\n\n"
    "In Osaka, Japan, Peru sold fish, and Aki of Japan bought it for Japan.\n\n"
    "Peru met Aki again and spoke of Japanese tea with Aki."
)


def letter() -> Document:
    headings = ["A visit to Chile", "Conclusion"]
    starts = [LETTER_TEXT.index(heading) for heading in headings]
    sections = (
        Section(headings[0], 1, Span(starts[0], starts[1] - 2)),
        Section(headings[1], 1, Span(starts[1], len(LETTER_TEXT))),
    )
    return Document("l", "Letter", None, LETTER_TEXT, sections=sections)


PIECE = Document("p", "Piece", None, PIECE_TEXT)


def told_in_order(asked: str) -> list[tuple[str, list[str]]]:
    found = episodes(read_question(asked, 100), [letter(), PIECE], Gazetteers())
    return [(d.doc_id, [span.of(d.text).split(" ")[0] for span in spans]) for d, spans, _ in found]


def told(asked: str) -> dict[str, list[str]]:
    return dict(told_in_order(asked))


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        # Under its heading in one, in the paragraph about it in the other.
        ("What came out of the visit to Chile?", {"l": ["A"], "p": ["Bo"]}),
        ("What happened in Japan?", {"p": ["In", "Peru"]}),
        ("What happened in Osaka?", {"p": ["In", "Peru"]}),  # "Osaka, Japan", says the text
        ("Give me an overview of the meeting with Aki.", {"p": ["In", "Peru"]}),
        ("Give me an overview of the trip to Santiago.", {"l": ["A"]}),  # the piece has none of it
        ("How did the president's visit to Chile go?", {"l": ["A"], "p": ["Bo"]}),
        ("What happened in Tokyo?", {}),
        ("Tell me about the meeting with Ann Lee.", {}),  # nobody knows her
        ("Give me an overview of the trip to the United States.", {}),
        ("What happened in Japan after the visit?", {}),
        ("What happened in Japan in 2016?", {}),  # one sentence may say it
        ("What happened in Japan in May?", {}),
        ("What happened in Japan with Bo?", {}),  # he is elsewhere
        ("What happened in Russia?", {}),
        ("What happened in Chile and in Russia?", {}),  # one of them is told of nowhere
        ("Give me a summary of the three trips.", {}),  # they tell of two
        ("Tell me about the mines of Chile.", {}),  # no visit
        ("Summarise the results of the visit to Chile for copper.", {}),  # more is asked
        ("What came out of the visit to Peru?", {}),  # all of it is about Peru
    ],
)
def test_where_an_episode_is_told(asked: str, where: dict[str, list[str]]) -> None:
    assert told(asked) == where


@pytest.mark.parametrize(
    "asked",
    [
        "What happened in Chile and in Japan?",
        "Give me a summary of both trips.",
        "Give me the key takeaways of the January trips.",
        "Summarise both visits in January.",
        "Compare the outcomes of the Chile visit and the Japan visit.",
        "What is the difference between the Chile visit and the Japan visit?",
    ],
)
def test_of_two_visits_each_is_told_by_itself(asked: str) -> None:
    assert told_in_order(asked) == [("l", ["A"]), ("p", ["Bo"]), ("p", ["In", "Peru"])]


def test_which_country_is_the_host_is_known_from_the_whole_library() -> None:
    text = (
        "The mines of Chile in the north gave copper to the whole of the world.\n\n"
        "Peru came to Chile on a visit in May, and saw all of the mines there."
    )
    guest = Document("g", "Guest", None, text)
    asked = read_question("Give me an overview of the visit to Chile.", 100)
    # By itself it seems to be at home in Chile.
    assert Gazetteers().of([guest]).home == "@chile"
    assert not episodes(asked, [guest], Gazetteers())
    library = [letter(), PIECE, guest]
    assert Gazetteers(lambda: library).of([guest]).home == "@peru"
    (found,) = episodes(asked, [guest], Gazetteers(lambda: library))
    assert found.document is guest


def test_a_sentence_told_of_both_visits_is_quoted_once(toy_encoder: ToyEncoder) -> None:
    told = "Peru saw copper in the north of Chile and drank tea in Japan with many friends."
    text = (
        "Peru spoke of its own affairs at home in the cold month of July with itself.\n\n"
        f"A visit to Chile and a visit to Japan\n\n{told}"
    )
    start = text.index("A visit")
    section = Section("A visit to Chile and a visit to Japan", 1, Span(start, len(text)))
    trips = Document("t", "Trips", None, text, sections=(section,))
    made = Assistant.in_memory(
        [trips], Settings(reader="none", confidence_threshold=0.0), toy_encoder
    )
    answer = made.ask("Compare the visit to Chile and the visit to Japan.")
    assert [c.quote for c in answer.citations].count(told) == 1


def test_two_visits_stand_under_what_a_document_calls_them(toy_encoder: ToyEncoder) -> None:
    parts = {
        "A visit to Chile": "Peru saw the old copper mines in the north of Chile with friends.",
        "A visit to Japan": "Peru drank tea in the old garden of Osaka in Japan with friends.",
    }
    home = "Peru spoke of its own affairs at home in the cold month of July with itself."
    text = "\n\n".join([home, *(f"{heading}\n\n{told}" for heading, told in parts.items())])
    starts = [text.index(heading) for heading in parts] + [len(text) + 2]
    sections = tuple(
        Section(heading, 1, Span(start, end - 2))
        for heading, start, end in zip(parts, starts, starts[1:], strict=False)
    )
    trips = Document("t", "Trips", None, text, sections=sections)
    settings = Settings(reader="none", confidence_threshold=0.0)
    made = Assistant.in_memory([trips], settings, toy_encoder)
    both = made.ask("Compare the visit to Chile and the visit to Japan.")
    quotes = {c.marker: c.quote for c in both.citations}
    assert {g.heading: [quotes[m] for m in g.markers] for g in both.groups} == {
        heading: [told] for heading, told in parts.items()
    }
    assert document_heads(both) == {0: "A visit to Chile", 1: "A visit to Japan"}
    assert answer_from_json(both.to_json()).groups == both.groups
    one = made.ask("Give me an overview of the visit to Japan.")
    assert one.citations and not one.groups


def test_an_overview_of_an_episode_quotes_where_it_is_told(toy_encoder: ToyEncoder) -> None:
    made = Assistant.in_memory(
        [letter(), PIECE], Settings(reader="none", confidence_threshold=0.0), toy_encoder
    )
    answer = made.ask("What happened in Japan?")
    assert [c.quote.split(" ")[0] for c in answer.citations][:2] == ["In", "Peru"]
    assert {c.doc_id for c in answer.citations[:2]} == {"p"}
    shorter = made.ask("Summarise the visit to Japan in one sentence.")
    assert [c.quote for c in shorter.citations] == [answer.citations[0].quote]


@pytest.mark.parametrize(
    ("asked", "all_of_it"),
    [("What happened in Japan?", True), ("What happened in 1942?", False), ("Who met Aki?", False)],
)
def test_what_happened_may_be_told_by_one_sentence(asked: str, all_of_it: bool) -> None:
    assert (
        asks_what_happened(read_question(asked, 100), [letter(), PIECE], Gazetteers()) is all_of_it
    )
