"""Two runs over the same questions: what differs, whether by more than chance, and what flipped."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.shown import printable
from eval.figures import Measure
from eval.intervals import randomisation_p
from eval.measures import MEASURES
from eval.past import (
    check_same_questions,
    differing_settings,
    documents_of,
    gold_of,
    open_run,
)
from eval.question import Documents, DocumentTable, Form, TestSet
from eval.scores import verdicts_of
from eval.table import NOTHING, aligned
from eval.verdict import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


MOST_CHANCE = 0.05
"""A difference with a greater p is none that could not be chance."""

BY_CHANCE = "could be chance"
"""In place of the better run, where the difference could be chance."""

CHANCE = f"{BY_CHANCE}: p is above {MOST_CHANCE}, so neither run is called better"

UNCHECKED = (
    "citation_verbatim: not measured, the documents that were asked are not at hand; name them "
    "with --library, or with --testset a test set that brings its own"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of both runs, over the questions for which both have something to measure.

    Attributes:
        a, b: values; None where there was nothing to measure.
        better: "A", "B" or "" where neither is, or where a difference says nothing of the runs;
            whatever p is, see `could_be_chance`.
        p: of the paired randomisation test, two-sided; None of times. That test asks whether the
            questions could have fallen otherwise, and a busy machine slows all of them alike.
        n: questions that enter it, in either run; what cites nothing has no share of citations.
    """

    measure: str
    a: float | None
    b: float | None
    better: str
    p: float | None
    n: int
    digits: int = 3

    @property
    def could_be_chance(self) -> bool:
        """Whether so great a difference comes by chance too often to call either run better."""
        return bool(self.better) and self.p is not None and self.p > MOST_CHANCE


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose verdict changed; `history` holds those that it was asked after."""

    id: str
    question: str
    a: str
    b: str
    better: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        settings: name -> its value in each, where they differ and both stamps are there.
        unchecked: whether quotes were not looked up, for want of the documents that were asked.
    """

    names: tuple[str, str]
    questions: int
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]
    settings: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    unchecked: bool = False


def compare_files(
    path_a: Path,
    path_b: Path,
    testset: TestSet | None = None,
    library: Documents | None = None,
) -> Comparison:
    """Compare two predictions files.

    Args:
        path_a: one predictions file.
        path_b: the other.
        testset: what is right; without it, the stamps beside the files say.
        library: to check quotes against, where a run was over these very documents; a test set
            that brings its own is checked against those.

    Raises:
        InputError: a file cannot be used, the runs are over different questions, or nothing says
            what is right.
    """
    a, b = open_run(path_a), open_run(path_b)
    check_same_questions(a, b)
    form, questions = gold_of(a, b, testset)
    if testset is not None and testset.documents is not None:
        library = DocumentTable(testset.documents)
    documents = [documents_of(run, library) for run in (a, b)]
    kept = [question for question in questions if question.id in a.asked]
    compared = compare(
        (path_a.name, path_b.name) if path_a.name != path_b.name else (str(path_a), str(path_b)),
        form,
        verdicts_of(kept, a.predictions, a.failures, documents[0]),
        verdicts_of(kept, b.predictions, b.failures, documents[1]),
    )
    return replace(
        compared, settings=differing_settings(a.stamp, b.stamp), unchecked=None in documents
    )


def compare(
    names: tuple[str, str], form: Form, a: Sequence[Verdict], b: Sequence[Verdict]
) -> Comparison:
    """Compare two sets of verdicts, question by question; both in the same order."""
    differences = tuple(_difference(m, a, b) for m in MEASURES if form in m.forms)
    flips = tuple(
        Flip(
            x.question.id,
            x.question.question,
            x.word,
            y.word,
            "" if _worth(x) == _worth(y) else "AB"[_worth(y) > _worth(x)],
            x.question.history,
        )
        for x, y in zip(a, b, strict=True)
        if x.word != y.word
    )
    return Comparison(names, len(a), differences, flips)


def _worth(verdict: Verdict) -> tuple[bool, bool]:
    return verdict.right, verdict.cited is not False


def _difference(measure: Measure, a: Sequence[Verdict], b: Sequence[Verdict]) -> Difference:
    cells = [(measure.cells(x), measure.cells(y)) for x, y in zip(a, b, strict=True)]
    pairs = [(x, y) for x, y in cells if x is not None and y is not None]
    if not pairs:
        return Difference(measure.name, None, None, "", None, 0, measure.digits)
    left, right = _columns([x for x, _ in pairs]), _columns([y for _, y in pairs])
    of_a, of_b = (_known(float(measure.statistic(*side))) for side in (left, right))
    better, p = "", None
    if of_a is not None and of_b is not None and not measure.of_the_machine:
        if of_a != of_b:
            better = "AB"[(of_b > of_a) == measure.higher_is_better]
        p = randomisation_p(left, right, measure.statistic)
    n = sum(measure.counts(x) or measure.counts(y) for x, y in pairs)
    return Difference(measure.name, of_a, of_b, better, p, n, measure.digits)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _columns(rows: Sequence[tuple[float, ...]]) -> list[NDArray[np.float64]]:
    import numpy as np

    return [np.asarray(column, dtype=np.float64) for column in zip(*rows, strict=True)]


def comparison_table(comparison: Comparison) -> str:
    """Differences and flipped questions, for the terminal."""
    rows: list[Sequence[str]] = [["", "A", "B", "B - A", "p", "better", "judged"]]
    rows += [
        [d.measure, *_values(d), _p(d), BY_CHANCE if d.could_be_chance else d.better, str(d.n)]
        for d in comparison.differences
    ]
    flips = [[f.id, f"{f.a} -> {f.b}", f.better, f.question] for f in comparison.flips]
    lines = [
        printable(f"A: {comparison.names[0]}"),
        printable(f"B: {comparison.names[1]}"),
        *(printable(f"{name}: A {a}, B {b}") for name, (a, b) in comparison.settings.items()),
        f"{comparison.questions} questions; p: paired randomisation test, two-sided",
        "",
        aligned(rows, left=1),
        *([CHANCE] if any(d.could_be_chance for d in comparison.differences) else []),
        *([UNCHECKED] if comparison.unchecked else []),
        "",
        f"{len(flips)} question{'' if len(flips) == 1 else 's'} flipped{':' if flips else '.'}",
    ]
    if flips:
        lines.append(aligned([["id", "A -> B", "better", "question"], *flips], left=4))
    return "\n".join(lines)


def _p(d: Difference) -> str:
    return NOTHING if d.p is None else f"{d.p:.4f}"


def _values(d: Difference) -> list[str]:
    gap = NOTHING if d.a is None or d.b is None else f"{d.b - d.a:+.{d.digits}f}"
    return [*(NOTHING if v is None else f"{v:.{d.digits}f}" for v in (d.a, d.b)), gap]
