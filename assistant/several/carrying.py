"""What makes sure that a question is answered, besides what was found for the whole of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.overviews import said_by_one
from assistant.asked.question import Question
from assistant.finding import Found
from assistant.several.parts import hold_all
from index.lexical import analyze


def carrying_parts(read: Question, parts: Sequence[Found]) -> Sequence[Found]:
    """The parts that carry the whole, which may itself be like nothing in the documents.

    All of them where each is answered; of documents that are each asked the same, one is enough.
    """
    if not (all(part.candidates for part in parts) and hold_all(read, [p.question for p in parts])):
        return ()
    return [max(parts, key=lambda part: part.sure)] if read.kind == "each" else parts


def speaks_of_it(read: Question, found: Found, parts: Sequence[Found]) -> bool:
    """Whether a sentence holds all of the topic of which anything that is said is asked."""
    # "What does the letter say of tea?": the letter is no part of the topic; "Lee" would be.
    by_document = analyze(said_by_one(read.text)) == analyze(read.topic) != []
    if read.kind != "each" and not by_document:
        return False
    best = [c for one in (found, *parts) for c in one.candidates[:1]]
    return any(c.features.get("coverage", 0.0) >= 1.0 for c in best)
