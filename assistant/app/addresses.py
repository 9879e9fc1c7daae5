"""The addresses that the page gives out; each can be mailed to a colleague.

They name everything that they show, and nothing of a conversation that is kept somewhere. That of a
quote is `assistant.export.cited.source_address`, for exports give it out too.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from assistant.app.labels import DEFAULT_LANGUAGE, LANGUAGES
from assistant.confidence.calibrated import Strictness


def chat_address(language: str) -> str:
    """The chat in a language; English by name, so that no browser's preference leads elsewhere.

    >>> chat_address("ko"), chat_address("en")
    ('/ko/', '/?lang=en')
    """
    return f"/?lang={language}" if language == DEFAULT_LANGUAGE else f"/{language}/"


def asking_address(
    question: str,
    language: str,
    strictness: Strictness | None = None,
    history: Iterable[str] = (),
) -> str:
    """The address at which the chat in a language asks a question, as strictly as is given.

    It is asked after those of `history`, as a follow-up means nothing by itself.

    >>> asking_address("Who met?", "ko"), asking_address("", "en")
    ('/ko/?question=Who+met%3F', '/?lang=en&question=')
    >>> asking_address("\\ud83d?", "ko", "strict")
    '/ko/?strictness=strict&question=%3F%3F'
    >>> asking_address("And Lee?", "ko", history=["Who met Xi?"])
    '/ko/?question=And+Lee%3F&history=Who+met+Xi%3F'
    """
    chat = chat_address(language)
    asked = [("question", question), *(("history", earlier) for earlier in history)]
    along = [("strictness", str(strictness))] if strictness else []
    return f"{chat}{'&' if '?' in chat else '?'}{_encoded([*along, *asked])}"


def named_language(address: str) -> str | None:
    """The language that an address of this site names; None: it leaves that to the browser.

    >>> named_language("/ko/?question=x"), named_language("/source?doc=a&lang=en")
    ('ko', 'en')
    >>> named_language("/source?lang=ko#quote"), named_language("//[x")
    ('ko', None)
    >>> named_language("/"), named_language("/source?doc=a&lang=xx")
    (None, None)
    """
    # Any path may be asked for: one that begins with "//" has no host, nor a broken one.
    path, _, query = address.partition("#")[0].partition("?")
    first = path.strip("/").partition("/")[0]
    named = dict(parse_qsl(query)).get("lang", first)
    return named if named in LANGUAGES else None


def in_language(address: str, language: str) -> str:
    """The same page of this site in another language.

    >>> in_language("/?question=x", "ko"), in_language("/ko/", "en")
    ('/ko/?question=x', '/?lang=en')
    >>> in_language("/source?doc=a&lang=ko", "en")
    '/source?lang=en&doc=a'
    """
    parts = urlsplit(address)
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "lang"]
    if parts.path.strip("/") in ("", *LANGUAGES):  # the chat: a path for each language
        there = urlsplit(chat_address(language))
    else:
        there = parts._replace(query=urlencode({"lang": language}))
    query = "&".join(part for part in (there.query, urlencode(kept)) if part)
    return there._replace(query=query).geturl()


def document_address(doc_id: str, language: str) -> str:
    """The whole text of a document."""
    return f"/source?{urlencode({'doc': doc_id, 'lang': language})}"


def why_address(
    question: str,
    doc_ids: Iterable[str] | None,
    language: str,
    strictness: Strictness | None = None,
    history: Iterable[str] = (),
) -> str:
    """How the answer to a question came about, asked after those of `history`.

    >>> why_address("And Lee?", None, "en", history=["Who met Xi?"])
    '/why?question=And+Lee%3F&history=Who+met+Xi%3F&lang=en'
    """
    return f"/why?{_asking(question, doc_ids, language, strictness, history)}"


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
    question: str,
    doc_ids: Iterable[str] | None,
    language: str,
    strictness: Strictness | None,
    history: Iterable[str] = (),
) -> str:
    along = [("history", earlier) for earlier in history]
    along += [("doc", doc_id) for doc_id in doc_ids or ()]
    along += [("strictness", strictness)] if strictness else []
    return _encoded([("question", question), *along, ("lang", language)])


def _encoded(values: Iterable[tuple[str, str]]) -> str:
    # A question may hold half of a surrogate pair, which no address can.
    return urlencode(list(values), errors="replace")
