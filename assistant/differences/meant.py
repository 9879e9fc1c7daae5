"""Whether a question means what values of several documents speak of, or one document alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asked.question import Question
from assistant.differences.asked import Asked, unmet
from assistant.differences.dates import dates_in, has_year, same_days
from assistant.differences.stated import Stated
from assistant.words.mentions import with_capitals
from corpus.document import Document, Span
from index.lexical import analyze


def is_meant(
    question: Question,
    asked: Asked,
    sides: Sequence[Stated],
    document_of: Callable[[str], Document],
) -> bool:
    """Whether the question is about what the sides speak of, and about no document alone."""
    documents = [document_of(side.doc_id) for side in sides]
    asked = replace(asked, text=with_capitals(asked.text, [d.text for d in documents]))
    placed = list(zip(sides, documents, strict=True))
    sentences = " ".join(
        part for side, d in placed for part in (*d.headings_at(side.sentence.start), side.text)
    )
    around = " ".join(_paragraph(document, side.sentence) for side, document in placed)
    return not (
        unmet(asked, sentences, around)
        or any(_times_unmet(asked.text, document.text) for document in documents)
        or _names_one(question, documents)
    )


def _times_unmet(question: str, text: str) -> bool:
    """Whether the question names a year, or a date of it, of which the document says nothing."""
    wanted = [days for *days, _ in dates_in(question) if has_year(days[0])]
    told = [days for *days, _ in dates_in(text) if has_year(days[0])] if wanted else []
    return any(not any(same_days(*w, *t) for t in told) for w in wanted)


def _paragraph(document: Document, sentence: Span) -> str:
    start = document.text.rfind("\n", 0, sentence.start) + 1
    end = document.text.find("\n", sentence.end)
    return document.text[start : end if end >= 0 else None]


def _names_one(question: Question, documents: Sequence[Document]) -> bool:
    """Whether the question asks one of the documents: by kind, author, or a word of a heading.

    A word counts that stands nowhere in the others, and in the text itself only if it names who
    wrote it: "MOUs" of a heading is the subject, "at a glance" is the place.
    """
    asked = set(question.terms)
    named = 0
    for document in documents:
        told = document.metadata or {}
        who = [told.get(field) or "" for field in ("kind", "publisher", "authors")]
        label = document.label if told.get("label_is_ours", True) else ""
        wrote = set(analyze(f"{who} {label}"))
        heads = analyze(" ".join(section.heading for section in document.sections))
        others = {
            term
            for other in documents
            if other is not document
            for term in analyze(f"{other.label} {other.text}")
        }
        named += bool(asked & ((wrote | (set(heads) - _body_terms(document))) - others))
    return 0 < named < len(documents)


def _body_terms(document: Document) -> set[str]:
    """The terms of the text without its headings."""
    headings = {section.span.start: len(section.heading) for section in document.sections}
    lines = []
    position = 0
    for line in document.text.split("\n"):
        if position not in headings:
            lines.append(line)
        position += len(line) + 1
    return set(analyze("\n".join(lines)))
