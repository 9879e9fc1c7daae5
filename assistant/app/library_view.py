"""The page's masthead: which documents these are, and whether questions can be answered yet."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.addresses import document_address
from assistant.app.labels import Labels
from assistant.app.markup import escape
from assistant.words.clauses import upper_first
from corpus.document import Document

LISTED_DOCUMENTS = 6
"""So many documents are listed at once; more wait behind a "show"."""

NAMED_DOCUMENTS = 60
"""Of a larger library, only so many are named on the page."""

KIND_LABELS = {
    "document": "document",
    "newsletter": "kind_newsletter",
    "commentary": "kind_commentary",
    "analysis": "kind_analysis",
    "report": "kind_report",
    "article": "kind_article",
}
"""Kinds of documents that the page has words for; any other is shown as the metadata has it."""

LIBRARY_UNKNOWN = '<section class="library waiting"></section>'
"""What stands in the place of the documents until they are known."""


def library_html(documents: Sequence[Document], total: int, words: Labels) -> str:
    """What the assistant answers from: label, kind, who wrote it, pages; each can be read.

    Args:
        documents: those to name, `NAMED_DOCUMENTS` at most.
        total: how many the library holds.
        words: the page's own.
    """
    items = [_document_html(document, words) for document in documents]
    listed, more = items[:LISTED_DOCUMENTS], items[LISTED_DOCUMENTS:]
    unnamed = total - len(items)
    others = f"<p>{escape(words('and_others', count=f'{unnamed:,}'))}</p>" if unnamed else ""
    rest = (
        f"<details><summary>{escape(words('show_more', count=len(more)))}</summary>"
        f"<ul>{''.join(more)}</ul>{others}</details>"
    )
    return (
        f'<section class="library" aria-label="{escape(words("documents"))}">'
        f"<h2>{escape(counted(total, 'document', words))}</h2><ul>{''.join(listed)}</ul>"
        f"{rest if more else ''}</section>"
    )


def counted(number: int, noun: str, words: Labels) -> str:
    """A number with its noun.

    >>> from assistant.app.labels import ENGLISH
    >>> counted(1, "page", ENGLISH), counted(1200, "document", ENGLISH)
    ('1 page', '1,200 documents')
    """
    return words(f"one_{noun}") if number == 1 else words(f"many_{noun}s", count=f"{number:,}")


def status_html(phase: str, reason: str = "", *, words: Labels) -> str:
    """Whether questions can be answered: `loading`, `ready` or `failed`, for eyes and ears."""
    text = words(f"status_{phase}", reason=reason)
    return f'<p class="status {phase}" role="status">{escape(text)}</p>'


def facts(document: Document, words: Labels) -> str:
    """What is known of a document, in one line."""
    metadata = document.metadata or {}
    extent = counted(len(document.pages), "page", words) if document.pages else words("no_pages")
    kind = _names(metadata.get("kind")) or "document"
    label = KIND_LABELS.get(kind.lower())
    known = [
        words(label) if label else upper_first(kind),  # "OECD report" keeps its name
        _names(metadata.get("authors")),
        _names(metadata.get("publisher")),
        _names(metadata.get("date")),
        extent,
    ]
    return " · ".join(fact for fact in known if fact)


def _document_html(document: Document, words: Labels) -> str:
    address = document_address(document.doc_id, words.language)
    return (
        f'<li><a class="aside-link" href="{escape(address)}">{escape(document.label)}</a>'
        f"<span>{escape(facts(document, words))}</span></li>"
    )


def _names(value: object) -> str:
    """A field of the metadata as text: a list joined by commas, "" for what is not there."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(name) for name in value)
    return "" if value is None else str(value)
