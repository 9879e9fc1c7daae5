"""Pages beside the chat, each with its own address: a source in its document, and two asides.

`/source` shows a whole document, the quote that its address names highlighted in it; `/why` how an
answer came about; `/by-document` what each document by itself answers. Jinja escapes every text.
The chat shows the `<main>` of these pages in place; by their addresses they stand alone.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.app.document_view import blocks_of
from assistant.app.labels import Labels
from assistant.app.library_view import facts
from assistant.app.loader import AssistantLoader
from assistant.app.locate import LocatedQuote, locate
from assistant.app.markup import place, place_in_document, quote_class
from assistant.app.page_frame import Visit, answering, bad_address, rendered
from assistant.app.why_view import why
from assistant.export.cited import quote_marks, source_address
from assistant.wording.phrases import about_quotes, is_unsure
from corpus.document import Document

if TYPE_CHECKING:
    from starlette.routing import Route

MAX_BY_DOCUMENT = 8
"""So many documents, at most, are asked one by one for one page."""

ASIDES_AT_ONCE = 2
"""So many pages that ask the assistant are made at the same time; the others wait."""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What one document by itself answers.

    Attributes:
        label: the document's.
        answer: to the question, asked of this document alone.
        quoted: what the answer from all of them quotes of a document that by itself has none: the
            same page must not deny what it quotes.
    """

    label: str
    answer: Answer
    quoted: tuple[Citation, ...]


_HASH = re.compile(r"[0-9a-f]{64}")
_PLACE = re.compile(r"[0-9]{1,12}")


def reading_routes(loader: AssistantLoader) -> list[Route]:
    """The three pages; they wait until the loader has its assistant."""
    from starlette.routing import Route

    asides = asyncio.Semaphore(ASIDES_AT_ONCE)

    async def aside(make: Callable[[Visit], str], visit: Visit) -> str:
        async with asides:
            return await asyncio.to_thread(make, visit)

    async def source(visit: Visit) -> str:
        return await asyncio.to_thread(source_page, visit)

    async def why_(visit: Visit) -> str:
        return await aside(why_page, visit)

    async def by_document(visit: Visit) -> str:
        return await aside(by_document_page, visit)

    pages = {"/source": source, "/why": why_, "/by-document": by_document}
    return [Route(path, answering(loader, page)) for path, page in pages.items()]


def source_page(visit: Visit) -> str:
    """A document, and in it the quote that the address names, wherever it stands by now."""
    document, words = visit.document(), visit.words
    found = quote_in(document, visit)
    quote = found.span if found and found.how != "lost" else None
    lost = found.span.start if found and found.how == "lost" else None
    notices = {"moved": words("text_moved"), "lost": words("text_changed")}
    original = visit.assistant.original_wording(document.doc_id, quote) if quote else None
    return rendered(
        "source.html",
        visit.request,
        words,
        title=document.label,
        place=_place_of(document, quote.start, words) if quote else "",
        facts=facts(document, words),
        found=found,
        notice=notices.get(found.how) if found else None,
        original=original if quote and _differs(original, quote.of(document.text)) else None,
        document_language=(document.metadata or {}).get("language"),
        blocks=blocks_of(document, quote, lost),
    )


def quote_in(document: Document, visit: Visit) -> LocatedQuote | None:
    """Where the quote of the address stands; None where the address names the document only."""
    start, end, sha256 = (visit.named(name) for name in ("start", "end", "sha256"))
    if not (start or end or sha256):
        return None
    # A long link breaks easily in a mail: the document it meant is one click away.
    if not (_PLACE.fullmatch(start) and _PLACE.fullmatch(end) and int(start) < int(end)):
        raise bad_address(visit.words, "fault_numbers", with_documents=True)
    if not _HASH.fullmatch(sha256.lower()):
        raise bad_address(visit.words, "fault_sha256", with_documents=True)
    return locate(document.text, int(start), int(end), sha256.lower())


def _place_of(document: Document, start: int, words: Labels) -> str:
    return place_in_document(document.page_at(start), document.headings_at(start), words)


def _differs(original: str | None, quote: str) -> bool:
    """Whether the original says it in other words, not only with other line breaks."""
    return original is not None and original.split() != quote.split()


def why_page(visit: Visit) -> str:
    """How the answer to the question of the address came about."""
    question, doc_ids = visit.asked()
    history = visit.request.query_params.getlist("history")
    trace = visit.assistant.explain(
        question, history, doc_ids=doc_ids, strictness=visit.strictness()
    )
    return rendered(
        "why.html",
        visit.request,
        visit.words,
        title=visit.words("how_it_came_about"),
        question=trace.answer.read_as or question,
        why=why(
            trace,
            visit.assistant.document,
            visit.words,
            visit.assistant.settings.threshold_for(visit.strictness()),
        ),
    )


def by_document_page(visit: Visit) -> str:
    """What each document answers to the question of the address when it is asked alone."""
    question, doc_ids = visit.asked()
    wanted = doc_ids or visit.assistant.doc_ids
    asked, strictness = wanted[:MAX_BY_DOCUMENT], visit.strictness()
    alone = {
        doc_id: visit.assistant.ask(question, doc_ids=[doc_id], strictness=strictness)
        for doc_id in asked
    }
    together: tuple[Citation, ...] = ()
    if any(answer.status == "not_found" for answer in alone.values()):
        together = visit.assistant.ask(question, doc_ids=doc_ids, strictness=strictness).citations
    answers = [
        OwnAnswer(
            visit.assistant.document(doc_id).label,
            answer,
            () if answer.citations else tuple(c for c in together if c.doc_id == doc_id),
        )
        for doc_id, answer in alone.items()
    ]
    return rendered(
        "by_document.html",
        visit.request,
        visit.words,
        title=visit.words("by_document"),
        question=question,
        answers=answers,
        more=len(wanted) > MAX_BY_DOCUMENT,
        address_of=lambda citation: source_address(citation, language=visit.words.language),
        about_quotes=about_quotes,
        is_unsure=is_unsure,
        quote_class=quote_class,
        quote_marks=quote_marks,
        place_of=lambda citation: place(citation, visit.words),
    )
