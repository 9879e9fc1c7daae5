"""Test-set files: read whole, or refused with every fault of the file at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Span, sha256_of
from corpus.errors import InputError
from corpus.files import parsed_json, read_text
from corpus.library import first_ids
from corpus.shown import shorten
from eval.question import Documents, Evidence, GoldPosition, Question, TestSet

if TYPE_CHECKING:
    from eval.records import QuestionRecord

    Reader = Callable[[Path, str, list[str]], Iterator[tuple[int, QuestionRecord]]]

SHIPPED = Path(__file__).parent / "data" / "summits.jsonl"
"""The test set over the two summit briefs."""

CALIBRATION = Path(__file__).parent / "data" / "calibration.jsonl"
"""Further questions over them, written to fit the confidence (dev) and to check it (test)."""


def read_testset(path: Path, documents: Documents | None = None) -> TestSet:
    """Read a test set: our own JSON Lines, the same as CSV, or SQuAD 1.1 and 2.0 JSON.

    The form is found by looking: `.csv` is CSV, one JSON object with `data` is SQuAD, everything
    else is read as JSON Lines.

    Args:
        path: the file.
        documents: when given, evidence and positions must stand in them (not asked of SQuAD, which
            brings its own), and `Evidence.spans` is filled.

    Raises:
        InputError: one line for each fault of the file, in the order of its lines.
    """
    text = read_text(path)
    if not text.strip():
        raise InputError(f"{path}: empty; write at least one question")
    if path.suffix.lower() == ".csv":
        from eval.csv_file import read_csv

        return _own(path, text, documents, read_csv)
    if _looks_like_squad(path, text):
        from eval.squad_file import read_squad

        return read_squad(path, text)
    return _own(path, text, documents, _read_json_lines)


def _looks_like_squad(path: Path, text: str) -> bool:
    try:
        whole = parsed_json(text)
    except ValueError:
        return path.suffix.lower() == ".json"  # a broken one: its reader says where
    return isinstance(whole, dict) and "data" in whole


def _own(path: Path, text: str, documents: Documents | None, reader: Reader) -> TestSet:
    """Everything that holds for our own form, whichever way it is written."""
    faults: list[str] = []
    # Each line passes all of it before the next is read: so the faults stand in their order.
    records = reader(path, text, faults)
    questions: Iterator[Question] = (_question(r, f"{path}:{line}") for line, r in records)
    questions = _not_repeated(questions, faults)
    if documents is not None:
        questions = located(questions, documents, faults)
    kept = tuple(questions)
    if documents is not None and len(faults) > 1:
        _check_library(path, kept, documents)
    if faults:
        raise InputError(*faults)
    if not kept:
        raise InputError(f"{path}: no question in it; write at least one")
    return TestSet(path.name, "summits", sha256_of(text), kept)


def _read_json_lines(
    path: Path, text: str, faults: list[str]
) -> Iterator[tuple[int, QuestionRecord]]:
    from eval.faults import read_lines
    from eval.records import QuestionRecord

    return read_lines(path, text, QuestionRecord, faults)


def _question(record: QuestionRecord, where: str) -> Question:
    return Question(
        id=record.id,
        question=record.question,
        answers=record.answers or (),
        all_of=record.all_of,
        evidence=tuple(Evidence(e.doc_id, e.quote) for e in record.evidence),
        positions=tuple(GoldPosition(p.doc_id, p.value) for p in record.positions),
        history=record.history,
        kind=record.kind,
        split=record.split,
        premise=record.premise,
        where=where,
    )


def _check_library(path: Path, questions: Sequence[Question], documents: Documents) -> None:
    """Refuse a test set over other documents altogether: one fault, and not one a question.

    Raises:
        InputError: not one document that it names is there.
    """
    named = {e.doc_id for q in questions for e in q.evidence}
    named |= {p.doc_id for q in questions for p in q.positions}
    if named and named.isdisjoint(documents.doc_ids):
        raise InputError(
            f"{path}: asks about {first_ids(sorted(named))}, and the library holds only "
            f"{first_ids(documents.doc_ids)}; name another test set or library"
        )


def _not_repeated(questions: Iterable[Question], faults: list[str]) -> Iterator[Question]:
    """The questions; an id used twice, and one asked twice after the same history, is a fault."""
    ids: dict[str, str] = {}
    asked: dict[tuple[str, ...], str] = {}
    for question in questions:
        where = question.where
        first = ids.setdefault(question.id, where)
        if first != where:
            faults.append(f'{where}: id "{question.id}" is also at {first}; give it its own')
        key = tuple(
            " ".join(text.split()).casefold() for text in (*question.history, question.question)
        )
        first = asked.setdefault(key, where)
        if first != where:
            faults.append(f"{where}: the same question as at {first}; remove one")
        yield question


def located(
    questions: Iterable[Question], documents: Documents, faults: list[str]
) -> Iterator[Question]:
    """The questions with the places of their evidence filled in; faults are added to `faults`."""
    known = frozenset(documents.doc_ids)

    def places(question: Question, what: str, doc_id: str, words: str) -> tuple[Span, ...]:
        """Where `words` stand in the document; none is a fault."""
        if doc_id not in known:
            near = ", ".join(documents.doc_ids[:5])
            faults.append(f'{question.where}: {what}: no document "{doc_id}"; there are: {near}')
            return ()
        spans = tuple(occurrences(words, documents.document(doc_id).text))
        if not spans:
            faults.append(
                f'{question.where}: {what}: "{shorten(words)}" does not stand in "{doc_id}"; '
                f"copy it as `summits docs show {doc_id}` prints it"
            )
        return spans

    for question in questions:
        evidence = tuple(
            dataclasses.replace(e, spans=places(question, f"evidence[{i}]", e.doc_id, e.quote))
            for i, e in enumerate(question.evidence)
        )
        for i, position in enumerate(question.positions):
            places(question, f"positions[{i}]", position.doc_id, position.value)
        yield dataclasses.replace(question, evidence=evidence)


def occurrences(words: str, text: str) -> Iterator[Span]:
    """Every place at which `words` stand in `text`, overlapping ones too.

    >>> list(occurrences("aa", "aaa"))
    [Span(start=0, end=2), Span(start=1, end=3)]
    """
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)
