"""Files into a library, and documents out of it: whole or not at all.

What is added: `<doc_id>/` with `metadata.toml`, `text.md`, and the file itself under its own name.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError, LibraryError
from corpus.library import (
    EDITS_FILE,
    METADATA_FILE,
    TEXT_FILE,
    Library,
    document_folders,
    library_option,
)
from corpus.read import tree
from corpus.read.blocks import Incoming, one_line, written
from corpus.read.edited import read_edited
from corpus.read.pdf import read_pdf
from corpus.read.plain import read_plain

SUFFIXES = (".txt", ".pdf", *tree.FORMATS)
MAX_ID_CHARS = 60
MAX_LABEL_CHARS = 200

_KINDS = {
    ".txt": "text file",
    ".pdf": "PDF",
    ".md": "Markdown file",
    ".html": "web page",
    ".htm": "web page",
    ".docx": "Word document",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that could be read, not yet written; `files` by name, in its folder."""

    doc_id: str
    files: dict[str, bytes]


def add_documents(library: Path | None, paths: Sequence[Path]) -> list[str]:
    """Add each file as a document of its own; the folder is made where it is missing.

    Returns:
        The ids of the new documents, in the order of the files.

    Raises:
        LibraryError, InputError: with every fault of every file; nothing was added then.
    """
    folder = _own_folder(library, "added to")
    prepared: list[Prepared] = []
    faults: list[str] = []
    for path in paths:
        try:
            prepared.append(prepare(path))
        except InputError as error:
            faults += error.faults
    try:
        faults = [*_foreign_folders(folder), *faults, *_clashes(folder, prepared)]
        if faults:
            raise InputError(*faults)
        _write(folder, prepared)
    except OSError as error:
        raise LibraryError(
            *faults,
            f"{folder} cannot be written to ({error.strerror}); nothing was added; make it"
            " writable, or name another folder with --library",
        ) from error
    return [document.doc_id for document in prepared]


def remove_document(library: Path | None, doc_id: str) -> None:
    """Take a document out of the library, with all its files.

    Raises:
        LibraryError: there is none of that name, or the library cannot be changed.
    """
    folder = _own_folder(library, "removed from")
    opened = Library.open(folder)
    if doc_id not in opened.doc_ids:
        opened.document(doc_id)  # says which there are
    aside = folder / f".removed-{uuid.uuid4().hex}"
    try:
        (folder / doc_id).rename(aside)
    except OSError as error:
        raise LibraryError(
            f"{folder / doc_id} cannot be removed ({error.strerror}); make {folder} writable"
        ) from error
    # A link is taken away, never followed.
    aside.unlink() if aside.is_symlink() else shutil.rmtree(aside, ignore_errors=True)


def prepare(path: Path) -> Prepared:
    """Read a file and turn it into what a library keeps of it.

    Raises:
        InputError: it cannot be read, or holds no text.
    """
    suffix = path.suffix.lower()
    try:
        if suffix not in SUFFIXES:
            path.open("rb").close()  # a file that is not there is told as such
            raise InputError(
                f"{path}: only {', '.join(SUFFIXES)} can be added; save it as one of them"
            )
        content = path.read_bytes()
        incoming = _read(content, suffix)
        markup = written(incoming)
        read_edited(markup)  # what cannot be read back must not be written
        text = markup.encode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except ValueError as error:
        raise InputError(f"{path}: {error}; nothing was added") from error
    original = original_name(path.name)
    metadata = _metadata(incoming, path.stem, suffix, original)
    return Prepared(
        slug(path.stem) or f"document-{hashlib.sha256(content).hexdigest()[:8]}",
        {METADATA_FILE: metadata, TEXT_FILE: text, original: content},
    )


def slug(name: str) -> str:
    """A document's id out of a file's name: lower-case ASCII letters, digits and hyphens.

    >>> slug("Résumé of the Summit (final)"), slug("../../etc"), slug("한국")
    ('resume-of-the-summit-final', 'etc', '')
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower())[:MAX_ID_CHARS].strip("-")


def original_name(name: str) -> str:
    """Under which name the file itself is kept: its own, unless that cannot be.

    >>> original_name("brief.txt"), original_name("text.md")
    ('brief.txt', 'original-text.md')
    """
    name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in name)
    reserved = {METADATA_FILE, TEXT_FILE, EDITS_FILE}
    return f"original-{name}" if name.casefold() in reserved else name


def _read(content: bytes, suffix: str) -> Incoming:
    if suffix == ".pdf":
        return read_pdf(content)
    if suffix == ".docx":
        return tree.read_tree(content, suffix)
    text = _decoded(content)
    if suffix == ".txt":
        return read_plain(text)
    return tree.read_tree(text.encode("utf-8"), suffix)


def _decoded(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 that says so."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    if "\0" in text:
        raise ValueError("it holds binary data, not text")
    return text


def _metadata(incoming: Incoming, stem: str, suffix: str, original: str) -> bytes:
    """What is known: the title where the file gives one, else a label that is marked as ours."""
    import tomlkit

    printable = "".join(c for c in incoming.title or "" if c.isprintable())
    title = one_line(printable)[:MAX_LABEL_CHARS].strip()
    name = one_line("".join(c if c.isprintable() else " " for c in stem))[:MAX_LABEL_CHARS]
    known: dict[str, object] = {"title": title} if title else {}
    known |= {
        "label": title or f"{name} ({_KINDS[suffix]})",
        "label_is_ours": not title,
        "original": original,
    }
    return tomlkit.dumps(known).encode("utf-8")


def _own_folder(library: Path | None, what: str) -> Path:
    if library is None:
        raise LibraryError(
            f"nothing can be {what} the documents that ship; name a library of your own with"
            " --library DIR (`summits docs add` makes the folder)"
        )
    return library


def _foreign_folders(folder: Path) -> list[str]:
    """Faults of a folder that was never a library: what lies in it would be taken for documents."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        return [f"{folder} is a file; name a folder with --library"]
    return [
        f"{entry} is no document (it has no {METADATA_FILE}); use an empty folder for a library"
        for entry in document_folders(folder)
        if not (entry / METADATA_FILE).is_file()
    ]


def _clashes(folder: Path, prepared: Sequence[Prepared]) -> list[str]:
    ids = [document.doc_id for document in prepared]
    faults = [
        f"there is a document {doc_id!r} in {folder} already; remove it first"
        f" (`summits docs remove {doc_id}{library_option(folder)}`), or rename the file"
        for doc_id in dict.fromkeys(ids)
        if (folder / doc_id).exists()
    ]
    faults += [
        f"{ids.count(doc_id)} of the files would become the document {doc_id!r}; rename them"
        for doc_id in dict.fromkeys(ids)
        if ids.count(doc_id) > 1
    ]
    return faults


def _write(folder: Path, prepared: Sequence[Prepared]) -> None:
    """Write all documents beside the library, then move them in; a failure takes all back."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".adding-{uuid.uuid4().hex}"
    moved: list[Path] = []
    try:
        for document in prepared:
            own = beside / document.doc_id
            own.mkdir(parents=True)
            for name, content in document.files.items():
                (own / name).write_bytes(content)
        for document in prepared:
            target = folder / document.doc_id
            (beside / document.doc_id).rename(target)
            moved.append(target)
    except BaseException:
        for target in moved:
            shutil.rmtree(target, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
