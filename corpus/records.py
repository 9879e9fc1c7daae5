"""Documents as JSON records: what `summits docs` prints."""

from __future__ import annotations

from typing import Any

from corpus.align import Alignment
from corpus.document import Document
from corpus.edits import line_of
from corpus.library import Library


def document_record(library: Library, doc_id: str) -> dict[str, Any]:
    """What `summits docs show DOC_ID --json` prints, made of plain JSON types.

    An edit has the line of the original on which it starts, and `start` and `end` of what it left
    in `text`; both are None where it left nothing.
    """
    document = library.document(doc_id)
    alignment = library.alignment(doc_id)
    return {
        "doc_id": document.doc_id,
        "label": document.label,
        "title": document.title,
        "text": document.text,
        "pages": [
            {"number": page.number, "start": page.span.start, "end": page.span.end}
            for page in document.pages
        ],
        "sections": [
            {"heading": s.heading, "level": s.level, "start": s.span.start, "end": s.span.end}
            for s in document.sections
        ],
        "edits": [] if alignment is None else _edit_records(alignment),
        "metadata": metadata_record(document),
    }


def library_record(library: Library) -> dict[str, Any]:
    """What `summits docs list --json` prints, but for the numbers of passages.

    `pages` is the number of pages, 0 where the original has none.
    """
    return {
        "documents": [
            {
                "doc_id": document.doc_id,
                "label": document.label,
                "title": document.title,
                "pages": len(document.pages),
                "metadata": metadata_record(document),
            }
            for document in library.documents()
        ]
    }


def metadata_record(document: Document) -> dict[str, Any]:
    """What is known of a document, made of plain JSON types."""
    return {
        field: list(value) if isinstance(value, tuple) else value
        for field, value in (document.metadata or {}).items()
    }


def _edit_records(alignment: Alignment) -> list[dict[str, Any]]:
    return [
        {
            "line": line_of(alignment.original, edit.original_span.start),
            "original": edit.original,
            "edited": edit.edited,
            "reason": edit.reason,
            "start": None if span is None else span.start,
            "end": None if span is None else span.end,
        }
        for edit, span in zip(alignment.edits, alignment.edit_spans, strict=True)
    ]
