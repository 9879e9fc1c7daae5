"""Every citation is checked against the document's text before anybody sees it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from assistant.answer import (
    MAX_ANSWER_CHARS,
    Answer,
    AnswerSpan,
    Citation,
    Group,
    Position,
    Sentence,
)
from assistant.wording import phrases
from corpus.document import Document, sha256_of

log = logging.getLogger(__name__)


def citation_holds(citation: Citation, document: Document) -> bool:
    """Whether the quote stands where the citation says, with the hash it says."""
    quote = document.text[citation.start : citation.end]
    return bool(quote) and quote == citation.quote and sha256_of(quote) == citation.sha256


def verified(answer: Answer, document_of: Callable[[str], Document]) -> Answer:
    """`answer` without anything that does not hold; what was dropped is logged.

    Sentences whose quotes fail go with them; an answer that has none left becomes `not_found`.
    """
    sound = {c.marker: c for c in answer.citations if citation_holds(c, document_of(c.doc_id))}
    kept = [s for s in answer.sentences if _sentence_holds(s, sound)]
    kept = _fitting(kept)
    shown = {m: sound[m] for sentence in kept for m in sentence.markers}
    positions = _held_positions(answer, shown)
    if answer.positions and not positions:
        kept = [s for s in kept if not (s.own and s.text in phrases.DIFFERENCES)]
    named = {marker for sentence in kept for marker in sentence.markers}
    nearest = tuple(c for c in answer.nearest if citation_holds(c, document_of(c.doc_id)))
    dropped = len(answer.citations) - len(named) + len(answer.nearest) - len(nearest)
    if dropped:
        log.warning("%d citations of %r were dropped", dropped, answer.question)
    if answer.status == "answered" and not named:
        return replace(
            answer,
            status="not_found",
            sentences=(Sentence(phrases.NOT_FOUND, own=True),),
            citations=(),
            spans=(),
            positions=(),
            groups=(),
            nearest=nearest,
            confidence=0.0,
        )
    return replace(
        answer,
        sentences=tuple(kept),
        citations=tuple(c for c in answer.citations if c.marker in named),
        spans=tuple(s for s in answer.spans if s.marker in named and _span_holds(s, sound)),
        positions=positions,
        groups=_held_groups(answer, named),
        nearest=nearest,
    )


def _held_groups(answer: Answer, named: Collection[int]) -> tuple[Group, ...]:
    """The groups with the quotes that are left; none where fewer than two are left."""
    left = [
        replace(group, markers=tuple(m for m in group.markers if m in named))
        for group in answer.groups
    ]
    held = tuple(group for group in left if group.markers)
    return held if len(held) > 1 else ()


def _held_positions(answer: Answer, shown: Mapping[int, Citation]) -> tuple[Position, ...]:
    """The sides whose value stands in their quote; none where fewer than two documents are left."""
    held = tuple(
        p for p in answer.positions if p.marker in shown and p.value in shown[p.marker].quote
    )
    return held if len({shown[p.marker].doc_id for p in held}) > 1 else ()


def _sentence_holds(sentence: Sentence, sound: dict[int | None, Citation]) -> bool:
    if sentence.own:
        return sentence.text in phrases.ALL
    quotes = [sound[m].quote for m in sentence.markers if m in sound]
    return len(quotes) == len(sentence.markers) and any(sentence.text in q for q in quotes)


def _span_holds(span: AnswerSpan, sound: dict[int | None, Citation]) -> bool:
    citation = sound[span.marker]
    inside = citation.start <= span.start < span.end <= citation.end
    start = span.start - citation.start
    return inside and citation.quote[start : start + len(span.text)] == span.text


def _fitting(sentences: list[Sentence]) -> list[Sentence]:
    """As many sentences, from the first, as the longest allowed answer holds."""
    kept: list[Sentence] = []
    room = MAX_ANSWER_CHARS
    for sentence in sentences:
        room -= len(sentence.text) + sum(len(f" [{m}]") for m in sentence.markers) + 1
        if room < 0:
            break
        kept.append(sentence)
    return kept
