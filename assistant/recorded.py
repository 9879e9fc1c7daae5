"""An answer's record, read back: the way from JSON to `Answer` that `Answer.to_json` came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answer import Answer, AnswerSpan, Citation, LookedFor, Position, Sentence


def answer_from_json(record: Mapping[str, Any]) -> Answer:
    """The answer whose record this is; fields that a later version added are let through.

    >>> looked_for = LookedFor(("met",), ("Merz",), ("brief",))
    >>> answer = Answer("Who?", "not_found", (Sentence("No.", own=True),), looked_for=looked_for)
    >>> answer_from_json(answer.to_json()) == answer
    True
    """
    disagreement = record.get("disagreement") or {}
    looked_for = record.get("looked_for")
    return Answer(
        question=record["question"],
        status=record["status"],
        sentences=tuple(
            Sentence(s["text"], tuple(s["markers"]), s["own"]) for s in record["sentences"]
        ),
        citations=tuple(citation_from_json(c) for c in record["citations"]),
        spans=tuple(
            AnswerSpan(s["text"], s["marker"], s["start"], s["end"]) for s in record["spans"]
        ),
        positions=tuple(
            Position(p["value"], p["marker"]) for p in disagreement.get("positions", ())
        ),
        nearest=tuple(citation_from_json(c) for c in record["nearest"]),
        looked_for=LookedFor(*(tuple(looked_for[name]) for name in ("found", "missing", "doc_ids")))
        if looked_for
        else None,
        confidence=record["confidence"],
        read_as=record["read_as"],
        elapsed_ms=record["elapsed_ms"],
        id=record["id"],
    )


def citation_from_json(record: Mapping[str, Any]) -> Citation:
    """The citation whose record this is."""
    return Citation(
        marker=record["marker"],
        doc_id=record["doc_id"],
        label=record["label"],
        title=record["title"],
        page=record["page"],
        section=record["section"],
        start=record["start"],
        end=record["end"],
        quote=record["quote"],
        sha256=record["sha256"],
        score=record["score"],
    )
