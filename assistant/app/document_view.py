"""A whole document as data for its page: paragraphs, headings, page marks, one highlighted span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document, Span
from corpus.split import paragraph_spans

_LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paragraph.

    Attributes:
        page: number of the page that begins here, where one does.
        quoted: whether it belongs to the quote.
    """

    text: str
    quoted: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading.

    Attributes:
        heading: the level of its element in HTML, from 2; 0: a paragraph.
        page: number of the page that begins with it, where one does.
        is_place: whether it holds the place that was asked for, or is the first one after it.
    """

    parts: tuple[Part, ...]
    heading: int = 0
    page: int | None = None
    is_place: bool = False


def blocks_of(document: Document, quote: Span | None, place: int | None = None) -> list[Block]:
    """The document in paragraphs; every character but the line breaks is in one of them.

    Args:
        document: to be shown.
        quote: what to highlight.
        place: where the reader wants to be; the paragraph there is marked.

    >>> text = "Nara\\n\\nThey met. They ate."
    >>> for block in blocks_of(Document("d", "D", None, text), Span(6, 15)):
    ...     print([(part.text, part.quoted) for part in block.parts])
    [('Nara', False)]
    [('They met.', True), (' They ate.', False)]
    """
    text = document.text
    paragraphs = paragraph_spans(text)
    here = _paragraph_at(paragraphs, place)
    headings = {s.span.start: s for s in document.sections}
    pages = {page.span.start: page.number for page in document.pages}
    starts = sorted(pages)
    blocks, previous_end = [], 0
    for number, paragraph in enumerate(paragraphs):
        first, inside = bisect_left(starts, previous_end), bisect_right(starts, paragraph.start)
        inner = starts[inside : bisect_left(starts, paragraph.end)]
        section = headings.get(paragraph.start)
        is_heading = section is not None and section.heading == paragraph.of(text)
        blocks.append(
            Block(
                tuple(_parts(text, paragraph, quote, {at: pages[at] for at in inner})),
                min(section.level + 1, _LOWEST_HEADING) if section and is_heading else 0,
                # Of several pages that began since the last paragraph, the one that this is on.
                pages[starts[inside - 1]] if inside > first else None,
                number == here,
            )
        )
        previous_end = paragraph.end
    return blocks


def _paragraph_at(paragraphs: list[Span], place: int | None) -> int | None:
    """The number of the paragraph at a place, or of the next one, or of the last."""
    if place is None or not paragraphs:
        return None
    after = [i for i, paragraph in enumerate(paragraphs) if place < paragraph.end]
    return after[0] if after else len(paragraphs) - 1


def _parts(text: str, paragraph: Span, quote: Span | None, pages: dict[int, int]) -> Iterator[Part]:
    """The paragraph, cut where the quote begins or ends and where a page begins."""
    cuts = {paragraph.start, paragraph.end, *pages}
    if quote is not None:
        cuts |= {at for at in (quote.start, quote.end) if paragraph.start < at < paragraph.end}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        quoted = quote is not None and quote.start <= start and end <= quote.end
        yield Part(text[start:end], quoted, pages.get(start))
