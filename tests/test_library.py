"""A library: a folder of documents, read when they are asked for, and its faults."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Span
from corpus.errors import LibraryError
from corpus.library import Library
from corpus.records import document_record, library_record

MARKUP = "# China\n\nThey met at the Great Hall.\n\n\f\n\nThey parted.\n"
TEXT = "China\n\nThey met at the Great Hall.\n\nThey parted."
ORIGINAL = "China\nThey met at\nthe GCreat Hall. *\nThey parted."
EDITS = [
    {"line": 3, "original": "GCreat", "edited": "Great", "reason": "misread word"},
    {"line": 3, "original": "*", "edited": "", "reason": "stray mark"},
]


def add(folder: Path, doc_id: str, metadata: str = 'title = "A brief"', text: str = MARKUP) -> Path:
    path = folder / doc_id
    path.mkdir(parents=True)
    (path / "metadata.toml").write_text(metadata, encoding="utf-8")
    (path / "text.md").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of two: `b` was edited, `a` has neither title nor original."""
    path = add(tmp_path, "b", 'title = "A brief"\noriginal = "b.txt"\ndate = 2026-01-05')
    (path / "b.txt").write_text(ORIGINAL, encoding="utf-8")
    (path / "edits.json").write_text(json.dumps(EDITS), encoding="utf-8")
    add(tmp_path, "a", 'label = "Our words"\nlabel_is_ours = true\nauthors = ["Kim"]', "Hello.")
    return tmp_path


def fault_of(folder: Path | None, doc_id: str = "a") -> str:
    with pytest.raises(LibraryError) as caught:
        Library.open(folder).alignment(doc_id)
    (fault,) = caught.value.faults
    assert "\n" not in fault
    return fault


# --- what a library is ---------------------------------------------------------------------------


def test_documents_are_the_folders_sorted(folder: Path) -> None:
    (folder / ".index").mkdir()
    (folder / "summits.toml").write_text("", encoding="utf-8")
    library = Library.open(folder)
    assert library.folder == folder
    assert library.doc_ids == ("a", "b")
    assert [document.doc_id for document in library.documents()] == ["a", "b"]


def test_a_document_has_text_parts_and_metadata(folder: Path) -> None:
    document = Library.open(folder).document("b")
    assert (document.label, document.title, document.text) == ("A brief", "A brief", TEXT)
    assert [page.span for page in document.pages] == [Span(0, 36), Span(36, 48)]
    assert [section.heading for section in document.sections] == ["China"]


def test_without_a_title_the_label_is_ours(folder: Path) -> None:
    document = Library.open(folder).document("a")
    assert (document.label, document.title) == ("Our words", None)


def test_the_original_and_its_wording(folder: Path) -> None:
    library = Library.open(folder)
    assert library.original("b") == ORIGINAL
    alignment = library.alignment("b")
    assert alignment is not None
    assert [(e.original, e.edited) for e in alignment.edits] == [("GCreat", "Great"), ("*", "")]
    great = TEXT.index("the Great Hall.")
    assert library.original_wording("b", Span(great, great + 15)) == "the GCreat Hall."
    assert library.original_wording("b", Span(7, 15)) is None


def test_without_a_list_of_edits_nothing_was_edited(folder: Path) -> None:
    library = Library.open(folder)
    assert library.alignment("a") is None
    assert library.original_wording("a", Span(0, 5)) is None


def test_line_breaks_of_the_original_stay_as_they_came(folder: Path) -> None:
    (folder / "b" / "b.txt").write_bytes(ORIGINAL.replace("\n", "\r\n").encode())
    assert Library.open(folder).original("b") == ORIGINAL.replace("\n", "\r\n")


def test_documents_are_read_when_asked_for(folder: Path) -> None:
    (folder / "b" / "text.md").unlink()
    library = Library.open(folder)
    assert library.document("a").text == "Hello."
    with pytest.raises(LibraryError):
        library.document("b")


def test_a_document_is_read_once(folder: Path) -> None:
    library = Library.open(folder)
    assert library.document("a") is library.document("a")


def test_more_documents_than_are_kept(tmp_path: Path) -> None:
    ids = [f"d{n:03}" for n in range(70)]
    for doc_id in ids:
        add(tmp_path, doc_id, text=f"Text of {doc_id}.")
    library = Library.open(tmp_path)
    for _ in range(2):
        assert [d.text for d in library.documents()] == [f"Text of {doc_id}." for doc_id in ids]


