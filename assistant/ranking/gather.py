"""Which of the ranked sentences are quoted: as many as the question needs, none saying the same.

A plain question gets the best sentence and those nearly as good; a comparison also what its two
sides need; an overview more, in the order of the text; "what does each document say" some of each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from assistant.asked.kind import Kind
from assistant.asked.question import Question
from assistant.ranking.judgement import judgement_asked
from assistant.ranking.lists import asks_for_several, speaks_of_two
from assistant.ranking.rank import Candidate, place_of
from assistant.ranking.reasons import with_explanation, with_more_said, with_reason
from assistant.words.mentions import kind_of_name
from assistant.words.patterns import any_case
from index.lexical import analyze
from index.near import Near, soft_coverage

CLOSE_ENOUGH = 0.7
"""A further sentence is quoted where its score reaches this share of the best one's."""

SURELY_READ = 0.75
HARDLY_READ = 0.2
"""Where the reader's share of the best sentence of a plain answer is the first, further ones below
the second are left out: of 61 that it took from the answers to dev questions none was evidence."""

OVERVIEW_CLOSE_ENOUGH = 0.5
OVERVIEW_MORE = 2
"""An overview gathers: it may quote so many more sentences, and less similar ones."""

SEVERAL_CLOSE_ENOUGH = 0.6
SEVERAL_MORE = 2
"""Where several things are asked for, each may stand in a sentence of its own, which is less like
the question than the one that names most of them."""

KIND_CLOSE_ENOUGH = 0.6
"""Where no sentence quoted has words of the kind asked for: one of such a share that has, which
then gives the short answer."""

DATED_OR_COUNTED: frozenset[Kind] = frozenset({"when", "how_many"})
"""Kinds whose answer is a date or a number: a place may go by any noun."""

SIDE_CLOSE_ENOUGH = 0.3
SIDE_GAIN = 0.1
"""The other side of a comparison: of such a share of the best score, and so much more covered."""

EACH_CLOSE_ENOUGH = 0.4
EACH_SENTENCES = 3
"""Of each document: sentences of such a share of the best score, at most so many."""

PART_CLOSE_ENOUGH = 0.4
"""A part of a question has an answer from such a share of the best part's score on."""

PART_SENTENCES_CLOSE_ENOUGH = 0.6
PART_SENTENCES = 3
"""Of each part: sentences of such a share of its best one's score, at most so many."""

PARTS_LONGEST = 6
"""Sentences that all parts together may have."""

_ENDS = re.compile(r"[.!?…。][”\"’')]*$")
_REASONS = any_case(r"\breasons?\b")

ON_TOPIC = 0.5
EACH_ON_TOPIC = 0.3
"""A further sentence of an overview has such a share of what the best one holds of the topic;
of what each document says, where a topic may be put in other words, of such a one."""

SPOKEN_OF = 0.8
"""Where no sentence holds so much of a topic, the documents call it otherwise: any may mean it."""

WHOLE_TOPIC = 0.6
"""Such a share where a sentence holds all words of the topic: that is what it is called."""

SHARED = 0.35
"""What the whole of a comparison quotes besides its sides holds such a share of its words."""

SAME_WORDS = 0.7
"""Two sentences say the same where they share this part of the shorter one's words."""


