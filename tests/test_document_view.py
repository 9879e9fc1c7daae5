from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from toy_chat import NEWS, PACT

from assistant.app.document_view import blocks_of
from assistant.app.locate import LocatedQuote, locate
from corpus.document import Document, Page, Section, Span, sha256_of

DRUM = "The drum was loud."
TEXT = f"Nara\n\nThey met in Nara. {DRUM}\n\nThey left."


def quoted_words(document: Document, quote: Span) -> str:
    return "".join(p.text for b in blocks_of(document, quote) for p in b.parts if p.quoted)


# The quote, found again


def place_of(text: str) -> tuple[int, int]:
    return text.index(DRUM), text.index(DRUM) + len(DRUM)


def test_a_quote_is_where_it_was() -> None:
    start, end = place_of(TEXT)
    assert locate(TEXT, start, end, sha256_of(DRUM)) == LocatedQuote(Span(start, end), "there")


def test_a_quote_that_moved_is_found_at_the_nearest_place() -> None:
    start, end = place_of(TEXT)
    moved = f"{DRUM} A new first paragraph.\n\n{TEXT}"
    second = moved.rindex(DRUM)
    assert locate(moved, start, end, sha256_of(DRUM)).how == "moved"
    assert locate(moved, second - 3, second - 3 + len(DRUM), sha256_of(DRUM)).span.start == second
    assert locate(moved, 2, 2 + len(DRUM), sha256_of(DRUM)).span.start == 0


def test_a_quote_that_was_changed_is_lost_even_by_one_letter() -> None:
    start, end = place_of(TEXT)
    changed = TEXT.replace("loud", "Loud")
    assert locate(changed, start, end, sha256_of(DRUM)) == LocatedQuote(Span(start, start), "lost")


def test_a_place_beyond_the_text_is_searched_and_else_ends_with_the_text() -> None:
    assert locate(DRUM, 900, 900 + len(DRUM), sha256_of(DRUM)).span == Span(0, len(DRUM))
    assert locate("abc", 900, 920, sha256_of(DRUM)) == LocatedQuote(Span(3, 3), "lost")
    assert locate("", 0, 5, sha256_of(DRUM)) == LocatedQuote(Span(0, 0), "lost")
    # The hash of what is left of a cut text is not the hash of the quote.
    assert locate("They", 2, 9, sha256_of("ey")).how == "lost"


# The document in blocks


@given(st.text("ab \n", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_every_quote_is_highlighted_and_no_character_is_lost(
    text: str, start: int, length: int
) -> None:
    quote = Span(min(start, len(text)), min(start + length, len(text)))
    document = Document("d", "D", None, text)
    blocks = blocks_of(document, quote)
    shown = "".join(part.text for block in blocks for part in block.parts)
    assert "".join(shown.split()) == "".join(text.split())
    assert "".join(quoted_words(document, quote).split()) == "".join(quote.of(text).split())


def test_headings_pages_and_the_quote_stand_where_the_document_has_them() -> None:
    text = "China\n\nThey met. They ate.\n\nJapan\n\nThey drummed."
    document = Document(
        "d",
        "D",
        None,
        text,
        pages=(Page(1, Span(0, 17)), Page(2, Span(17, 28)), Page(3, Span(28, len(text)))),
        sections=(Section("China", 1, Span(0, 28)), Section("Japan", 2, Span(28, len(text)))),
    )
    blocks = blocks_of(document, Span(7, 16))
    assert [(block.heading, block.page) for block in blocks] == [
        (2, 1),
        (0, None),
        (3, 3),
        (0, None),
    ]
    # Page 2 begins inside the second paragraph.
    assert [(p.text, p.quoted, p.page) for p in blocks[1].parts] == [
        ("They met.", True, None),
        (" ", False, None),
        ("They ate.", False, 2),
    ]


def test_a_section_that_does_not_begin_with_its_heading_leaves_a_paragraph() -> None:
    (block,) = [b for b in blocks_of(NEWS, None) if b.parts[0].text.startswith(PACT)]
    assert block.heading == 0 and block.page == 2


def test_the_place_of_a_lost_quote_is_the_paragraph_there_or_the_next_or_the_last() -> None:
    document = Document("d", "D", None, "One\n\nTwo")
    for place, marked in ((1, 0), (4, 1), (6, 1), (99, 1)):
        assert [b.is_place for b in blocks_of(document, None, place)].index(True) == marked
