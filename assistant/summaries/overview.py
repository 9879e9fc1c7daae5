"""The sentences of an overview: of a visit or meeting, what is told where documents tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Group
from assistant.asked.question import Question
from assistant.ranking.rank import Candidate
from assistant.ranking.telling import OUTCOME
from assistant.readers.reading import Place
from assistant.summaries.episodes import Episode, episodes
from assistant.summaries.length import sentences_wanted
from assistant.summaries.named import told_of_place
from assistant.summaries.summary import telling_sentences
from assistant.texts.gazetteer import Gazetteers
from corpus.document import Document, Span
from index.search import HybridSearcher

Told = tuple[Candidate, str]
"""A sentence, and the heading of the visit or meeting that it tells of."""

OVERVIEW_SENTENCES = 6
ALONE_SENTENCES = 4
"""An overview has so many sentences, so many of one document if others tell nothing of it."""

SURE = 0.9
"""Where documents tell of a visit or meeting under its heading, or in paragraphs about its place,
that is at least so sure, whatever the question shares with single sentences."""


def told_in_episodes(
    question: Question,
    documents: Sequence[Document],
    searcher: HybridSearcher,
    gazetteers: Gazetteers,
) -> list[Told]:
    """What documents tell of the visit or meeting that an overview is asked of; mostly nothing."""
    if question.kind not in ("overview", "compare"):
        return []
    told_in = episodes(question, documents, gazetteers) or told_of_place(question, documents)
    shares = _shares(told_in, sentences_wanted(question.text))
    found: dict[Place, Told] = {}
    for (document, spans, heading), most in zip(told_in, shares, strict=True):
        doc_id = document.doc_id
        # Of two visits both may be told of in one paragraph: a sentence is quoted once.
        central = [s for s in searcher.central(doc_id, spans) if (doc_id, s.span) not in found]
        for s in telling_sentences(document, central, most, OUTCOME.share):
            text = s.span.of(document.text)
            told = Candidate(doc_id, s.span, text, {}, s.cosine)
            found[doc_id, s.span] = told, heading
    return list(found.values())


def _shares(told_in: Sequence[Episode], wanted: int | None) -> list[int]:
    """How many sentences are quoted of each: the same of all, what is left of the longest."""
    if len(told_in) == 1:
        return [wanted or ALONE_SENTENCES]
    every, left = divmod(wanted or OVERVIEW_SENTENCES, max(1, len(told_in)))
    longest_first = sorted(
        range(len(told_in)), key=lambda n: -sum(s.end - s.start for s in told_in[n].spans)
    )
    more = set(longest_first[:left]) if every else set()
    return [max(1, every) + (n in more) for n in range(len(told_in))]


def with_others(
    question: Question, told: Sequence[Told], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """What is told of it, then what was found in documents that tell nothing of it."""
    most = sentences_wanted(question.text) or OVERVIEW_SENTENCES
    of_it = [candidate for candidate, _ in told]
    doc_ids = {c.doc_id for c in of_it}
    return [*of_it, *(c for c in chosen if c.doc_id not in doc_ids)][:most]


def under_headings(answer: Answer, told: Sequence[Told]) -> Answer:
    """`answer`, its quotes grouped where they tell of two visits that documents give headings."""
    headings = {(c.doc_id, c.span): heading for c, heading in told if heading}
    markers: dict[str, list[int]] = {}
    for citation in answer.citations:
        heading = headings.get((citation.doc_id, Span(citation.start, citation.end)))
        if heading and citation.marker:
            markers.setdefault(heading, []).append(citation.marker)
    groups = tuple(Group(heading, tuple(of_it)) for heading, of_it in markers.items())
    return replace(answer, groups=groups) if len(groups) > 1 else answer
