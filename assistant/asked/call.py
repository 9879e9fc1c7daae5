"""What the assistant is asked with: what is no question, and no value for one, is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.asked.question import Question
from corpus.errors import InputError


def check_call(question: object, history: object, doc_ids: object) -> None:
    """Refuse values of other types: the endpoint takes any JSON, and Python anything.

    Raises:
        InputError: with a line for each value that cannot be used.
    """
    faults = [] if isinstance(question, str) else ["question must be a text"]
    faults += [
        f"{name} must be a list of texts, or be left out"
        for name, value in (("history", history), ("doc_ids", doc_ids))
        if value is not None and not _are_texts(value)
    ]
    if faults:
        raise InputError(*faults)


def checked_history(history: Sequence[object], read: Callable[[str], Question]) -> list[Question]:
    """The earlier questions, each of them checked and read.

    Args:
        history: earlier questions, oldest first.
        read: reads one; raises `InputError` where it cannot be used.

    Raises:
        InputError: a line for each bad one, with its number, from 1.
    """
    if isinstance(history, str):
        raise InputError("the history is one text; give a list of earlier questions, oldest first")
    questions: list[Question] = []
    faults: list[str] = []
    for number, asked in enumerate(history, start=1):
        if not isinstance(asked, str):
            faults.append(f"earlier question {number} is no text; leave it out or mend it")
            continue
        try:
            questions.append(read(asked))
        except InputError as error:
            faults += [f"earlier question {number}: {fault}" for fault in error.faults]
    if faults:
        raise InputError(*faults)
    return questions


def _are_texts(value: object) -> bool:
    """Whether it is a collection of texts, and no text itself, which is one of its letters."""
    if not isinstance(value, Collection) or isinstance(value, str | bytes | Mapping):
        return False
    return all(isinstance(text, str) for text in value)
