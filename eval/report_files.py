"""The report for other tools and for a pull request: JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from eval.ablation import Variant
from eval.figures import Figure
from eval.operating import Point, operating_points
from eval.plain_names import run_name
from eval.qa import Evaluation
from eval.remarks import remarks
from eval.retrieval import MEASURES as RETRIEVAL
from eval.table import direction, shown, shown_interval
from eval.verdict import Verdict

PER_KIND = (
    "right",
    "right_cited",
    "answer_em",
    "answer_f1",
    "Success@1",
    "Success@5",
    "RR@10",
    "nDCG@10",
    "citation_precision",
    "citation_recall",
)
"""The columns of the tables by kind and by language."""


POINT_COLUMNS = ("strictness", "threshold", "coverage", "risk", "kept", "refused")
"""Of the table of operating points."""


def point_cells(point: Point) -> list[str]:
    """One row of that table; a share of nothing is a dash."""
    shares = (point.coverage, point.risk, point.kept, point.refused)
    return [
        point.name,
        f"{point.threshold:.2f}",
        *("–" if share is None else f"{share:.2f}" for share in shares),
    ]


def sizes_of(verdicts: Sequence[Verdict], what: str) -> dict[str, int]:
    """How many questions there are of each `what`: "kind" or "language"."""
    sizes: dict[str, int] = {}
    for verdict in verdicts:
        name = getattr(verdict.question, what)
        sizes[name] = sizes.get(name, 0) + 1
    return sizes


def named(figures: Sequence[Figure], names: Sequence[str]) -> list[Figure]:
    """The figures of these measures, in this order; KeyError for one that is absent."""
    by_name = {figure.measure: figure for figure in figures}
    return [by_name[name] for name in names]


def report_json(evaluation: Evaluation, ablation: Sequence[Variant] = ()) -> dict[str, Any]:
    """The whole report as JSON types."""
    scores = evaluation.scores
    return {
        "stamp": evaluation.stamp.head(),
        "split": evaluation.testset.split,
        "measures": [figure.to_json() for figure in scores.figures],
        "kinds": {k: [f.to_json() for f in figures] for k, figures in scores.kinds.items()},
        "languages": {k: [f.to_json() for f in figures] for k, figures in scores.languages.items()},
        "ablation": [
            {
                "name": row.name,
                "measures": [figure.to_json() for figure in row.figures],
                "failures": row.failures,
            }
            for row in ablation
        ],
        "operating_points": [asdict(point) for point in operating_points(scores.verdicts)],
        "failures": {v.question.id: v.failure for v in scores.verdicts if v.prediction is None},
        "questions": [_row(verdict) for verdict in scores.verdicts],
    }


def _row(verdict: Verdict) -> dict[str, Any]:
    """One question as a flat record: a line of `questions.csv`."""
    question, prediction = verdict.question, verdict.prediction
    return {
        "id": question.id,
        "question": question.question,
        "kind": question.kind,
        "split": question.split,
        "language": question.language,
        "verdict": verdict.word,
        "right": verdict.right,
        "rightly_cited": verdict.cited,
        "status": prediction.record["status"] if prediction else None,
        "confidence": prediction.confidence if prediction else None,
        "elapsed_ms": prediction.elapsed_ms if prediction else None,
        "answer_em": verdict.exact,
        "answer_f1": verdict.f1,
        **{name: verdict.retrieval.get(name) for name in RETRIEVAL},
        "short_answer": prediction.short_answer if prediction else None,
        "answer": prediction.record["answer"] if prediction else None,
        "gold": "; ".join(question.answers or question.all_of),
        "failure": verdict.failure,
    }


def questions_csv(verdicts: Sequence[Verdict]) -> str:
    """All questions as CSV; a text that a spreadsheet would take for a formula gets an apostrophe.

    >>> _harmless("=1+1")
    "'=1+1"
    """
    rows = [_row(verdict) for verdict in verdicts]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def markdown(evaluation: Evaluation, ablation: Sequence[Variant] = ()) -> str:
    """The report in Markdown."""
    scores, stamp = evaluation.scores, evaluation.stamp
    lines = [
        f"# Evaluation: {_cell(run_name(evaluation.testset, stamp.settings))}",
        "",
        f"{_cell(stamp.testset)}, {len(scores.verdicts)} questions, {stamp.time}. "
        "Intervals: 95 %, bootstrap over questions. ↑ higher is better, ↓ lower is better.",
        "",
        "| measure | | value | 95 % interval | n |",
        "|---|---|---:|---:|---:|",
    ]
    lines += [
        f"| {f.measure} | {direction(f)} | {shown(f)} | {shown_interval(f)} | {f.n} |"
        for f in scores.figures
    ]
    for measure, remark in remarks(scores).items():
        lines += ["", f"{measure}: {remark}"]
    for what, by in (("kind", scores.kinds), ("language", scores.languages)):
        if by:
            sizes = sizes_of(scores.verdicts, what)
            rows = [
                [_cell(name), str(sizes[name]), *map(shown, named(figures, PER_KIND))]
                for name, figures in by.items()
            ]
            lines += ["", f"## By {what}", "", *_table([what, "n", *PER_KIND], rows)]
    if ablation:
        columns = [figure.measure for figure in ablation[0].figures]
        rows = [[row.name, *map(shown, row.figures)] for row in ablation]
        lines += ["", "## Ablation", "", *_table(["", *columns], rows)]
    points = operating_points(scores.verdicts)
    lines += ["", "## Coverage and risk at each strictness", ""]
    lines += _table(POINT_COLUMNS, [point_cells(point) for point in points])
    failed = [v for v in scores.verdicts if v.prediction is None]
    if failed:
        lines += ["", "## Failed, counted as 0", ""]
        lines += [f"- {_cell(v.question.id)}: {_cell(v.failure)}" for v in failed]
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        "|---" + "|---:" * (len(head) - 1) + "|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def _cell(text: str) -> str:
    """Text that breaks no table and starts no markup.

    >>> _cell("a|b <i>")
    'a\\\\|b &lt;i>'
    """
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
