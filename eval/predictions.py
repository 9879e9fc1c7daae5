"""What was answered, one JSON line for each question, so that it can be scored again.

A line is the contract's answer record plus `retrieved` and `best`. What is scored is always built
from that record, so scoring a file again gives the figures of the run that wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.trace import BestSpan
from corpus.document import sha256_of
from corpus.errors import InputError
from eval.files import read_text, write_whole


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: where its quote stands."""

    marker: int | None
    doc_id: str
    start: int
    end: int
    quote: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that was found; they stand in their final order, the best first."""

    doc_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """One line of a predictions file, as far as it is scored; `record` is the line itself.

    Attributes:
        text: the answer's sentences without markers, fixed phrases included.
        sides: of a disagreement, each as (doc_id, value).
    """

    id: str
    question: str
    answered: bool
    text: str
    short_answer: str | None
    citations: tuple[Cited, ...]
    sides: tuple[tuple[str, str], ...]
    confidence: float
    elapsed_ms: float
    retrieved: tuple[Retrieved, ...]
    best: BestSpan | None
    record: Mapping[str, Any]


def prediction_of(record: Mapping[str, Any]) -> Prediction:
    """The prediction that a line holds.

    Raises:
        KeyError, TypeError, ValueError: the record is not of the contract's form.
    """
    citations = tuple(
        Cited(c["marker"], c["doc_id"], int(c["start"]), int(c["end"]), c["quote"], c["sha256"])
        for c in record["citations"]
    )
    doc_of = {citation.marker: citation.doc_id for citation in citations}
    disagreement = record["disagreement"] or {"positions": []}
    if record["status"] not in ("answered", "not_found"):
        raise ValueError(f'status must be "answered" or "not_found", not "{record["status"]}"')
    if not isinstance(record["id"], str):
        raise TypeError("id must be a string")
    return Prediction(
        id=record["id"],
        question=record["question"],
        answered=record["status"] == "answered",
        text=" ".join(sentence["text"] for sentence in record["sentences"]),
        short_answer=record["short_answer"],
        citations=citations,
        sides=tuple((doc_of[p["marker"]], p["value"]) for p in disagreement["positions"]),
        confidence=float(record["confidence"]),
        elapsed_ms=float(record["elapsed_ms"]),
        retrieved=tuple(
            Retrieved(r["doc_id"], int(r["start"]), int(r["end"]), float(r["score"]))
            for r in record["retrieved"]
        ),
        best=BestSpan(**record["best"]) if record["best"] else None,
        record=record,
    )


def write_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write one line for each, in order; the file is there whole or not at all.

    Raises:
        InputError: the place cannot be written to.
    """
    write_whole(path, as_lines(predictions))


def as_lines(predictions: Iterable[Prediction]) -> str:
    """The text of a predictions file."""
    return "".join(
        json.dumps(prediction.record, ensure_ascii=False) + "\n" for prediction in predictions
    )


def hash_of(predictions: Iterable[Prediction]) -> str:
    """SHA-256 of the text of a predictions file: tells whether a stamp belongs to it."""
    return sha256_of(as_lines(predictions))


def read_predictions(path: Path) -> tuple[Prediction, ...]:
    """Read a predictions file, in its order.

    Raises:
        InputError: one line for each fault of the file.
    """
    predictions: list[Prediction] = []
    faults: list[str] = []
    first_at: dict[str, int] = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            prediction = prediction_of(json.loads(line))
        except json.JSONDecodeError as error:
            faults.append(f"{where}: not JSON ({error.msg}); make the predictions again")
            continue
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{where}: not a prediction ({error!r}); make the predictions again")
            continue
        if prediction.id in first_at:
            faults.append(
                f'{where}: id "{prediction.id}" is also on line {first_at[prediction.id]}; '
                "remove one"
            )
        first_at.setdefault(prediction.id, number)
        predictions.append(prediction)
    if not predictions and not faults:
        faults.append(f"{path}: empty; make it with `summits eval qa --predictions {path.name}`")
    if faults:
        raise InputError(*faults)
    return tuple(predictions)
