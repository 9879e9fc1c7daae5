"""Questions written for the reader: things said in other words, and things that are not said.

`data/written.jsonl` holds a question a line, about paragraphs of files in the training folder;
`data/open.jsonl` the same about the invented briefs:

    {"doc_id": "new_wiki/6-0", "kind": "paraphrase", "question": "…", "answer": "…"}

Kinds with an answer, which stands in the paragraph as it is: `paraphrase` (hardly a word of the
question is in the sentence that answers it) and `plain`. Without one (null): `missing` (told
nowhere), `relation` (another relation is told) and `premise` (the question takes something for
granted that the paragraph does not say).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.training.questions import QuestionSet, TrainingQuestion
from corpus.document import Span
from corpus.errors import InputError
from index.encode import file_sha256

ANSWERED = ("paraphrase", "plain")
UNANSWERED = ("missing", "relation", "premise")


def read_written(path: Path, about: Iterable[QuestionSet]) -> QuestionSet:
    """Read the questions in `path`; their paragraphs, and no others, come from `about`.

    Raises:
        InputError: the file cannot be read, or one line for each record that is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); restore the file") from error
    documents = {document.doc_id: document for part in about for document in part.documents}
    texts = {doc_id: document.text for doc_id, document in documents.items()}
    questions, faults = [], []
    for number, line in enumerate(lines, 1):
        try:
            questions.append(_question(f"{path.stem}-{number}", json.loads(line), texts))
        except (ValueError, KeyError, TypeError) as error:
            faults.append(f"{path}, line {number}: {error}; mend it")
    if faults:
        raise InputError(*faults)
    asked = dict.fromkeys(question.doc_id for question in questions)
    return QuestionSet(
        path.stem, file_sha256(path), tuple(map(documents.__getitem__, asked)), tuple(questions)
    )


def _question(question_id: str, record: dict[str, Any], texts: dict[str, str]) -> TrainingQuestion:
    doc_id, kind, answer = record["doc_id"], record["kind"], record["answer"]
    if doc_id not in texts:
        raise ValueError(f"no paragraph {doc_id!r}")
    if kind not in (UNANSWERED if answer is None else ANSWERED):
        raise ValueError(f"the kind {kind!r} does not go with the answer {answer!r}")
    if answer is None:
        return TrainingQuestion(question_id, doc_id, record["question"], (), None)
    start = texts[doc_id].find(answer)
    if start < 0:
        raise ValueError(f"{answer!r} does not stand in {doc_id}")
    target = Span(start, start + len(answer))
    return TrainingQuestion(question_id, doc_id, record["question"], (answer,), target)
