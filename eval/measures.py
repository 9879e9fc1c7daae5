"""Every measure, in the report's order: what it is called, what it reads, which way is better."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from eval import calibration, cells
from eval.figures import Group, Measure, points, ratio
from eval.question import Form
from eval.retrieval import MEASURES as RETRIEVAL
from eval.verdict import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def _median(values: NDArray[np.float64]) -> Any:
    import numpy as np

    return np.median(values, axis=-1)


def _p95(values: NDArray[np.float64]) -> Any:
    import numpy as np

    return np.quantile(values, 0.95, axis=-1)


def _below(found: cells.Cells) -> bool:
    return found[1] > 0


Of = Callable[[Verdict], bool]


def _share(
    name: str,
    group: Group,
    about: str,
    hit: Callable[[Verdict], float],
    scope: Of = lambda v: True,
    **more: Any,
) -> Measure:
    """The mean of `hit` over the questions in scope."""
    return Measure(
        name,
        group,
        about,
        lambda v: (float(hit(v)), 1.0) if scope(v) else None,
        more.pop("statistic", ratio),
        **more,
    )


def _retrieval(name: str) -> Measure:
    return _share(
        name,
        "Retrieval",
        "passages in their final order, by ir_measures; relevant: half of an evidence quote",
        lambda v: v.retrieval[name],
        lambda v: name in v.retrieval,
    )


def _squad(
    name: str, about: str, score: Callable[[Verdict], float], has_answer: bool | None = None
) -> Measure:
    """The official script's, of all questions, of its HasAns or its NoAns."""
    return _share(
        name,
        "SQuAD (points of 100)",
        about,
        score,
        lambda v: has_answer in (None, v.question.has_answer),
        statistic=points,
        forms=("squad",),
        digits=2,
    )


_HELD_BACK = "risk: share of wrong replies; where not_found was said, the best span is judged"
_D: Group = "Disagreements and premises"

MEASURES: tuple[Measure, ...] = (
    _share("right", "Answers", "an accepted answer stands in it; not_found where there is none",
           lambda v: v.right),
    _share("right_cited", "Answers", "right and rightly cited", cells.right_cited, cells.judged),
    _share("right_answerable", "Answers", "right, of the questions with an answer",
           lambda v: v.right, cells.has_answer),
    _share("right_cited_answerable", "Answers", "right and rightly cited, of those with an answer",
           cells.right_cited, lambda v: cells.judged(v) and cells.has_answer(v)),
    _share("answer_em", "Answers", "exact match of short_answer, as SQuAD 2.0",
           lambda v: v.exact, lambda v: not v.question.false_premise),
    _share("answer_f1", "Answers", "token F1 of short_answer, as SQuAD 2.0",
           lambda v: v.f1, lambda v: not v.question.false_premise),
    _squad("EM", "official exact match, all questions", lambda v: v.exact),
    _squad("F1", "official token F1, all questions", lambda v: v.f1),
    _squad("HasAns_EM", "of the questions with an answer", lambda v: v.exact, True),
    _squad("HasAns_F1", "of the questions with an answer", lambda v: v.f1, True),
    _squad("NoAns_EM", "of the questions without", lambda v: v.exact, False),
    _squad("NoAns_F1", "of the questions without", lambda v: v.f1, False),
    _squad("best_EM", "exact match of the best span, of those with an answer, whatever the status",
           lambda v: v.best_exact, True),
    _squad("best_F1", "token F1 of the best span, of those with an answer, whatever the status",
           lambda v: v.best_f1, True),
    *(_retrieval(name) for name in RETRIEVAL),
    Measure("citation_verbatim", "Citations", "citations that stand in their document as quoted",
            cells.verbatim, ratio, _below),
    Measure("citation_precision", "Citations", "citations that cover 80 % of an evidence quote",
            cells.citation_precision, ratio, _below),
    Measure("citation_recall", "Citations", "evidence quotes that a citation covers",
            cells.citation_recall, ratio, _below),
    Measure("citation_document", "Citations", "citations of a document that holds evidence",
            cells.right_document, ratio, _below),
    Measure("abstention_precision", "Abstention", "not_found said where there is no answer",
            cells.abstention_precision, ratio, _below),
    Measure("abstention_recall", "Abstention", "questions without an answer met by not_found",
            cells.abstention_recall, ratio, _below),
    Measure("abstention_f1", "Abstention", "harmonic mean of the two",
            cells.abstention_f1, ratio, _below),
    Measure("AUROC", "Abstention", "chance that an answerable question has more confidence",
            cells.confidence_and_answerable, calibration.auroc),
    Measure("AURC", "Abstention", f"area under the risk-coverage curve; {_HELD_BACK}",
            cells.confidence_and_error, calibration.aurc, higher_is_better=False),
    Measure("ECE", "Abstention", "confidence against the share of answerable questions, ten bins",
            cells.confidence_and_answerable, calibration.ece, higher_is_better=False),
    _share("disagreement_found", _D, "disagreements named with every side",
           cells.disagrees, lambda v: bool(v.question.positions)),
    _share("disagreement_missed", _D, "disagreements not named, or not with every side",
           lambda v: not cells.disagrees(v), lambda v: bool(v.question.positions),
           higher_is_better=False),
    _share("disagreement_false", _D, "disagreements named where there is none",
           lambda v: bool(v.prediction and v.prediction.sides), lambda v: not v.question.positions,
           higher_is_better=False),
    _share("premise_confirmed", _D, "false premises answered without citing what corrects them",
           lambda v: not v.right, lambda v: v.question.false_premise, higher_is_better=False),
    Measure("latency_median_ms", "Latency", "of one question, model loaded",
            cells.latency, _median, higher_is_better=False, digits=1),
    Measure("latency_p95_ms", "Latency", "95th percentile",
            cells.latency, _p95, higher_is_better=False, digits=1),
)  # fmt: skip

COLD_START = "cold_start_ms"
OF_COLD_START = "from opening the assistant to its first answer"


def retrieval_measures() -> tuple[Measure, ...]:
    """Those that need no answers: all that is measured on a BEIR folder."""
    return tuple(m for m in MEASURES if m.group == "Retrieval")


def measure_names(form: Form) -> tuple[str, ...]:
    """The names of what is measured on such a test set, in the report's order."""
    return (*(m.name for m in MEASURES if form in m.forms), COLD_START)
