"""The frame of the pages beside the chat: who asks for what, how it is rendered, why it is not."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from assistant.app.addresses import chat_address, document_address
from assistant.app.labels import LANGUAGES, Labels, chosen_language, labels_in
from assistant.app.library_view import NAMED_DOCUMENTS
from assistant.app.loader import Answering, AssistantLoader, error_line
from assistant.app.static_files import static_text
from assistant.confidence.calibrated import Strictness
from corpus.document import Document
from corpus.errors import UserError

if TYPE_CHECKING:
    import jinja2
    from starlette.requests import Request
    from starlette.responses import Response

TEMPLATES = Path(__file__).parent / "templates"


class Fault(Exception):
    """A page that cannot be shown as asked: its status, and the labels that say why."""

    def __init__(self, status: int, title: str, text: str, *, with_documents: bool = False) -> None:
        super().__init__(text)
        self.status, self.title, self.text = status, title, text
        self.with_documents = with_documents


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, read: the assistant that answers it, and the language of the page."""

    request: Request
    words: Labels
    assistant: Answering

    def named(self, name: str) -> str:
        """A value of the address; "" where it names none."""
        return str(self.request.query_params.get(name, ""))

    def document(self) -> Document:
        """The document that the address names."""
        doc_id = self.named("doc")
        if not doc_id:
            raise bad_address(self.words, "fault_doc", with_documents=True)
        self.check(doc_id)
        return self.assistant.document(doc_id)

    def asked(self) -> tuple[str, tuple[str, ...] | None]:
        """The question that the address holds, and the documents to answer it from."""
        question = self.named("question")
        if not question.strip():
            raise bad_address(self.words, "fault_question")
        doc_ids = tuple(dict.fromkeys(self.request.query_params.getlist("doc")))
        for doc_id in doc_ids:
            self.check(doc_id)
        return question, doc_ids or None

    def strictness(self) -> Strictness | None:
        """How readily there is no answer, where the address says so."""
        named = self.named("strictness")
        known: tuple[Strictness, ...] = get_args(Strictness)
        if named and named not in known:
            raise bad_address(self.words, "fault_strictness")
        return next((one for one in known if one == named), None)

    def check(self, doc_id: str) -> None:
        """Refuse the id of no document."""
        if doc_id not in self.assistant.doc_ids:
            text = self.words("no_such_document_help", doc_id=doc_id[:200])
            raise Fault(404, self.words("no_such_document"), text, with_documents=True)


def bad_address(words: Labels, fault: str, *, with_documents: bool = False) -> Fault:
    """An address that cannot be read, and why."""
    text = words("bad_address_help", fault=words(fault))
    return Fault(400, words("bad_address"), text, with_documents=with_documents)


def answering(
    loader: AssistantLoader, page: Callable[[Visit], Awaitable[str]]
) -> Callable[[Request], Awaitable[Response]]:
    """The page as an endpoint, which says in words why a page cannot be shown."""

    async def endpoint(request: Request) -> Response:
        from starlette.responses import HTMLResponse

        accept = request.headers.get("accept-language", "")
        words = labels_in(chosen_language(request.query_params.get("lang"), accept))
        headers = {"content-security-policy": content_policy(), "cache-control": "no-store"}
        status, assistant = 200, None
        try:
            try:
                assistant = await loader.wait()
            except UserError as error:
                raise Fault(503, words("not_ready"), error_line(error)) from error
            try:
                content = await page(Visit(request, words, assistant))
            except UserError as error:
                raise Fault(400, words("cannot_answer"), error_line(error)) from error
        except Fault as fault:
            status = fault.status
            content = fault_page(request, words, fault, assistant)
        return HTMLResponse(content, status, headers)

    return endpoint


async def not_found(request: Request, error: Exception) -> Response:
    """What stands at an address where there is nothing: a page for people, JSON for programs."""
    from starlette.responses import HTMLResponse, JSONResponse

    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": getattr(error, "detail", "Not Found")}, 404)
    accept = request.headers.get("accept-language", "")
    words = labels_in(chosen_language(request.query_params.get("lang"), accept))
    fault = Fault(404, words("no_such_page"), words("no_such_page_help"))
    headers = {"content-security-policy": content_policy(), "cache-control": "no-store"}
    return HTMLResponse(fault_page(request, words, fault, None), 404, headers)


def fault_page(request: Request, words: Labels, fault: Fault, assistant: Answering | None) -> str:
    """Why a page cannot be shown, and where there is a way on."""
    documents = []
    if fault.with_documents and assistant:
        documents = [
            (_label_of(assistant, doc_id), document_address(doc_id, words.language))
            for doc_id in assistant.doc_ids[:NAMED_DOCUMENTS]
        ]
    return rendered(
        "fault.html", request, words, title=fault.title, text=fault.text, documents=documents
    )


def _label_of(assistant: Answering, doc_id: str) -> str:
    try:
        return assistant.document(doc_id).label
    except UserError:  # its page says why it cannot be read
        return doc_id


def rendered(template: str, request: Request, words: Labels, **values: Any) -> str:
    """A page in the language of `words`, with links to itself in the others."""
    # Without the path, which may begin with "//" and would then name another site.
    languages = [
        (code, name, f"?{request.url.include_query_params(lang=code).query}")
        for code, name in LANGUAGES.items()
    ]
    return (
        _templates()
        .get_template(template)
        .render(
            words=words,
            kind=template.partition(".")[0].replace("_", "-"),
            languages=languages,
            chat=chat_address(words.language),
            style=page_style(),
            script=static_text("page.js"),
            **values,
        )
    )


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def page_style() -> str:
    """The looks of these pages."""
    return "".join(map(static_text, ("colours.css", "reading.css", "elsewhere.css")))


@cache
def content_policy() -> str:
    """Only our own script runs on these pages, named by its hash."""
    digest = hashlib.sha256(static_text("page.js").encode()).digest()
    return (
        f"default-src 'none'; script-src 'sha256-{base64.b64encode(digest).decode()}'; "
        "style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )
