"""PDF: the words of each page, by pypdf."""

from __future__ import annotations

import io
import logging

from corpus.read.blocks import Incoming
from corpus.read.broken_words import unbroken_words
from corpus.read.plain import read_page


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
        texts = [] if locked else [page.extract_text() for page in reader.pages]
    except Exception as error:  # a broken file can fail anywhere in the library
        raise ValueError(f"it cannot be read as a PDF ({type(error).__name__})") from error
    if locked:
        raise ValueError("it is locked with a password; save a copy without one")
    if not any(text.strip() for text in texts):
        raise ValueError("it holds no text, perhaps only pictures of it; recognise the text first")
    known = unbroken_words(texts)
    return Incoming(tuple(read_page(text, known) for text in texts), paged=True)
