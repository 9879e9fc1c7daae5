"""The list of edits of a document: every place where its text departs from its original.

A list (`edits.json`) is read against the original, so that an edit that names words which are not
there is refused. What follows from a list is in `align`: the proof that nothing else differs, and
the way back from a quote to the original wording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.document import Edit, Span
from corpus.errors import LibraryError
from corpus.files import parsed_json
from corpus.shown import shorten

_REQUIRED = {"line": int, "original": str, "edited": str, "reason": str}


@dataclass(frozen=True, slots=True)
class Move(Edit):
    """An edit whose words now stand elsewhere.

    Attributes:
        before: the position in the original before which they stand, apart from its neighbours.
    """

    before: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that the edits make.

    Attributes:
        text: the run; a moved one is set apart by line breaks.
        original_span: the characters of the original that it comes from.
        edit: the edit that made it; None where the run is the original's own.
    """

    text: str
    original_span: Span
    edit: Edit | None


def load_edits(path: Path, original: str) -> tuple[Edit, ...]:
    """Read and check the list of edits at `path`.

    It is a JSON list, in the order of the original. Each entry is `{"line", "original", "edited",
    "reason"}`: the line, from 1, on which `original` starts, exactly once. An entry may have
    `"moved_to": {"line", "before"}`: then `edited` stands right before the words `before`, which
    start on that line exactly once.

    Raises:
        LibraryError: one fault for each entry that cannot be used.
    """
    try:
        entries = parsed_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise LibraryError(
            f"{path} cannot be read as JSON ({error}); mend it, or write [] if nothing was edited"
        ) from None
    if not isinstance(entries, list):
        raise LibraryError(f"{path} holds no JSON list; mend it, or write [] if nothing was edited")
    edits: list[Edit] = []
    faults: list[str] = []
    line_starts = [at for at in range(len(original) + 1) if at == 0 or original[at - 1] == "\n"]
    for number, entry in enumerate(entries, start=1):
        try:
            edit = _read_entry(entry, original, line_starts)
            if edits and edit.original_span.start < edits[-1].original_span.end:
                raise ValueError("it starts before the end of the entry above it; sort or trim it")
            edits.append(edit)
        except ValueError as error:
            faults.append(f"{path}, entry {number}: {error}")
    faults.extend(
        f'{path}: "{shorten(move.original)}" is moved into the midst of the edit of'
        f' "{shorten(edit.original)}"; choose other words for "before"'
        for move in edits
        if isinstance(move, Move)
        for edit in edits
        if edit.original_span.start < move.before < edit.original_span.end
    )
    if faults:
        raise LibraryError(*faults)
    return tuple(edits)


def _read_entry(entry: object, original: str, line_starts: Sequence[int]) -> Edit:
    if not isinstance(entry, dict):
        raise ValueError('it must be an object with "line", "original", "edited" and "reason"')
    for key, kind in _REQUIRED.items():
        if type(entry.get(key)) is not kind:
            raise ValueError(f'"{key}" must be {"a whole number" if kind is int else "a text"}')
    if unknown := sorted(set(entry) - {*_REQUIRED, "moved_to"}):
        raise ValueError(f'"{shorten(unknown[0])}" is not a field of an edit; take it out')
    words, edited, reason = entry["original"], entry["edited"], entry["reason"]
    if not words.strip() or not reason.strip():
        raise ValueError('"original" and "reason" must not be empty; fill them in')
    start = _find(original, words, entry["line"], line_starts)
    span = Span(start, start + len(words))
    if "moved_to" not in entry:
        if words == edited:
            raise ValueError("it changes nothing; take it out")
        return Edit(span, words, edited, reason)
    target = entry["moved_to"]
    if not isinstance(target, dict) or set(target) != {"line", "before"}:
        raise ValueError('"moved_to" must be an object with "line" and "before"')
    line, before = target["line"], target["before"]
    if type(line) is not int or not isinstance(before, str) or not before.strip():
        raise ValueError('"moved_to" must have a whole number as "line" and words as "before"')
    return Move(span, words, edited, reason, _find(original, before, line, line_starts))


def _find(original: str, words: str, line: int, line_starts: Sequence[int]) -> int:
    """The one position on `line` at which `words` start; they may run on to the lines below."""
    if not 1 <= line <= len(line_starts):
        raise ValueError(f"there is no line {line}: the original has {len(line_starts)}")
    end = line_starts[line] if line < len(line_starts) else len(original)
    found = [at for at in range(line_starts[line - 1], end) if original.startswith(words, at)]
    if len(found) != 1:
        count = f"starts {len(found)} times" if found else "does not start"
        raise ValueError(f'"{shorten(words)}" {count} on line {line}; correct or lengthen it')
    return found[0]


def apply_edits(original: str, edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """The original with its edits, as pieces in the order in which they now stand.

    The edits are those of one list: in order, none overlapping another.

    >>> edit = Edit(Span(4, 10), "GCreat", "Great", "misread")
    >>> [piece.text for piece in apply_edits("the GCreat Hall", [edit])]
    ['the ', 'Great', ' Hall']
    """
    arriving: defaultdict[int, list[Move]] = defaultdict(list)
    for edit in edits:
        if isinstance(edit, Move):
            arriving[edit.before].append(edit)
    starting = {edit.original_span.start: edit for edit in edits}
    ends = {edit.original_span.end for edit in edits}
    cuts = sorted({0, len(original), *starting, *ends, *arriving})
    pieces: list[Piece] = []
    for start, end in pairwise([*cuts, len(original)]):
        pieces.extend(Piece(f"\n{m.edited}\n", m.original_span, m) for m in arriving[start])
        here = starting.get(start)
        if here is None:
            pieces.append(Piece(original[start:end], Span(start, end), None))
        elif not isinstance(here, Move):
            pieces.append(Piece(here.edited, here.original_span, here))
    return tuple(piece for piece in pieces if piece.text)


def line_of(original: str, position: int) -> int:
    r"""The line of the original, from 1, on which a position lies.

    >>> line_of("one\ntwo", 4)
    2
    """
    return original.count("\n", 0, position) + 1
