"""The types of the corpus: a document, its parts, and the passages cut from it.

All positions count Unicode code points of `Document.text`, from 0, end excluded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters.

    >>> Span(4, 8).of("The Nara summit")
    'Nara'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start} and {self.end}")

    def of(self, text: str, begins: int = 0) -> str:
        """The characters that the span covers of a `text` that begins at `begins`.

        >>> Span(104, 108).of("The Nara summit", begins=100)
        'Nara'
        """
        return text[self.start - begins : self.end - begins]

    def part(self, start: int, end: int) -> Span:
        """A part of what it covers, by positions in that alone.

        >>> Span(100, 115).part(4, 8).of("The Nara summit", begins=100)
        'Nara'
        """
        return Span(self.start + start, self.start + end)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character.

        >>> Span(0, 4).overlaps(Span(4, 8))
        False
        """
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """How many characters the two share.

        >>> Span(0, 5).shared(Span(3, 9))
        2
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the original, as a range of the edited text; `number` counts from 1."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of the same or a higher level."""

    heading: str
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where the edited text departs from the original.

    Attributes:
        original_span: what was replaced, in characters of the original text.
        original: the words that stood there.
        edited: what stands there now; empty where something was removed.
        reason: why, in one phrase.
    """

    original_span: Span
    original: str
    edited: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as readers see it.

    Attributes:
        doc_id: the name of its folder in the library.
        label: the title, or a short description of ours where the document has none.
        title: as the document prints it, else None.
        text: the edited text; a paragraph is one line, paragraphs are apart by an empty line.
        pages: in order, without gaps; empty where the original has no pages.
        sections: in the order of their headings; a deeper one lies inside its parent.
        metadata: the rest of what is known, as in the library's `metadata.toml`.
    """

    doc_id: str
    label: str
    title: str | None
    text: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    metadata: Mapping[str, object] | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return sha256_of(self.text)

    def page_at(self, position: int) -> int | None:
        """The number of the page on which `position` lies, or None where there are no pages."""
        for page in self.pages:
            if page.span.start <= position < page.span.end:
                return page.number
        return None

    def headings_at(self, position: int) -> tuple[str, ...]:
        """The headings above `position`, outermost first."""
        return tuple(s.heading for s in self.sections if s.span.start <= position < s.span.end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one document: what the index finds.

    `document.text[span.start:span.end] == text`, always.

    Attributes:
        passage_id: `doc_id:ordinal`, the same on every run.
        context: document label and headings above the passage; searched with it, never quoted.
    """

    passage_id: str
    doc_id: str
    span: Span
    text: str
    context: str = ""


def sha256_of(text: str) -> str:
    """SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
