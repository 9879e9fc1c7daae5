"""PDF: the words of each page, by pypdf."""

from __future__ import annotations

import io
import logging

from corpus.read.blocks import Incoming, left_out
from corpus.read.broken_words import unbroken_words
from corpus.read.pdf_lines import page_lines
from corpus.read.pdf_paragraphs import page_blocks, usual_lines
from corpus.read.running import without_running_lines


def read_pdf(content: bytes) -> Incoming:
    """The text of a PDF, page by page; its "title" is not used, being mostly a file's name.

    Raises:
        ValueError: it is no PDF, is locked, or holds no text.
    """
    from pypdf import PdfReader

    # It grumbles about every broken byte; what is wrong is said once, by the error or the text.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        found = [] if locked else [page_lines(page) for page in reader.pages]
    except Exception as error:  # a broken file can fail anywhere in the library
        raise ValueError(f"it cannot be read as a PDF ({type(error).__name__})") from error
    if locked:
        raise ValueError("it is locked with a password; save a copy without one")
    if not any(found):
        raise ValueError("it holds no text, perhaps only pictures of it; recognise the text first")
    pages, running = without_running_lines(found)
    known = unbroken_words("\n".join(line.text for line in page) for page in pages)
    usual = usual_lines(pages)
    return Incoming(
        tuple(page_blocks(page, usual, known) for page in pages),
        paged=True,
        notes=left_out("as running heads and page numbers", running),
    )
