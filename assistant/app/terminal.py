"""An answer as plain text for a terminal."""

from __future__ import annotations

import shutil
import textwrap

from assistant.answer import Answer, Citation
from assistant.app.console import printable
from assistant.app.labels import DEFAULT_LANGUAGE, labels_in
from assistant.export.cited import quoted, section_beside, source_address
from assistant.wording.phrases import about_quotes
from assistant.wording.refuse import missing_to_name
from assistant.words.language import language_of

MAX_WIDTH = 100


def answer_text(answer: Answer, width: int | None = None, chat_url: str | None = None) -> str:
    """How the question was read where that differs, the answer, the short answer, the citations.

    Args:
        answer: any answer.
        width: of a line, in characters; the terminal's (100 at most) unless given.
        chat_url: of a chat, to whose source view each citation then leads.
    """
    width = width or min(shutil.get_terminal_size().columns, MAX_WIDTH)
    # In the language of the question, as are the answer's own sentences.
    words = labels_in("ko" if language_of(answer.question) == "ko" else DEFAULT_LANGUAGE)
    blocks = []
    if answer.read_as:
        blocks.append(_wrapped(words("read_as", question=answer.read_as), width))
    blocks.append(_wrapped(answer.answer, width))
    if answer.short_answer:
        blocks.append(_wrapped(words("in_short", answer=answer.short_answer), width))
    blocks += [_source(citation, width, chat_url) for citation in answer.citations]
    if said := about_quotes(answer):
        blocks.append(_wrapped(said, width))
    if missing := missing_to_name(answer):
        blocks.append(_wrapped(words("words_not_searched", words=", ".join(missing)), width))
    if answer.nearest:
        blocks.append(words("nearest_told"))
        blocks += [_source(citation, width, chat_url) for citation in answer.nearest]
    return "\n\n".join(blocks)


def place(citation: Citation) -> str:
    """Label, page and section of a citation, as far as it has them, nothing twice."""
    page = f"page {citation.page}" if citation.page is not None else None
    parts = (citation.label, page, section_beside(citation))
    return ", ".join(part for part in parts if part)


def _source(citation: Citation, width: int, chat_url: str | None) -> str:
    head = f"[{citation.marker}] " if citation.marker is not None else "  - "
    lines = [
        _wrapped(head + place(citation), width, indent="    "),
        _wrapped(f"    {quoted(printable(citation.quote))}", width, indent="    "),
    ]
    if chat_url is not None:
        # On one line, however long: a terminal opens it whole.
        lines.append(printable(f"    {source_address(citation, base_url=chat_url)}"))
    return "\n".join(lines)


def _wrapped(text: str, width: int, indent: str = "") -> str:
    text = printable(text)
    return textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False)
