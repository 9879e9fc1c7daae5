"""Word documents before pandoc reads them: how much they unpack to, and what it would not tell.

A text box is read by us, as pandoc passes over it; text that Word does not show is left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from corpus.read.blocks import left_out

MAX_XML_MB = 64
"""A thousand pages are 20 MB or so; a file made to fill the memory unpacks to much more."""

_MAIN = "word/document.xml"
_MB = 1_000_000
_BOX = re.compile(r"<w:txbxContent\b")
_BOX_END, _PARAGRAPH_END, _RUN_END = "</w:txbxContent>", "</w:p>", "</w:r>"
_WORDS = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>|(<w:(?:tab|br)\b[^<>]*>)")
_RUN = re.compile(r"<w:r[\s>]")
_HIDDEN = re.compile(r"<w:vanish(?:\s+w:val=\"(?:1|true|on)\")?\s*/>")


@dataclass(frozen=True, slots=True)
class Word:
    """A Word document for pandoc.

    Attributes:
        content: the file, without what is hidden.
        boxes: the paragraphs of its text boxes.
        notes: for who adds it.
    """

    content: bytes
    boxes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def opened_word(content: bytes) -> Word:
    """The file as pandoc may read it.

    Raises:
        ValueError: it unpacks to too much, or is no Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(p.file_size for p in parts.infolist() if not _is_picture(p.filename))
            if size > MAX_XML_MB * _MB:
                raise ValueError(
                    f"it unpacks to {size // _MB} MB of text and mark-up, and at most"
                    f" {MAX_XML_MB} MB are read; split it"
                )
            if _MAIN not in parts.namelist():  # pandoc says what is wrong
                return Word(content)
            main = parts.read(_MAIN).decode("utf-8", errors="replace")
            shown, hidden = _without_hidden(main)
            boxes = _boxes(shown)
            if hidden:
                content = _with_main(parts, shown)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(f"it cannot be read as docx ({error})") from error
    said = ("the words of its text boxes stand at the end",) if boxes else ()
    return Word(content, boxes, (*left_out("as hidden", hidden), *said))


def _is_picture(name: str) -> bool:
    return not name.lower().endswith((".xml", ".rels"))


def _without_hidden(main: str) -> tuple[str, list[str]]:
    """The document without the runs that are hidden, and their words.

    >>> _without_hidden("<w:r><w:t>a</w:t></w:r><w:r><w:vanish/><w:t>b</w:t></w:r>")
    ('<w:r><w:t>a</w:t></w:r>', ['b'])
    """
    kept, hidden = [], []
    *pieces, rest = main.split(_RUN_END)
    for piece in pieces:
        starts = [found.start() for found in _RUN.finditer(piece)]
        run = piece[starts[-1] :] if starts else ""
        if _HIDDEN.search(run) and (words := _words(run)):
            kept.append(piece[: starts[-1]])
            hidden.append(words)
        else:
            kept.append(piece + _RUN_END)
    return "".join([*kept, rest]), hidden


def _boxes(main: str) -> tuple[str, ...]:
    """The paragraphs of the text boxes, each once: Word writes a box twice, for old versions."""
    found: dict[str, None] = {}
    for piece in _BOX.split(main)[1:]:
        paragraphs = piece.partition(_BOX_END)[0].split(_PARAGRAPH_END)
        found |= dict.fromkeys(filter(None, map(_words, paragraphs)))
    return tuple(found)


def _words(xml: str) -> str:
    words = "".join(unescape(word) if not gap else " " for word, gap in _WORDS.findall(xml))
    return " ".join(words.split())


def _with_main(parts: zipfile.ZipFile, main: str) -> bytes:
    """The same file with another main part."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in parts.infolist():
            is_main = part.filename == _MAIN
            target.writestr(part.filename, main.encode() if is_main else parts.read(part))
    return made.getvalue()
