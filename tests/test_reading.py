"""What the reader found, carried into the documents, and the order of passages it gives."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.readers.protocol import Reading, ScoredSpan
from assistant.readers.reading import (
    NOTHING_READ,
    Readings,
    ReadSpan,
    read_passages,
    reordered,
    reranked,
)
from corpus.document import Passage, Span
from index.query import Hit


def hit(ordinal: int, start: int, text: str, score: float) -> Hit:
    passage = Passage(f"a:{ordinal}", "a", Span(start, start + len(text)), text, "About a")
    return Hit(passage, score, ordinal + 1, {"bm25": score})


HITS = [hit(0, 0, "They met in Nara.", 0.5), hit(1, 12, "Nara. It rained.", 0.497)]


class NaraReader:
    """Finds "Nara" where it stands; the second passage convinces it more."""

    reader_id = "nara"

    def read(
        self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()
    ) -> list[Reading]:
        assert list(contexts) == ["About a", "About a"]
        places = [text.index("Nara") for text in passages]
        spans = [ScoredSpan(p, p + 4, 1.0 + n) for n, p in enumerate(places)]
        return [Reading(span.score, (span,)) for span in spans]


def test_spans_are_positions_in_the_document() -> None:
    readings = read_passages(NaraReader(), "Where?", HITS)
    # Both passages hold the same place; it counts once, with its better score.
    assert readings.spans == (ReadSpan("a", Span(12, 16), 2.0),)
    assert readings.scores == {"a:0": 1.0, "a:1": 2.0}
    assert readings.best_in("a", Span(0, 17)) == ReadSpan("a", Span(12, 16), 2.0)
    assert readings.best_in("a", Span(0, 15)) is None
    assert readings.best_in("b", Span(0, 17)) is None


def test_spans_told_before_are_left_out() -> None:
    readings = read_passages(NaraReader(), "Where?", HITS)
    assert readings.without([("a", Span(15, 20))]).spans == ()
    assert readings.without([("a", Span(16, 20)), ("b", Span(12, 16))]).spans == readings.spans
    assert readings.without([]) is readings


def test_passages_read_come_first_in_their_new_order() -> None:
    third = hit(2, 40, "A third.", 0.6)
    found = reordered([*HITS, third], read_passages(NaraReader(), "Where?", HITS))
    # 0.497 + 0.012 * 2 = 0.521 beats 0.5 + 0.012 * 1 = 0.512; the third was not read
    # and stays behind.
    assert [(h.passage.passage_id, h.score, h.rank) for h in found] == [
        ("a:1", 0.521, 1),
        ("a:0", 0.512, 2),
        ("a:2", 0.512, 3),
    ]
    assert [h.channels.get("reader") for h in found] == [2.0, 1.0, None]


def test_a_passage_without_a_word_counts_as_unread() -> None:
    silent = Readings({"a:0": -math.inf, "a:1": 1.0}, ())
    found = reordered(HITS, silent)
    # 0.497 + 0.012; the other keeps its place behind, with a score that is a number.
    assert [(h.passage.passage_id, h.score) for h in found] == [("a:1", 0.509), ("a:0", 0.5)]


def test_nothing_read_changes_nothing() -> None:
    assert reordered(HITS, NOTHING_READ) == HITS


class LongestFirst:
    """Scores a passage by its length."""

    def __init__(self) -> None:
        self.saw: list[str] = []

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        self.saw += passages
        return [float(len(passage)) for passage in passages]


def test_a_cross_encoder_orders_the_first_passages_and_the_scores_stay_with_the_ranks() -> None:
    third, fourth = hit(2, 40, "A third, longer than the others.", 0.4), hit(3, 90, "x" * 99, 0.3)
    longest = LongestFirst()
    found = reranked(longest, "Where?", [*HITS, third, fourth], 3)
    assert "x" * 99 not in longest.saw
    assert [(h.passage.passage_id, h.score, h.rank) for h in found] == [
        ("a:2", 0.5, 1),
        ("a:0", 0.497, 2),
        ("a:1", 0.4, 3),
        ("a:3", 0.3, 4),
    ]
    assert [h.channels.get("reranker") for h in found] == [32.0, 17.0, 16.0, None]
    assert [h.channels["bm25"] for h in found] == [0.4, 0.5, 0.497, 0.3]
    assert reranked(longest, "Where?", [], 3) == []