@pytest.mark.parametrize("read", [Library.document, lambda library, _: library.sha256])
def test_a_text_that_changes_under_an_open_library_is_refused(
    tmp_path: Path, read: Callable[[Library, str], object]
) -> None:
    ids = [f"d{n:03}" for n in range(70)]
    for doc_id in ids:
        add(tmp_path, doc_id, text=f"Text of {doc_id}.")
    library = Library.open(tmp_path)
    read(library, "d003")
    for doc_id in ids[4:]:  # so many that the document itself is not kept
        library.document(doc_id)
    path = tmp_path / "d003" / "text.md"
    path.write_text("One more line.\n\nText of d003.", encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        library.document("d003")
    assert caught.value.faults == (
        f"{path} has changed since it was first read; run `summits index build --library"
        f" {tmp_path}` and restart what has the library open",
    )
    shutil.rmtree(path.parent)
    with pytest.raises(LibraryError) as caught:
        library.document("d003")
    assert caught.value.faults == (
        f"{path} cannot be read (No such file or directory); it is the text of the document;"
        f" put it back, or run `summits index build --library {tmp_path}` and restart what has the"
        " library open",
    )
    add(tmp_path, "d003", text="Text of d003.")
    assert library.document("d003").text == "Text of d003."


def test_sha256_changes_with_ids_texts_and_metadata_only(folder: Path) -> None:
    before = Library.open(folder).sha256
    assert Library.open(folder).sha256 == before
    (folder / "b" / "b.txt").write_text("other", encoding="utf-8")
    (folder / "notes.txt").write_text("other", encoding="utf-8")
    assert Library.open(folder).sha256 == before
    seen = {before}
    (folder / "a" / "text.md").write_text("Hallo.", encoding="utf-8")
    seen.add(Library.open(folder).sha256)
    (folder / "a" / "metadata.toml").write_text('title = "T"', encoding="utf-8")
    seen.add(Library.open(folder).sha256)
    (folder / "a").rename(folder / "c")
    seen.add(Library.open(folder).sha256)
    # Text that passes from one file to the next.
    (folder / "c" / "text.md").write_text("Hallo.t", encoding="utf-8")
    (folder / "c" / "metadata.toml").write_text('itle = "T"', encoding="utf-8")
    seen.add(Library.open(folder).sha256)
    assert len(seen) == 5


@pytest.mark.parametrize("name", ["metadata.toml", "text.md", "b.txt", "edits.json"])
def test_a_byte_order_mark_changes_nothing(folder: Path, name: str) -> None:
    before, path = Library.open(folder), folder / "b" / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    after = Library.open(folder)
    assert after.document("b") == before.document("b")
    assert [section.heading for section in after.document("b").sections] == ["China"]
    assert after.alignment("b") == before.alignment("b")
    assert after.sha256 == before.sha256


# --- records -------------------------------------------------------------------------------------


def test_document_record_is_the_contracts(folder: Path) -> None:
    record = document_record(Library.open(folder), "b")
    assert record == {
        "doc_id": "b",
        "label": "A brief",
        "title": "A brief",
        "text": TEXT,
        "pages": [
            {"number": 1, "start": 0, "end": 36},
            {"number": 2, "start": 36, "end": 48},
        ],
        "sections": [{"heading": "China", "level": 1, "start": 0, "end": 48}],
        "edits": [
            {**EDITS[0], "start": 23, "end": 28},
            {**EDITS[1], "start": None, "end": None},
        ],
        "metadata": {
            "title": "A brief",
            "authors": None,
            "family_names": None,
            "publisher": None,
            "language": None,
            "kind": None,
            "date": "2026-01-05",
            "original": "b.txt",
            "label": "A brief",
            "label_is_ours": False,
        },
    }
    assert TEXT[23:28] == "Great"
    assert list(record) == [
        "doc_id", "label", "title", "text", "pages", "sections", "edits", "metadata",
    ]  # fmt: skip


@pytest.mark.parametrize("doc_id", ["a", "b"])
def test_records_are_plain_json(folder: Path, doc_id: str) -> None:
    library = Library.open(folder)
    for record in (document_record(library, doc_id), library_record(library)):
        assert json.loads(json.dumps(record)) == record


def test_library_record_lists_all_documents(folder: Path) -> None:
    documents: list[dict[str, Any]] = library_record(Library.open(folder))["documents"]
    assert [(d["doc_id"], d["label"], d["title"], d["pages"]) for d in documents] == [
        ("a", "Our words", None, 0),
        ("b", "A brief", "A brief", 2),
    ]
    assert documents[0]["metadata"]["authors"] == ["Kim"]


# --- faults --------------------------------------------------------------------------------------


def test_a_missing_folder(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "nowhere")
    assert f"No library can be read at {tmp_path / 'nowhere'}" in fault
    assert "--library" in fault


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "No library can be read" in fault_of(tmp_path / "file")


def test_a_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / ".index").mkdir()
    fault = fault_of(tmp_path)
    assert fault.startswith(f"{tmp_path} holds no documents")
    assert "each document is a folder in it" in fault


