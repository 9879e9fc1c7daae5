"""Markdown, HTML and Word, by way of pandoc: their words undressed, figures as they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from adding_toys import added, paragraphs, write

from corpus.adding import add_documents
from corpus.errors import InputError
from corpus.library import Library
from corpus.pandoc import pandoc
from corpus.read import tree
from corpus.read.html import mended

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
