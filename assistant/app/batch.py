"""A batch of questions: checked whole, then answered in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.asked.call import checked_history
from assistant.asked.question import read_question
from corpus.errors import InputError
from corpus.files import check_json_lines, parsed_json, read_text

if TYPE_CHECKING:
    from assistant.respond import Assistant

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch file; `id` where it has one."""

    id: str | None
    question: str
    history: tuple[str, ...]


def read_batch(path: Path, max_chars: int) -> list[BatchQuestion]:
    """The questions of a JSON Lines file; lines without anything in them are passed over.

    Raises:
        InputError: one fault for each bad line, with its number; one if it is not by lines at all.
    """
    text = read_text(path)
    check_json_lines(path, text)
    questions = _each_line(path, text, lambda line: _read_line(line, max_chars))
    if not questions:
        raise InputError(f'{path}: no question in it; a line is {{"id": "q1", "question": "…"}}')
    return questions


def read_history(path: Path, max_chars: int) -> list[str]:
    """The earlier questions of a file, one a line; lines without anything in them are passed over.

    Raises:
        InputError: one fault for each bad line, with its number.
    """
    return _each_line(path, read_text(path), lambda line: read_question(line, max_chars).text)


def _each_line(path: Path, text: str, read: Callable[[str], T]) -> list[T]:
    """What `read` makes of every line that holds anything; all faults at once, with their lines."""
    made: list[T] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            made.append(read(line))
        except InputError as error:
            faults += [f"{path}:{number}: {fault}" for fault in error.faults]
    if faults:
        raise InputError(*faults)
    return made


def _read_line(line: str, max_chars: int) -> BatchQuestion:
    try:
        record = parsed_json(line)
    except ValueError as error:
        raise InputError(f"not JSON ({error}); write one object a line") from error
    if not isinstance(record, dict):
        raise InputError('not an object; write {"id": "q1", "question": "…"}')
    id_, question, history = record.get("id"), record.get("question"), record.get("history", [])
    if not isinstance(id_, str | None) or not isinstance(question, str):
        raise InputError('"question" must be there, as a string; "id" is one, too, or left out')
    try:
        (id_ or "").encode()
    except UnicodeEncodeError as error:
        raise InputError('"id" is not valid Unicode; correct it') from error
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise InputError('"history" must be a list of earlier questions, as strings')
    read_question(question, max_chars)
    checked_history(history, lambda turn: read_question(turn, max_chars))
    return BatchQuestion(id_, question, tuple(history))


def answer_batch(
    questions: Sequence[BatchQuestion], assistant: Assistant, doc_ids: list[str] | None
) -> Iterator[dict[str, Any]]:
    """The answers' JSON records, in the order of the questions."""
    for asked in questions:
        yield assistant.ask(asked.question, asked.history, doc_ids, asked.id).to_json()
