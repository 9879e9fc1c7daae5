"""A library: a folder with one folder for each document.

A document's folder holds `metadata.toml` and `text.md` and, where there are any, the original under
its own file name and the list of edits, `edits.json`. Folders whose names start with a dot (the
index is one) are not documents. Documents are read when they are asked for.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.align import Alignment, align
from corpus.document import Document, Span
from corpus.edits import load_edits
from corpus.errors import LibraryError, NoDocuments
from corpus.files import library_bytes, library_decoded, library_text
from corpus.metadata import read_metadata
from corpus.read.edited import read_edited
from corpus.shown import shorten

SHIPPED = Path(__file__).parent / "sources"
"""The library that comes with the package."""

METADATA_FILE, TEXT_FILE, EDITS_FILE = "metadata.toml", "text.md", "edits.json"

# Ids become parts of paths: nothing that leads out of the folder, or hides in it.
_DOC_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_KEPT_DOCUMENTS = 64
_KEPT_ALIGNMENTS = 8
_NAMED_IDS = 10


class Library:
    """The documents of one folder, as listed when it was opened with `Library.open`.

    Attributes:
        folder: where the documents lie.
        doc_ids: the names of their folders, sorted.
    """

    def __init__(self, folder: Path, doc_ids: tuple[str, ...]) -> None:
        self.folder = folder
        self.doc_ids = doc_ids
        self._known = frozenset(doc_ids)
        self._texts: dict[str, bytes] = {}
        # Bounded, so that a large library does not come to lie in memory.
        self._document = lru_cache(_KEPT_DOCUMENTS)(self._read_document)
        self._alignment = lru_cache(_KEPT_ALIGNMENTS)(self._read_alignment)

    @classmethod
    def open(cls, folder: Path | None = None) -> Library:
        """Open the library in `folder`, or the one that comes with the package.

        Raises:
            LibraryError: there is no such folder, it holds no documents, or a name cannot be used.
        """
        folder = SHIPPED if folder is None else Path(folder)
        try:
            names = [entry.name for entry in document_folders(folder)]
        except OSError as error:
            raise LibraryError(
                f"No library can be read at {folder} ({error.strerror}); name its folder with"
                " --library, or leave the option out for the documents that ship"
            ) from None
        if faults := [
            f"{folder}: the folder {name!r} cannot be a document; rename it with letters, digits,"
            " '.', '_' and '-' only, the first of them a letter or digit"
            for name in names
            if not _DOC_ID.fullmatch(name)
        ]:
            raise LibraryError(*faults)
        if not names:
            raise NoDocuments(
                f"{folder} holds no documents; name another folder with --library; each"
                " document is a folder in it, with metadata.toml and text.md"
            )
        return cls(folder, tuple(names))

    def document(self, doc_id: str) -> Document:
        """The document with this id.

        Raises:
            LibraryError: it is unknown, a file of it is missing or cannot be read, or its text is
                no longer what this library read before: what is known of it is of that text.
        """
        return self._document(self._known_id(doc_id))

    def documents(self) -> Iterator[Document]:
        """All documents, one after the other, in the order of their ids."""
        return (self.document(doc_id) for doc_id in self.doc_ids)

    def original(self, doc_id: str) -> str:
        """The text of the original, with its line breaks as they came.

        Raises:
            LibraryError: the document is unknown, or no original is kept that can be read as text.
        """
        name = (self.document(doc_id).metadata or {}).get("original")
        path = self.folder / doc_id
        if name is None:
            raise LibraryError(f'{path / METADATA_FILE} names no "original"; add its file and name')
        return library_text(path / str(name), "it is the original of the document; put it back")

    def alignment(self, doc_id: str) -> Alignment | None:
        """The document's text laid against its original; None without a list of edits.

        Raises:
            LibraryError: the document is unknown, or its text, edits and original do not agree.
        """
        return self._alignment(self._known_id(doc_id))

    def original_wording(self, doc_id: str, span: Span) -> str | None:
        """What the original says where `span` of the text stands; None where it was not edited."""
        alignment = self.alignment(doc_id)
        return None if alignment is None else alignment.original_wording(span)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 over the ids, texts and metadata of all documents, as they lie on the disk."""
        digest = hashlib.sha256()
        for doc_id in self.doc_ids:
            folder = self.folder / doc_id
            metadata = library_bytes(folder / METADATA_FILE, "put it back")
            parts = [doc_id.encode(), self._text(doc_id), metadata]
            for part in parts:
                # The length first: text must not pass from one part to the next unnoticed.
                digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def _known_id(self, doc_id: str) -> str:
        if doc_id in self._known:
            return doc_id
        raise LibraryError(
            f"There is no document {shorten(doc_id)!r} in {self.folder}, which holds"
            f" {first_ids(self.doc_ids)}; `summits docs list{self._option}` describes them"
        )

    def _read_document(self, doc_id: str) -> Document:
        folder = self.folder / doc_id
        path = folder / TEXT_FILE
        markup = library_decoded(path, self._text(doc_id))
        metadata = read_metadata(folder / METADATA_FILE)
        try:
            edited = read_edited(markup)
        except ValueError as error:
            raise LibraryError(f"{path}: {error}; correct it there") from None
        title = metadata["title"]
        return Document(
            doc_id=doc_id,
            label=str(metadata["label"]),
            title=None if title is None else str(title),
            text=edited.text,
            pages=edited.pages,
            sections=edited.sections,
            metadata=metadata,
        )

    def _text(self, doc_id: str) -> bytes:
        """The text of a document as it lies there, which must stay what it was.

        Passages were cut from the text as it was: what stands at their places in another one would
        be quoted, and no check of the quote against that text could tell.
        """
        path = self.folder / doc_id / TEXT_FILE
        remedy = "it is the text of the document; put it back"
        if doc_id in self._texts:
            remedy += f", or {self._anew}"
        content = library_bytes(path, remedy)
        sha256 = hashlib.sha256(content).digest()
        if self._texts.setdefault(doc_id, sha256) != sha256:
            raise LibraryError(f"{path} has changed since it was first read; {self._anew}")
        return content

    @property
    def _anew(self) -> str:
        """What to do where the documents are others now."""
        return f"run `summits index build{self._option}` and restart what has the library open"

    @property
    def _option(self) -> str:
        """What a command needs so that it is about this library."""
        return "" if self.folder == SHIPPED else library_option(self.folder)

    def _read_alignment(self, doc_id: str) -> Alignment | None:
        path = self.folder / doc_id / EDITS_FILE
        if not path.exists():
            return None
        original = self.original(doc_id)
        edits = load_edits(path, original)
        try:
            return align(original, edits, self.document(doc_id).text)
        except LibraryError as error:
            remedy = f"name it in {path}, or undo it in {TEXT_FILE}"
            faults = (f"{doc_id}, {fault}; {remedy}" for fault in error.faults)
            raise LibraryError(*faults) from None


def first_ids(doc_ids: Sequence[str]) -> str:
    """The first few of them and how many more there are, for messages.

    >>> first_ids(("a", "b")), first_ids("abcdefghijkl")
    ('a, b', 'a, b, c, d, e, f, g, h, i, j and 2 more')
    """
    more = len(doc_ids) - _NAMED_IDS
    return ", ".join(doc_ids[:_NAMED_IDS]) + (f" and {more} more" if more > 0 else "")


def library_option(folder: Path) -> str:
    """What is added to a command so that it is about the library in `folder`, for messages.

    >>> library_option(Path("my library"))
    " --library 'my library'"
    """
    return f" --library {shlex.quote(str(folder))}"


def document_folders(folder: Path) -> list[Path]:
    """The folders in `folder` that are documents, sorted by name.

    Raises:
        OSError: there is no such folder, or it cannot be read.
    """
    folders = (e for e in folder.iterdir() if e.is_dir() and not e.name.startswith("."))
    return sorted(folders, key=lambda entry: entry.name)
