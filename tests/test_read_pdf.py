"""What a PDF looks like tells its paragraphs; no word is lost without a note."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from adding_toys import added, paragraphs, pdf, placed_pdf, write
from click.testing import CliRunner
from pypdf import PdfWriter

from assistant.app.cli import main
from corpus.adding import add_documents
from corpus.errors import InputError
from corpus.library import Library

Placed = tuple[int, int, int, str]


def read(tmp_path: Path, *pages: list[Placed]) -> list[str]:
    return paragraphs(added(tmp_path, "a.pdf", placed_pdf(*pages)))


def lines(texts: list[str], x: int = 72, top: int = 700, size: int = 10) -> list[Placed]:
    return [(x, top - 12 * number, size, text) for number, text in enumerate(texts)]


BODY = [
    "The offshore wind park near Ulsan was expanded in April",
    "to a capacity of 1,200 megawatts. The ministry called it",
    "The largest and said that the governor had opened it.",
]
WHOLE = " ".join(BODY)


def test_a_heading_a_note_and_a_gap_part_paragraphs(tmp_path: Path) -> None:
    page = [(72, 730, 18, "The Review"), *lines(BODY), *lines(BODY, top=646)]
    page += [(72, 580, 8, "A note in small type.")]
    assert read(tmp_path, page) == ["The Review", WHOLE, WHOLE, "A note in small type."]


def test_a_gap_inside_a_sentence_parts_nothing(tmp_path: Path) -> None:
    page = [*lines(BODY), *lines(["The park belongs to the people of", "Korea. It pays."], top=640)]
    page += [
        (72, 600, 10, "They met, and in"),
        (72, 560, 10, "Nara it rained."),
        *lines(BODY, top=500),
    ]
    assert read(tmp_path, page)[2:4] == ["They met, and in Nara it rained.", WHOLE]


def test_rows_of_a_table_are_paragraphs_and_so_are_items(tmp_path: Path) -> None:
    rows = [("Plant", "MW", "Year"), ("Ulsan", "1,200", "2025"), ("Jeju", "310", "2021")]
    page = [*lines(BODY)]
    for number, row in enumerate(rows):
        page += [(72 + 100 * n, 650 - 12 * number, 10, cell) for n, cell in enumerate(row)]
    page += [
        (90, 600, 10, "Solar rose 9 %"),
        (110, 588, 10, "Roofs 4 %"),
        (90, 576, 10, "Hydro fell"),
    ]
    page += [(90, 552, 10, "2. the last item"), *lines(BODY, top=528)]
    assert read(tmp_path, page) == [
        WHOLE,
        "Plant MW Year",
        "Ulsan 1,200 2025",
        "Jeju 310 2021",
        "Solar rose 9 %",
        "Roofs 4 %",
        "Hydro fell",
        "2. the last item",
        WHOLE,
    ]


def test_a_raised_mark_is_no_figure_of_the_text(tmp_path: Path) -> None:
    page = [(72, 700, 10, "It cost 10"), (105, 704, 6, "6"), (123, 700, 10, " won.")]
    page += [(129, 704, 6, "12"), (158, 700, 10, " Work began.")]
    assert read(tmp_path, page) == ["It cost 10⁶ won.¹² Work began."]


def running(number: int) -> list[Placed]:
    return [(200, 760, 10, "Energy Review 2025"), (300, 30, 10, f"Page {number} of 12")]


def test_running_heads_and_page_numbers_are_left_out_with_a_note(tmp_path: Path) -> None:
    first = [(72, 700, 18, "Energy Review 2025"), (72, 660, 10, "Case 1 was won.")]
    pages = [first, [(72, 660, 10, "Case 2 was lost.")], [(72, 500, 10, "Case 7 is open.")]]
    content = placed_pdf(*([*running(n), *page] for n, page in enumerate(pages, start=5)))
    told: list[str] = []
    path = write(tmp_path, "a.pdf", content)
    add_documents(tmp_path / "library", [path], tell=told.append)
    assert paragraphs(Library.open(tmp_path / "library").document("a")) == [
        "Energy Review 2025",
        "Case 1 was won.",
        "Case 2 was lost.",
        "Case 7 is open.",
    ]
    left_out = '"Energy Review 2025", "Page 5 of 12"'
    assert told == [f"{path}: left out as running heads and page numbers: {left_out}"]


def test_what_only_looks_like_a_running_head_stays(tmp_path: Path) -> None:
    twice = [[(72, 760, 10, "The Review"), *lines(BODY)] for _ in range(2)]
    assert read(tmp_path, *twice) == ["The Review", WHOLE, "The Review", WHOLE]
    other = tmp_path / "other"
    other.mkdir()
    heights = [[(72, 760 - 40 * n, 10, "The Review"), *lines(BODY, top=500)] for n in range(3)]
    assert read(other, *heights).count("The Review") == 3
    nothing_else = added(tmp_path, "draft.pdf", pdf(["Draft"], ["Draft"], ["Draft"]))
    assert paragraphs(nothing_else) == ["Draft"] * 3


def test_the_note_is_told_on_the_terminal(tmp_path: Path) -> None:
    pages = [["The Review", f"{town} met."] for town in ("Nara", "Uji", "Busan")]
    path = write(tmp_path, "a.pdf", pdf(*pages))
    arguments = ["docs", "add", str(path), "--library", str(tmp_path / "l"), "--no-index"]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stdout) == (0, "added a: a (PDF)\n")
    assert done.stderr == f'{path}: left out as running heads and page numbers: "The Review"\n'


def test_a_pdf_keeps_its_pages(tmp_path: Path) -> None:
    content = pdf(["The leaders met in the old", "park.", "Drums were played for them"], ["Two."])
    document = added(tmp_path, "visit.pdf", content)
    assert [page.number for page in document.pages] == [1, 2]
    assert paragraphs(document) == [
        "The leaders met in the old park.",
        "Drums were played for them",
        "Two.",
    ]
    assert document.page_at(document.text.index("Two.")) == 2
    assert document.label == "visit (PDF)"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_anybody_may_open_is_read_and_a_locked_one_told(
    tmp_path: Path, algorithm: str
) -> None:
    def encrypted(password: str) -> bytes:
        writer = PdfWriter(io.BytesIO(pdf(["They met."])))
        writer.encrypt(password, "the owner's", algorithm=algorithm)
        content = io.BytesIO()
        writer.write(content)
        return content.getvalue()

    assert paragraphs(added(tmp_path, "open.pdf", encrypted(""))) == ["They met."]
    with pytest.raises(InputError, match=r"locked\.pdf: it is locked with a password; save"):
        added(tmp_path, "locked.pdf", encrypted("secret"))


def test_what_the_pdf_library_says_of_a_number_is_not_our_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda page, **_: int("x"))
    with pytest.raises(InputError, match=r"a\.pdf: it cannot be read as a PDF \(ValueError\); "):
        added(tmp_path, "a.pdf", pdf(["They met."]))


def test_words_that_a_pdf_breaks_at_line_ends_are_whole(tmp_path: Path) -> None:
    first = [
        "The trade-",
        "off in co-",
        "operation of a well-",
        "known maker of semi-",
        "conductors",
    ]
    first += ["after a two-", "and a three-day visit to Asia-", "Pacific states."]
    document = added(tmp_path, "words.pdf", pdf(first, ["A trade-off."]))
    assert paragraphs(document) == [
        "The trade-off in cooperation of a well-known maker of semiconductors after a two- and a"
        " three-day visit to Asia- Pacific states.",
        "A trade-off.",
    ]


def test_the_pdf_library_grumbles_to_nobody(tmp_path: Path) -> None:
    path = write(tmp_path, "junk.pdf", b"%PDF-1.4 junk\n\xff\xfe\x00 no objects, no trailer")
    program = (
        "import sys; from corpus.preparing import prepare; prepare(__import__('pathlib').Path("
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{program}sys.argv[1]))", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stderr.splitlines()
    assert told[0] == "Traceback (most recent call last):"
    assert told[-1].startswith("corpus.errors.InputError") and "junk.pdf" in told[-1]
