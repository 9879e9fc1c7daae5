"""PDF: the words of each page, by pypdf, as paragraphs told by gaps, sizes, columns of a table."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.read.blocks import Block, Incoming, left_out
from corpus.read.broken_words import made_whole, unbroken_words
from corpus.read.lines import SENTENCE_END, SHORT, full_length, goes_on, has_room, joined_lines
from corpus.read.pdf_lines import Line, Place, page_lines
from corpus.read.running import without_running_lines

_WIDER = 1.35
"""A step down is a gap where it is so much wider than the usual one."""

_OTHER_SIZE = 1.1
_INDENT, _ALIGNED = 1.0, 0.5
"""In sizes of the type: a step to the side, and what is none."""


def read_pdf(content: bytes) -> Incoming:
    """The text of a PDF, page by page; its "title" is not used, being mostly a file's name.

    Raises:
        ValueError: it is no PDF, is locked, or holds no text.
    """
    from pypdf import PdfReader

    # It grumbles about every broken byte; what is wrong is said once, by the error or the text.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        found = [] if locked else [page_lines(page) for page in reader.pages]
    except Exception as error:  # a broken file can fail anywhere in the library
        raise ValueError(f"it cannot be read as a PDF ({type(error).__name__})") from error
    if locked:
        raise ValueError("it is locked with a password; save a copy without one")
    if not any(found):
        raise ValueError("it holds no text, perhaps only pictures of it; recognise the text first")
    pages, running = without_running_lines(found)
    known = unbroken_words("\n".join(line.text for line in page) for page in pages)
    usual = usual_lines(pages)
    return Incoming(
        tuple(page_blocks(page, usual, known) for page in pages),
        paged=True,
        notes=left_out("as running heads and page numbers", running),
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in a file: a step from line to line in sizes of its type, a line's length."""

    step: float
    length: int


def usual_lines(pages: Iterable[Sequence[Line]]) -> Usual:
    """What is usual on these pages.

    >>> at = [Line("x" * 20, Place(0, 100 - 12 * n, 10)) for n in range(3)]
    >>> usual_lines([at])
    Usual(step=1.2, length=20)
    """
    pages = list(pages)
    steps = [
        step / before.place.size
        for page in pages
        for before, after in pairwise(page)
        if before.place and (step := _step(before, after)) > 0
    ]
    length = full_length(line.text for page in pages for line in page)
    return Usual(round(median(steps), 3) if steps else 0.0, length)


def page_blocks(
    lines: Sequence[Line], usual: Usual, known: frozenset[str] = frozenset()
) -> tuple[Block, ...]:
    """The paragraphs of a page; broken words are made whole, as `known` words are written.

    Args:
        lines: of the page, in the order of its text.
        usual: in this file.
        known: words that stand unbroken somewhere in it.
    """
    texts = [line.text.strip() for line in lines]
    here = median([len(text) for text in texts] or [0])
    ends = [
        (len(text) < SHORT * here and bool(SENTENCE_END.search(text)))
        or (at + 1 < len(lines) and _parted(lines, at, usual))
        for at, text in enumerate(texts)
    ]
    return joined_lines(texts, ends, lambda paragraph: made_whole(paragraph, known))


def _parted(lines: Sequence[Line], at: int, usual: Usual) -> bool:
    """Whether what is seen says that a paragraph ends with the line `at`.

    Never inside a sentence: where a line plainly goes on in the next one, nothing parts them.
    """
    line, following = lines[at], lines[at + 1]
    if line.place is None or following.place is None:
        return False
    if goes_on(line.text, following.text):
        return False
    if _other_size(line.place, following.place) or _is_row(lines, at) or _is_row(lines, at + 1):
        return True
    apart = _gap(lines, at, usual) or line.place.bold != following.place.bold
    if has_room(line.text, following.text, usual.length):
        return apart or _indented(line.place, following.place)
    return apart and bool(SENTENCE_END.search(line.text))


def _step(before: Line, after: Line) -> float:
    """How far down the next line stands; 0 where it stands above, or nothing is known."""
    if before.place is None or after.place is None:
        return 0.0
    return max(0.0, before.place.y - after.place.y)


def _gap(lines: Sequence[Line], at: int, usual: Usual) -> bool:
    """Whether there is more than the usual space below the line `at`."""
    place = lines[at].place
    return place is not None and _step(lines[at], lines[at + 1]) > _WIDER * usual.step * place.size


def _other_size(one: Place, other: Place) -> bool:
    """Whether a heading or a note meets the text."""
    smaller, larger = sorted((one.size, other.size))
    return larger > _OTHER_SIZE * smaller


def _indented(one: Place, other: Place) -> bool:
    """Whether the next line, below this one, begins further left or right."""
    return other.y < one.y and abs(one.x - other.x) > _INDENT * one.size


def _is_row(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is a row of a table: a cell of it stands below or above one of another."""
    place = lines[at].place
    beside = [lines[other].place for other in (at - 1, at + 1) if 0 <= other < len(lines)]
    return place is not None and any(
        abs(cell - start) < _ALIGNED * place.size
        for other in beside
        if other is not None and other.cells
        for cell in place.cells
        for start in other.starts[1:]
    )
