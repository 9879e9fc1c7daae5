"""Files into a library and out of it, whole or not at all."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfWriter

from assistant.app.cli import main
from corpus.adding import add_documents, remove_document
from corpus.document import Document, sha256_of
from corpus.errors import InputError, LibraryError, UserError
from corpus.library import Library
from corpus.pandoc import pandoc
from corpus.preparing import SUFFIXES, prepare
from corpus.read import tree
from corpus.read.plain import read_plain
from index.store import IndexStore

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


def pdf(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages, written by hand."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 12 Tf 72 720 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode() + trailer.encode()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def added(tmp_path: Path, name: str, content: str | bytes) -> Document:
    library = tmp_path / "library"
    (doc_id,) = add_documents(library, [write(tmp_path, name, content)])
    assert (library / doc_id).is_dir()
    return Library.open(library).document(doc_id)


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")


# What becomes of each format


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
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda page: int("x"))
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


# Names


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        ("Résumé.txt", "resume"),
        ("..hidden..txt", "hidden"),
        ("a" * 200 + ".txt", "a" * 60),
        ("한국.txt", f"document-{sha256_of('They met.')[:8]}"),
        ("$(rm -rf ~);.txt", "rm-rf"),
    ],
)
def test_ids_are_made_of_letters_and_digits(tmp_path: Path, name: str, doc_id: str) -> None:
    document = added(tmp_path, name, "They met.")
    assert document.doc_id == doc_id
    assert sorted(p.name for p in (tmp_path / "library" / doc_id).iterdir()) == sorted(
        ["metadata.toml", "text.md", name]
    )


@pytest.mark.parametrize("name", ["text.md", "Text.MD"])
def test_a_file_named_like_our_own_is_kept_beside_it(tmp_path: Path, name: str) -> None:
    document = added(tmp_path, name, "Some **words**.")
    assert document.text == "Some words."
    kept = tmp_path / "library" / "text" / f"original-{name}"
    assert kept.read_text() == "Some **words**."


def test_a_name_that_could_be_toml_stays_a_name(tmp_path: Path) -> None:
    name = 'a"\nlabel_is_ours = false\n[x.txt'
    document = added(tmp_path, name, "They met.")
    assert document.label == 'a" label_is_ours = false [x (text file)'


def test_a_file_that_is_too_much_for_the_reading_is_a_fault_like_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = write(tmp_path, "deep.html", "<div>" * 3000 + "x" + "</div>" * 3000)
    with pytest.raises(InputError, match=r"deep\.html: its parts are nested too deeply"):
        add_documents(tmp_path / "library", [deep])
    monkeypatch.setattr("corpus.pandoc.TIMEOUT_S", 0.0001)
    slow = write(tmp_path, "slow.html", "<p>x</p>")
    with pytest.raises(InputError, match=r"slow\.html: it was not read within"):
        add_documents(tmp_path / "library", [slow])


# Whole or not at all


def test_all_faults_are_named_and_nothing_is_added(tmp_path: Path) -> None:
    library = tmp_path / "library"
    bad = {
        "empty.txt": b" \n",
        "latin.txt": b"caf\xe9",
        "binary.txt": b"a\0b",
        "tool.exe": b"MZ",
        "broken.pdf": b"%PDF-1.4 nothing",
        "picture.pdf": pdf([]),
        "broken.docx": b"PK no",
    }
    paths = [write(tmp_path, name, content) for name, content in bad.items()]
    paths += [tmp_path / "missing.txt", write(tmp_path, "good.txt", "Good."), tmp_path]
    with pytest.raises(InputError) as caught:
        add_documents(library, paths)
    told = caught.value.faults
    assert len(told) == 9
    for name, fault in zip([*bad, "missing.txt"], told[:8], strict=True):
        assert name in fault
    assert "no text" in told[0] and "save it as UTF-8" in told[1] and "binary" in told[2]
    assert not library.exists()


def test_a_file_of_an_unknown_kind_that_is_not_there_is_told_as_missing(tmp_path: Path) -> None:
    paths = [tmp_path / "nope", tmp_path, write(tmp_path, "tool.exe", "MZ")]
    with pytest.raises(InputError) as caught:
        add_documents(tmp_path / "library", paths)
    assert caught.value.faults == (
        f"{tmp_path / 'nope'}: cannot be read (No such file or directory); check the name",
        f"{tmp_path}: cannot be read (Is a directory); check the name",
        f"{tmp_path / 'tool.exe'}: only .txt, .pdf, .md, .html, .htm, .docx can be added; save it"
        " as one of them",
    )


def test_an_id_that_is_taken_is_refused(tmp_path: Path) -> None:
    first = added(tmp_path, "note.txt", "First.")
    other = tmp_path / "other"
    other.mkdir()
    paths = [write(other, "note.txt", "Second."), write(other, "NOTE!.txt", "Third.")]
    with pytest.raises(InputError) as caught:
        add_documents(tmp_path / "library", paths)
    assert len(caught.value.faults) == 2
    assert "there is a document 'note'" in caught.value.faults[0]
    remedy = f"(`summits docs remove note --library {tmp_path / 'library'}`), or rename the file"
    assert caught.value.faults[0].endswith(remedy)
    assert "2 of the files would become the document 'note'" in caught.value.faults[1]
    assert Library.open(tmp_path / "library").document("note").text == first.text == "First."


def test_a_failure_while_writing_takes_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(tmp_path, "kept.txt", "Kept.")
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "two":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    paths = [write(tmp_path, "one.txt", "One."), write(tmp_path, "two.txt", "Two.")]
    with pytest.raises(LibraryError, match="No space left on device"):
        add_documents(tmp_path / "library", paths)
    assert [p.name for p in (tmp_path / "library").iterdir()] == ["kept"]


def test_nothing_is_added_beside_a_broken_document(tmp_path: Path) -> None:
    added(tmp_path, "kept.txt", "Kept.")
    library = tmp_path / "library"
    (library / "kept" / "metadata.toml").write_text("label = ", encoding="utf-8")
    done = run("docs", "add", write(tmp_path, "a.txt", "A."), "--library", library, "--no-index")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "metadata.toml" in done.stderr and done.stderr.endswith("; nothing was added\n")
    assert [path.name for path in library.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    ("settings", "fault"), [("chunk_words = 'x'", "chunk_words"), ("encoder = './no'", "no")]
)
def test_nothing_is_added_where_the_settings_are_bad(
    tmp_path: Path, home: Path, settings: str, fault: str
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "summits.toml").write_text(settings, encoding="utf-8")
    note = write(tmp_path, "a.txt", "A.")
    done = run("docs", "add", note, "--library", library)
    assert (done.exit_code, done.stdout) == (1, "") and fault in done.stderr
    assert [path.name for path in library.iterdir()] == ["summits.toml"]
    done = run("docs", "add", note, "--library", library, "--no-index")
    assert done.exit_code == 0 and (library / "a").is_dir()


def test_a_folder_of_other_things_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    with pytest.raises(InputError, match=r"holiday is no document .* use an empty folder"):
        add_documents(tmp_path, [write(tmp_path, "a.txt", "A.")])


def test_a_folder_that_cannot_be_looked_at_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = write(tmp_path, "a.txt", "A.")
    with pytest.raises(LibraryError) as caught:
        add_documents(tmp_path / ("x" * 300), [tmp_path / "missing.txt", note])
    missing, too_long = caught.value.faults
    assert "missing.txt: cannot be read" in missing
    assert "cannot be written to (File name too long)" in too_long
    library = tmp_path / "library"
    library.mkdir()

    def closed(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(LibraryError, match=r"library cannot be written to \(Permission denied\)"):
        add_documents(library, [note])


def test_what_ships_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="library of your own with --library DIR"):
        add_documents(None, [write(tmp_path, "a.txt", "A.")])
    with pytest.raises(LibraryError, match="library of your own with --library DIR"):
        remove_document(None, "kei-commentary")


def test_a_document_is_removed_with_its_files(tmp_path: Path) -> None:
    library = tmp_path / "library"
    add_documents(library, [write(tmp_path, f"{name}.txt", name) for name in ("one", "two")])
    remove_document(library, "one")
    assert [p.name for p in library.iterdir()] == ["two"]
    for unknown in ("one", "../library", ".", ".index"):
        with pytest.raises(UserError, match="There is no document"):
            remove_document(library, unknown)
    assert [p.name for p in library.iterdir()] == ["two"]


def test_a_linked_document_is_let_go_not_emptied(tmp_path: Path) -> None:
    added(tmp_path, "one.txt", "One.")
    (tmp_path / "library" / "one").rename(tmp_path / "elsewhere")
    (tmp_path / "library" / "one").symlink_to(tmp_path / "elsewhere")
    remove_document(tmp_path / "library", "one")
    assert (tmp_path / "elsewhere" / "text.md").exists()
    assert list((tmp_path / "library").iterdir()) == []


def test_what_is_written_can_be_read_back(tmp_path: Path) -> None:
    prepared = prepare(write(tmp_path, "a.md", "# T\n\n# \n\ntext"))
    assert set(prepared.files) == {"metadata.toml", "text.md", "a.md"}
    assert SUFFIXES == (".txt", ".pdf", ".md", ".html", ".htm", ".docx")


# On the command line, with the real encoder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], prog_name="summits")


def test_add_ask_remove(tmp_path: Path, home: Path) -> None:
    library = ("--library", tmp_path / "mine")
    tea = write(tmp_path, "tea.txt", "The tea house in Uji was founded by Furukawa in 1160.")
    boats = write(tmp_path, "boats.md", "# Boats\n\nThe ferry to Busan leaves at seven.")
    done = run("docs", "add", tea, boats, *library, "--json")
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)["added"]
    assert [(r["doc_id"], r["title"]) for r in rows] == [("boats", "Boats"), ("tea", None)]
    assert f"Building the index of 2 documents in {library[1] / '.index'} …\n" in done.stderr
    asked = run("ask", "When was the tea house founded?", "--json", *library)
    assert asked.exit_code == 0, asked.stderr
    assert json.loads(asked.stdout)["citations"][0]["doc_id"] == "tea"
    removed = run("docs", "remove", "tea", *library)
    assert (removed.exit_code, removed.stdout) == (0, "removed tea\n")
    assert f"Building the index of 1 document in {library[1] / '.index'} …\n" in removed.stderr
    assert removed.stderr.endswith(": 1 passage\n")
    assert run("index", "verify", *library).stdout == "sound: 1 passage as in the documents\n"
    listed = run("docs", "list", *library)
    assert listed.stdout == f"{'boats':26} no pages      1 passage  Boats\n"
    compared = run("docs", "compare", *library)
    assert compared.stderr == "no differences found in 1 document\n"
    unknown = run("docs", "remove", "tea", *library)
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert unknown.stderr.count("\n") == 1 and "There is no document 'tea'" in unknown.stderr
    shipped = run("docs", "add", tea)
    assert shipped.exit_code == 1 and "--library DIR" in shipped.stderr


def test_a_document_that_comes_while_the_index_waits_is_in_it(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    first, second = (write(tmp_path, f"{name}.txt", f"{name} met.") for name in ("Lee", "Kim"))
    build = IndexStore.build

    def adds_first(store: IndexStore, *arguments: Any) -> None:
        monkeypatch.setattr(IndexStore, "build", build)
        assert run("docs", "add", second, "--library", library).exit_code == 0
        build(store, *arguments)

    monkeypatch.setattr(IndexStore, "build", adds_first)
    done = run("docs", "add", first, "--library", library)
    assert done.exit_code == 0, done.stderr
    assert run("index", "verify", "--library", library).stdout.startswith("sound: 2 passages")
