"""A file of any format as what a library keeps of it, not yet written.

That is `<doc_id>/` with `metadata.toml`, `text.md`, and the file itself under its own name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError
from corpus.library import EDITS_FILE, METADATA_FILE, TEXT_FILE
from corpus.read import tree
from corpus.read.blocks import Incoming, one_line, written
from corpus.read.edited import read_edited
from corpus.read.html import declared_encoding
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
    """A document that could be read, not yet written.

    Attributes:
        path: where it was read.
        doc_id: the name of its folder.
        files: what lies there, by name.
        notes: what was left out of its text, for who adds it.
    """

    path: Path
    doc_id: str
    files: dict[str, bytes]
    notes: tuple[str, ...] = ()


def prepare(path: Path) -> Prepared:
    """Read a file and turn it into what a library keeps of it.

    Raises:
        InputError: it cannot be read, or holds no text.
    """
    suffix = path.suffix.lower()
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # Reading would wait for somebody who writes into it.
            raise InputError(f"{path}: is a pipe or a device; save what it gives to a file first")
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
        path,
        slug(path.stem) or f"document-{hashlib.sha256(content).hexdigest()[:8]}",
        {METADATA_FILE: metadata, TEXT_FILE: text, original: content},
        tuple(f"{path}: {note}" for note in incoming.notes),
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
    is_page = tree.FORMATS.get(suffix) == "html"
    text = _decoded(content, declared_encoding(content) if is_page else None)
    if suffix == ".txt":
        return read_plain(text)
    return tree.read_tree(text.encode("utf-8"), suffix)


def _decoded(content: bytes, declared: str | None) -> str:
    """Text in UTF-8, in UTF-16 that says so, or in the encoding that a page declares."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        # UTF-8 first: hardly anything else is read as it by chance, and pages declare old names.
        text = _decoded_as(declared, content) if declared else ""
        if not text:
            raise ValueError(
                f"it is not UTF-8 text (byte {error.start}); save it as UTF-8"
            ) from error
    if "\0" in text:
        raise ValueError("it holds binary data, not text")
    return text


def _decoded_as(declared: str, content: bytes) -> str:
    try:
        return content.decode(declared)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"it is neither UTF-8 nor {declared}, as it says (byte {error.start}); save it as UTF-8"
        ) from error


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
