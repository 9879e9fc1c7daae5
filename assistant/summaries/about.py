"""Questions about the library itself: which documents it holds, and who wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from assistant.answer import Answer, Citation
from assistant.asked.described import authors_of, kind_and_label
from assistant.asked.question import Question
from assistant.wording import phrases
from assistant.wording.compose import cite, quoting
from corpus.document import Document, Span
from corpus.split import body_sentences, title_span
from index.lexical import analyze

MAX_DOCUMENTS = 10
"""More would not fit into one answer; `summits docs list` shows all."""


def about_documents(question: Question, documents: Iterable[Document]) -> Answer:
    """Each document, named by its title or its first words; of many, the first."""
    first_ones = list(islice(documents, MAX_DOCUMENTS + 1))  # of thousands no more are read
    named = [
        cite(document, first, 1.0)
        for document in first_ones[:MAX_DOCUMENTS]
        if (first := title_span(document) or _first_sentence(document))
    ]
    held = phrases.DOCUMENTS_HELD
    if len(first_ones) > MAX_DOCUMENTS:
        held = phrases.DOCUMENTS_AMONG_OTHERS
    return quoting(question, [(held if named else phrases.NO_DOCUMENTS, named)])


def about_authors(question: Question, documents: Iterable[Document]) -> Answer:
    """The sentences that name the authors whom the metadata lists."""
    documents = list(documents)
    meant = _meant(question, documents)
    quotes = [quote for document in meant for quote in _author_notes(document)]
    if not quotes:
        return quoting(question, [(phrases.NOT_FOUND, [])])
    groups: list[tuple[str, list[Citation]]] = [(phrases.AUTHORS_NAMED, quotes)]
    if {quote.doc_id for quote in quotes} != {document.doc_id for document in meant}:
        groups.append((phrases.NO_AUTHOR_IN_OTHERS, []))
    return quoting(question, groups)


def _meant(question: Question, documents: Sequence[Document]) -> list[Document]:
    """The documents whose kind or label the question names; all where it names none."""
    named = [
        document
        for document in documents
        if set(question.terms) & set(analyze(kind_and_label(document)))
    ]
    return named or list(documents)


def _first_sentence(document: Document) -> Span | None:
    return next((span for paragraph in body_sentences(document) for span in paragraph), None)


def _author_notes(document: Document) -> list[Citation]:
    """For each author, the last sentence that names them: author notes stand at the end."""
    sentences = [span for paragraph in body_sentences(document) for span in paragraph]
    found = {
        max(span for span in sentences if author in span.of(document.text))
        for author in authors_of(document)
        if any(author in span.of(document.text) for span in sentences)
    }
    return [cite(document, span, 1.0) for span in sorted(found)]
