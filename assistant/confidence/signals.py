"""What speaks for and against an answer: a few figures, all of them at hand after the ranking.

Those of the reader are absent where there is none; nothing stands in for them, the weights that
were fitted without them are used instead (see `confidence`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.address import without_address
from assistant.asked.kind import GATHERING
from assistant.asked.question import Question
from assistant.asked.question_names import unknown_names
from assistant.ranking.features import coverage, term_weights
from assistant.ranking.rank import Candidate
from assistant.ranking.spans import has_spans
from assistant.readers.reading import Readings, ReadSpan
from assistant.validation.fits import fits
from assistant.validation.told import Told
from index.lexical import LexicalIndex, analyze
from index.near import Near, soft_coverage
from index.query import Hit

NO_SECOND = 2.5
"""Margin of a best span that has no rival anywhere, in points of the reader's score."""

_HAPPENING = frozenset(analyze("hold held take took taken place happen happened occur occurred"))
"""Words that ask for nothing of their own: "Where was it held?"."""

SENTENCES = 2
"""So many of the best sentences may tell what is asked."""

NOTHING_ANEW = 0.65
"""What such a passage mostly holds of what a follow-up asks anew, where it answers it: questions
that go on from no other are to gain nothing by it, nor to lose."""

SIGNAL_DIGITS = 4


def signals(
    question: Question,
    candidates: Sequence[Candidate],
    hits: Sequence[Hit],
    readings: Readings,
    near: Near,
    lexical: LexicalIndex,
) -> dict[str, float]:
    """Signal -> value; bigger speaks for an answer.

    cosine: of the question and the most similar sentence, -1 … 1.
    known: idf-weighted share of its terms that the documents hold anywhere, 0 … 1; 1 without terms.
    names: 1 where they hold each of its names and numbers somewhere, 0 where one is missing.
    anew: of a follow-up, the idf-weighted share of what it asks anew that the passage of the best
        sentence holds, words near in meaning counted by how near they are, 0 … 1; `NOTHING_ANEW` of
        any other.
    kind: 1 where the best sentence has words of the kind asked for, or no such kind is asked for.
    fits: 0 where the best sentence shows that it tells something else than is asked, else 1; 1 for
        questions that gather from several places.
    reader_mass: log of the summed exponentials of all spans' scores: one sure span, or many.
    reader_first: best score in the passage that the ranking puts first.
    reader_mean: mean over the passages read of the best score in each.
    reader_margin: best span over the best one that lies elsewhere.

    Args:
        question: what is asked.
        candidates: sentences considered.
        hits: passages, the best first.
        readings: of the first of them; the reader's signals are absent where nothing was read.
        near: the index's words for those of the question.
        lexical: knows whether the documents hold a term, and how rare it is.
    """
    from scipy.special import logsumexp

    asks_kind = has_spans(question.kind) and bool(candidates)
    found = {
        "cosine": max((c.features["cosine"] for c in candidates), default=0.0),
        "known": known_share(question, lexical),
        # Not a share: beside one name that nobody mentions, the known ones prove nothing.
        "names": float(not unknown_names(without_address(question.text), lexical.knows)),
        "anew": _anew_share(question, candidates, hits, near, lexical),
        "kind": candidates[0].features["kind"] if asks_kind else 1.0,
        "fits": float(_fits(question, candidates, readings, near)),
    }
    if readings.spans:
        scores = [hit.channels["reader"] for hit in hits if "reader" in hit.channels]
        found |= {
            "reader_mass": float(logsumexp([span.score for span in readings.spans])),
            "reader_first": scores[0],
            "reader_mean": sum(scores) / len(scores),
            "reader_margin": _margin(readings.spans),
        }
    return {name: round(value, SIGNAL_DIGITS) for name, value in found.items()}


def _fits(
    question: Question, candidates: Sequence[Candidate], readings: Readings, near: Near
) -> bool:
    if not candidates or question.kind in GATHERING:
        return True
    best = candidates[0]
    if best.features.get("elsewhere") or best.features.get("misplaced"):
        return False
    if best.features.get("tabled"):
        return True  # what its numbers are of is told by the headings
    read = readings.best_in(best.doc_id, best.span)
    words = read.span.of(best.text, best.span.start) if read else ""
    return fits(question, Told([c.text for c in candidates[:SENTENCES]], words, near))


def _anew_share(
    question: Question,
    candidates: Sequence[Candidate],
    hits: Sequence[Hit],
    near: Near,
    lexical: LexicalIndex,
) -> float:
    anew = [term for term in question.anew if term in near and term not in _HAPPENING]
    weights = term_weights(anew, lexical)
    if not weights or not candidates:
        return NOTHING_ANEW
    best = candidates[0]
    holding = (h.passage for h in hits if h.passage.doc_id == best.doc_id)
    passage = next((p for p in holding if p.span.covers(best.span)), None)
    return soft_coverage(weights, near, analyze(passage.text if passage else best.text))


def known_share(question: Question, lexical: LexicalIndex) -> float:
    """The idf-weighted share of the question's terms that the documents hold; 1 without terms."""
    weights = term_weights(question.terms, lexical)
    return coverage(weights, [term for term in weights if lexical.knows(term)]) if weights else 1.0


def _margin(spans: Sequence[ReadSpan]) -> float:
    best = spans[0]
    rivals = (s for s in spans if s.doc_id != best.doc_id or not s.span.overlaps(best.span))
    rival = next(rivals, None)
    return min(best.score - rival.score, NO_SECOND) if rival else NO_SECOND
