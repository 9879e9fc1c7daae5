"""Questions about the library itself: which documents it holds, who wrote them, how long they are.

Nothing is stated that no citation carries: not even a number of pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answer import Answer, Citation, LookedFor
from assistant.asked.described import authors_of, kind_and_label
from assistant.asked.heads import bodies, head_lines
from assistant.asked.kind import Kind
from assistant.asked.question import Question
from assistant.wording import phrases
from assistant.wording.compose import cite, quoting
from assistant.words.clauses import is_verb
from assistant.words.grammar import MONTH
from corpus.document import Document, Span
from corpus.split import body_sentences, title_span
from index.lexical import analyze

HEAD_PARAGRAPHS = 2
"""So many may say when and where a text was written, before it begins."""

_DAY_OR_MONTH = re.compile(rf"\b(?:{MONTH}) (?:\d{{1,2}}, )?\d{{4}}\b")

MAX_DOCUMENTS = 10
"""More would not fit into one answer; `summits docs list` shows all."""


def about_documents(question: Question, documents: Iterable[Document]) -> Answer:
    """Each document, named by its title or its first words; of many, the first."""
    first_ones = list(islice(documents, MAX_DOCUMENTS + 1))  # of thousands no more are read
    named = [
        cite(document, first, 1.0)
        for document in first_ones[:MAX_DOCUMENTS]
        if (first := title_span(document) or next(iter(_sentences(document)), None))
    ]
    held = phrases.DOCUMENTS_HELD
    if len(first_ones) > MAX_DOCUMENTS:
        held = phrases.DOCUMENTS_AMONG_OTHERS
    return quoting(question, [(held if named else phrases.NO_DOCUMENTS, named)])


def about_fact(question: Question, documents: Iterable[Document]) -> Answer:
    """What tells who wrote the documents meant, who published them, their dates, titles or pages.

    A number of pages is told by a quote from the last one, which names it. Of what the metadata
    knows and no sentence tells it is said where it stands.
    """
    meant = _meant(question, list(documents))
    asked = _FACTS[question.kind]
    quotes = [cite(d, span, 1.0) for d in meant for span in asked.told(d)]
    if not quotes:
        known = any(asked.is_known(document) for document in meant)
        refused = quoting(question, [(phrases.KNOWN_BESIDES if known else asked.missing, [])])
        return replace(refused, looked_for=LookedFor((), (), tuple(d.doc_id for d in meant)))
    groups: list[tuple[str, list[Citation]]] = [(asked.named, quotes)]
    if {quote.doc_id for quote in quotes} != {document.doc_id for document in meant}:
        groups.append((asked.missing_in_others, []))
    return quoting(question, groups)


def _meant(question: Question, documents: Sequence[Document]) -> list[Document]:
    """The documents whose kind or label the question names; all where it names none."""
    named = [
        document
        for document in documents
        if set(question.terms) & set(analyze(kind_and_label(document)))
    ]
    return named or list(documents)


def _sentences(document: Document) -> list[Span]:
    return [span for paragraph in body_sentences(document) for span in paragraph]


def _last_naming(document: Document, *names: str) -> list[Span]:
    """For each name, the last sentence that holds it: author notes stand at the end."""
    found = (
        max((span for span in _sentences(document) if name in span.of(document.text)), default=None)
        for name in names
    )
    return sorted({span for span in found if span})


def _in_head(document: Document, *names: str) -> list[Span]:
    """The first of the lines over a text that holds one of the names."""
    held = (
        line for line in head_lines(document) if any(n in line.of(document.text) for n in names)
    )
    return list(islice(held, 1))


def _dateline(document: Document) -> list[Span]:
    """The line at the beginning that dates a text: its title, or one like "Held on …"."""
    first = [span for paragraph in body_sentences(document)[:HEAD_PARAGRAPHS] for span in paragraph]
    lines = [span for span in head_lines(document) if span not in first]
    for span in [*_title(document), *first, *lines]:
        line = span.of(document.text)
        rest = _DAY_OR_MONTH.sub("", line)  # "May" is a verb elsewhere
        if rest != line and not any(map(is_verb, rest.split()[1:])):
            return [span]
    return []


def _field(document: Document, name: str) -> list[str]:
    value = (document.metadata or {}).get(name)
    return [str(value)] if value else []


def _title(document: Document) -> list[Span]:
    return [span] if (span := title_span(document)) else []


def _last_page(document: Document) -> list[Span]:
    """The last sentence, where it stands on the last page."""
    *_, last = [None, *_sentences(document)]
    on_it = last and document.pages and document.pages[-1].span.covers(last)
    return [last] if last and on_it else []


@dataclass(frozen=True, slots=True)
class _Fact:
    """What may be asked of documents.

    Attributes:
        named: stands over the quotes that tell it.
        missing: no document meant has it.
        missing_in_others: the others have not.
        told: the spans that tell it.
        is_known: whether the metadata has it.
    """

    named: str
    missing: str
    missing_in_others: str
    told: Callable[[Document], Sequence[Span]]
    is_known: Callable[[Document], object]


_FACTS: Mapping[Kind, _Fact] = {
    "authors": _Fact(
        phrases.AUTHORS_NAMED,
        phrases.NO_AUTHOR,
        phrases.NO_AUTHOR_IN_OTHERS,
        lambda document: _last_naming(document, *authors_of(document)),
        authors_of,
    ),
    "publisher": _Fact(
        phrases.PUBLISHER_NAMED,
        phrases.NO_PUBLISHER,
        phrases.NO_PUBLISHER_IN_OTHERS,
        lambda d: _last_naming(d, *_field(d, "publisher")) or _in_head(d, *bodies(d)),
        lambda document: _field(document, "publisher"),
    ),
    "dated": _Fact(
        phrases.DATED_HERE,
        phrases.NO_DATE,
        phrases.NO_DATE_IN_OTHERS,
        lambda d: _last_naming(d, *_field(d, "date")) or _dateline(d),
        lambda document: _field(document, "date"),
    ),
    "title": _Fact(
        phrases.TITLE_HERE,
        phrases.NO_TITLE,
        phrases.NO_TITLE_IN_OTHERS,
        _title,
        lambda document: document.title,
    ),
    "pages": _Fact(
        phrases.LAST_PAGE,
        phrases.NO_PAGES,
        phrases.NO_PAGES_IN_OTHERS,
        _last_page,
        lambda document: document.pages,
    ),
}
