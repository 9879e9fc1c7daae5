"""What models that read make of the best passages: spans in the documents, a better order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.readers.protocol import Reader, Reranker
from corpus.document import Span
from index.query import SCORE_DIGITS, Hit

SCORE_WEIGHT = 0.012
"""What one point of the reader's score is worth beside the fused score of a passage."""

SCORE_SCALE = 2.5
"""Points of the reader's score over which `reader_share` goes from 0.5 to 0.73."""


Place = tuple[str, Span]
"""A document's id, and characters of its text."""


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """Words of a document that may answer; `score` is above 0 where that is likelier than not."""

    doc_id: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read.

    Attributes:
        scores: passage id -> its best span's score minus that of "no answer here".
        spans: of all passages read, best first; each place once, ties in the order of the text.
    """

    scores: Mapping[str, float]
    spans: tuple[ReadSpan, ...]

    def best_in(self, doc_id: str, within: Span) -> ReadSpan | None:
        """The best span that lies inside `within`."""
        return next((s for s in self.spans if s.doc_id == doc_id and within.covers(s.span)), None)

    def without(self, places: Iterable[Place]) -> Readings:
        """The same, less the spans that overlap one of `places`."""
        gone = tuple(places)
        kept = (
            read
            for read in self.spans
            if not any(read.doc_id == doc and read.span.overlaps(span) for doc, span in gone)
        )
        return replace(self, spans=tuple(kept)) if gone else self

    def joined(self, others: Iterable[Readings]) -> Readings:
        """The same with the spans of others, each place with its best score."""
        best: dict[Place, ReadSpan] = {}
        for readings in (self, *others):
            for read in readings.spans:
                held = best.get((read.doc_id, read.span))
                if held is None or read.score > held.score:
                    best[read.doc_id, read.span] = read
        spans = sorted(best.values(), key=lambda s: (-s.score, s.doc_id, s.span))
        return replace(self, spans=tuple(spans))


NOTHING_READ = Readings({}, ())


def read_passages(reader: Reader, question: str, hits: Sequence[Hit]) -> Readings:
    """Read the passages of `hits`."""
    readings = reader.read(
        question,
        [hit.passage.text for hit in hits],
        [hit.passage.context for hit in hits],
    )
    best: dict[tuple[str, Span], float] = {}
    for hit, reading in zip(hits, readings, strict=True):
        start = hit.passage.span.start
        for found in reading.spans:
            place = (hit.passage.doc_id, Span(start + found.start, start + found.end))
            # Passages overlap: a place counts with its best score.
            best[place] = max(found.score, best.get(place, -math.inf))
    spans = [ReadSpan(doc_id, span, score) for (doc_id, span), score in best.items()]
    return Readings(
        {hit.passage.passage_id: r.score for hit, r in zip(hits, readings, strict=True)},
        tuple(sorted(spans, key=lambda s: (-s.score, s.doc_id, s.span))),
    )


def reranked(reranker: Reranker, question: str, hits: Sequence[Hit], first: int) -> list[Hit]:
    """The `first` passages in the order of a cross-encoder, then the others.

    The scores of the search stay with the ranks: those of cross-encoders have scales of their own,
    which nothing after this knows.
    """
    told = reranker.score(question, [hit.passage.text for hit in hits[:first]])
    rounded = [round(score, SCORE_DIGITS) for score in told]
    order = sorted(range(len(told)), key=lambda i: (-rounded[i], i))
    ahead = [
        replace(
            hits[i],
            score=hits[rank].score,
            rank=hits[rank].rank,
            channels={**hits[i].channels, "reranker": rounded[i]},
        )
        for rank, i in enumerate(order)
    ]
    return [*ahead, *hits[first:]]


def reordered(hits: Iterable[Hit], readings: Readings) -> list[Hit]:
    """The passages that were read by `score + SCORE_WEIGHT * reader's score`, then the others.

    One in which there was nothing to read counts as unread.
    """
    read, unread = [], []
    for hit in hits:
        told = readings.scores.get(hit.passage.passage_id, -math.inf)
        if not math.isfinite(told):
            unread.append(hit)
        else:
            score = round(hit.score + SCORE_WEIGHT * told, SCORE_DIGITS)
            read.append(replace(hit, score=score, channels={**hit.channels, "reader": told}))
    read.sort(key=lambda hit: (-hit.score, hit.rank))
    # Scores go down along the list, whatever the reader thought of the last passages it read.
    floor = read[-1].score if read else math.inf
    unread = [replace(hit, score=min(hit.score, floor)) for hit in unread]
    return [replace(hit, rank=rank) for rank, hit in enumerate([*read, *unread], start=1)]


def reader_share(score: float) -> float:
    """The reader's score moved to 0 … 1: `1 / (1 + exp(-score / SCORE_SCALE))`.

    >>> reader_share(0.0), round(reader_share(2.5), 2)
    (0.5, 0.73)
    """
    from scipy.special import expit

    return float(expit(score / SCORE_SCALE))
