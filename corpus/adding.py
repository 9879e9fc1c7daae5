"""Files into a library, and documents out of it: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.errors import InputError, LibraryError, UserError
from corpus.leftovers import ADDING, REMOVED, beside, clear_leftovers, take_away
from corpus.library import METADATA_FILE, TEXT_FILE, Library, document_folders, library_option
from corpus.preparing import Prepared, prepare


def add_documents(
    library: Path | None,
    paths: Sequence[Path],
    check: Callable[[], object] = lambda: None,
    tell: Callable[[str], object] = lambda _: None,
) -> list[str]:
    """Add each file as a document of its own; the folder is made where it is missing.

    Args:
        library: the folder.
        paths: the files.
        check: called when all files could be read, before any is added; what it raises is ours.
        tell: called with each note on what was left out or is there twice, once all are added.

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
        there = _foreign_folders(folder) or _broken_documents(folder)
        faults = [*there, *faults, *_clashes(folder, prepared)]
        if faults:
            raise InputError(*faults)
        check()
        twins = _twins(folder, prepared)
        _write(folder, prepared)
    except OSError as error:
        raise _unwritten(folder, prepared, faults, error) from error
    for document in prepared:
        for note in document.notes:
            tell(note)
    for note in twins:
        tell(note)
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
    aside = beside(folder, REMOVED)
    try:
        clear_leftovers(folder)
        (folder / doc_id).rename(aside)
    except OSError as error:
        raise LibraryError(
            f"{folder / doc_id} cannot be removed ({error.strerror}); make {folder} writable"
        ) from error
    take_away(aside)
    if aside.exists():
        raise LibraryError(f"{aside} holds files of {doc_id!r} that cannot be removed; delete it")


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


def _broken_documents(folder: Path) -> list[str]:
    """Faults of the documents that are there: with them nothing that is added could be used."""
    if not (folder.exists() and document_folders(folder)):
        return []
    try:
        library = Library.open(folder)
    except LibraryError as error:
        return [f"{fault}; nothing was added" for fault in error.faults]
    faults: list[str] = []
    for doc_id in library.doc_ids:
        try:
            library.document(doc_id)
        except LibraryError as error:
            faults += error.faults
    return [f"{fault}; nothing was added" for fault in faults]


def _clashes(folder: Path, prepared: Sequence[Prepared]) -> list[str]:
    ids = [document.doc_id for document in prepared]
    faults = [
        f"there is a document {doc_id!r} in {folder} already; remove it first"
        f" (`summits docs remove {doc_id}{library_option(folder)}`), or rename the file"
        for doc_id in dict.fromkeys(ids)
        if (folder / doc_id).exists()
    ]
    faults += [
        f"{ids.count(doc_id)} of the files would become the document {doc_id!r}; rename them: "
        + ", ".join(str(document.path) for document in prepared if document.doc_id == doc_id)
        for doc_id in dict.fromkeys(ids)
        if ids.count(doc_id) > 1
    ]
    return faults


def _twins(folder: Path, prepared: Sequence[Prepared]) -> list[str]:
    """What is said where one text is there under two names: an answer would quote both."""
    there = document_folders(folder) if folder.exists() else []
    names = {_digest((entry / TEXT_FILE).read_bytes()): entry.name for entry in there}
    notes: list[str] = []
    for document in prepared:
        twin = names.setdefault(_digest(document.files[TEXT_FILE]), document.doc_id)
        if twin != document.doc_id:
            notes.append(
                f"{document.path}: its text is that of {twin!r} too, and both are quoted; remove"
                f" one (`summits docs remove {document.doc_id}{library_option(folder)}`)"
            )
    return notes


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _unwritten(
    folder: Path, prepared: Sequence[Prepared], faults: Sequence[str], error: OSError
) -> UserError:
    """What is said where nothing could be added after all."""
    # Somebody else added one of that id while these were read and written.
    if error.errno in (errno.ENOTEMPTY, errno.EEXIST) and (taken := _clashes(folder, prepared)):
        return InputError(*taken)
    return LibraryError(
        *faults,
        f"{folder} cannot be written to ({error.strerror}); nothing was added; make it"
        " writable, or name another folder with --library",
    )


def _write(folder: Path, prepared: Sequence[Prepared]) -> None:
    """Write all documents beside the library, then move them in; a failure takes all back."""
    folder.mkdir(parents=True, exist_ok=True)
    clear_leftovers(folder)
    place = beside(folder, ADDING)
    moved: list[Path] = []
    try:
        for document in prepared:
            own = place / document.doc_id
            own.mkdir(parents=True)
            for name, content in document.files.items():
                (own / name).write_bytes(content)
        for document in prepared:
            target = folder / document.doc_id
            (place / document.doc_id).rename(target)
            moved.append(target)
    except BaseException:
        for target in moved:
            shutil.rmtree(target, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(place, ignore_errors=True)
