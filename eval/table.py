"""Plain-text tables for the terminal: columns in line, figures to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from corpus.shown import printable
from eval.figures import Figure

NOTHING = "–"
"""Where there was nothing to measure."""


def shown(figure: Figure) -> str:
    """The value, with as many digits as it deserves."""
    return NOTHING if figure.value is None else f"{figure.value:.{figure.digits}f}"


def shown_interval(figure: Figure) -> str:
    """The interval as `low … high`, or a dash."""
    if figure.low is None or figure.high is None:
        return NOTHING
    return f"{figure.low:.{figure.digits}f} … {figure.high:.{figure.digits}f}"


def direction(figure: Figure) -> str:
    """An arrow to where it is better."""
    return "↑" if figure.higher_is_better else "↓"


def figures_table(figures: Iterable[Figure]) -> str:
    """Figures by group, with interval and n; arrows point to where it is better."""
    rows: list[Sequence[str]] = []
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            rows += [[], [group]]
        rows.append(
            [
                f"  {figure.measure}",
                direction(figure),
                shown(figure),
                shown_interval(figure),
                str(figure.n),
            ]
        )
    return aligned([["", "", "value", "95 % interval", "n"], *rows[1:]], left=2)


def kinds_table(kinds: Mapping[str, Sequence[Figure]], measures: Sequence[str]) -> str:
    """One row for each kind, one column for each measure."""
    rows: list[Sequence[str]] = [["kind", *measures]]
    for kind, figures in kinds.items():
        by_name = {figure.measure: figure for figure in figures}
        rows.append([kind, *(shown(by_name[name]) for name in measures)])
    return aligned(rows, left=1)


def aligned(rows: Iterable[Sequence[str]], left: int) -> str:
    """Rows as lines, `left` columns aligned to the left and the others to the right.

    Columns are two blanks apart; Korean letters count as two columns, as terminals draw them. A
    row with a single cell is a heading and widens nothing. What is not printable becomes a blank.

    >>> print(aligned([["kind", "right"], ["fact", "0.5"]], left=1))
    kind  right
    fact    0.5
    """
    rows = [[printable(cell) for cell in row] for row in rows]
    columns = max(map(len, rows), default=0)
    widths = [
        max((_width(row[i]) for row in rows if len(row) > i and len(row) > 1), default=0)
        for i in range(columns)
    ]

    def line(row: Sequence[str]) -> str:
        cells = [
            cell + " " * (width - _width(cell)) if i < left else " " * (width - _width(cell)) + cell
            for i, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        return "  ".join(cells).rstrip()

    return "\n".join(line(row) for row in rows)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
