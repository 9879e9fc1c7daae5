"""Plain text: paragraphs out of lines, pages out of form feeds. Nothing in it is mark-up."""

from __future__ import annotations

import re

from corpus.read.blocks import Incoming
from corpus.read.broken_words import made_whole, unbroken_words
from corpus.read.lines import ITEM, full_length, goes_on, has_room, joined_lines

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_BROKEN = re.compile(r"[^\W\d_][-‐\N{SOFT HYPHEN}]\s*\Z")
_EMPTY_LINE = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n")
"""The end of a line with words and an empty one after it, found without going back in a line."""

_WRAPPED = range(40, 101)
"""So long are the lines of a text that was broken to fit; other texts have no usual length."""


def read_plain(text: str) -> Incoming:
    r"""The paragraphs of a text file; form feeds part its pages.

    Lines of one paragraph are joined; an empty line parts paragraphs, and so does a bullet. In a
    text without any empty line, each line is a paragraph of its own; elsewhere, where all lines of
    a block are short. Words that were broken at the end of a line are made whole.

    >>> [block.text for block in read_plain("They met\nin Nara.\n\n- drums\n- noodles").pages[0]]
    ['They met in Nara.', '- drums', '- noodles']
    >>> len(read_plain("One.\fTwo.").pages)
    2
    """
    pages = [_LINE_ENDS.sub("\n", page) for page in text.split("\f")]
    apart = not any(_EMPTY_LINE.search(page) for page in pages)
    known = unbroken_words(pages)
    length = full_length(line for page in pages for line in page.split("\n"))
    found = []
    for page in pages:
        lines = page.split("\n")
        ends = _every_line(lines) if apart else _short_lines(lines, length)
        found.append(joined_lines(lines, ends, lambda paragraph: made_whole(paragraph, known)))
    return Incoming(tuple(found), paged=len(pages) > 1)


def _every_line(lines: list[str]) -> list[bool]:
    """Every line ends its paragraph, unless it breaks off within a word."""
    return [
        not (_BROKEN.search(line[-3:]) and following[:1].islower())
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _short_lines(lines: list[str], length: int) -> list[bool]:
    """Which lines end their paragraph, empty ones aside: those of a block that has only short ones.

    A title over a date, or a table. One long line among them would say that the others only look
    like that; `length` is that of a full line.
    """
    ends = [False] * len(lines)
    start = 0
    for at, line in enumerate([*lines, ""]):
        if line.strip() and not ITEM.match(line):
            continue
        block = range(start, at)
        pairs = [(lines[n], lines[n + 1]) for n in block[:-1]]
        if length in _WRAPPED and all(
            has_room(*pair, length) and not goes_on(*pair) for pair in pairs
        ):
            ends[start:at] = [True] * len(block)
        start = at if line.strip() else at + 1
    return ends
