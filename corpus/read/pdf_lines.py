"""The lines of a page of a PDF, in the order of its text, and where each stands.

pypdf gives every run of characters with the place, size and font that it is drawn with. They only
say where lines belong together: the words and their order are those of `extract_text`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from corpus.read.raised import raised

if TYPE_CHECKING:
    from pypdf import PageObject

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTE_MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*\Z")
_SMALLER, _HIGHER = 0.95, 0.15
"""A raised mark is at most this share of the size before it, and higher by that share of it."""

_CELL_GAP, _CHARACTER_WIDTH = 1.2, 0.6
"""How far apart cells are and how wide a character is at most, in sizes of the type."""

_CELL_CHARS = 40
"""Behind a longer run, where it ends is not known well enough."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line begins and how it looks, in points; `y` grows upwards.

    Attributes:
        x: from the left.
        y: of its baseline, from the bottom.
        size: of most of its characters.
        bold: whether all of them are.
        starts: the `x` of each run of characters in it.
        cells: those of them that stand well apart from the run before.
    """

    x: float
    y: float
    size: float
    bold: bool = False
    starts: tuple[float, ...] = ()
    cells: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line; its place is None where pypdf does not tell it, or where the line is turned."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    placed: bool = False


def page_lines(page: PageObject) -> list[Line]:
    """The lines of `page` that hold more than white space."""
    runs: list[_Run] = []

    def visit(text: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        if text:
            runs.append(_placed(text, outer, inner, font, size))

    text = page.extract_text(visitor_text=visit)
    # What was visited must be what is read: otherwise the places belong to other words.
    lines = _lines(runs) if "".join(run.text for run in runs) == text else _unplaced(text)
    return [line for line in lines if line.text.strip()]


def _unplaced(text: str) -> list[Line]:
    return [Line(line) for line in _LINE_ENDS.sub("\n", text).split("\n")]


def _placed(
    text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: Any
) -> _Run:
    """A run where its two matrices put it: that of the text inside that of the page."""
    a, b, c, d, e, f = (float(number) for number in outer)
    x, y = float(inner[4]), float(inner[5])
    right = (inner[0] * a + inner[1] * c, inner[0] * b + inner[1] * d)
    scale = math.sqrt(abs((a * d - b * c) * (inner[0] * inner[3] - inner[1] * inner[2])))
    upright = right[0] > 0 and abs(right[1]) < 0.01 * right[0]
    bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
    at_x, at_y = x * a + y * c + e, x * b + y * d + f
    return _Run(text, at_x, at_y, scale * float(size), bold, upright and scale > 0)


def _lines(runs: Sequence[_Run]) -> list[Line]:
    """The runs as lines: a line end may stand inside a run, which then is known to begin one."""
    lines: list[list[_Run]] = [[]]
    for run in runs:
        first, *others = _LINE_ENDS.sub("\n", run.text).split("\n")
        lines[-1].append(_Run(first, run.x, run.y, run.size, run.bold, run.placed))
        lines += [[_Run(other)] for other in others]
    return [_line(line) for line in lines]


def _line(runs: Sequence[_Run]) -> Line:
    shown = [run for run in runs if run.text.strip()]
    text = "".join(_as_mark(before, run) for before, run in zip([None, *runs], runs, strict=False))
    if not shown or not all(run.placed for run in shown):
        return Line(text)
    sizes: Counter[float] = Counter()
    for run in shown:
        sizes[round(run.size, 1)] += len(run.text)
    size = sizes.most_common(1)[0][0]
    y = next(run.y for run in shown if round(run.size, 1) == size)
    starts = tuple(run.x for run in shown)
    cells = tuple(run.x for before, run in pairwise(shown) if _stands_apart(before, run))
    return Line(text, Place(shown[0].x, y, size, all(run.bold for run in shown), starts, cells))


def _stands_apart(before: _Run, run: _Run) -> bool:
    end = before.x + len(before.text.strip()) * _CHARACTER_WIDTH * before.size
    return len(before.text) <= _CELL_CHARS and run.x - end > _CELL_GAP * before.size


def _as_mark(before: _Run | None, run: _Run) -> str:
    """The text of a run; a figure raised above the words before it as such characters.

    "accomplishment.1 Construction" would be one sentence, and "10" raised by "6" another number.
    """
    if before is None or not (before.placed and run.placed and _NOTE_MARK.match(run.text.strip())):
        return run.text
    is_raised = run.size <= _SMALLER * before.size and run.y - before.y > _HIGHER * before.size
    mark = run.text.strip()
    return run.text.replace(mark, raised(mark)) if is_raised else run.text
