"""What becomes of each format: its words are kept, figures stay what they are."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from adding_toys import added, paragraphs, pdf, write
from pypdf import PdfWriter

from corpus.adding import add_documents
from corpus.errors import InputError
from corpus.library import Library
from corpus.pandoc import pandoc
from corpus.read import tree
from corpus.read.html import mended
from corpus.read.plain import read_plain

MARKDOWN = """# The Nara visit

They **met** in [Nara](http://x.test/), and drums cost $5 or $6.[^1]

## Guests

- Lee
- Takaichi
    - her aide

3. three
4. four

| Day | Town |
|-----|------|
| 13  | Nara |

> It rained.

<script>alert(1)</script>

[^1]: A note.
"""


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


def test_markdown_gives_up_its_dress_and_keeps_its_words(tmp_path: Path) -> None:
    document = added(tmp_path, "visit.md", MARKDOWN)
    assert document.title == document.label == "The Nara visit"
    assert [(s.level, s.heading) for s in document.sections] == [
        (1, "The Nara visit"),
        (2, "Guests"),
    ]
    assert paragraphs(document) == [
        "The Nara visit",
        "They met in Nara, and drums cost $5 or $6.",
        "A note.",
        "Guests",
        "• Lee",
        "• Takaichi",
        "• her aide",
        "3. three",
        "4. four",
        "Day | Town",
        "13 | Nara",
        "It rained.",
    ]


def test_two_first_level_headings_are_no_title(tmp_path: Path) -> None:
    document = added(tmp_path, "a.md", "# One\n\ntext\n\n# Two\n\ntext")
    assert (document.title, document.label) == (None, "a (Markdown file)")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("{a: b}", None),
        ("true", None),
        ("1984", "1984"),
        ("[true, {a: b}, A *loud* drum]", "A loud drum"),
    ],
)
def test_a_title_is_words(tmp_path: Path, written: str, title: str | None) -> None:
    document = added(tmp_path, "a.md", f"---\ntitle: {written}\n---\n\nThey met.")
    assert document.title == title
    assert document.label == (title or "a (Markdown file)")


def test_a_web_page_gives_its_title_and_nothing_is_run(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Nara &amp; Beijing</title><style>p {}</style></head><body>"
        "<script>alert(1)</script><h2>Visit</h2><p>They <i>met</i>.<br>Drums.</p>"
        "<iframe src='file:///etc/passwd'></iframe><img src='/etc/passwd' alt='a drum'></body>"
    )
    document = added(tmp_path, "page.html", page)
    assert document.title == "Nara & Beijing"
    assert paragraphs(document) == ["Visit", "They met. Drums.", "a drum"]


def test_word_is_read(tmp_path: Path) -> None:
    source = "% The visit\n\n# Guests\n\nThey met.^[A note.]\n"
    document = added(tmp_path, "visit.docx", pandoc(source.encode(), "markdown", "docx"))
    assert document.title == "The visit"
    assert paragraphs(document) == ["The visit", "Guests", "They met.", "A note."]


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


def test_markdown_that_is_mostly_html_is_refused(tmp_path: Path) -> None:
    few, many = ("<div>\n\nA word.\n\n</div>\n\n" * n for n in (3, 600))
    assert paragraphs(added(tmp_path, "few.md", few)) == ["A word."] * 3
    with pytest.raises(InputError, match=r"more than 1,000 pieces of HTML; save it as \.html"):
        added(tmp_path, "many.md", many)


NOTED = """# A heading[^1]

A paragraph.

[^1]: A note on the heading.
"""


def test_notes_of_headings_terms_and_lines_follow_them(tmp_path: Path) -> None:
    heading = added(tmp_path, "a.md", NOTED)
    assert paragraphs(heading) == ["A heading", "A note on the heading.", "A paragraph."]
    note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "A note."}]}]}
    line = [{"t": "Str", "c": "Nara"}, note]
    for node in ({"t": "LineBlock", "c": [line]}, {"t": "DefinitionList", "c": [[line, []]]}):
        assert [block.text for block in tree._blocks([node])] == ["Nara", "A note."]


RAISED = """10<sup>6</sup> euros<br>2025 was **10<SUP>-2</SUP>** better.<sup>12</sup>

CO<sub>2</sub> on the 1<sup>st</sup>, x<sup>1,2</sup> and 8<sup>7

| a | b |
|---|---|
| 45<br>50 | c<br/>d |
"""


def test_raised_and_lowered_figures_stay_apart_in_markdown(tmp_path: Path) -> None:
    assert paragraphs(added(tmp_path, "a.md", RAISED)) == [
        "10⁶ euros 2025 was 10⁻² better.¹²",
        "CO₂ on the 1st, x^(1,2) and 8 7",
        "a | b",
        "45 50 | c d",
    ]


@pytest.mark.parametrize("name", ["a.html", "a.docx"])
def test_raised_and_lowered_figures_stay_apart_elsewhere(tmp_path: Path, name: str) -> None:
    page = b"<p>10<sup>6</sup> of CO<sub>2</sub> in 2024<br>2025.<sup><b>12</b></sup></p>"
    content = page if name == "a.html" else pandoc(page, "html", "docx")
    assert added(tmp_path, name, content).text == "10⁶ of CO₂ in 2024 2025.¹²"


RAW = """<h1 align="center">Visit</h1>

<table><tr><th>Day</th><th>Town</th></tr>

<tr><td>13</td><td>Nara</td></tr></table>

<details>
<summary>More</summary>

They *met*.

</details>

<div><p>A &amp; B.</p><!-- no --></div>
<script>alert(1)</script>

<!-- nor
this -->
"""


def test_html_blocks_in_markdown_are_read(tmp_path: Path) -> None:
    document = added(tmp_path, "a.md", RAW)
    assert document.title == "Visit"
    assert paragraphs(document) == [
        "Visit",
        "Day | Town",
        "13 | Nara",
        "More",
        "They met.",
        "A & B.",
    ]


def test_what_stands_below_a_picture_is_read(tmp_path: Path) -> None:
    page = "<figure><img src='x' alt='{}'><figcaption>A <b>drum</b></figcaption></figure>"
    assert added(tmp_path, "a.html", page.format("Lee")).text == "Lee\n\nA drum"
    assert added(tmp_path, "b.html", page.format("A drum")).text == "A drum"


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_soft_hyphens_go(tmp_path: Path, name: str) -> None:
    assert added(tmp_path, name, "Our co\u00adoperation").text == "Our cooperation"


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_a_text_that_nobody_can_see_is_none(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, "\u200b \u200d\n\n\u2060\u00ad\n")
    with pytest.raises(InputError, match="there is no text in it"):
        add_documents(tmp_path / "library", [path])
    assert added(tmp_path, "b.txt", "\u200b\n\nनमस्\u200dते\n").text == "नमस्\u200dते"


def test_cells_and_rows_without_end_tags_are_rows(tmp_path: Path) -> None:
    page = (
        "<table><thead><tr><th>Good<th>2025<tbody><tr><td>Tea<td>40%<tr><td>Rice<td><p>513%</table>"
        "<select><option>One<option>Two</select>"
    )
    assert paragraphs(added(tmp_path, "a.html", page)) == [
        "Good | 2025",
        "Tea | 40%",
        "Rice | 513%",
        "One Two",
    ]


def test_what_a_page_hides_is_left_out_with_a_note(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE x [<!ENTITY a 'b'>]><p>Lee<p hidden>Kim<p>Xi</p>"
        "<div style='display: none'><div>in</div>out</div><noscript>No script.</noscript>"
        "<!-- <p hidden> --><p data-x='hidden'>Choi</p><section hidden>never ended <b>Han</b>"
    )
    told: list[str] = []
    library = tmp_path / "library"
    add_documents(library, [write(tmp_path, "a.html", page)], tell=told.append)
    assert Library.open(library).document("a").text.split("\n\n") == [
        "Lee",
        "Xi",
        "Choi",
        "never ended Han",
    ]
    assert told == [f'{tmp_path}/a.html: left out as hidden: "Kim", "in out", "No script."']


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<td", "<a b='", "<table><td>", "<p hidden>"])
def test_a_page_of_nothing_but_beginnings_takes_no_time(piece: str) -> None:
    assert mended(piece * 20_000)[1] == ()


@pytest.mark.parametrize(
    "declared", ["<meta charset=euc-kr>", "<meta content='x; charset=EUC-KR'>"]
)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, declared: str) -> None:
    page = f"<html><head>{declared}</head><p>나라에서 만났다.".encode("cp949")
    assert added(tmp_path, "a.html", page).text == "나라에서 만났다."
    with pytest.raises(InputError, match=r"b\.html: it is not UTF-8 text"):
        added(tmp_path, "b.html", page.replace(b"euc-kr", b"rot13").replace(b"EUC-KR", b"rot13"))
    with pytest.raises(InputError, match=r"c\.html: it is neither UTF-8 nor cp949, as it says"):
        added(tmp_path, "c.html", page + b"\xff\xff")


def test_ordered_lists_keep_their_marks(tmp_path: Path) -> None:
    page = "<ol type=a start=2><li>two<li>three<ol type=I><li>inner<li>last</ol></ol>"
    assert paragraphs(added(tmp_path, "a.html", page)) == [
        "b. two",
        "c. three",
        "I. inner",
        "II. last",
    ]
    word = pandoc(b"(c) three\n(d) four\n\n<!-- -->\n\niv) and", "markdown", "docx")
    assert paragraphs(added(tmp_path, "b.docx", word)) == ["(c) three", "(d) four", "iv) and"]


@pytest.mark.parametrize(
    ("text", "expected", "title"),
    [
        ("---\nNote: They met.\n\n---\n\nThen.", ["Note: They met.", "Then."], None),
        (
            "---\nThey met: here, and: so.\n\n---\nThen.",
            ["They met: here, and: so.", "Then."],
            None,
        ),
        ("---\n\nThey met.", ["They met."], None),
        ("---\ntitle: Nara\n\ndate: 2025\n...\nThey met.", ["They met."], "Nara"),
    ],
)
def test_a_rule_at_the_beginning_is_no_front_matter(
    tmp_path: Path, text: str, expected: list[str], title: str | None
) -> None:
    document = added(tmp_path, "a.md", text)
    assert (paragraphs(document), document.title) == (expected, title)


def word(body: str, padding: int = 0) -> bytes:
    """A Word document whose body is written by hand."""
    made = io.BytesIO()
    source = io.BytesIO(pandoc(b"They met.", "markdown", "docx"))
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(
                    b"</w:body>", body.encode() + b" " * padding + b"</w:body>"
                )
            out.writestr(part.filename, content)
    return made.getvalue()


BOXED = (
    "<w:p><w:r><w:t>Before.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>The captain"
    "</w:t></w:r><w:r><w:tab/><w:t>retired &amp; left.</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</w:r></w:p><w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>, unseen</w:t>"
    '</w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> again.</w:t></w:r></w:p>'
)


def test_text_boxes_of_word_are_read_and_hidden_text_is_not(tmp_path: Path) -> None:
    told: list[str] = []
    library = tmp_path / "library"
    add_documents(library, [write(tmp_path, "a.docx", word(BOXED))], tell=told.append)
    assert paragraphs(Library.open(library).document("a")) == [
        "They met.",
        "Before.",
        "Seen again.",
        "The captain retired & left.",
    ]
    assert told == [
        f'{tmp_path}/a.docx: left out as hidden: ", unseen"',
        f"{tmp_path}/a.docx: the words of its text boxes stand at the end",
    ]


def test_a_file_that_unpacks_to_too_much_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(
        InputError, match=r"a\.docx: it unpacks to \d+ MB of text and mark-up, and at"
    ):
        added(tmp_path, "a.docx", word("", padding=65_000_000))
    monkeypatch.setattr("corpus.pandoc.MAX_MEMORY_GB", 0.01)
    with pytest.raises(
        InputError, match=r"b\.md: it takes more than 2 GB of memory to read; split"
    ):
        added(tmp_path, "b.md", "a *b* " * 100_000)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("a.txt", "a.fifo"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(InputError, match="is a pipe or a device; save what it gives"):
            add_documents(tmp_path / "library", [tmp_path / name])
