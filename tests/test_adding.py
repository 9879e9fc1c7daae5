"""Files into a library and out of it, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from adding_toys import added, pdf, write
from click.testing import CliRunner, Result

from assistant.app.cli import main
from corpus.adding import add_documents, remove_document
from corpus.document import sha256_of
from corpus.errors import InputError, LibraryError, UserError
from corpus.library import Library
from corpus.preparing import SUFFIXES, prepare
from index.store import IndexStore

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
    assert caught.value.faults[1].endswith(f"; rename them: {paths[0]}, {paths[1]}")
    assert Library.open(tmp_path / "library").document("note").text == first.text == "First."


def test_one_text_under_two_names_is_told(tmp_path: Path) -> None:
    library, told = tmp_path / "library", list[str]()
    paths = [write(tmp_path, f"{name}.txt", "They met.") for name in ("ann", "lee")]
    assert add_documents(
        library, [*paths, write(tmp_path, "kim.txt", "He sang.")], tell=told.append
    )
    remedy = f"remove one (`summits docs remove lee --library {library}`)"
    assert told == [f"{paths[1]}: its text is that of 'ann' too, and both are quoted; {remedy}"]
    add_documents(library, [write(tmp_path, "sung.md", "He sang.")], tell=told.append)
    assert told[1].startswith(f"{tmp_path / 'sung.md'}: its text is that of 'kim' too")


def test_an_id_that_somebody_else_takes_meanwhile_is_told_as_taken(tmp_path: Path) -> None:
    library = tmp_path / "library"
    paths = [write(tmp_path, f"{name}.txt", f"{name} met.") for name in ("Ann", "Lee")]
    with pytest.raises(InputError) as caught:
        add_documents(library, paths, check=lambda: add_documents(library, paths[1:]))
    (fault,) = caught.value.faults
    assert fault.startswith(f"there is a document 'lee' in {library} already; remove it first")
    assert Library.open(library).doc_ids == ("lee",)


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


def test_what_a_kill_left_behind_goes_with_the_next_command(tmp_path: Path, home: Path) -> None:
    library = tmp_path / "library"
    add_documents(library, [write(tmp_path, f"{name}.txt", name) for name in ("one", "two")])
    old, new = library / ".adding-0", library / ".adding-1"

    def leave() -> None:
        for folder in (library / ".removed-0", old, new):
            folder.mkdir(exist_ok=True)
            (folder / "text.md").write_text("Secret.", encoding="utf-8")
        os.utime(old, (0, 0))

    def left() -> list[str]:
        return sorted(p.name for p in library.iterdir() if p.name.startswith((".a", ".r")))

    leave()
    remove_document(library, "one")
    assert left() == [".adding-1"]  # somebody may be adding it
    leave()
    add_documents(library, [write(tmp_path, "three.txt", "Three.")])
    assert left() == [".adding-1"]
    leave()
    assert run("index", "build", "--library", library).exit_code == 0
    assert left() == [".adding-1"]


def test_removed_text_stays_in_no_index(tmp_path: Path, home: Path) -> None:
    library = tmp_path / "library"
    paths = [write(tmp_path, f"{name}.txt", f"{name} met.") for name in ("Lee", "Kim")]
    assert run("docs", "add", *paths, "--library", library).exit_code == 0
    for name in ("lee", "kim"):
        done = run("docs", "remove", name, "--library", library, "--no-index")
        assert done.exit_code == 0, done.stderr
        gone = "The index, which held the text too, is gone; it is built when it is next needed."
        assert (gone in done.stderr) == (name == "lee")
        files = [p for p in (library / ".index").rglob("*") if p.is_file()]
        assert [p.name for p in files if p.stat().st_size > 0] == []


def test_removed_text_stays_in_no_index_that_cannot_be_built_again(
    tmp_path: Path, home: Path
) -> None:
    library = tmp_path / "library"
    paths = [write(tmp_path, f"{name}.txt", f"{name} met.") for name in ("Lee", "Kim")]
    assert run("docs", "add", *paths, "--library", library).exit_code == 0
    (library / "kim" / "text.md").unlink()
    done = run("docs", "remove", "lee", "--library", library)
    gone, fault = done.stderr.splitlines()[-2:]
    assert (
        gone == "The index, which held the text too, is gone; it is built when it is next needed."
    )
    assert done.exit_code == 1 and fault.startswith(
        f"summits: {library / 'kim' / 'text.md'} cannot"
    )
    files = [p for p in (library / ".index").rglob("*") if p.is_file()]
    assert [p.name for p in files if p.stat().st_size > 0] == []


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
