"""What must be said beside a figure, so that nobody takes it for what it is not."""

from __future__ import annotations

from collections.abc import Sequence

from eval.figures import Figure
from eval.plain_names import said
from eval.scores import Scores
from eval.verdict import Verdict

NO_EVIDENCE = "The test set names no evidence, so nothing says whether answers are rightly cited."
SOME_EVIDENCE = (
    "{without} of {count} questions with an answer name no evidence; they are left out of what is "
    "said of citations."
)
TOO_HIGH = (
    "The interval lies too high: chance within a bin counts as error, and a resample holds more "
    "of it than the test set itself."
)


def remarks(scores: Scores, language: str = "en") -> dict[str, str]:
    """Measure -> what to say of it, in "en" or "ko"; most need no remark."""
    told = {
        "right_cited": _on_evidence(scores.verdicts, language),
        "ECE": said(TOO_HIGH, language) if _outside(scores.figures, "ECE") else "",
    }
    return {measure: remark for measure, remark in told.items() if remark}


def _on_evidence(verdicts: Sequence[Verdict], language: str) -> str:
    answerable = [v.question for v in verdicts if v.question.has_answer]
    without = sum(not question.evidence for question in answerable)
    if not without:
        return ""
    if without == len(answerable):
        return said(NO_EVIDENCE, language)
    return said(SOME_EVIDENCE, language).format(without=without, count=len(answerable))


def _outside(figures: Sequence[Figure], measure: str) -> bool:
    """Whether the value lies outside of its own interval."""
    return any(
        f.measure == measure
        and f.value is not None
        and f.low is not None
        and f.high is not None
        and not f.low <= f.value <= f.high
        for f in figures
    )
