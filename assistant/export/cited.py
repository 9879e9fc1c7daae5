"""One citation as text to paste, and the address under which the page shows its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from assistant.answer import Answer, Citation
from assistant.export.words import IN_ENGLISH, ExportWords

QUOTE_ANCHOR = "quote"
"""The id of the quoted passage, or of the place nearest to it, in the text of a document."""

_BREAK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_SQUARE = str.maketrans("()", "[]")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    r"""`text` on one line, without what no file format can hold; everything else as it is.

    >>> plain("one\ntwo\x00")
    'one two\ufffd'
    """
    return _UNPRINTED.sub("\ufffd", _BREAK.sub(" ", text))


def holds_marks(text: str) -> bool:
    """Whether a quote holds double quotation marks, so that single ones enclose it, everywhere.

    >>> holds_marks("They met."), holds_marks("He called it a “new start.”")
    (False, True)
    """
    return not set(text).isdisjoint('“”"')


def quote_marks(text: str) -> tuple[str, str]:
    """The marks around a quote.

    >>> quote_marks("They met."), quote_marks("He called it a “new start.”")
    (('“', '”'), ('‘', '’'))
    """
    return ("‘", "’") if holds_marks(text) else ("“", "”")


def quoted(text: str) -> str:
    r"""`text` in quotation marks; what stands between them is the document's, letter by letter.

    >>> quoted("They met."), quoted('He called it a “new start” and "a bridge".')
    ('“They met.”', '‘He called it a “new start” and "a bridge".’')
    """
    opening, closing = quote_marks(text)
    return f"{opening}{plain(text)}{closing}"


def place(citation: Citation, words: ExportWords = IN_ENGLISH) -> str:
    """Its document and page; the section where there are no pages.

    >>> place(Citation(1, "d", "A brief", None, 4, "End", 0, 1, "x", "", 0.5))
    'A brief, p. 4'
    """
    page = None if citation.page is None else words.cited_page.format(number=citation.page)
    where = page or section_beside(citation)
    return plain(", ".join(part for part in (citation.label, where) if part))


def section_beside(citation: Citation) -> str | None:
    """Its section, to stand beside the label; None where that has said it: a title as heading.

    >>> section_beside(Citation(1, "d", "Boats", None, None, "Piers", 0, 1, "x", "", 0.5))
    'Piers'
    >>> section_beside(Citation(1, "d", "Boats", None, None, "BOATS", 0, 1, "x", "", 0.5))
    """
    section = citation.section
    said = section is None or section.strip().casefold() == citation.label.strip().casefold()
    return None if said else section


def source_address(citation: Citation, *, base_url: str = "", language: str | None = None) -> str:
    """Where the page shows the quote in its document.

    Args:
        citation: names the quote.
        base_url: of the page; without one, the address is relative to it.
        language: of the page; without one, it speaks that of the reader's browser.

    >>> cited = Citation(1, "a b", "A", None, 4, None, 5, 9, "x", "00ff", 0.5)
    >>> source_address(cited)
    '/source?doc=a+b&start=5&end=9&sha256=00ff#quote'
    >>> source_address(cited, base_url="http://chat/", language="ko")
    'http://chat/source?doc=a+b&start=5&end=9&sha256=00ff&lang=ko#quote'
    """
    query = {
        "doc": citation.doc_id,
        "start": citation.start,
        "end": citation.end,
        "sha256": citation.sha256,
    } | ({"lang": language} if language else {})
    return f"{base_url.rstrip('/')}/source?{urlencode(query)}#{QUOTE_ANCHOR}"


def cited_text(
    citation: Citation, base_url: str | None = None, words: ExportWords = IN_ENGLISH
) -> str:
    """The quote with its document and page, and with the address of its source if there is one.

    Quotation marks around others, and brackets inside others, are of the other kind.

    >>> cited_text(Citation(1, "d", "A note (KEI)", None, None, None, 0, 9, "They met.", "", 0.5))
    '“They met.” (A note [KEI])'
    >>> cited_text(Citation(1, "d", "A brief", None, 4, None, 0, 9, "They met.", "", 0.5))
    '“They met.” (A brief, p. 4)'
    """
    text = f"{quoted(citation.quote)} {in_brackets(citation, words)}"
    return text if base_url is None else f"{text}, {source_address(citation, base_url=base_url)}"


def in_brackets(citation: Citation, words: ExportWords = IN_ENGLISH) -> str:
    """Its document and page in brackets; those of the document's own label become square ones."""
    return f"({place(citation, words).translate(_SQUARE)})"


def all_citations(answers: Iterable[Answer]) -> list[Citation]:
    """The citations of `answers` in their order, each place of a document once."""
    found: dict[tuple[str, int, int], Citation] = {}
    for answer in answers:
        for citation in answer.citations:
            found.setdefault((citation.doc_id, citation.start, citation.end), citation)
    return list(found.values())
