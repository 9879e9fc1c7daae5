"""Predictions files opened again, to be compared: over the same questions, by the same gold."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError
from eval.predictions import Prediction, read_predictions
from eval.question import Documents, Form, Question, TestSet
from eval.stamp import Stamp, corpus_sha256, read_stamp, stamp_path


@dataclass(frozen=True, slots=True)
class PastRun:
    """A predictions file, opened again: with its stamp where it has one."""

    path: Path
    predictions: tuple[Prediction, ...]
    stamp: Stamp | None

    @property
    def failures(self) -> Mapping[str, str]:
        """What failed when it was made."""
        return self.stamp.failures if self.stamp else {}

    @property
    def asked(self) -> Mapping[str, str]:
        """Question id -> its words, of all that was asked; failed ones are known by the stamp."""
        words = {q.id: q.question for q in self.stamp.questions} if self.stamp else {}
        failed = {id_: words[id_] for id_ in self.failures if id_ in words}
        return {p.id: p.question for p in self.predictions} | failed


def open_run(path: Path) -> PastRun:
    """Open a predictions file and the stamp beside it.

    Raises:
        InputError: either cannot be used.
    """
    predictions, stamp = read_predictions(path), read_stamp(path)
    return PastRun(path, predictions, stamp)


def check_same_questions(a: PastRun, b: PastRun) -> None:
    """Refuse two runs that were not asked the same.

    Raises:
        InputError: one line for each way in which the questions differ.
    """
    asked_a, asked_b = a.asked, b.asked
    faults = []
    for past, mine, other in ((a, asked_a, asked_b), (b, asked_b, asked_a)):
        extra = sorted(set(mine) - set(other))
        if extra:
            faults.append(
                f"{past.path}: {len(extra)} questions that the other lacks ({_few(extra)})"
            )
    differing = sorted(id_ for id_ in set(asked_a) & set(asked_b) if asked_a[id_] != asked_b[id_])
    if differing:
        faults.append(f"{b.path}: {len(differing)} ids ask something else ({_few(differing)})")
    if faults:
        raise InputError(
            *(f"{fault}; run both over the same test set and split" for fault in faults)
        )


def differing_settings(a: Stamp | None, b: Stamp | None) -> dict[str, tuple[object, object]]:
    """Setting -> its value in each run, where they differ; none where a stamp is missing."""
    if a is None or b is None:
        return {}
    mine, other = a.settings, b.settings
    return {
        name: (mine.get(name), other.get(name))
        for name in sorted({*mine, *other})
        if mine.get(name) != other.get(name)
    }


def documents_of(run: PastRun, library: Documents | None) -> Documents | None:
    """`library` where the run was over these documents, as its stamp knows them; else None."""
    if library is None or run.stamp is None:
        return None
    return library if run.stamp.corpus_sha256 == corpus_sha256(library) else None


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")


def gold_of(a: PastRun, b: PastRun, testset: TestSet | None) -> tuple[Form, tuple[Question, ...]]:
    """What is right: as the test set says or, without one, the stamps.

    Raises:
        InputError: nothing says it, the stamps differ, or the test set lacks a question.
    """
    if testset is not None:
        missing = sorted(set(a.asked) - {question.id for question in testset.questions})
        if missing:
            raise InputError(
                f"{testset.name}: lacks {len(missing)} questions of {a.path} ({_few(missing)}); "
                "name the test set that was asked"
            )
        return testset.form, testset.questions
    stamp = a.stamp or b.stamp
    if a.stamp and b.stamp and _asked_gold(a.stamp) != _asked_gold(b.stamp):
        raise InputError(
            f"{b.path}: made when {b.stamp.testset} or the documents said something else; "
            "run both again, or name the test set to score both by"
        )
    if stamp is None:
        raise InputError(
            f"{stamp_path(a.path)}: missing, so nothing says what is right; "
            "name the test set, or make the predictions again"
        )
    return stamp.form, stamp.questions


def _asked_gold(stamp: Stamp) -> dict[str, Question]:
    """What is right, whatever place the test set lay at; older stamps say of no place."""
    return {q.id: dataclasses.replace(q, about=None, where="") for q in stamp.questions}