def gathered(
    question: Question,
    candidates: Sequence[Candidate],
    longest: int,
    weights: Mapping[str, float],
    near: Near,
) -> list[Candidate]:
    """The sentences to quote, the best first; grouped by document where several are wanted.

    Args:
        question: its kind decides.
        candidates: best first, at least one.
        longest: sentences of a plain answer, at most.
        weights: idf of the question's tokens.
        near: words of the index for those of the question.
    """
    if question.kind == "overview":
        different = _different(_on_topic(question, candidates, ON_TOPIC))
        chosen = _close(different, OVERVIEW_CLOSE_ENOUGH)[: longest + OVERVIEW_MORE]
        return _by_document(chosen)
    if question.kind == "each":
        return _by_document(_of_each(_different(_on_topic(question, candidates, EACH_ON_TOPIC))))
    if question.kind == "compare":
        chosen = _close(candidates, CLOSE_ENOUGH)[:longest]
        return chosen + _other_side(chosen, candidates, weights, near)
    if judgement_asked(question.text) in ("good", "bad"):
        several = _close(candidates, SEVERAL_CLOSE_ENOUGH)
        judging = [c for c in several if c is candidates[0] or c.features.get("judging")]
        return judging[: longest + SEVERAL_MORE]
    if asks_for_several(question.text):
        several = _close(candidates, SEVERAL_CLOSE_ENOUGH)[: longest + SEVERAL_MORE]
        return with_reason(several, candidates) if _REASONS.search(question.text) else several
    if speaks_of_two(question.text) and question.kind != "why":
        both = _close(candidates, SEVERAL_CLOSE_ENOUGH)[:PARTS_LONGEST]
        both = _with_kind(question, both, candidates)
        return (both + _other_side(both, candidates, weights, near))[:PARTS_LONGEST]
    if question.kind == "why":
        return with_reason(_close(candidates, CLOSE_ENOUGH)[:longest], candidates)
    chosen = _close(_adding(candidates), CLOSE_ENOUGH)[:longest]
    chosen = _with_kind(question, chosen, candidates)
    chosen = with_more_said(question.reads, chosen, candidates)
    return with_explanation(question.reads, chosen, candidates)


