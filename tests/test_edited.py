"""The mark-up of `text.md`: headings, pages, paragraphs, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page, Section, Span
from corpus.read.edited import read_edited

MARKUP = """A title

# China

## Talks

They met.
They parted.

\f

A day later.

## Trade

# Japan

The end.
"""


def test_text_is_headings_and_paragraphs_apart_by_an_empty_line() -> None:
    assert read_edited(MARKUP).text == (
        "A title\n\nChina\n\nTalks\n\nThey met.\n\nThey parted.\n\nA day later.\n\n"
        "Trade\n\nJapan\n\nThe end."
    )


def test_pages_leave_no_gap() -> None:
    read = read_edited(MARKUP)
    assert [(page.number, page.span.of(read.text)) for page in read.pages] == [
        (1, "A title\n\nChina\n\nTalks\n\nThey met.\n\nThey parted.\n\n"),
        (2, "A day later.\n\nTrade\n\nJapan\n\nThe end."),
    ]


def test_a_section_ends_at_the_next_heading_of_its_level_or_a_higher_one() -> None:
    read = read_edited(MARKUP)
    assert [(s.level, s.heading, s.span.of(read.text)) for s in read.sections] == [
        (
            1,
            "China",
            "China\n\nTalks\n\nThey met.\n\nThey parted.\n\nA day later.\n\nTrade",
        ),
        (2, "Talks", "Talks\n\nThey met.\n\nThey parted.\n\nA day later."),
        (2, "Trade", "Trade"),
        (1, "Japan", "Japan\n\nThe end."),
    ]


def test_without_form_feeds_there_are_no_pages_and_without_headings_no_sections() -> None:
    read = read_edited("One.\n\nTwo.")
    assert (read.text, read.pages, read.sections) == ("One.\n\nTwo.", (), ())


@pytest.mark.parametrize(
    ("markup", "spans"),
    [
        ("\f\nOne.", [(0, 4)]),  # opens page 1: not an empty page before it
        ("\n\n\f\nOne.\n\f\nTwo.", [(0, 6), (6, 10)]),
        ("One.\n\f\n\f\nTwo.", [(0, 6), (6, 6), (6, 10)]),  # the second page is blank
        ("One.\n\f\n", [(0, 4), (4, 4)]),  # the last page is blank
        ("One.\r\n \f\t\r\nTwo.\r\n", [(0, 6), (6, 10)]),
    ],
)
def test_form_feeds_at_the_edges(markup: str, spans: list[tuple[int, int]]) -> None:
    expected = tuple(Page(n, Span(*span)) for n, span in enumerate(spans, start=1))
    assert read_edited(markup).pages == expected


def test_text_is_nfc_and_lines_are_trimmed() -> None:
    decomposed = "  cafe\N{COMBINING ACUTE ACCENT}\t \r\n"
    assert read_edited(decomposed).text == "caf\N{LATIN SMALL LETTER E WITH ACUTE}"


@pytest.mark.parametrize("line", ["#1 of 9", "### Deep", "#Tag", "A # B", "-- #", "#", "##"])
def test_other_lines_are_paragraphs_as_they_stand(line: str) -> None:
    read = read_edited(line)
    assert (read.text, read.sections) == (line, ())


def test_a_heading_alone_is_a_section_of_its_own_words() -> None:
    assert read_edited("## Only").sections == (Section("Only", 2, Span(0, 4)),)


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("", "no text"),
        (" \n\n\f\n", "no text"),
        ("One.\nTwo.\fThree.", "line 2: a form feed must stand alone"),
        ("One.\n\n## \n", "line 3: a heading has no words"),
    ],
)
def test_what_cannot_be_meant_is_refused(markup: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_edited(markup)


words = st.text("abcé한# .", min_size=1, max_size=12).filter(
    lambda line: line.strip() not in ("", "#", "##")
)
lines = st.lists(st.one_of(words, st.just(""), st.just("\f"), words.map("# {}".format)))


@given(lines)
def test_pages_cover_the_text_and_sections_start_with_their_headings(blocks: list[str]) -> None:
    markup = "\n".join(["First.", *blocks])
    read = read_edited(markup)
    assert "".join(page.span.of(read.text) for page in read.pages) in (read.text, "")
    assert len(read.pages) == (blocks.count("\f") + 1 if "\f" in blocks else 0)
    for section in read.sections:
        assert section.span.of(read.text).split("\n\n")[0] == section.heading
    assert all(line == line.strip() for line in read.text.split("\n"))
