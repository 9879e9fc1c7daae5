"""What was answered, one JSON line for each question, so that it can be scored again.

A line is the contract's answer record plus `retrieved` and `best`. What is scored is always built
from that record, so scoring a file again gives the figures of the run that wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Position, Sentence, Status
from assistant.trace import BestSpan
from corpus.document import sha256_of
from corpus.errors import InputError
from corpus.files import check_json_lines, parsed_json, read_text, write_whole

if TYPE_CHECKING:
    from pydantic import TypeAdapter


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
class Positions:
    """What documents say differently, as the contract's record has it."""

    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """One line of a predictions file, as far as it is scored; `record` is the line itself.

    Raises:
        ValueError: a confidence is no probability, a place ends before it starts, or a position
            names no citation.
    """

    id: str
    question: str
    status: Status
    sentences: tuple[Sentence, ...]
    short_answer: str | None
    citations: tuple[Cited, ...]
    disagreement: Positions | None
    confidence: float
    elapsed_ms: float
    retrieved: tuple[Retrieved, ...]
    best: BestSpan | None
    record: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:  # NaN is not, either
            raise ValueError(f"confidence must be from 0 to 1, not {self.confidence}")
        places = (*self.citations, *self.retrieved, *((self.best,) if self.best else ()))
        for place in places:
            if not 0 <= place.start <= place.end:
                raise ValueError(f"no place in a text: {place.start} to {place.end}")
        unknown = {p.marker for p in self._positions} - {c.marker for c in self.citations}
        if unknown:
            raise ValueError(f"no citation has marker {min(unknown)}")

    @property
    def answered(self) -> bool:
        """Whether the documents are said to answer."""
        return self.status == "answered"

    @property
    def text(self) -> str:
        """The answer's sentences without markers, fixed phrases included."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """Of a disagreement, each as (doc_id, value)."""
        doc_of = {citation.marker: citation.doc_id for citation in self.citations}
        return tuple((doc_of[p.marker], p.value) for p in self._positions)

    @property
    def _positions(self) -> tuple[Position, ...]:
        return self.disagreement.positions if self.disagreement else ()


def prediction_of(record: object) -> Prediction:
    """The prediction that a line holds.

    Raises:
        ValueError: the record is not of the contract's form (pydantic's `ValidationError`).
    """
    held = {**record, "record": record} if isinstance(record, Mapping) else record
    return _predictions().validate_python(held)


@cache
def _predictions() -> TypeAdapter[Prediction]:
    # Imported here: pydantic takes a while to load.
    from pydantic import TypeAdapter

    return TypeAdapter(Prediction)


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


def _require_answer(record: Mapping[str, Any], path: Path, number: int) -> None:
    """Refuse a file of something else at once, and not with a line for each field of each line.

    Raises:
        InputError: the record has nothing of an answer's, or nothing of what was found for it.
    """
    if not record.keys() & {"status", "sentences", "citations", "confidence"}:
        lacking = "no answer"
    elif not record.keys() & {"retrieved", "best"}:  # as `summits ask` gives it
        lacking = "an answer without the passages found for it"
    else:
        return
    raise InputError(
        f"{path}:{number}: this is {lacking}, so no predictions file; make one with "
        "`summits eval qa --predictions FILE`"
    )


def read_predictions(path: Path) -> tuple[Prediction, ...]:
    """Read a predictions file, in its order.

    Raises:
        InputError: one line for each fault of the file.
    """
    from pydantic import ValidationError

    from eval.faults import not_json, worded

    predictions: list[Prediction] = []
    faults: list[str] = []
    first_at: dict[str, int] = {}
    text = read_text(path)
    check_json_lines(path, text)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = parsed_json(line)
            if not faults and not predictions and isinstance(record, Mapping):
                _require_answer(record, path, number)
            prediction = prediction_of(record)
        except ValidationError as error:
            faults += [f"{where}: {fault}" for fault in worded(error)]
            continue
        except ValueError as error:
            faults.append(f"{where}: {not_json(error)}; make the predictions again")
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
