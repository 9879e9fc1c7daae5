"""Which part earns its place: the same questions with parts exchanged or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from assistant.settings import Settings
from eval.figures import Figure, figure
from eval.measures import MEASURES
from eval.question import TestSet
from eval.run import Asks, run
from eval.scores import verdicts_of
from eval.table import aligned, shown
from index.query import Fusion

COLUMNS = (
    "Success@1",
    "Success@5",
    "RR@10",
    "nDCG@10",
    "AP@100",
    "right",
    "right_cited",
    "answer_f1",
    "abstention_f1",
    "latency_median_ms",
)
"""The measures of the table."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One row: a name, the settings behind it, its figures and the questions that failed."""

    name: str
    settings: Settings
    figures: tuple[Figure, ...]
    failures: tuple[str, ...] = ()


def variants(settings: Settings) -> Iterator[tuple[str, Settings]]:
    """First sentences as they stand, then sentences ranked, then also read by the reader.

    Ranked: BM25, dense, and hybrid by each fusion, `convex` also without words near in meaning.
    Read: BM25, dense, and hybrid as it is set. Documents are not compared: it changes few answers
    and would take most of the time.
    """
    plain = replace(settings, sentence_ranking=True, reader="none", disagreement=False)
    retrievers = {
        "bm25": replace(plain, retriever="bm25"),
        "dense": replace(plain, retriever="dense"),
    }
    for fusion in get_args(Fusion):
        retrievers[f"hybrid {fusion}"] = replace(plain, retriever="hybrid", fusion=fusion)
    retrievers["hybrid convex, no near words"] = replace(
        retrievers["hybrid convex"], near_weight=0.0
    )
    hybrid = f"hybrid {settings.fusion}"
    yield f"{hybrid}, first sentences", replace(retrievers[hybrid], sentence_ranking=False)
    for name, chosen in retrievers.items():
        yield f"{name}, ranked", chosen
    if settings.reader != "none":
        for name in ("bm25", "dense", hybrid):
            yield f"{name}, ranked and read", replace(retrievers[name], reader=settings.reader)


def ablation(
    opening: Callable[[Settings], Asks],
    settings: Settings,
    testset: TestSet,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[Variant, ...]:
    """Run every variant over the test set."""
    rows = []
    for name, chosen in variants(settings):

        def told(done: int, of: int, name: str = name) -> None:
            if progress is not None:
                progress(name, done, of)

        asked = run(opening(chosen), testset.questions, told)
        verdicts = verdicts_of(testset.questions, asked.predictions, asked.failures)
        figures = {m.name: figure(m, verdicts) for m in MEASURES if m.name in COLUMNS}
        rows.append(
            Variant(name, chosen, tuple(figures[c] for c in COLUMNS), tuple(asked.failures))
        )
    return tuple(rows)


def ablation_table(rows: tuple[Variant, ...]) -> str:
    """One line for each variant, for the terminal."""
    return aligned(
        [["", *COLUMNS], *([row.name, *map(shown, row.figures)] for row in rows)], left=1
    )
