"""Questions that name their source: where to look, and what is left to look for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import document

from assistant.asked.question import read_question
from assistant.asked.without_sources import without_sources
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.summaries.about import about_documents
from assistant.summaries.episodes import sections_asked
from assistant.wording import phrases
from corpus.document import Document, Page, Section, Span

NEWSLETTER = document("news", "The forum drew 600 people.", metadata={"kind": "newsletter"})
COMMENTARY = document(
    "kei",
    "The pact has 12 members.",
    metadata={"kind": "commentary", "publisher": "Institute (KEI)"},
)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Why does the newsletter bring up tariffs?", "Why bring up tariffs?"),
        ("According to the newsletter, who drew 600 people?", "Who drew 600 people?"),
        ("Who won in the newsletter's own diagram of sectors?", "Who won of sectors?"),
        (
            "Why do drums matter in diplomacy, according to KEI?",
            "Why do drums matter in diplomacy?",
        ),
        ("How large is the pact in the KEI commentary?", "How large is the pact?"),
        ("What does the newsletter say about the pact in Lima?", "The pact in Lima?"),
        ("What is the newsletter's view of the pact in Lima?", "The pact in Lima?"),
        ("What does the newsletter conclude about the pact?", "What conclude about the pact?"),
        ("How many people does the newsletter count?", "How many people count?"),
    ],
)
def test_a_question_is_read_without_the_name_of_its_source(asked, left):
    assert without_sources(asked, [NEWSLETTER, COMMENTARY]) == left


@pytest.mark.parametrize(
    "asked",
    [
        "What was agreed in the joint statement on trade?",  # no document of ours is one
        "What was said in the media commentary on trade?",  # somebody else's
        "According to Korea, who attended the forum?",
        "how many people took part in the forum",
        "What does the newsletter say?",  # asks about nothing else
    ],
)
def test_what_names_no_source_stays_as_it_is(asked):
    assert without_sources(asked, [NEWSLETTER, COMMENTARY]) == asked


def test_the_source_is_not_among_what_was_looked_for(toy_encoder):
    assistant = Assistant.in_memory(
        [NEWSLETTER, COMMENTARY],
        Settings(reader="none", confidence_threshold=1.0),
        toy_encoder,
    )
    answer = assistant.ask("According to the newsletter, who drew the forum?")
    assert answer.looked_for is not None
    assert answer.looked_for.found + answer.looked_for.missing == ("drew", "forum")
    assert answer.looked_for.doc_ids == ("news",)


def test_what_only_other_documents_hold_is_not_found_in_the_one_searched(toy_encoder):
    one, other = document("news", "The drum was loud."), document("kei", "The noodles were hot.")
    settings = Settings(reader="none", confidence_threshold=1.0)
    assistant = Assistant.in_memory([one, other], settings, toy_encoder)
    missing = {
        doc_ids: assistant.ask("Were the noodles loud?", doc_ids=doc_ids).looked_for.missing
        for doc_ids in (None, ("news",), ("news", "kei"))
    }
    assert missing == {None: (), ("news",): ("noodles",), ("news", "kei"): ()}


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Who heads the forum, in KEI's view?", ("kei",)),
        ("Who heads KEI?", ("news", "kei")),
        # The publisher is named for one of two things.
        ("Who heads the forum, and who does KEI say drew it?", ("news", "kei")),
        ("According to KEI, who heads the forum, and who drew it?", ("kei",)),
    ],
)
def test_where_the_publisher_speaks_its_document_is_searched(question, searched, toy_encoder):
    assistant = Assistant.in_memory(
        [NEWSLETTER, COMMENTARY], Settings(reader="none", confidence_threshold=1.0), toy_encoder
    )
    answer = assistant.ask(question)
    assert answer.looked_for is not None
    assert answer.looked_for.doc_ids == searched


def test_of_many_documents_it_is_said_that_there_are_others(toy_encoder):
    def held(count):
        notes = [document(f"note-{n:02}", f"The drum number {n} was loud.") for n in range(count)]
        asked = Assistant.in_memory(notes, Settings(reader="none"), toy_encoder)
        return asked.ask("Which documents do you have?")

    assert held(10).sentences[0].text == phrases.DOCUMENTS_HELD
    answer = held(11)
    assert answer.sentences[0].text == phrases.DOCUMENTS_AMONG_OTHERS
    assert len(answer.citations) == 10


def test_who_wrote_it_is_looked_up_where_no_metadata_tells(toy_encoder):
    note = document("note", "A drum was heard.\n\nThis report was written by Jane Doe.")
    settings = Settings(reader="none", confidence_threshold=0.0)
    answer = Assistant.in_memory([note], settings, toy_encoder).ask("Who wrote this report?")
    assert answer.sentences[0].text == "This report was written by Jane Doe."
    known = document("known", note.text, metadata={"authors": ("Ann Lee",)})
    refused = Assistant.in_memory([known], settings, toy_encoder).ask("Who wrote this report?")
    assert refused.status == "not_found"  # the text nowhere says that she wrote it


LETTER = Document(
    "letter",
    "Drums",
    "Drums",
    "Drums\n\nThe drum was loud.\n\nTrade grew.",
    pages=(Page(1, Span(0, 25)), Page(2, Span(25, 38))),
    metadata={"kind": "newsletter"},
)
PIECE = document(
    "piece",
    "Noodles are hot. It was issued by the Tea Institute.",
    metadata={"kind": "commentary", "publisher": "Tea Institute", "date": "2026-01-13"},
)


@pytest.mark.parametrize(
    ("question", "said", "quotes"),
    [
        ("How many pages does the newsletter have?", phrases.LAST_PAGE, ["Trade grew."]),
        ("How many pages does the commentary have?", phrases.NO_PAGES, []),
        ("How many pages do the documents have?", phrases.LAST_PAGE, ["Trade grew."]),
        (
            "Who published the commentary?",
            phrases.PUBLISHER_NAMED,
            ["It was issued by the Tea Institute."],
        ),
        ("Who published the newsletter?", phrases.NO_PUBLISHER, []),
        ("When was the newsletter published?", phrases.NO_DATE, []),
        ("When was the commentary published?", phrases.KNOWN_BESIDES, []),
        ("What is the title of the newsletter?", phrases.TITLE_HERE, ["Drums"]),
        ("What is the title of the commentary?", phrases.NO_TITLE, []),
    ],
)
def test_what_is_known_of_a_document_is_told_by_its_words(question, said, quotes, toy_encoder):
    held = Assistant.in_memory([LETTER, PIECE], Settings(reader="none"), toy_encoder)
    answer = held.ask(question)
    assert answer.sentences[0].text == said
    assert [c.quote for c in answer.citations] == quotes
    if not quotes:  # it is said of which document
        asked = "letter" if "newsletter" in question else "piece"
        assert answer.looked_for is not None
        assert answer.looked_for.doc_ids == (asked,)


def test_the_number_of_pages_stands_beside_the_quote_from_the_last(toy_encoder):
    held = Assistant.in_memory([LETTER, PIECE], Settings(reader="none"), toy_encoder)
    answer = held.ask("How many pages do the documents have?")
    assert [c.page for c in answer.citations] == [2]
    assert answer.sentences[-1].text == phrases.NO_PAGES_IN_OTHERS


TRIPS = (
    "The visit to Beijing\n\nTrade\n\nThey spoke of trade and ate noodles there for hours each day."
    "\n\nThe visit to Nara\n\nDrums\n\nTwo of them played the loud old drum in the town for hours."
)


def trips() -> Document:
    """Two parts whose titles have nothing under them but the next heading."""
    named = ["The visit to Beijing", "Trade", "The visit to Nara", "Drums"]
    starts = [TRIPS.index(f"{name}\n") for name in named]
    ends = [starts[0] + 20, starts[2] - 2, starts[2] + 17, len(TRIPS)]
    sections = tuple(
        Section(name, 1, Span(start, end))
        for name, start, end in zip(named, starts, ends, strict=True)
    )
    return Document("trips", "Trips", None, TRIPS, sections=sections)


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("What came out of the Nara visit?", ["The visit to Nara"]),
        ("Summarise the visit to Beijing.", ["The visit to Beijing"]),
        ("Give me an overview of the visit.", []),  # which?
        ("What came out of the Oslo visit?", []),
    ],
)
def test_sections_that_an_overview_asks_for(asked, begins):
    held = trips()
    found = sections_asked(read_question(asked, 100), [held])
    assert [span.of(held.text).split("\n")[0] for _, span in found] == begins


def test_a_part_reaches_over_the_sections_under_it():
    held = trips()
    (found,) = sections_asked(read_question("Summarise the visit to Beijing.", 100), [held])
    assert found[1] == Span(0, TRIPS.index("The visit to Nara"))


def test_a_section_inside_one_that_is_asked_for_is_not_told_twice():
    text = "Visit to Nara\n\nVisit to Nara: drums\n\nThe drum was loud."
    outer = Section("Visit to Nara", 1, Span(0, len(text)))
    inner = Section("Visit to Nara: drums", 2, Span(15, len(text)))
    held = Document("d", "D", None, text, sections=(outer, inner))
    found = sections_asked(read_question("Summarise the visit to Nara.", 100), [held])
    assert [span for _, span in found] == [outer.span]


def test_an_overview_of_a_part_quotes_that_part(toy_encoder):
    assistant = Assistant.in_memory(
        [trips()], Settings(reader="none", confidence_threshold=0.0), toy_encoder
    )
    answer = assistant.ask("What came out of the Nara visit?")
    assert [c.quote for c in answer.citations] == [
        "Two of them played the loud old drum in the town for hours."
    ]


def test_a_title_in_the_text_names_the_document(toy_encoder):
    titled = Document("t", "On drums", "On drums", "On drums\n\nThe drum is loud.")
    plain = document("p", "Trade is slow.")
    answer = Assistant.in_memory([titled, plain], Settings(reader="none"), toy_encoder).ask(
        "Which documents do you have?"
    )
    assert [c.quote for c in answer.citations] == ["On drums", "Trade is slow."]


def test_of_many_documents_only_those_named_are_read() -> None:
    read = []

    def documents() -> Iterator[Document]:
        for n in range(100):
            read.append(n)
            yield document(f"d{n}", f"Text {n} tells of drums.")

    answer = about_documents(read_question("Which documents do you have?", 100), documents())
    assert [c.doc_id for c in answer.citations] == [f"d{n}" for n in range(10)]
    assert answer.sentences[0].text == phrases.DOCUMENTS_AMONG_OTHERS
    assert read == list(range(11))


DATED = document(
    "report-88", "Tea Bank, Report No. 88, November 2026.\n\nThe pumps of May 2025 were good."
)
UNDATED = document("note-7", "The pumps were built in May 2025.\n\nThey were good.")


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("When was the report published?", ["Tea Bank, Report No. 88, November 2026."]),
        ("When was the note published?", []),  # a sentence tells what happened then
    ],
)
def test_a_line_at_the_beginning_dates_a_text(question, quotes, toy_encoder):
    held = Assistant.in_memory([DATED, UNDATED], Settings(reader="none"), toy_encoder)
    assert [c.quote for c in held.ask(question).citations] == quotes
