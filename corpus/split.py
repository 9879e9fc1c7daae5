"""Sentences and passages, cut with their character spans from the first cut on.

Sentence boundaries come from `sentencex` (Wikimedia); passages are runs of whole sentences of one
paragraph, so that a passage never mixes two topics that the author kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from sentencex import segment

from corpus.document import Document, Passage, Span

SPLITTER = f"2, sentencex {version('sentencex')}"
"""What cuts the sentences: the version of our repairs and of the library, kept with an index."""

MAX_SENTENCE_CHARS = 1000
"""Longer runs without a sentence end (a list, a broken text) are cut at white space."""

LONG_WORD_CHARS = 20
"""Where words are longer on average, a passage is measured by its characters: text without white
space would otherwise be one word, and all of it one passage."""

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_SPLIT_ACRONYM = re.compile(r"\b[A-Z]\.\Z")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|Gen|Col|Sgt|Capt|Sen|Rep|Gov)\.\s+\Z")
_PIECE = re.compile(rf"\S.{{0,{MAX_SENTENCE_CHARS - 1}}}(?=\s|$)|\S{{1,{MAX_SENTENCE_CHARS}}}")


def paragraph_spans(text: str) -> list[Span]:
    r"""One span for each line that holds more than white space.

    >>> paragraph_spans("Nara.\n\nBeijing.")
    [Span(start=0, end=5), Span(start=7, end=15)]
    """
    return [Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]


def sentence_spans(text: str, span: Span, language: str = "en") -> list[Span]:
    """The sentences of `text` inside `span`, without the white space around them.

    >>> text = "He met Mr. Xi. It rained."
    >>> [s.of(text) for s in sentence_spans(text, Span(0, 25))]
    ['He met Mr. Xi.', 'It rained.']
    """
    sentences: list[Span] = []
    position = span.start
    for piece in _segments(span.of(text), language):
        sentences += _trimmed(text, Span(position, position + len(piece)))
        position += len(piece)
    return sentences


def _segments(text: str, language: str) -> list[str]:
    """`text` in pieces of a sentence each, a character for a character: lengths are positions.

    >>> _segments("The Korea-U.S. Business Roundtable met. It rained.", "en")
    ['The Korea-U.S. Business Roundtable met. ', 'It rained.']
    """
    pieces: list[str] = []
    # A no-break space between a capital and a full stop makes `segment` panic: plain ones do not.
    for piece in segment(language, _WIDE_SPACE.sub(" ", text)):
        if pieces and _is_torn(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _is_torn(before: str, after: str) -> bool:
    """Whether `segment` cut inside an acronym ("Korea-U.|S.") or after a title ("Ms. |Lee")."""
    in_acronym = _SPLIT_ACRONYM.search(before[-4:]) and _SPLIT_ACRONYM.match(after[:2])
    return bool(in_acronym or _TITLE.search(before[-20:]))


def _trimmed(text: str, span: Span) -> list[Span]:
    """`span` without white space at its ends, in pieces where it is too long, none if blank."""
    piece = span.of(text)
    if len(piece) > MAX_SENTENCE_CHARS:
        found = [(m.start(), m.start() + len(m.group().rstrip())) for m in _PIECE.finditer(piece)]
    elif stripped := piece.strip():
        found = [(piece.index(stripped), piece.index(stripped) + len(stripped))]
    else:
        found = []
    return [Span(span.start + start, span.start + end) for start, end in found]


def word_count(text: str) -> int:
    """Words as white space parts them.

    >>> word_count("Lee Jae-myung met Xi.")
    4
    """
    return sum(1 for _ in _WORD.finditer(text))


def _size(text: str) -> int:
    """So many words `text` counts in a passage.

    >>> _size("Lee Jae-myung met Xi."), _size("x" * 1000)
    (4, 50)
    """
    return max(word_count(text), len(text) // LONG_WORD_CHARS)


@dataclass(frozen=True, slots=True)
class Chunking:
    """How passages are cut.

    Attributes:
        words: upper bound of a passage, in words; a longer sentence stays whole.
        overlap_sentences: how many sentences a passage repeats from the one before it.
    """

    words: int = 120
    overlap_sentences: int = 1


def body_sentences(document: Document) -> list[list[Span]]:
    """The sentences of each paragraph; title and headings are context, not statements."""
    headings = {section.span.start for section in document.sections}
    title = title_span(document)
    language = str((document.metadata or {}).get("language") or "en")
    return [
        sentence_spans(document.text, paragraph, language)
        for paragraph in paragraph_spans(document.text)
        if paragraph.start not in headings and paragraph != title
    ]


def title_span(document: Document) -> Span | None:
    """Where the title stands as the first paragraph of a text that has more; None elsewhere."""
    first, *more = paragraph_spans(document.text) or [Span(0, 0)]
    return first if more and first.of(document.text).strip() == document.title else None


def passages_of(document: Document, chunking: Chunking) -> Iterator[Passage]:
    """Cut `document` into passages, numbered from 0 in the order of the text."""
    ordinal = 0
    for sentences in body_sentences(document):
        for span in _group(document.text, sentences, chunking):
            yield Passage(
                passage_id=f"{document.doc_id}:{ordinal}",
                doc_id=document.doc_id,
                span=span,
                text=span.of(document.text),
                context=" | ".join((document.label, *document.headings_at(span.start))),
            )
            ordinal += 1


def _group(text: str, sentences: list[Span], chunking: Chunking) -> Iterator[Span]:
    """Runs of consecutive sentences, each as long as `chunking` allows."""
    words = [_size(sentence.of(text)) for sentence in sentences]
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and sum(words[first : last + 1]) <= chunking.words:
            last += 1
        yield Span(sentences[first].start, sentences[last - 1].end)
        if last == len(sentences):
            return
        first = max(last - chunking.overlap_sentences, first + 1)
        # The overlap gives way where the next sentence would not fit beside it: a passage that
        # held nothing but the overlap would lie inside the one before.
        while first < last and sum(words[first : last + 1]) > chunking.words:
            first += 1
