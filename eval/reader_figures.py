"""`summits eval reader`: what a reader does on articles it never saw.

The figures of the reader's model card: pointing at answers with the right paragraph given, telling
answerable questions from others, and what it does to the order of the passages that are found.
Whole articles are held out by `assistant.training.recipe`; two readers are measured on the same
questions by two calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eval.calibration import auroc
from eval.reader_bench import Measured
from eval.table import NOTHING, aligned


def figures(measured: Sequence[Measured]) -> Iterator[tuple[str, float | None]]:
    """(what, value) of the questions of one file; None where there is nothing to measure."""
    yield "answerable", len(answerable := [m for m in measured if m.f1 is not None])
    yield "unanswerable", len(measured) - len(answerable)
    yield "F1, right paragraph given", _mean(m.f1 or 0.0 for m in answerable)
    told = [(m.score, m.f1 is not None) for m in measured]
    yield "AUROC of the score, answerable or not", _auroc(told)
    pairs = [m.pair for m in answerable if m.pair]
    yield "altered questions", len(pairs)
    told = [
        (score, right) for pair in pairs for score, right in zip(pair, (True, False), strict=True)
    ]
    yield "AUROC of the score, altered or not", _auroc(told)
    for place, order in enumerate(("plain fusion", "as searched", "reordered")):
        ranks = [m.ranks[place] for m in answerable]
        yield f"{order}: Success@1", _mean(float(rank == 1) for rank in ranks)
        yield f"{order}: Success@5", _mean(float(0 < rank <= 5) for rank in ranks)
        yield f"{order}: MRR", _mean(1 / rank if rank else 0.0 for rank in ranks)
    for place, order in enumerate(("as searched", "reordered")):
        yield (
            f"{order}: F1 of the first passage's span",
            _mean(m.span_f1[place] for m in answerable),
        )


def reader_table(measured: Sequence[Measured]) -> str:
    """A line for each figure, a column for each file."""
    names = sorted({m.name for m in measured})
    columns = [dict(figures([m for m in measured if m.name == name])) for name in names]
    rows = [["", *names]]
    rows += [[what, *(_shown(column[what]) for column in columns)] for what in columns[0]]
    return aligned(rows, left=1)


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return sum(kept) / len(kept) if kept else None


def _auroc(told: Sequence[tuple[float, bool]]) -> float | None:
    import numpy as np

    positive = np.array([float(right) for _, right in told])
    if not 0 < positive.sum() < len(told):
        return None
    return float(auroc(np.array([score for score, _ in told]), positive))


def _shown(value: float | None) -> str:
    if value is None:
        return NOTHING
    return str(value) if isinstance(value, int) else f"{value:.4f}"
