"""The addresses that the page gives out; each can be mailed to a colleague.

They name everything that they show, and nothing of a conversation that is kept somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from assistant.answer import Citation
from assistant.app.labels import DEFAULT_LANGUAGE
from assistant.confidence import Strictness
from corpus.document import Document, Span, sha256_of

QUOTE_ANCHOR = "quote"
"""The id of the quoted passage, or of the place nearest to it, in the text of a document."""


def chat_address(language: str) -> str:
    """The chat in a language; English by name, so that no browser's preference leads elsewhere.

    >>> chat_address("ko"), chat_address("en")
    ('/ko/', '/?lang=en')
    """
    return f"/?lang={language}" if language == DEFAULT_LANGUAGE else f"/{language}/"


def source_address(citation: Citation, language: str) -> str:
    """A citation in the whole text of its document.

    >>> source_address(Citation(1, "a b", "D", None, 4, None, 3, 9, "x", "f0", 0.5), "en")
    '/source?doc=a+b&start=3&end=9&sha256=f0&lang=en#quote'
    """
    span = Span(citation.start, citation.end)
    return _quote_address(citation.doc_id, span, citation.sha256, language)


def passage_address(document: Document, span: Span, language: str) -> str:
    """A part of a document in the whole of its text."""
    sha256 = sha256_of(span.of(document.text))
    return _quote_address(document.doc_id, span, sha256, language)


def _quote_address(doc_id: str, span: Span, sha256: str, language: str) -> str:
    query = {"doc": doc_id, "start": span.start, "end": span.end, "sha256": sha256}
    return f"/source?{urlencode(query | {'lang': language})}#{QUOTE_ANCHOR}"


def document_address(doc_id: str, language: str) -> str:
    """The whole text of a document."""
    return f"/source?{urlencode({'doc': doc_id, 'lang': language})}"


def why_address(
    question: str,
    doc_ids: Iterable[str] | None,
    language: str,
    strictness: Strictness | None = None,
) -> str:
    """How the answer to a question came about."""
    return f"/why?{_asking(question, doc_ids, language, strictness)}"


def by_document_address(
    question: str,
    doc_ids: Iterable[str] | None,
    language: str,
    strictness: Strictness | None = None,
) -> str:
    """What each document by itself answers.

    >>> by_document_address("Who?", ("a", "b"), "en")
    '/by-document?question=Who%3F&doc=a&doc=b&lang=en'
    """
    return f"/by-document?{_asking(question, doc_ids, language, strictness)}"


def _asking(
    question: str, doc_ids: Iterable[str] | None, language: str, strictness: Strictness | None
) -> str:
    docs = [("doc", doc_id) for doc_id in doc_ids or ()]
    docs += [("strictness", strictness)] if strictness else []
    # A question may hold half of a surrogate pair, which no address can.
    return urlencode([("question", question), *docs, ("lang", language)], errors="replace")
