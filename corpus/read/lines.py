"""What the words of lines say about where paragraphs end; the same for texts and for PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from corpus.read.blocks import Block

ITEM = re.compile(r"\s*(?:[-*•‣–]|\d{1,3}[.)]|(?:[a-z]|[ivx]{2,4})\))\s")
SENTENCE_END = re.compile(r"""[.!?:。…]["'”’)\]]*\s*\Z""")
SHORT = 0.75
"""A line shorter than this share of the usual one may end its paragraph."""

_CLOSING = re.compile(r"[,;:)\]%]")
_FIRST_LETTER = re.compile(r"[^\w\s]*(\w)")
_UNFINISHED = re.compile(
    r"(?:[,;(\-‐&/]|\b(?:the|an?|of|and|or|to|in|on|for|with|by|from|at))\s*\Z"
)


def goes_on(line: str, following: str) -> bool:
    """Whether the two are plainly parts of one sentence.

    >>> [goes_on("They met", text) for text in ("and so", "(see above)", ") was", "Nara", "2025")]
    [True, True, True, False, False]
    >>> goes_on("They met in", "Nara")
    True
    """
    following = following.strip()
    first = _FIRST_LETTER.match(following)
    lower = bool(first and first[1].islower())
    return lower or bool(_CLOSING.match(following) or _UNFINISHED.search(line[-20:]))


def full_length(lines: Iterable[str]) -> int:
    """How long a full line is; not the median, as many short lines say nothing of the room.

    >>> full_length(["Nara", "x" * 70, "y" * 71, ""])
    70
    """
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[(len(lengths) - 1) * 19 // 20] if lengths else 0


def has_room(line: str, following: str, length: int) -> bool:
    """Whether the next word would have stood on the line with ease: its end was meant.

    >>> has_room("14 March 2025", "The board met", 70), has_room("x" * 50, "The board met", 70)
    (True, False)
    """
    word = following.split(maxsplit=1)[0]
    return len(line.strip()) + 1 + len(word) < SHORT * length


def joined_lines(
    lines: list[str], ends: list[bool], read: Callable[[str], str] = str
) -> tuple[Block, ...]:
    """Paragraphs of `lines`, as `read` reads their lines.

    After a line whose `ends` is true a new one begins in any case.
    """
    paragraphs: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        begins = not line.strip() or ITEM.match(line) or (number > 0 and ends[number - 1])
        if begins:
            paragraphs.append([])
        paragraphs[-1].append(line.strip())
    joined = (read("\n".join(filter(None, paragraph))) for paragraph in paragraphs)
    return tuple(Block(text.replace("\n", " ")) for text in joined if text)
