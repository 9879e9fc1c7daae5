"""What all of a document says, or a part of it: its central sentences, spread over the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant import phrases
from assistant.answer import Answer, Citation
from assistant.compose import cite, quoting
from assistant.question import Question
from assistant.sources import described
from corpus.document import Document, Span
from corpus.split import body_sentences
from index.lexical import analyze
from index.query import ScoredSentence

SUMMARY = frozenset(
    analyze(
        "summary summarize summarise overview brief main key points conclusions takeaways messages "
        "content topic short whole text tell general nutshell gist overall sum give few sentences "
        "lines words rundown recap outline picture big broad terms walk through run argument idea "
        "say documents docs pieces papers articles reports sources write-ups both two each"
    )
)
CLOSING = frozenset(analyze("conclude conclusion end ending close closing final finally last"))
OUTCOME = frozenset(
    analyze("came come out result results outcome outcomes achieve achieved happen happened get")
)
"""Words of questions for all of a text, for its end, for what came of something."""

# Of other questions than overviews, these ask for all that a document says.
_ASKS_FOR_ALL = re.compile(
    r"\b(?:says?|said|tells?|writes?|about|argues?|in|conclu(?:des?|sions?)|ends?|closes?|points?|"
    r"messages?|arguments?|contents?|summar\w+|overview|gist)\b|뭐라고|내용|결론|요약",
    re.IGNORECASE,
)
_KINDS = frozenset(("overview", "each", "other"))

# "Goods: tea; Partner: Lima Foods", as a row of a table is told
_ROW = re.compile(r"[^:.;]{2,40}: [^:]+; [^:.;]{2,40}: ")

SUMMARY_SENTENCES = 5
SUMMARY_WORDS = 10
"""A summary has so many sentences, and none shorter than so many words: no captions."""

SUMMARIES_LONGEST = 6
"""Sentences of several documents together, at least one of each."""

CLOSING_SENTENCES = 4

BONUS = 0.3
"""What may speak for a sentence of a summary besides, as a cosine."""


def about_whole(
    question: Question,
    documents: Sequence[Document],
    central: Callable[[str], Sequence[ScoredSentence]],
    *,
    named: bool,
) -> Answer | None:
    """The sentences nearest to what all of a document is about, or those that it ends with.

    None where the question asks about something in it: then it is a question like any other.

    Args:
        question: which names these documents, or asks for all there are.
        documents: those.
        central: the sentences of the document with an id, with their cosines to the mean of all.
        named: whether they were named or chosen; then words for them ask about nothing in them.
    """
    asked = set(question.terms)
    left = asked - SUMMARY
    if named:
        left = left.difference(*(analyze(described(document)) for document in documents))
    for_all = question.kind == "overview" or _ASKS_FOR_ALL.search(question.text)
    if question.kind not in _KINDS or not for_all or left - CLOSING:
        return None
    ends = bool(CLOSING & asked)
    one = len(documents) == 1
    most = SUMMARY_SENTENCES if one else max(1, SUMMARIES_LONGEST // max(1, len(documents)))
    quotes: list[Citation] = []
    for document in documents:
        said = closing(document)[-most:] if ends else []
        said = said or [s.span for s in central_sentences(document, central(document.doc_id), most)]
        quotes += [cite(document, span, 1.0) for span in said]
    if ends:
        phrase = phrases.CLOSING if one else phrases.CLOSINGS
    else:
        phrase = phrases.SUMMARY if one else phrases.SUMMARIES
    return quoting(question, [(phrase, quotes)]) if quotes else None


def central_sentences(
    document: Document,
    sentences: Sequence[ScoredSentence],
    most: int,
    bonus: Callable[[str], float] | None = None,
) -> list[ScoredSentence]:
    """The most central one of each of `most` equal runs of the text, in order.

    The most central of all would often tell one thing twice and leave a part out.

    Args:
        document: whose they are.
        sentences: of it or of a part of it, in order, with their cosines to the mean of all.
        most: how many.
        bonus: of a sentence's text, 0 … 1: what speaks for it besides.
    """
    whole = [s for s in sentences if _tells(s.span.of(document.text))]
    most = min(most, len(whole))
    runs = [whole[len(whole) * n // most : len(whole) * (n + 1) // most] for n in range(most)]

    def worth(sentence: ScoredSentence) -> float:
        more = bonus(sentence.span.of(document.text)) if bonus else 0.0
        return sentence.cosine + BONUS * more

    return [max(run, key=worth) for run in runs]


def closing(document: Document) -> list[Span]:
    """The sentences that a document ends with, before its notes on who wrote it.

    Those of a section headed as its conclusion, else of its last paragraphs.
    """
    text = document.text
    headed = [s.span for s in document.sections if CLOSING.intersection(analyze(s.heading))]
    paragraphs = [
        [span for span in paragraph if _tells(span.of(text))]
        for paragraph in body_sentences(document)
    ]
    authors = (document.metadata or {}).get("authors") or ()
    names = [str(name) for name in (authors if isinstance(authors, list | tuple) else (authors,))]
    notes = [n for n, p in enumerate(paragraphs) for s in p if any(a in s.of(text) for a in names)]
    # A byline is a note at the beginning: it ends nothing.
    ends = min((n for n in notes if 2 * n >= len(paragraphs)), default=len(paragraphs))
    found: list[Span] = []
    for paragraph in reversed(paragraphs[:ends]):
        inside = [s for s in paragraph if not headed or headed[-1].covers(s)]
        if found and len(found) + len(inside) > CLOSING_SENTENCES:
            break
        found = [*inside, *found]
    return found


def _tells(text: str) -> bool:
    """Whether it is a sentence that says something: no caption, no row of a table."""
    return len(text.split()) >= SUMMARY_WORDS and not _ROW.match(text)
