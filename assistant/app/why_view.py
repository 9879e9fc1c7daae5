"""How an answer came about, as rows for its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from assistant.app.labels import Labels
from assistant.app.markup import described
from assistant.export.cited import source_address
from assistant.wording.compose import cite
from assistant.wording.refuse import words_looked_for
from corpus.document import Document, Span

if TYPE_CHECKING:
    from assistant.readers.reading import Place
    from assistant.trace import Trace

SHOWN_PASSAGES = 10
SHOWN_SENTENCES = 12
"""The first ones, and all that are quoted."""

START_CHARS = 160
"""So much of a passage or sentence is shown; its link leads to the whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage or sentence that was considered.

    Attributes:
        rank: from 1.
        place: its document, page and section.
        address: of its place in the document.
        text: how it begins.
        total: what it was ranked by, as shown.
        figures: one for each column, as shown; "–" where there is none.
        quoted: whether the answer quotes it.
    """

    rank: int
    place: str
    address: str
    text: str
    total: str
    figures: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its title, and what its figures say."""

    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Why:
    """What the page shows, all of it plain text.

    Attributes:
        kind: what the question asks for.
        terms: its words that were looked for, as typed.
        lead: how an answer comes about, or that there was none.
        needed: the confidence from which on there is an answer.
        elsewhere: how many quotes are none of the sentences considered.
    """

    kind: str
    terms: str
    lead: str
    confidence: str
    needed: str
    passage_columns: tuple[Column, ...]
    passages: tuple[Row, ...]
    sentence_columns: tuple[Column, ...]
    sentences: tuple[Row, ...]
    elsewhere: int


def why(trace: Trace, document_of: Callable[[str], Document], words: Labels, needed: float) -> Why:
    """The passages and sentences that were considered, best first, and what spoke for each.

    Args:
        trace: of the answer.
        document_of: gives the document with an id.
        words: the page's own.
        needed: the confidence from which on there is an answer.
    """
    hits = trace.hits[:SHOWN_PASSAGES]
    rows = _Rows(trace, document_of, words)
    ranked = [
        (rank, candidate)
        for rank, candidate in enumerate(trace.candidates, 1)
        if rank <= SHOWN_SENTENCES or rows.is_quoted((candidate.doc_id, candidate.span))
    ]
    channels = _names([hit.channels for hit in hits])
    features = _names([candidate.features for _, candidate in ranked])
    considered = [(c.doc_id, c.span) for c in trace.candidates]
    return Why(
        kind=words(f"asks_{trace.question.kind}"),
        # As typed, not as the index keeps them.
        terms=", ".join(words_looked_for(trace.question, lambda token: True, ()).found) or "–",
        lead=words("why_lead" if trace.answer.citations else "why_lead_refused"),
        confidence=f"{trace.answer.confidence:.0%}",
        needed=f"{needed:.0%}",
        passage_columns=_columns(channels, words, "passage_"),
        passages=tuple(
            rows.row(
                hit.rank,
                (hit.passage.doc_id, hit.passage.span),
                hit.score,
                [hit.channels.get(name) for name in channels],
            )
            for hit in hits
        ),
        sentence_columns=_columns(features, words),
        sentences=tuple(
            rows.row(rank, (c.doc_id, c.span), c.score, [c.features.get(f) for f in features])
            for rank, c in ranked
        ),
        elsewhere=sum(not _among(place, considered) for place in rows.quoted),
    )


class _Rows:
    """Makes the rows of one answer's page.

    Attributes:
        quoted: the places that the answer quotes.
    """

    def __init__(self, trace: Trace, document_of: Callable[[str], Document], words: Labels) -> None:
        self._document_of, self._words = document_of, words
        self.quoted = [(c.doc_id, Span(c.start, c.end)) for c in trace.answer.citations]

    def is_quoted(self, place: Place) -> bool:
        return _among(place, self.quoted)

    def row(self, rank: int, place: Place, total: float, figures: Sequence[float | None]) -> Row:
        passage = cite(self._document_of(place[0]), place[1], 0.0)
        return Row(
            rank,
            described(passage, self._words),
            source_address(passage, language=self._words.language),
            shorten(passage.quote, START_CHARS, placeholder=" …"),
            _shown(total),
            tuple("–" if figure is None else _shown(figure) for figure in figures),
            self.is_quoted(place),
        )


def _among(place: Place, places: Sequence[Place]) -> bool:
    """Whether one of `places` shares a character with `place`."""
    return any(place[0] == doc_id and place[1].overlaps(span) for doc_id, span in places)


def _shown(figure: float) -> str:
    """Two digits behind the point, and no minus before a nought.

    >>> _shown(-0.001), _shown(1.25)
    ('0.00', '1.25')
    """
    return f"{round(figure, 2) + 0.0:.2f}"


def _names(figures: Sequence[Mapping[str, float]]) -> list[str]:
    """The keys of all mappings, each once, in the order of their first mention.

    A figure that is 0 everywhere, as far as it is shown, said nothing here and has no column.

    >>> _names([{"cosine": 0.5, "pair": 0.0}, {"near": 0.25}])
    ['cosine', 'near']
    """
    shown = [name for mapping in figures for name, figure in mapping.items() if round(figure, 2)]
    named = dict.fromkeys(name for mapping in figures for name in mapping)
    return [name for name in named if name in shown]


def _columns(names: Sequence[str], words: Labels, of: str = "") -> tuple[Column, ...]:
    """A column for each figure; `test_labels` sees to it that every one has its words.

    The reader scores a passage otherwise than a sentence: `of` is "passage_" for the first.
    """
    return tuple(
        Column(words(f"figure_{name}"), words(f"means_{of if name == 'reader' else ''}{name}"))
        for name in names
    )
