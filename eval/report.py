"""The report of a run: one page for people, and the same figures for programs.

`report.html` is one file and asks nothing of the network; `report.md` is for a pull request;
`report.json`, `questions.csv`, `run.trec` and `qrels.trec` are for other tools.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.files import write_whole
from eval.ablation import Variant
from eval.figures import Figure
from eval.measures import COLD_START, MEASURES, OF_COLD_START
from eval.operating import operating_points
from eval.plain_names import plain_name, run_name, said, sayings
from eval.plots import reliability, risk_coverage
from eval.qa import Evaluation
from eval.remarks import remarks
from eval.report_files import (
    PER_KIND,
    POINT_COLUMNS,
    markdown,
    named,
    point_cells,
    questions_csv,
    report_json,
    sizes_of,
)
from eval.retrieval import passage_ids, qrels_of, trec_qrels, trec_run
from eval.table import direction, shown, shown_interval
from eval.verdict import WORDS, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
TAG = "summits"
"""Names the run in `run.trec`."""

HEADLINE = {
    "summits": ("right", "right_cited", "abstention_f1", "RR@10", "premise_confirmed"),
    "squad": ("EM", "F1", "best_F1", "abstention_f1", "RR@10"),
}
"""The figures that stand large at the top, where there was something to measure."""


def write_report(
    folder: Path, evaluation: Evaluation, ablation: Sequence[Variant] = ()
) -> tuple[Path, ...]:
    """Write the six files of the report into `folder`, which is made where it is missing.

    Raises:
        InputError: the place cannot be written to.
    """
    texts = report_texts(evaluation, ablation)
    for name, text in texts.items():
        write_whole(folder / name, text)
    return tuple(folder / name for name in texts)


def report_texts(
    evaluation: Evaluation, ablation: Sequence[Variant] = (), language: str = "en"
) -> dict[str, str]:
    """The six files by their names; `language` is that of the page for people."""
    verdicts = evaluation.scores.verdicts
    rankings = {
        v.question.id: passage_ids(v.prediction.retrieved) for v in verdicts if v.prediction
    }
    qrels = {v.question.id: qrels_of(v.question, v.prediction) for v in verdicts}
    record = report_json(evaluation, ablation)
    return {
        "report.html": html_page(evaluation, ablation, language=language),
        "report.json": json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        "report.md": markdown(evaluation, ablation),
        "questions.csv": questions_csv(verdicts),
        "run.trec": "".join(trec_run(rankings, TAG)),
        "qrels.trec": "".join(trec_qrels(qrels)),
    }


def html_page(
    evaluation: Evaluation,
    ablation: Sequence[Variant] = (),
    ask_at: str | None = None,
    language: str = "en",
) -> str:
    """The page. Jinja escapes whatever comes from questions and documents.

    Args:
        evaluation: a scored run.
        ablation: rows of the ablation table; none leaves the table out.
        ask_at: beginning of an address at which the chat takes a question; None: no such links.
        language: of headings and of the measures' plain names, "en" or "ko".
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "shown": shown,
        "interval": shown_interval,
        "direction": direction,
        "breakable": _breakable,
    }
    scores = evaluation.scores
    told = remarks(scores, language)
    headline = named(scores.figures, HEADLINE[scores.form])
    return environment.get_template("report.html").render(
        language=language,
        say=partial(said, language=language),
        plain=partial(plain_name, language=language),
        scores=scores,
        name=run_name(evaluation.testset, evaluation.stamp.settings, language),
        stamp=evaluation.stamp.head(),
        groups=_groups(scores.figures),
        headline=[figure for figure in headline if figure.value is not None],
        remarks=told,
        headline_remarks=[told[f.measure] for f in headline if f.measure in told],
        about={m.name: m.about for m in MEASURES} | {COLD_START: OF_COLD_START},
        tables=[
            (what, {k: named(f, PER_KIND) for k, f in by.items()}, sizes_of(scores.verdicts, what))
            for what, by in (("kind", scores.kinds), ("language", scores.languages))
            if by
        ],
        ablation=ablation,
        best=_best_cells(ablation),
        risk_coverage=risk_coverage(scores.verdicts),
        calibration=reliability(scores.verdicts),
        point_columns=POINT_COLUMNS,
        points=[point_cells(point) for point in operating_points(scores.verdicts)],
        failed=[v for v in scores.verdicts if v.prediction is None],
        questions=[_question(verdict) for verdict in scores.verdicts],
        kinds=sorted({v.question.kind for v in scores.verdicts}),
        words=WORDS,
        for_script={"ask_at": ask_at, "sayings": sayings(language)},
    )


def _breakable(name: str) -> Markup:
    """A measure's name that may be broken after its underscores.

    >>> _breakable("answer_f1")
    Markup('answer_<wbr>f1')
    """
    from markupsafe import Markup, escape

    return Markup("<wbr>").join(escape(part) for part in name.replace("_", "_ ").split())


def _groups(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures by their groups; without the cold start where the assistant was open already."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.measure == COLD_START and figure.value is None:
            continue
        groups.setdefault(figure.group, []).append(figure)
    return groups


def _best_cells(ablation: Sequence[Variant]) -> set[tuple[str, str]]:
    """(variant, measure) of the best value of each column, all of them where several tie."""
    best = set()
    for column in zip(*(row.figures for row in ablation), strict=True):
        values = [figure.value for figure in column if figure.value is not None]
        if values:
            top = max(values) if column[0].higher_is_better else min(values)
            best |= {
                (row.name, figure.measure)
                for row, figure in zip(ablation, column, strict=True)
                if figure.value == top
            }
    return best


def _question(verdict: Verdict) -> dict[str, Any]:
    """Everything that the page shows of one question, as JSON types."""
    question, prediction = verdict.question, verdict.prediction
    gold = {
        "answers": question.answers,
        "all_of": question.all_of,
        "evidence": [{"doc_id": e.doc_id, "quote": e.quote} for e in question.evidence],
        "positions": [{"doc_id": p.doc_id, "value": p.value} for p in question.positions],
        "premise": question.premise,
    }
    told = dict(prediction.record) if prediction else {}
    shown_of = ("status", "read_as", "sentences", "short_answer", "citations", "disagreement")
    return {
        "id": question.id,
        "question": question.question,
        "history": question.history,
        "kind": question.kind,
        "split": question.split,
        "language": question.language,
        "verdict": verdict.word,
        "failure": verdict.failure,
        "confidence": prediction.confidence if prediction else None,
        "ms": prediction.elapsed_ms if prediction else None,
        "f1": verdict.f1,
        "rr": verdict.retrieval.get("RR@10"),
        "supports": verdict.supports,
        "gold": gold,
        "best": told.get("best"),
        "told": {name: told.get(name) for name in shown_of},
    }
