"""Finding a quote again in a text that may have changed since it was cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.document import Span, sha256_of

MAX_HASHED_CHARS = 60_000_000
"""So much text is hashed in the search for a moved quote, at most: under a second."""


@dataclass(frozen=True, slots=True)
class LocatedQuote:
    """Where a quote stands now.

    Attributes:
        span: the quote; empty, and at the nearest place that the text has, where it is `lost`.
        how: `there`: where it was; `moved`: elsewhere, word for word; `lost`: nowhere.
    """

    span: Span
    how: Literal["there", "moved", "lost"]


def locate(text: str, start: int, end: int, sha256: str) -> LocatedQuote:
    """The quote with this hash in `text`: where it was, else at the nearest place as long.

    >>> old = "They met in Nara. The drum was loud."
    >>> name = sha256_of("The drum was loud.")
    >>> locate(old, 18, 36, name)
    LocatedQuote(span=Span(start=18, end=36), how='there')
    >>> locate("In January they met. The drum was loud.", 18, 36, name)
    LocatedQuote(span=Span(start=21, end=39), how='moved')
    >>> locate("They met.", 18, 36, name)
    LocatedQuote(span=Span(start=9, end=9), how='lost')
    """
    if sha256_of(text[start:end]) == sha256 and end <= len(text):
        return LocatedQuote(Span(start, end), "there")
    length = end - start
    for number, place in enumerate(_starts(text, start, length)):
        if number * length > MAX_HASHED_CHARS:
            break
        if sha256_of(text[place : place + length]) == sha256:
            return LocatedQuote(Span(place, place + length), "moved")
    return LocatedQuote(Span(min(start, len(text)), min(start, len(text))), "lost")


def _starts(text: str, near: int, length: int) -> Iterator[int]:
    """Places where `length` characters could stand, those nearest to `near` first.

    >>> list(_starts("abcdef", 3, 3))
    [3, 2, 1, 0]
    >>> list(_starts("abcdef", 1, 3))
    [1, 0, 2, 3]
    """
    last = len(text) - length
    near = min(near, last)
    if near >= 0:
        yield near
    for distance in range(1, last + 1):
        for place in (near - distance, near + distance):
            if 0 <= place <= last:
                yield place
