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
from corpus.document import Document, Span

if TYPE_CHECKING:
    from assistant.trace import Trace

SHOWN_PASSAGES = 10
SHOWN_SENTENCES = 12
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
class Why:
    """What the page shows, all of it plain text."""

    kind: str
    terms: str
    confidence: str
    passage_columns: tuple[str, ...]
    passages: tuple[Row, ...]
    sentence_columns: tuple[str, ...]
    sentences: tuple[Row, ...]


def why(trace: Trace, document_of: Callable[[str], Document], words: Labels) -> Why:
    """The passages and sentences that were considered, best first, and what spoke for each."""
    hits, candidates = trace.hits[:SHOWN_PASSAGES], trace.candidates[:SHOWN_SENTENCES]
    channels = _names([hit.channels for hit in hits])
    features = _names([candidate.features for candidate in candidates])
    quoted = [(c.doc_id, Span(c.start, c.end)) for c in trace.answer.citations]

    def row(
        rank: int, doc_id: str, span: Span, total: float, figures: Sequence[float | None]
    ) -> Row:
        passage = cite(document_of(doc_id), span, 0.0)
        return Row(
            rank,
            described(passage, words),
            source_address(passage, language=words.language),
            shorten(passage.quote, START_CHARS, placeholder=" …"),
            _shown(total),
            tuple("–" if figure is None else _shown(figure) for figure in figures),
            any(doc_id == cited and span.overlaps(place) for cited, place in quoted),
        )

    return Why(
        kind=trace.question.kind.replace("_", " "),
        terms=", ".join(trace.question.terms) or "–",
        confidence=f"{trace.answer.confidence:.0%}",
        passage_columns=_titles(channels, words),
        passages=tuple(
            row(
                hit.rank,
                hit.passage.doc_id,
                hit.passage.span,
                hit.score,
                [hit.channels.get(name) for name in channels],
            )
            for hit in hits
        ),
        sentence_columns=_titles(features, words),
        sentences=tuple(
            row(rank, c.doc_id, c.span, c.score, [c.features.get(name) for name in features])
            for rank, c in enumerate(candidates, 1)
        ),
    )


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


def _titles(names: Sequence[str], words: Labels) -> tuple[str, ...]:
    """Column titles; `test_labels` sees to it that every figure has one."""
    return tuple(words(f"figure_{name}") for name in names)
