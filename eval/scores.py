"""A scored run: a verdict for every question, and every figure overall, per kind, per language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from eval.figures import Figure, figure
from eval.measures import COLD_START, MEASURES
from eval.predictions import Prediction
from eval.question import Documents, Form, Question
from eval.retrieval import measure_passages
from eval.verdict import Verdict, judge


@dataclass(frozen=True, slots=True)
class Scores:
    """A scored run.

    Attributes:
        verdicts: one for each question, in the test set's order.
        figures: overall, in the report's order.
        kinds: kind -> its figures; likewise `languages`.
    """

    form: Form
    verdicts: tuple[Verdict, ...]
    figures: tuple[Figure, ...]
    kinds: Mapping[str, tuple[Figure, ...]]
    languages: Mapping[str, tuple[Figure, ...]]

    def value(self, name: str) -> float | None:
        """The value of one measure, overall; KeyError for one that was not measured."""
        return {figure.measure: figure.value for figure in self.figures}[name]


def verdicts_of(
    questions: Sequence[Question],
    predictions: Sequence[Prediction],
    failures: Mapping[str, str] | None = None,
    documents: Documents | None = None,
) -> tuple[Verdict, ...]:
    """Judge every question, the ones without a prediction too.

    Where questions have answers and none names evidence, no citation is judged, nor whether a
    refusal needs none.

    Args:
        questions: with their evidence located, where retrieval is to be measured.
        predictions: in any order; those to other questions are left out.
        failures: question id -> what went wrong.
        documents: to check quotes against.
    """
    by_id = {prediction.id: prediction for prediction in predictions}
    retrieval = measure_passages(questions, by_id)
    verdicts = tuple(
        judge(q, by_id.get(q.id), (failures or {}).get(q.id, ""), documents, retrieval.get(q.id))
        for q in questions
    )
    if _citations_can_be_judged(questions):
        return verdicts
    return tuple(replace(verdict, cited=None) for verdict in verdicts)


def _citations_can_be_judged(questions: Sequence[Question]) -> bool:
    """Whether an answer to one of the questions could be rightly cited.

    Where no evidence is named at all, what is left to judge are the refusals: their share would
    stand for something else under the name of "right and rightly cited".
    """
    return any(q.evidence for q in questions) or not any(q.has_answer for q in questions)


def score(form: Form, verdicts: Sequence[Verdict], cold_start_ms: float | None = None) -> Scores:
    """All figures: overall, per kind and per language (where there is more than one)."""

    def figures(of: Sequence[Verdict]) -> tuple[Figure, ...]:
        return tuple(figure(m, of) for m in MEASURES if form in m.forms)

    def by(key: Callable[[Question], str]) -> dict[str, tuple[Figure, ...]]:
        names = sorted({key(v.question) for v in verdicts})
        if len(names) < 2:
            return {}
        return {name: figures([v for v in verdicts if key(v.question) == name]) for name in names}

    started = Figure(
        COLD_START, "Latency", cold_start_ms, int(cold_start_ms is not None), None, None, False, 1
    )
    return Scores(
        form,
        tuple(verdicts),
        (*figures(verdicts), started),
        by(lambda q: q.kind),
        by(lambda q: q.language),
    )