@pytest.mark.parametrize("name", ["two words", "_a", "-a", "é", "a\nb", "a;b"])
def test_a_folder_whose_name_cannot_be_an_id(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    fault = fault_of(folder)
    assert repr(name) in fault
    assert "rename it" in fault


@pytest.mark.parametrize("doc_id", ["c", "", ".", "..", "../b", "a/", "A", "a\n", ".index"])
def test_an_unknown_document(folder: Path, doc_id: str) -> None:
    (folder / ".index").mkdir()
    library = Library.open(folder)
    for call in (library.document, library.alignment, library.original):
        with pytest.raises(LibraryError) as caught:
            call(doc_id)
        assert f"which holds a, b; `summits docs list --library {folder}`" in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(LibraryError):
        library.original_wording(doc_id, Span(0, 1))


def test_an_unknown_document_names_ten_others_at_most(tmp_path: Path) -> None:
    for n in range(12):
        add(tmp_path, f"d{n:02}")
    fault = fault_of(tmp_path, "x" * 1000)
    assert "d09 and 2 more" in fault
    assert "d10" not in fault
    assert "x" * 100 not in fault


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ("title = ", "is not valid TOML"),
        ("title = 3", '"title" must be one line of text'),
        ('title = " "', '"title" must be one line of text'),
        ('title = "a\\nb"', '"title" must be one line of text'),
        ('title = "a"\nauthors = "Kim"', '"authors" must be a list of names'),
        ('title = "a"\nauthors = []', '"authors" must be a list of names'),
        ('title = "a"\nauthors = ["Kim", 3]', '"authors" must be a list of names'),
        ('title = "a"\nfamily_names = ["Kim"]', '"family_names" must be a list with the family'),
        ('title = "a"\nauthors = ["Ann Lee"]\nfamily_names = "Lee"', '"family_names" must be'),
        ('title = "a"\nauthors = ["Ann Lee"]\nfamily_names = [3]', '"family_names" must be'),
        ('title = "a"\nauthors = ["Ann Lee"]\nfamily_names = ["Kim"]', '"family_names" must be'),
        ('title = "a"\nauthors = ["Lee", "Kim"]\nfamily_names = ["Lee"]', "name of each"),
        ('title = "a"\ndate = 2026', '"date" must be a date'),
        ('title = "a"\nlabel_is_ours = "yes"', '"label_is_ours" must be true or false'),
        ('title = "a"\nautors = ["Kim"]', '"autors" is no field'),
        ('title = "a"\noriginal = "../b/b.txt"', '"original" must be the name of a file'),
        ('title = "a"\noriginal = ".."', '"original" must be the name of a file'),
        ('title = "a"\noriginal = "/etc/hosts"', '"original" must be the name of a file'),
        ("", "neither a title nor a label"),
        ('label = "Ours"', "add label_is_ours = true"),
        ('label = "Ours"\nlabel_is_ours = false', "add label_is_ours = true"),
    ],
)
def test_metadata_that_cannot_be_used(tmp_path: Path, metadata: str, message: str) -> None:
    path = add(tmp_path, "a", metadata)
    with pytest.raises(LibraryError) as caught:
        Library.open(tmp_path).document("a")
    (fault,) = caught.value.faults
    assert fault.startswith(str(path / "metadata.toml"))
    assert message in fault


def test_every_fault_of_the_metadata_is_named(tmp_path: Path) -> None:
    add(tmp_path, "a", "title = 1\nkind = 2\nfoo = 3")
    with pytest.raises(LibraryError) as caught:
        Library.open(tmp_path).document("a")
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("name", ["metadata.toml", "text.md", "b.txt"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / "b" / name).unlink()
    fault = fault_of(folder, "b")
    assert fault.startswith(f"{folder / 'b' / name} cannot be read")


@pytest.mark.parametrize("name", ["metadata.toml", "text.md", "b.txt", "edits.json"])
def test_a_file_that_is_not_utf8_is_named(folder: Path, name: str) -> None:
    (folder / "b" / name).write_bytes(b"caf\xe9")
    assert str(folder / "b" / name) in fault_of(folder, "b")


@pytest.mark.parametrize("name", ["metadata.toml", "text.md", "b.txt", "edits.json"])
def test_a_folder_in_place_of_a_file_is_named(folder: Path, name: str) -> None:
    (folder / "b" / name).unlink()
    (folder / "b" / name).mkdir()
    assert str(folder / "b" / name) in fault_of(folder, "b")


def test_text_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "b" / "text.md").write_text("One.\fTwo.", encoding="utf-8")
    assert "text.md: line 1: a form feed must stand alone" in fault_of(folder, "b")
    (folder / "b" / "text.md").write_text("\n", encoding="utf-8")
    assert "text.md: there is no text" in fault_of(folder, "b")


def test_edits_without_an_original(folder: Path) -> None:
    (folder / "b" / "metadata.toml").write_text('title = "A brief"', encoding="utf-8")
    assert 'metadata.toml names no "original"' in fault_of(folder, "b")


def test_a_text_that_departs_from_its_list_of_edits(folder: Path) -> None:
    (folder / "b" / "text.md").write_text(MARKUP.replace("parted", "left"), encoding="utf-8")
    fault = fault_of(folder, "b")
    assert 'b, original line 4: the edited text has "left." for "parted."' in fault
    assert "edits.json" in fault
    assert "parted" not in Library.open(folder).document("b").text
