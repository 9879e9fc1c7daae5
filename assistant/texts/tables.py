"""Tables whose cells stand apart by bars, as readers of files write them down: rows and headings.

"Town | Wells" above "Lima | 12": a row is understood by the headings of its columns, and they say
nothing without a row.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from corpus.document import Span
from index.lexical import analyze

_BAR = re.compile(r"(?:^|(?<= ))\|(?= |$)")
_LINE = re.compile(r"[^\n]*\S")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?년?(?:[ (]\D*)?")
_VALUE = re.compile(r"[$€£₩¥]?\d")


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the headings of its table; positions are those of the document.

    Attributes:
        heading: the line of the headings.
        cells: of the row.
        headings: of the columns, one for each cell; empty where one has none.
    """

    heading: Span
    cells: tuple[Span, ...]
    headings: tuple[str, ...]


def is_row(line: str) -> bool:
    """Whether a line is made of cells.

    >>> is_row("Lima | 12"), is_row("Lima|Quito")
    (True, False)
    """
    return bool(_BAR.search(line))


@lru_cache(maxsize=4096)
def row_at(text: str, start: int) -> Row | None:
    r"""The row that begins at a place of a text; None where there is none below headings.

    >>> text = "Town | Wells\n\nLima | 12"
    >>> row = row_at(text, 14)
    >>> row.headings, [cell.of(text) for cell in row.cells], row_at(text, 0)
    (('Town', 'Wells'), ['Lima', '12'], None)
    """
    line = _LINE.match(text, start)
    above = _line_above(text, start) if line and is_row(line[0]) else None
    if line is None or above is None:
        return None
    heading = above
    while (above := _line_above(text, heading.start)) is not None:
        heading = above
    return _below(text, heading, Span(start, line.end()))


@lru_cache(maxsize=64)
def tables_in(text: str) -> tuple[tuple[Row, ...], ...]:
    r"""The rows of each table of a text of which every line is a row below the headings.

    >>> [rows] = tables_in("Two towns.\n\nTown | Wells\n\nLima | 12\n\nQuito | 9")
    >>> [row.headings for row in rows]
    [('Town', 'Wells'), ('Town', 'Wells')]
    """
    lines = groupby(_LINE.finditer(text), key=lambda line: is_row(line[0]))
    tables = [[Span(*line.span()) for line in run] for of_rows, run in lines if of_rows]
    rows = ([_below(text, table[0], line) for line in table[1:]] for table in tables)
    return tuple(tuple(row for row in of if row) for of in rows if of and all(of))


def is_heading(text: str, line: Span) -> bool:
    r"""Whether a line holds the headings of the rows below it.

    >>> text = "Town | Wells\n\nLima | 12"
    >>> is_heading(text, Span(0, 12)), is_heading(text, Span(14, 23))
    (True, False)
    """
    below = _LINE.search(text, line.end) if is_row(line.of(text)) else None
    row = row_at(text, below.start()) if below else None
    return row is not None and row.heading.start == line.start


def cell_asked(text: str, row: Row, asked: Collection[str]) -> Span | None:
    r"""The cell below the heading that holds most of what is asked; None: it is not one alone.

    Of "Homes" and "Affordable homes" the first is meant where only homes are asked for.

    >>> text = "Town | Pipes | Old pipes\n\nLima | 12 | 40"
    >>> row = row_at(text, 26)
    >>> [cell_asked(text, row, asked).of(text) for asked in (["pipe"], ["old", "pipe"])]
    ['12', '40']
    """
    tokens = [set(analyze(heading)) for heading in row.headings[1:]]
    held = [(len(of & set(asked)), -len(of - set(asked))) for of in tokens]
    most = max(held, default=(0, 0))
    return row.cells[1 + held.index(most)] if most[0] and held.count(most) == 1 else None


def tells_cell(text: str, row: Row, asked: Collection[str]) -> bool:
    r"""Whether the words asked are the first cell of a row and the heading of another of its cells.

    At least half of the heading; every number that is asked stands in one of the two.

    >>> text = "Town | Pipes in 2025\n\nLima | 12"
    >>> row = row_at(text, 22)
    >>> [tells_cell(text, row, ["pipe", "lima", year]) for year in ("2025", "2026")]
    [True, False]
    """
    cell = cell_asked(text, row, asked)
    of_row = set(analyze(row.cells[0].of(text)))
    if cell is None or not of_row or not of_row <= set(asked):
        return False
    heading = set(analyze(row.headings[row.cells.index(cell)]))
    numbers = {token for token in asked if token.isdigit()}
    if not (heading & set(asked)) - of_row or not numbers <= heading | of_row:
        return False  # "Acme Homes" asks for no homes by its name
    return 2 * len(heading & set(asked)) >= len(heading)


def _below(text: str, heading: Span, line: Span) -> Row | None:
    """The row that a line is below the headings of another; None where they do not fit it."""
    headings = tuple(cell.of(text) for cell in _cells(text, heading))
    cells = _cells(text, line)
    told = any(_VALUE.match(h) and not _YEAR.fullmatch(h) for h in headings)
    return None if told or len(cells) != len(headings) else Row(heading, tuple(cells), headings)


def _line_above(text: str, start: int) -> Span | None:
    """The row right above a place; None where there is none."""
    end = len(text[:start].rstrip())
    line = Span(text.rfind("\n", 0, end) + 1, end)
    apart = text.count("\n", end, start) <= 2
    return line if line.start < line.end and apart and is_row(line.of(text)) else None


def _cells(text: str, line: Span) -> list[Span]:
    bars = [line.start + bar.start() for bar in _BAR.finditer(line.of(text))]
    edges = zip([line.start, *(bar + 1 for bar in bars)], [*bars, line.end], strict=True)
    cells = []
    for start, end in edges:
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip())
        cells.append(Span(begin, max(begin, end - len(words) + len(words.rstrip()))))
    return cells
