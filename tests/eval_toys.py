"""What the tests of `eval` share: questions, predictions and an assistant with answers to order."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answer import Answer, AnswerSpan, Citation, Position, Sentence
from assistant.asked.question import read_question
from assistant.trace import BestSpan, Trace
from corpus.document import Document, Passage, Span, sha256_of
from eval.plain_names import fault_said
from eval.predictions import Prediction, prediction_of
from eval.question import DocumentTable, Evidence, Question
from index.query import Hit

NARA = Document("nara", "Nara", None, "They met in Nara. Lee and Takaichi played drums together.")
BEIJING = Document(
    "beijing", "Beijing", None, "They met in Beijing. The visit was the first in six years."
)
DOCUMENTS = DocumentTable([NARA, BEIJING])


def has_korean(fault: str) -> bool:
    """Whether a fault of a test set has a Korean form, which begins with the same place."""
    korean = fault_said(fault, "ko") or ""
    place = fault.partition(": ")[0]
    return korean.startswith(place) and bool(re.search("[가-힣]", korean))


def quoting(document: Document, words: str, marker: int | None = 1) -> Citation:
    """A citation of `words`, which must stand in the document."""
    start = document.text.index(words)
    return Citation(
        marker, document.doc_id, document.label, None, None, None,
        start, start + len(words), words, sha256_of(words), 1.0,
    )  # fmt: skip


def evidence(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return Evidence(document.doc_id, words, (Span(start, start + len(words)),))


def told(
    *citations: Citation,
    short: str | None = None,
    confidence: float = 0.9,
    positions: Sequence[tuple[str, int]] = (),
    ms: float = 10.0,
) -> Answer:
    """An answer that quotes the citations; `not_found` without any."""
    if not citations:
        nothing = Sentence("The documents do not say.", own=True)
        return Answer("?", "not_found", (nothing,), confidence=confidence, elapsed_ms=ms)
    return Answer(
        "?",
        "answered",
        tuple(Sentence(c.quote, (c.marker or 0,)) for c in citations),
        citations=tuple(citations),
        spans=(AnswerSpan(short, 1, 0, len(short)),) if short else (),
        positions=tuple(Position(value, marker) for value, marker in positions),
        confidence=confidence,
        elapsed_ms=ms,
    )


def prediction(
    question: Question | str,
    answer: Answer,
    retrieved: Sequence[tuple[str, int, int]] = (),
    best: tuple[str, str, int, int] | None = None,
) -> Prediction:
    """The prediction of an answer; passages' scores fall from 1 by 0.1."""
    asked = Question(question, f"{question}?") if isinstance(question, str) else question
    record = answer.to_json() | {
        "id": asked.id,
        "question": asked.question,
        "retrieved": [
            {"doc_id": d, "start": s, "end": e, "score": 1 - 0.1 * i}
            for i, (d, s, e) in enumerate(retrieved)
        ],
        "best": dict(zip(("text", "doc_id", "start", "end"), best, strict=True)) if best else None,
    }
    return prediction_of(record)


@dataclass(frozen=True)
class ToySettings:
    retriever: str = "toy"


@dataclass
class ToyAssistant:
    """Gives the answer to order; raises it where it is an exception; finds both documents whole."""

    answers: Mapping[str, Answer | Exception]
    settings: ToySettings = field(default_factory=ToySettings)
    index_id: str = "toy-index"
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def doc_ids(self) -> tuple[str, ...]:
        return DOCUMENTS.doc_ids

    def document(self, doc_id: str, /) -> Document:
        return DOCUMENTS.document(doc_id)

    def explain(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str | None = None,  # noqa: A002
        k: int = 20,
    ) -> Trace:
        self.asked.append((question, tuple(history), id, k))
        answer = self.answers[question]
        if isinstance(answer, Exception):
            raise answer
        hits = [
            Hit(Passage(f"{d.doc_id}:0", d.doc_id, Span(0, len(d.text)), d.text), score, rank, {})
            for rank, (d, score) in enumerate(((NARA, 0.75), (BEIJING, 0.5)), start=1)
        ]
        read = read_question(question, 2000)
        return Trace(answer, read, tuple(hits[:k]), (), BestSpan("Nara", "nara", 12, 16))


WHERE = Question(
    "q1", "Where did they meet?", ("Nara",), kind="fact", where="t:1",
    evidence=(evidence(NARA, "They met in Nara."),),
)  # fmt: skip
NEVER = Question("q2", "Who sang?", kind="unanswerable", where="t:2")
YEARS = Question(
    "q3", "몇 년 만인가?", ("six years",), kind="korean", where="t:3",
    history=("Where did they meet?",),
    evidence=(evidence(BEIJING, "The visit was the first in six years."),),
)  # fmt: skip
QUESTIONS = (WHERE, NEVER, YEARS)


def toy_answers() -> dict[str, Answer | Exception]:
    """`q1` right and cited, `q2` rightly not found, `q3` fails."""
    return {
        WHERE.question: told(quoting(NARA, "They met in Nara."), short="Nara", ms=20),
        NEVER.question: told(confidence=0.1, ms=10),
        YEARS.question: RuntimeError("no such luck"),
    }


def own_file(folder: Path, question: str = "Where did they eat noodles?") -> Path:
    """A test set of one question about the three documents."""
    path = folder / "mine.jsonl"
    evidence = [{"doc_id": "noodles", "quote": "They ate noodles in Beijing."}]
    line = {"id": "q1", "question": question, "answers": ["Beijing"], "evidence": evidence}
    path.write_text(json.dumps(line))
    return path