def _adding(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence, and of the others those that may add to it.

    What tells of another place than is asked only misleads, and so does what the reader makes
    nothing of, or has not read, where it is sure of the best one.
    """
    floor = HARDLY_READ if candidates[0].features.get("reader", 0.0) >= SURELY_READ else 0.0
    return [
        c
        for c in candidates
        if c is candidates[0]
        or (not c.features.get("elsewhere") and c.features.get("reader", 0.0) >= floor)
    ]


def _with_kind(
    question: Question, chosen: list[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The sentences chosen, and one with words of the kind asked for where they hold none.

    "When did they meet?" is answered best by what says that they met; the day may stand beside it.
    """
    if question.kind not in DATED_OR_COUNTED or any(c.features.get("kind") for c in chosen):
        return chosen
    of_kind = [c for c in _close(candidates, KIND_CLOSE_ENOUGH) if c.features.get("kind")]
    return chosen + of_kind[:1]


def gathered_of_parts(
    question: Question, parts: Sequence[Sequence[Candidate]], of_all: Sequence[Candidate]
) -> list[Candidate]:
    """Of each part of a question its best sentences, then those of the whole; each once.

    Args:
        question: where it asks for each document, the sentences are grouped by document.
        parts: the ranked sentences of each; a part whose best one is far behind has no answer.
        of_all: what the question as a whole quotes.
    """
    found_any = [ranked for ranked in parts if ranked]
    floor = PART_CLOSE_ENOUGH * max((ranked[0].score for ranked in found_any), default=0.0)
    answering: Sequence[Sequence[Candidate]] = [r for r in found_any if r[0].score >= floor]
    found: list[Candidate] = []
    best = {place_of(ranked[0]) for ranked in answering}
    if question.kind == "compare" and len(best) == 1 < len(answering):
        # One sentence speaks of all sides: what each has besides is wanted as well.
        found = [answering[0][0]]
        answering = [rest for ranked in answering if (rest := _besides_the_best(ranked))]
    if question.kind == "each":
        answering = [_on_topic(question, ranked, EACH_ON_TOPIC) for ranked in answering]
    close = [_close(ranked, PART_SENTENCES_CLOSE_ENOUGH)[:PART_SENTENCES] for ranked in answering]
    # Many parts: the best of each comes before the second of any.
    turns = [c for row in zip_longest(*close) for c in row if c is not None]
    taken = {place_of(c) for c in turns[: PARTS_LONGEST - len(found)]}
    found += [c for ranked in close for c in ranked if place_of(c) in taken]
    if question.kind == "each" and len(answering) > 1:
        return _by_document(found)  # each document has said its own
    if question.kind == "compare" and len(answering) > 1:
        # The form of a comparison is alike to what says that nothing can be compared.
        of_all = [c for c in of_all if c.features.get("coverage", 1.0) >= SHARED]
    once = {place_of(c): c for c in [*found, *of_all]}
    chosen = list(once.values())[:PARTS_LONGEST]
    return _by_document(chosen) if question.kind == "each" else chosen


def _besides_the_best(ranked: Sequence[Candidate]) -> Sequence[Candidate]:
    """The sentences after the best one; none where they are far behind it."""
    near = len(ranked) > 1 and ranked[1].score >= PART_CLOSE_ENOUGH * ranked[0].score
    return ranked[1:] if near else ()


def _close(candidates: Sequence[Candidate], share: float) -> list[Candidate]:
    best = candidates[0].score if candidates else 0.0
    return [c for c in candidates if c.score >= min(share * best, best)]  # it may be below 0


def _on_topic(question: Question, candidates: Sequence[Candidate], share: float) -> list[Candidate]:
    """The candidates without those that hold far less of a topic than the one that holds most.

    Of a topic of one word, "trade", nearly every sentence is alike to some passage that holds it.
    """
    if any(c.features.get("coverage", 0.0) >= 1.0 for c in candidates):
        share = max(share, WHOLE_TOPIC)

    place = kind_of_name(question.topic.strip(" ?.")) == "place"

    def held(c: Candidate) -> float:
        own = c.features.get("near", 0.0)
        if place and not _ENDS.search(c.text):
            return own  # a heading or a row; that the title has the place says nothing of it
        # What stands around it, and its headings, may say what a sentence is about.
        return max(own, c.features.get("passage_coverage", 0.0))

    most = max(map(held, candidates), default=0.0)
    if most < SPOKEN_OF:
        return list(candidates)
    return [c for c in candidates if held(c) >= share * most]


def _different(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without those that say what a better one says."""
    kept: list[tuple[set[str], Candidate]] = []
    for candidate in candidates:
        words = set(analyze(candidate.text))
        if not any(_same(words, other) for other, _ in kept):
            kept.append((words, candidate))
    return [candidate for _, candidate in kept]


def _same(words: set[str], other: set[str]) -> bool:
    shorter = min(len(words), len(other))
    return bool(shorter) and len(words & other) >= SAME_WORDS * shorter


def _of_each(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Some of every document that says something about it."""
    chosen: dict[str, list[Candidate]] = {}
    for candidate in _close(candidates, EACH_CLOSE_ENOUGH):
        group = chosen.setdefault(candidate.doc_id, [])
        if len(group) < EACH_SENTENCES:
            group.append(candidate)
    return [candidate for group in chosen.values() for candidate in group]


def _by_document(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The document of the best sentence first; within each in the order of the text."""
    order = {c.doc_id: place for place, c in reversed(list(enumerate(chosen)))}
    return sorted(chosen, key=lambda c: (order[c.doc_id], c.span))


def _other_side(
    chosen: Sequence[Candidate],
    candidates: Sequence[Candidate],
    weights: Mapping[str, float],
    near: Near,
) -> list[Candidate]:
    """The sentence that adds most to what the chosen ones hold of the question, if any does."""
    held = {token for c in chosen for token in analyze(c.text)}
    before = soft_coverage(weights, near, held)
    gains = [
        (round(soft_coverage(weights, near, held | set(analyze(c.text))) - before, 6), c)
        for c in _close(candidates, SIDE_CLOSE_ENOUGH)
        if c not in chosen
    ]
    best = max(gains, key=lambda pair: (pair[0], pair[1].score), default=None)
    return [best[1]] if best and best[0] >= SIDE_GAIN else []
