"""The answer and its parts, as the contract of the JSON record defines them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Status = Literal["answered", "not_found"]

MAX_ANSWER_CHARS = 2500
"""No answer is longer, markers included."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote of a document, and where it stands.

    Attributes:
        marker: its number in the answer, from 1; None for a passage that is only offered.
        start, end: characters of the document's text; `text[start:end] == quote`.
        sha256: of the quote in UTF-8.
        score: how well the quote fits the question; bigger is better.
    """

    marker: int | None
    doc_id: str
    label: str
    title: str | None
    page: int | None
    section: str | None
    start: int
    end: int
    quote: str
    sha256: str
    score: float

    def with_marker(self, marker: int | None) -> Citation:
        """The same citation under another number."""
        return replace(self, marker=marker)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer: a quote with its markers, or a fixed phrase of ours (`own`)."""

    text: str
    markers: tuple[int, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Where a part of the short answer stands in the document that `marker` cites."""

    text: str
    marker: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement: a value that stands in the quote of `marker` as written."""

    value: str
    marker: int


@dataclass(frozen=True, slots=True)
class Group:
    """The quotes that tell one of several things asked about, and a document's heading for it."""

    heading: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What was looked for in vain, and where, in the words of the question.

    Attributes:
        found: words that the documents hold somewhere.
        missing: words that they do not hold.
        doc_ids: the documents that were searched.
    """

    found: tuple[str, ...]
    missing: tuple[str, ...]
    doc_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question; `to_json` gives the contract's record."""

    question: str
    status: Status
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    spans: tuple[AnswerSpan, ...] = ()
    positions: tuple[Position, ...] = ()
    nearest: tuple[Citation, ...] = ()
    confidence: float = 0.0
    read_as: str | None = None
    elapsed_ms: float = 0.0
    id: str | None = None
    looked_for: LookedFor | None = None
    groups: tuple[Group, ...] = ()

    @property
    def answer(self) -> str:
        """The sentences joined, with [n] markers: plain text for people."""
        return " ".join(
            sentence.text + "".join(f" [{marker}]" for marker in sentence.markers)
            for sentence in self.sentences
        )

    @property
    def short_answer(self) -> str | None:
        """The spans' texts joined by "; ", or None."""
        return "; ".join(span.text for span in self.spans) or None

    def to_json(self) -> dict[str, Any]:
        """The record of the contract, made of plain JSON types, fields in the contract's order."""
        return {
            "id": self.id,
            "question": self.question,
            "read_as": self.read_as,
            "status": self.status,
            "answer": self.answer,
            "sentences": [asdict(s) | {"markers": list(s.markers)} for s in self.sentences],
            "short_answer": self.short_answer,
            "spans": [asdict(span) for span in self.spans],
            "citations": [citation_to_json(c) for c in self.citations],
            "disagreement": {"positions": [asdict(p) for p in self.positions]}
            if self.positions
            else None,
            "nearest": [citation_to_json(c) for c in self.nearest],
            "looked_for": {name: list(told) for name, told in asdict(self.looked_for).items()}
            if self.looked_for
            else None,
            "groups": [asdict(g) | {"markers": list(g.markers)} for g in self.groups],
            "confidence": round(self.confidence, 4),
            "elapsed_ms": round(self.elapsed_ms, 1),
        }


def citation_to_json(citation: Citation) -> dict[str, Any]:
    """One citation as plain JSON types."""
    return asdict(citation) | {"score": round(citation.score, 4)}
