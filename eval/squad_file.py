"""SQuAD 1.1 and 2.0 files: their paragraphs are the documents, their questions the test set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document, Span, sha256_of
from corpus.errors import InputError
from corpus.files import parsed_json
from eval.question import Evidence, Question, TestSet

if TYPE_CHECKING:
    from eval.records import SquadAnswer, SquadFile


def read_squad(path: Path, text: str) -> TestSet:
    """Documents and questions of a SQuAD file.

    A paragraph's `doc_id` is "<article index>-<paragraph index>", counted from 0, its text the
    `context` as it stands, its label the article's title. A question has an answer where `answers`
    is not empty, as in the official script; `is_impossible` and `plausible_answers` are not used.

    Raises:
        InputError: one line for each fault, with its place in the JSON.
    """
    from eval.faults import check, not_json
    from eval.records import SquadFile

    try:
        value = parsed_json(text)
    except ValueError as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(
            f"{path}{line}: {not_json(error)}; "
            "a .json file must be SQuAD's; our own form is JSON Lines, in a .jsonl file"
        ) from error
    faults: list[str] = []
    file = check(str(path), value, SquadFile, faults)
    if file is None:
        raise InputError(*faults)
    questions = tuple(_questions(path, file, faults))
    if faults:
        raise InputError(*faults)
    if not questions:
        raise InputError(f"{path}: no question in it; check the file")
    return TestSet(path.name, "squad", sha256_of(text), questions, tuple(_documents(file)))


def _documents(file: SquadFile) -> Iterator[Document]:
    for a, article in enumerate(file.data):
        title = article.title.replace("_", " ").strip()
        for p, paragraph in enumerate(article.paragraphs):
            doc_id = f"{a}-{p}"
            yield Document(doc_id, title or doc_id, title or None, paragraph.context)


def _questions(path: Path, file: SquadFile, faults: list[str]) -> Iterator[Question]:
    seen: dict[str, str] = {}
    for a, article in enumerate(file.data):
        for p, paragraph in enumerate(article.paragraphs):
            doc_id = f"{a}-{p}"
            for q, record in enumerate(paragraph.qas):
                place = f"data[{a}].paragraphs[{p}].qas[{q}]"
                where = f"{path}: {place}"
                first = seen.setdefault(record.id, place)
                if first != place:
                    faults.append(f'{where}: id "{record.id}" is also at {first}')
                faults += _misplaced(where, paragraph.context, record.answers)
                yield Question(
                    id=record.id,
                    question=record.question,
                    answers=tuple(answer.text for answer in record.answers),
                    evidence=_evidence(doc_id, record.answers),
                    kind="answerable" if record.answers else "unanswerable",
                    about=doc_id,
                    where=where,
                )


def _misplaced(where: str, context: str, answers: list[SquadAnswer]) -> Iterator[str]:
    for i, answer in enumerate(answers):
        end = answer.answer_start + len(answer.text)
        if context[answer.answer_start : end] != answer.text:
            yield (
                f'{where}.answers[{i}]: "{answer.text}" does not stand at {answer.answer_start} '
                "of the context; correct answer_start (it counts characters, not bytes)"
            )


def _evidence(doc_id: str, answers: list[SquadAnswer]) -> tuple[Evidence, ...]:
    """One piece of evidence whose places are all gold answers: finding any of them is enough."""
    spans = sorted({Span(a.answer_start, a.answer_start + len(a.text)) for a in answers if a.text})
    if not spans:
        return ()
    first = answers[0].text
    return (Evidence(doc_id, first, tuple(spans), exact=True),)
