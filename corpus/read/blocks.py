"""What a reader of foreign files hands over, and how it is written down as `text.md`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.shown import is_visible, shorten

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_NAMED = 3
_HEADING_MARK = re.compile(r"\A(#{1,2}) ")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a heading where `level` is above 0."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """The text of a file.

    Attributes:
        pages: the blocks of each page; of the whole text where there are no pages.
        paged: whether the file has pages.
        title: as the file gives it, else None.
        notes: what who adds the file should know, such as words that were left out.
    """

    pages: tuple[tuple[Block, ...], ...]
    paged: bool = False
    title: str | None = None
    notes: tuple[str, ...] = ()


def one_line(text: str) -> str:
    r"""`text` without line breaks, control characters and hyphens that no line shows.

    >>> one_line(" They\n m\u00adet.\x1b ")
    'They met.'
    """
    return " ".join(_CONTROL.sub(" ", text.replace(_SOFT_HYPHEN, "")).split())


def left_out(what: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The note for who adds a file of which `texts` were left out; none where there are none.

    >>> left_out("as hidden", ["Lee", "Kim"]), left_out("as hidden", [])
    (('left out as hidden: "Lee", "Kim"',), ())
    """
    named = ", ".join(f'"{shorten(text)}"' for text in texts[:_NAMED])
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    return (f"left out {what}: {named}{more}",) if texts else ()


def written(incoming: Incoming) -> str:
    r"""The mark-up that `read_edited` reads back as these blocks and pages.

    >>> first, second = (Block("China", 1), Block("They\nmet.")), (Block("# no heading"),)
    >>> written(Incoming((first, second), paged=True))
    '\x0c\n# China\n\nThey met.\n\n\x0c\n#\xa0no heading\n'
    """
    lines: list[str] = []
    for page in incoming.pages:
        lines += ["\f"] if incoming.paged else []
        lines += _page_lines(page)
    return "\n".join(lines).rstrip("\n") + "\n"


def _page_lines(page: Sequence[Block]) -> list[str]:
    lines = []
    for block in page:
        text = one_line(block.text)
        if not is_visible(text):
            continue
        if block.level:
            text = f"{'#' * min(block.level, 2)} {text}"
        else:
            # A paragraph that begins like a heading stays one: its space may not break a line.
            text = _HEADING_MARK.sub("\\1\N{NO-BREAK SPACE}", text)
        lines += [text, ""]
    return lines
