"""Questions about the library itself: which documents it holds, and who wrote them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import phrases
from assistant.answer import Answer, Citation
from assistant.compose import cite, quoting
from assistant.question import Question
from assistant.sources import described, kind_and_label
from corpus.document import Document, Span
from corpus.split import body_sentences, title_span
from index.lexical import analyze
from index.query import ScoredSentence

_SUMMARY = frozenset(
    analyze(
        "summary summarize summarise overview brief main key points conclusions takeaways messages "
        "content topic short whole text tell general nutshell gist overall sum give few sentences "
        "lines words rundown recap outline picture big broad terms walk through run"
    )
)

_OUTCOME = frozenset(analyze("came come out result results outcome outcomes happen happened get"))

SUMMARY_SENTENCES = 5
SUMMARY_WORDS = 10
"""A summary has so many sentences, and none shorter than so many words: no captions."""

MAX_DOCUMENTS = 10
"""More would not fit into one answer; `summits docs list` shows all."""


def about_documents(question: Question, documents: Sequence[Document]) -> Answer:
    """Each document, named by its title or its first words; of many, the first."""
    named = [
        cite(document, first, 1.0)
        for document in documents[:MAX_DOCUMENTS]
        if (first := title_span(document) or _first_sentence(document))
    ]
    held = phrases.DOCUMENTS_HELD
    if len(documents) > MAX_DOCUMENTS:
        held = phrases.DOCUMENTS_AMONG_OTHERS
    return quoting(question, [(held if named else phrases.NO_DOCUMENTS, named)])


def about_authors(question: Question, documents: Sequence[Document]) -> Answer:
    """The sentences that name the authors whom the metadata lists."""
    meant = _meant(question, documents)
    quotes = [quote for document in meant for quote in _author_notes(document)]
    if not quotes:
        return quoting(question, [(phrases.NOT_FOUND, [])])
    groups: list[tuple[str, list[Citation]]] = [(phrases.AUTHORS_NAMED, quotes)]
    if {quote.doc_id for quote in quotes} != {document.doc_id for document in meant}:
        groups.append((phrases.NO_AUTHOR_IN_OTHERS, []))
    return quoting(question, groups)


def about_whole(
    question: Question, document: Document, central: Sequence[ScoredSentence]
) -> Answer | None:
    """The sentences nearest to what all of a document is about, in its order.

    None where the question asks about something in it: then it is a question like any other.

    Args:
        question: which names this document.
        document: the one it names.
        central: its sentences with their cosines to the mean of all.
    """
    own = _SUMMARY | set(analyze(described(document)))
    if question.kind != "overview" or set(question.terms) - own:
        return None
    best = central_sentences(document, central, SUMMARY_SENTENCES)
    quotes = [cite(document, s.span, s.cosine) for s in best]
    return quoting(question, [(phrases.SUMMARY, quotes)]) if quotes else None


def sections_asked(
    question: Question, documents: Sequence[Document]
) -> list[tuple[Document, Span]]:
    """The sections whose heading holds all that an overview is asked of, two words at least.

    A heading under which nothing stands is that of a part: it reaches to the next such heading.
    """
    wanted = set(question.terms) - _SUMMARY - _OUTCOME
    found: list[tuple[Document, Span]] = []
    for document in documents:
        parts = [s.span.start for s in document.sections if s.span.of(document.text) == s.heading]
        for section in document.sections:
            span = section.span
            if span.start in parts:
                end = min((p for p in parts if p > span.start), default=len(document.text))
                span = Span(span.start, end)
            inside = any(d is document and outer.covers(span) for d, outer in found)
            if len(wanted) > 1 and wanted <= set(analyze(section.heading)) and not inside:
                found.append((document, span))
    return found


def central_sentences(
    document: Document, sentences: Sequence[ScoredSentence], most: int
) -> list[ScoredSentence]:
    """The most central ones that are no captions, in the order of the text."""
    whole = [s for s in sentences if len(s.span.of(document.text).split()) >= SUMMARY_WORDS]
    return sorted(sorted(whole, key=lambda s: (-s.cosine, s.span))[:most], key=lambda s: s.span)


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
    authors = (document.metadata or {}).get("authors") or []
    sentences = [span for paragraph in body_sentences(document) for span in paragraph]
    found = {
        max(span for span in sentences if author in span.of(document.text))
        for author in (authors if isinstance(authors, list | tuple) else [])
        if any(author in span.of(document.text) for span in sentences)
    }
    return [cite(document, span, 1.0) for span in sorted(found)]
