"""Plain texts, and what holds for every format: words are kept, only what is one is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from adding_toys import added, paragraphs, write

from corpus.adding import add_documents
from corpus.errors import InputError
from corpus.read.plain import read_plain


def test_plain_text_keeps_its_words_and_is_no_markup(tmp_path: Path) -> None:
    text = "They met\r\nin *Nara*.\n\n# no heading\n\n<b>&amp; {x}\x1b[31m\n"
    document = added(tmp_path, "My Notes (2).txt", text)
    assert document.doc_id == "my-notes-2"
    assert paragraphs(document) == [
        "They met in *Nara*.",
        "#\N{NO-BREAK SPACE}no heading",
        "<b>&amp; {x} [31m",
    ]
    assert (document.title, document.sections, document.pages) == (None, (), ())
    assert document.label == "My Notes (2) (text file)"
    assert document.metadata and document.metadata["label_is_ours"] is True
    kept = tmp_path / "library" / "my-notes-2" / "My Notes (2).txt"
    assert kept.read_bytes() == text.encode()


def test_form_feeds_are_pages(tmp_path: Path) -> None:
    document = added(tmp_path, "a.txt", "One.\fTwo.\n\nStill two.\f\fFour.")
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert document.page_at(document.text.index("Still")) == 2
    assert document.page_at(document.text.index("Four")) == 4


def test_text_without_empty_lines_has_a_paragraph_a_line(tmp_path: Path) -> None:
    assert paragraphs(added(tmp_path, "a.txt", "One.\nTwo.\nThree.")) == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\nOne.\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("One.\nTwo.\n \t", ["One.", "Two."]),
        ("One.\nTwo.\n \t\n", ["One. Two."]),
        ("One.\nTwo. \n\n\nThree.", ["One. Two.", "Three."]),
        ("One.\nTwo.\n\N{NO-BREAK SPACE}\nThree.", ["One. Two.", "Three."]),
    ],
)
def test_an_empty_line_after_words_parts_paragraphs(text: str, expected: list[str]) -> None:
    assert [block.text for block in read_plain(text).pages[0]] == expected


@pytest.mark.parametrize("word", ["word ", "word", " "])
def test_a_very_long_line_comes_through(word: str) -> None:
    line = f"One{word * 200_000}end."
    assert [block.text for block in read_plain(line).pages[0]] == [line]


MINUTES = """MINUTES OF THE PORT AUTHORITY
14 March 2025

The board of the Busan Harbour Authority met on 14 March 2025 in Busan. It ap-
proved a budget of 48.5 million dollars for the dredging of the northern chan-
nel. The leaders named the park
after Kim.

Votes:
  Member        Vote     Remarks
  Park          yes
  Dr. Lim       yes      wants a review in 2027

1. Dredging starts in June 2025.
   a) by an outside auditor
   b) at a cost of at most 90,000 dollars, which is a long line that goes
   on here
"""


def test_short_lines_stand_alone_and_broken_words_are_whole_in_texts(tmp_path: Path) -> None:
    assert paragraphs(added(tmp_path, "minutes.txt", MINUTES)) == [
        "MINUTES OF THE PORT AUTHORITY",
        "14 March 2025",
        "The board of the Busan Harbour Authority met on 14 March 2025 in Busan. It approved a"
        " budget of 48.5 million dollars for the dredging of the northern channel. The leaders"
        " named the park after Kim.",
        "Votes:",
        "Member Vote Remarks",
        "Park yes",
        "Dr. Lim yes wants a review in 2027",
        "1. Dredging starts in June 2025.",
        "a) by an outside auditor",
        "b) at a cost of at most 90,000 dollars, which is a long line that goes on here",
    ]
    lines = "It ap-\nproved the plan.\nA two-\nand a three-day visit.\nNara-\nUji"
    assert paragraphs(added(tmp_path, "b.txt", lines)) == [
        "It approved the plan.",
        "A two- and a three-day visit.",
        "Nara-",
        "Uji",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_that_names_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert added(tmp_path, "a.txt", "나라에서 만났다.".encode(encoding)).text == "나라에서 만났다."


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_soft_hyphens_go(tmp_path: Path, name: str) -> None:
    assert added(tmp_path, name, "Our co\u00adoperation").text == "Our cooperation"


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_a_text_that_nobody_can_see_is_none(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, "\u200b \u200d\n\n\u2060\u00ad\n")
    with pytest.raises(InputError, match="there is no text in it"):
        add_documents(tmp_path / "library", [path])
    assert added(tmp_path, "b.txt", "\u200b\n\nनमस्\u200dते\n").text == "नमस्\u200dते"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("a.txt", "a.fifo"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(InputError, match="is a pipe or a device; save what it gives"):
            add_documents(tmp_path / "library", [tmp_path / name])
