"""The addresses that the page gives out; each can be mailed to a colleague.

They name everything that they show, and nothing of a conversation that is kept somewhere. That of a
quote is `assistant.export.cited.source_address`, for exports give it out too.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from assistant.app.labels import DEFAULT_LANGUAGE
from assistant.confidence import Strictness


def chat_address(language: str) -> str:
    """The chat in a language; English by name, so that no browser's preference leads elsewhere.

    >>> chat_address("ko"), chat_address("en")
    ('/ko/', '/?lang=en')
    """
    return f"/?lang={language}" if language == DEFAULT_LANGUAGE else f"/{language}/"


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
