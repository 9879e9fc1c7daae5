"""The page's masthead: which documents these are, and whether questions can be answered yet."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.markup import escape
from corpus.document import Document

LISTED_DOCUMENTS = 6
"""So many documents are listed at once; more wait behind a "show"."""

NAMED_DOCUMENTS = 60
"""Of a larger library, only so many are named on the page."""

LIBRARY_UNKNOWN = '<section class="library waiting" aria-label="Documents"></section>'
"""What stands in the place of the documents until they are known."""


def library_html(documents: Sequence[Document], total: int) -> str:
    """What the assistant answers from: label, kind, who wrote it, pages.

    Args:
        documents: those to name, `NAMED_DOCUMENTS` at most.
        total: how many the library holds.
    """
    items = [_document_html(document) for document in documents]
    listed, more = items[:LISTED_DOCUMENTS], items[LISTED_DOCUMENTS:]
    unnamed = total - len(items)
    rest = (
        f"<details><summary>Show {len(more)} more</summary><ul>{''.join(more)}</ul>"
        f"{f'<p>and {unnamed:,} others</p>' if unnamed else ''}</details>"
    )
    return (
        '<section class="library" aria-label="Documents">'
        f"<h2>{_count(total, 'document')}</h2><ul>{''.join(listed)}</ul>"
        f"{rest if more else ''}</section>"
    )


def _count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _count(1, "page"), _count(2, "page")
    ('1 page', '2 pages')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def status_html(phase: str, reason: str = "") -> str:
    """Whether questions can be answered: `loading`, `ready` or `failed`, for eyes and ears."""
    text = {
        "loading": "Getting ready: loading the models…",
        "ready": "Ready",
        "failed": f"Not ready: {reason}",
    }[phase]
    return f'<p class="status {phase}" role="status">{escape(text)}</p>'


def _document_html(document: Document) -> str:
    metadata = document.metadata or {}
    extent = _count(len(document.pages), "page") if document.pages else "no page numbers"
    facts = [
        _names(metadata.get("kind")).capitalize() or "Document",
        _names(metadata.get("authors")),
        _names(metadata.get("publisher")),
        _names(metadata.get("date")),
        extent,
    ]
    described = " · ".join(fact for fact in facts if fact)
    return f"<li><strong>{escape(document.label)}</strong><span>{escape(described)}</span></li>"


def _names(value: object) -> str:
    """A field of the metadata as text: a list joined by commas, "" for what is not there."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(name) for name in value)
    return "" if value is None else str(value)
