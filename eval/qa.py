"""From a test set to a scored run: what the command line and the page call."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corpus.errors import InputError
from eval.predictions import Prediction, hash_of, read_predictions, write_predictions
from eval.question import Documents, DocumentTable, TestSet
from eval.run import Asks, Run, run
from eval.scores import Scores, score, verdicts_of
from eval.stamp import Stamp, make_stamp, read_stamp, stamp_path, write_stamp
from index.build import Progress


class Evaluated(Asks, Documents, Protocol):
    """What of `assistant.respond.Assistant` an evaluation needs."""

    @property
    def settings(self) -> Any:
        """A frozen dataclass."""

    @property
    def index_id(self) -> str:
        """Hash of the index."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A run, scored; `stamp` says what it stood on."""

    testset: TestSet
    predictions: tuple[Prediction, ...]
    failures: Mapping[str, str]
    scores: Scores
    stamp: Stamp

    def write_predictions(self, path: Path) -> None:
        """Write the predictions, and the stamp beside them.

        Raises:
            InputError: the place cannot be written to.
        """
        write_predictions(path, self.predictions)
        write_stamp(path, self.stamp)


def evaluate(
    opening: Callable[[], Evaluated],
    testset: TestSet,
    progress: Progress = lambda done, total: None,
) -> Evaluation:
    """Open the assistant, ask every question, score the answers.

    Args:
        opening: opens the assistant; how long it takes belongs to the cold start.
        testset: read with the documents that are searched, so that its evidence is located.
        progress: told after each question.

    Raises:
        UserError: nothing can be answered as things are.
    """
    opened_at = time.perf_counter()
    assistant = opening()
    return scored(assistant, run(assistant, testset.questions, progress, opened_at), testset)


def scored(assistant: Evaluated, run: Run, testset: TestSet) -> Evaluation:
    """What came of a run that has just ended."""
    settings = plain(assistant.settings)
    stamp = make_stamp(testset, run, assistant, settings, assistant.index_id)
    verdicts = verdicts_of(testset.questions, run.predictions, run.failures, assistant)
    scores = score(testset.form, verdicts, run.cold_start_ms)
    return Evaluation(testset, run.predictions, run.failures, scores, stamp)


def reopen(predictions: Path, testset: TestSet, documents: Documents | None = None) -> Evaluation:
    """Score a predictions file again, without asking.

    Questions of the test set that the file lacks count as 0; the file's stamp, where it has one,
    gives the time, the settings and what failed.

    Args:
        predictions: the file.
        testset: what was asked, evidence located.
        documents: to check quotes against; a test set that brings its own is checked against those.

    Raises:
        InputError: the file cannot be used, or answers questions that the test set lacks.
    """
    told = read_predictions(predictions)
    words = {question.id: question.question for question in testset.questions}
    foreign = [p.id for p in told if words.get(p.id) != p.question]
    if foreign:
        raise InputError(
            f"{predictions}: {len(foreign)} answers to questions that {testset.name} does not ask "
            f"({', '.join(foreign[:5])}); name the test set and the split that were asked"
        )
    if testset.documents is not None:
        documents = DocumentTable(testset.documents)
    stamp = read_stamp(predictions)
    failures = dict(stamp.failures) if stamp else {}
    cold_start_ms = stamp.cold_start_ms if stamp else None
    if stamp is not None and stamp.predictions_sha256 != hash_of(told):
        raise InputError(
            f"{predictions}: not as the run of {stamp_path(predictions).name} wrote it; make the "
            "predictions again, or remove the stamp to score them without it"
        )
    if stamp is None:
        run = Run(told, failures)
        stamp = make_stamp(testset, run, documents or DocumentTable(()))
    verdicts = verdicts_of(testset.questions, told, failures, documents)
    scores = score(testset.form, verdicts, cold_start_ms)
    return Evaluation(testset, told, failures, scores, stamp)


def plain(settings: Any) -> dict[str, Any]:
    """A settings dataclass as JSON types; anything unusual as text."""
    return {
        name: value if isinstance(value, str | int | float | bool | None) else str(value)
        for name, value in dataclasses.asdict(settings).items()
    }
