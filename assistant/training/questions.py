"""Training questions, one target answer each, whole articles held out.

They come in files of SQuAD's form, and in `data/written.jsonl` and `data/open.jsonl`: questions
written for the reader about paragraphs of those, a line each:

    {"doc_id": "new_wiki/6-0", "kind": "paraphrase", "question": "…", "answer": "…"}

Kinds with an answer, which stands in the paragraph as it is: `paraphrase` (hardly a word of the
question is in the sentence that answers it) and `plain`. Without one (null): `missing` (told
nowhere), `relation` (another relation is told) and `premise` (the question takes something for
granted that the paragraph does not say).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Document, Span
from corpus.errors import InputError
from corpus.files import parsed_json
from index.encode import file_sha256

ANSWERED = ("paraphrase", "plain")
UNANSWERED = ("missing", "relation", "premise")


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question about one paragraph.

    Attributes:
        doc_id: of the paragraph, "<file>/<article>-<paragraph>", counted from 0.
        answers: what the annotators gave; empty where the paragraph does not answer.
        target: where the answer to be learned stands in the paragraph; None without one.
    """

    question_id: str
    doc_id: str
    question: str
    answers: tuple[str, ...]
    target: Span | None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Paragraphs as documents, their questions, and the hash of the file they come from."""

    name: str
    sha256: str
    documents: tuple[Document, ...]
    questions: tuple[TrainingQuestion, ...]

    def articles(self) -> tuple[str, ...]:
        """The titles, sorted."""
        return tuple(sorted({document.label for document in self.documents}))

    def only(self, articles: Iterable[str]) -> QuestionSet:
        """The part of the set that belongs to these titles."""
        wanted = set(articles)
        documents = tuple(d for d in self.documents if d.label in wanted)
        ids = {d.doc_id for d in documents}
        questions = tuple(q for q in self.questions if q.doc_id in ids)
        return QuestionSet(self.name, self.sha256, documents, questions)

    def split(self, held_out: int) -> tuple[QuestionSet, QuestionSet]:
        """(for training, held out): `held_out` whole articles, drawn by the hash of their title."""
        titles = sorted(self.articles(), key=lambda t: hashlib.sha256(t.encode()).digest())
        return self.only(titles[held_out:]), self.only(titles[:held_out])


def article_of(doc_id: str) -> str:
    """The article that a paragraph belongs to.

    >>> article_of("new_wiki/3-17")
    'new_wiki/3'
    """
    return doc_id.rpartition("-")[0]


def read_questions(path: Path) -> QuestionSet:
    """Read a file in the form of SQuAD 1.1 or 2.0.

    Raises:
        InputError: the file cannot be read, is not in that form, or an answer is misplaced.
    """
    try:
        articles = parsed_json(path.read_text(encoding="utf-8"))["data"]
        documents, questions = [], []
        for a, article in enumerate(articles):
            title = str(article["title"]).replace("_", " ").strip()
            for p, paragraph in enumerate(article["paragraphs"]):
                doc_id = f"{path.stem}/{a}-{p}"
                documents.append(Document(doc_id, title, title, paragraph["context"]))
                questions += [_question(doc_id, record) for record in paragraph["qas"]]
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check --data") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not in SQuAD's form ({error!r}); mend the file") from error
    texts = {document.doc_id: document.text for document in documents}
    faults = [
        f"{path}: question {q.question_id}: its answer does not stand at {q.target.start}; "
        "correct answer_start (it counts characters)"
        for q in questions
        if q.target and q.target.of(texts[q.doc_id]) not in q.answers
    ]
    if faults:
        raise InputError(*faults)
    return QuestionSet(path.stem, file_sha256(path), tuple(documents), tuple(questions))


def _question(doc_id: str, record: dict[str, object]) -> TrainingQuestion:
    given = record["answers"]
    if not isinstance(given, list):
        raise TypeError(f"answers of question {record['id']}")
    spans = [Span(a["answer_start"], a["answer_start"] + len(a["text"])) for a in given]
    target = most_voted(spans) if spans else None
    texts = tuple(dict.fromkeys(str(a["text"]) for a in given))
    return TrainingQuestion(str(record["id"]), doc_id, str(record["question"]), texts, target)


def most_voted(spans: Sequence[Span]) -> Span:
    """The span that most annotators gave; among equals the one that overlaps the others most.

    Overlap is shared characters over characters in either; then the shorter, then the first.

    >>> most_voted([Span(0, 40), Span(30, 38), Span(30, 38)])
    Span(start=30, end=38)
    >>> most_voted([Span(0, 40), Span(31, 38), Span(30, 38)])
    Span(start=30, end=38)
    """
    votes = Counter(spans)

    def support(span: Span) -> tuple[float, ...]:
        overlap = sum(_jaccard(span, other) for other in spans)
        return (-votes[span], -round(overlap, 6), span.end - span.start, span.start)

    return min(votes, key=support)


def _jaccard(a: Span, b: Span) -> float:
    shared = a.shared(b)
    either = (a.end - a.start) + (b.end - b.start) - shared
    return shared / either if either else 1.0


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
            questions.append(_written(f"{path.stem}-{number}", json.loads(line), texts))
        except (ValueError, KeyError, TypeError) as error:
            faults.append(f"{path}, line {number}: {error}; mend it")
    if faults:
        raise InputError(*faults)
    asked = dict.fromkeys(question.doc_id for question in questions)
    return QuestionSet(
        path.stem, file_sha256(path), tuple(map(documents.__getitem__, asked)), tuple(questions)
    )


def _written(question_id: str, record: dict[str, Any], texts: dict[str, str]) -> TrainingQuestion:
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
