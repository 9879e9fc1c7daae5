"""The edited text of a document laid against its original, word by word.

Two things come of it: the proof that the two differ nowhere but where the list of edits says so,
and the way back from a quote to what stood in the original. A word is what white space separates,
so a text that was only reflowed is the same text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from operator import attrgetter

from corpus.document import Edit, Span
from corpus.edits import Piece, apply_edits, line_of
from corpus.errors import LibraryError
from corpus.shown import shorten


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that the edits make: in NFC, its span among the pieces, and whence it comes."""

    text: str
    span: Span
    origin: Span


def _differences(original: str, words: Sequence[_Word], text: str) -> list[str]:
    expected, found = [word.text for word in words], [match.group() for match in _split(text)]
    if expected == found:
        return []
    faults = []
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for kind, start, end, found_start, found_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        place = words[min(start, len(words) - 1)].origin.start if words else 0
        was = shorten(" ".join(expected[start:end]))
        now = shorten(" ".join(found[found_start:found_end]))
        change = {
            "replace": f'has "{now}" for "{was}"',
            "delete": f'lacks "{was}"',
            "insert": f'adds "{now}"',
        }[kind]
        faults.append(f"original line {line_of(original, place)}: the edited text {change}")
    return faults


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each word of a document's text comes from; made by `align`.

    Attributes:
        original: the original text.
        edits: in the order of the original.
        words: the span of each word of the document's text.
        origins: for each word, the characters of the original that it comes from.
        edit_spans: for each edit, what it left in the document's text; None for nothing.
    """

    original: str
    edits: tuple[Edit, ...]
    words: tuple[Span, ...]
    origins: tuple[Span, ...]
    edit_spans: tuple[Span | None, ...]

    def original_wording(self, span: Span) -> str | None:
        """What stood in the original for the words that `span` touches, from first to last.

        None where no edit touches it: there the original differs at most in its white space.
        """
        first = bisect_right(self.words, span.start, key=attrgetter("end"))
        last = bisect_left(self.words, span.end, key=attrgetter("start"))
        if first >= last:
            return None
        origin = _hull(self.origins[first:last])
        if not any(edit.original_span.overlaps(origin) for edit in self.edits):
            return None
        return origin.of(self.original)


def align(original: str, edits: Sequence[Edit], text: str) -> Alignment:
    """Lay a document's text against its original.

    Raises:
        LibraryError: the text differs in words that no edit names; one fault for each place.

    >>> edit = Edit(Span(4, 10), "GCreat", "Great", "misread")
    >>> alignment = align("the GCreat Hall", [edit], "the Great Hall")
    >>> alignment.edit_spans
    (Span(start=4, end=9),)
    >>> alignment.original_wording(Span(4, 14))
    'GCreat Hall'
    >>> align("the GCreat Hall", [], "the Great Hall")
    Traceback (most recent call last):
    corpus.errors.LibraryError: original line 1: the edited text has "Great" for "GCreat"
    """
    pieces = apply_edits(original, edits)
    made = _words_of(pieces)
    if faults := _differences(original, made, text):
        raise LibraryError(*faults)
    words = tuple(Span(*match.span()) for match in _split(text))
    offsets = accumulate((len(piece.text) for piece in pieces), initial=0)
    places = {
        piece.edit: _place(piece.text, offset, made, words)
        for piece, offset in zip(pieces, offsets, strict=False)
        if piece.edit is not None
    }
    return Alignment(
        original,
        tuple(edits),
        words,
        tuple(word.origin for word in made),
        tuple(places.get(edit) for edit in edits),
    )


def _split(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _words_of(pieces: Sequence[Piece]) -> list[_Word]:
    offsets = [0, *accumulate(len(piece.text) for piece in pieces)]
    words = []
    for match in _split("".join(piece.text for piece in pieces)):
        start, end = match.span()
        first, last = bisect_right(offsets, start) - 1, bisect_left(offsets, end)
        origins = [
            _origin(piece, max(start - offset, 0), min(end - offset, len(piece.text)))
            for piece, offset in zip(pieces[first:last], offsets[first:last], strict=True)
        ]
        text = unicodedata.normalize("NFC", match.group())
        words.append(_Word(text, Span(start, end), _hull(origins)))
    return words


def _origin(piece: Piece, start: int, end: int) -> Span:
    """Whence the characters `start` to `end` of a piece come; for an edit, all that it replaced."""
    if piece.edit is not None:
        return piece.original_span
    return Span(piece.original_span.start + start, piece.original_span.start + end)


def _place(
    piece_text: str, offset: int, made: Sequence[_Word], words: Sequence[Span]
) -> Span | None:
    """The span in the document's text of the piece that stands at `offset` among the pieces."""
    if not piece_text.strip():
        return None
    start = offset + len(piece_text) - len(piece_text.lstrip())
    end = offset + len(piece_text.rstrip())
    first = bisect_right(made, start, key=lambda word: word.span.start) - 1
    last = bisect_left(made, end, key=lambda word: word.span.start) - 1
    # Characters count alike inside a word, unless NFC made them fewer: then take the whole word.
    head, tail = start - made[first].span.start, end - made[last].span.start
    if len(made[first].text) != made[first].span.end - made[first].span.start:
        head = 0
    if len(made[last].text) != made[last].span.end - made[last].span.start:
        tail = len(made[last].text)
    return Span(words[first].start + head, words[last].start + tail)
