"""Plain text: paragraphs out of lines, pages out of form feeds. Nothing in it is mark-up."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.read.blocks import Block, Incoming

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[-*•‣–]|\d{1,3}[.)])\s")
SENTENCE_END = re.compile(r"""[.!?:。…]["'”’)\]]*\s*\Z""")
_EMPTY_LINE = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n")
"""The end of a line with words and an empty one after it, found without going back in a line."""

SHORT = 0.75
"""A line shorter than this share of the usual one may end its paragraph."""


def read_plain(text: str) -> Incoming:
    r"""The paragraphs of a text file; form feeds part its pages.

    Lines of one paragraph are joined; an empty line parts paragraphs, and so does a bullet. In a
    text without any empty line, each line is a paragraph of its own.

    >>> [block.text for block in read_plain("They met\nin Nara.\n\n- drums\n- noodles").pages[0]]
    ['They met in Nara.', '- drums', '- noodles']
    >>> len(read_plain("One.\fTwo.").pages)
    2
    """
    pages = [_LINE_ENDS.sub("\n", page) for page in text.split("\f")]
    apart = not any(_EMPTY_LINE.search(page) for page in pages)
    return Incoming(
        tuple(joined_lines(page.split("\n"), [apart] * page.count("\n")) for page in pages),
        paged=len(pages) > 1,
    )


def joined_lines(
    lines: list[str], ends: list[bool], read: Callable[[str], str] = str
) -> tuple[Block, ...]:
    """Paragraphs of `lines`, as `read` reads their lines.

    After a line whose `ends` is true a new one begins in any case.
    """
    paragraphs: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        begins = not line.strip() or _ITEM.match(line) or (number > 0 and ends[number - 1])
        if begins:
            paragraphs.append([])
        paragraphs[-1].append(line.strip())
    joined = (read("\n".join(filter(None, paragraph))) for paragraph in paragraphs)
    return tuple(Block(text.replace("\n", " ")) for text in joined if text)
