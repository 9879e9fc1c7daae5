"""Running heads and page numbers: lines at the edges of most pages that are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.read.pdf_lines import Line

MIN_PAGES = 3
"""On fewer pages, nothing tells a running head from words that are said twice."""

SHARE = 0.4
"""On so many of the pages: left and right ones often have heads of their own."""

EDGE_LINES = 4
"""So many lines at the top and at the bottom of a page are looked at."""

_GRID_POINTS = 6
_NUMBER = re.compile(r"\d{1,4}")

Pages = list[list[Line]]
_Key = tuple[str, bool, int | None]


def without_running_lines(pages: Pages) -> tuple[Pages, tuple[str, ...]]:
    """The pages without such lines, and the lines that were left out, each once as it first stood.

    A line is one where it stands at the same height of many pages, in the same words; a number in
    it may count with the pages. Nothing is left out where nothing else would be left.

    >>> pages = [[Line("The Review"), Line(f"{town} met."), Line(f"Page {n}")]
    ...          for n, town in enumerate(("Nara", "Uji", "Busan"), start=7)]
    >>> kept, left_out = without_running_lines(pages)
    >>> [[line.text for line in page] for page in kept], left_out
    ([['Nara met.'], ['Uji met.'], ['Busan met.']], ('The Review', 'Page 7'))
    """
    seen = [_edge_keys(page, number) for number, page in enumerate(pages)]
    counted = Counter(key for keys in seen for key in {k for of in keys.values() for k in of})
    least = max(MIN_PAGES, SHARE * sum(map(bool, pages)))
    running = {key for key, count in counted.items() if count >= least}
    gone = [_running_at(page, keys, running) for page, keys in zip(pages, seen, strict=True)]
    kept = [
        [x for at, x in enumerate(p) if at not in out] for p, out in zip(pages, gone, strict=True)
    ]
    if not any(kept):
        return pages, ()
    found: dict[_Key, str] = {}
    for page, keys, out in zip(pages, seen, gone, strict=True):
        for at in sorted(out):
            found.setdefault(next(k for k in keys[at] if k in running), page[at].text.strip())
    return kept, tuple(found.values())


def _edges(page: Sequence[Line]) -> Iterator[tuple[bool, list[int]]]:
    """The lines at the top and at the bottom, from the edge inwards.

    Where their places are not known, the order of the text is taken for that of the page.
    """
    order = list(range(len(page)))
    heights = [line.place.y for line in page if line.place]
    if len(heights) == len(page):
        order.sort(key=lambda at: -heights[at])
    yield True, order[:EDGE_LINES]
    yield False, order[::-1][:EDGE_LINES]


def _edge_keys(page: Sequence[Line], number: int) -> dict[int, list[_Key]]:
    """By its place on the page, how each line at an edge is known."""
    keys: dict[int, list[_Key]] = {}
    for top, order in _edges(page):
        for at in order:
            keys.setdefault(at, []).extend(_keys(page[at], number, top))
    return keys


def _running_at(page: Sequence[Line], keys: dict[int, list[_Key]], running: set[_Key]) -> set[int]:
    """Which lines of a page go: from its edges to the first line that is not a running one."""
    gone: set[int] = set()
    for _, order in _edges(page):
        for at in order:
            if running.isdisjoint(keys[at]):
                break
            gone.add(at)
    return gone


def _keys(line: Line, number: int, top: bool) -> Iterator[_Key]:
    """What lines have in common that say the same at the same height of their pages.

    The first or the last number may count with the pages, whose numbers need not begin at 1.
    """
    text = " ".join(line.text.split())
    height = round(line.place.y / _GRID_POINTS) if line.place else None
    yield text, top, height
    numbers = list(_NUMBER.finditer(text))
    for match in {numbers[0], numbers[-1]} if numbers else ():
        counts = int(match[0]) - number
        yield f"{text[: match.start()]}\0{counts}\0{text[match.end() :]}", top, height
