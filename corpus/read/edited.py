"""The edited text of a document, as `text.md` holds it.

The mark-up is three things and no more. A line that starts with `# ` or `## ` is a heading of the
first or second level; a form feed alone on a line begins a new page; every other line that is not
blank is a paragraph. This is not Markdown: nothing inside a paragraph has a meaning of its own.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Page, Section, Span

_LEVELS = {"#": 1, "##": 2}
_GAP = "\n\n"
_NEW_PAGE = "\f"


@dataclass(frozen=True, slots=True)
class EditedText:
    """What the mark-up says: the text that citations point at, and its parts.

    Attributes:
        text: headings and paragraphs, an empty line between them; NFC; no mark-up.
        pages: without gaps from 0 to the end; empty where the mark-up has no form feed.
        sections: in the order of their headings.
    """

    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]


def read_edited(markup: str) -> EditedText:
    r"""Read the text of one document.

    A form feed before any text opens page 1, so that a document can have a single page.

    Raises:
        ValueError: there is no text, a form feed shares its line, or a heading has no words.

    >>> read = read_edited("# China\n\nThey met.\n\f\nThe end.\n")
    >>> read.text
    'China\n\nThey met.\n\nThe end.'
    >>> [(page.number, page.span.of(read.text)) for page in read.pages]
    [(1, 'China\n\nThey met.\n\n'), (2, 'The end.')]
    >>> [(s.level, s.heading, s.span == Span(0, len(read.text))) for s in read.sections]
    [(1, 'China', True)]
    """
    blocks: list[str] = []
    headings: list[tuple[str, int, int]] = []
    page_starts: list[int] = []
    position = 0  # where the next block will start
    for number, raw in enumerate(unicodedata.normalize("NFC", markup).split("\n"), start=1):
        if _NEW_PAGE in raw:
            if raw.strip(" \t\r") != _NEW_PAGE:
                raise ValueError(f"line {number}: a form feed must stand alone on its line")
            page_starts.append(position)
            continue
        block = raw.strip()
        if not block:
            continue
        # A mark without a space behind it is a paragraph, such as a text's own dividing line.
        marker, space, words = raw.lstrip().partition(" ")
        if space and marker in _LEVELS:
            block = words.strip()
            if not block:
                raise ValueError(f"line {number}: a heading has no words")
            headings.append((block, _LEVELS[marker], position))
        blocks.append(block)
        position += len(block) + len(_GAP)
    text = _GAP.join(blocks)
    if not text:
        raise ValueError("there is no text in it")
    return EditedText(text, _pages(page_starts, len(text)), _sections(headings, len(text)))


def _pages(starts: list[int], length: int) -> tuple[Page, ...]:
    if not starts:
        return ()
    if starts[0] > 0:
        starts = [0, *starts]
    # A form feed at the very end begins an empty page, whose start must not lie past the text.
    bounds = [min(start, length) for start in starts] + [length]
    return tuple(
        Page(number, Span(start, end))
        for number, (start, end) in enumerate(pairwise(bounds), start=1)
    )


def _sections(headings: list[tuple[str, int, int]], length: int) -> tuple[Section, ...]:
    sections = []
    for ordinal, (heading, level, start) in enumerate(headings):
        following = (s - len(_GAP) for _, lower, s in headings[ordinal + 1 :] if lower <= level)
        sections.append(Section(heading, level, Span(start, next(following, length))))
    return tuple(sections)
