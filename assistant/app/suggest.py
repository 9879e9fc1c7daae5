"""Questions to go on with, each of them tried: only what the documents answer is offered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.answer import Answer, Citation
from assistant.app.labels import Labels
from assistant.app.loader import Answering
from assistant.confidence.calibrated import Strictness
from corpus.document import Section, Span

MAX_OFFERED = 3
MAX_TRIED = 8
"""So many questions are tried for one answer, at most."""

SECTIONS = 2
"""The section of a cited passage and the next one are asked about."""


def follow_ups(
    assistant: Answering,
    last: Answer,
    asked: Collection[str],
    known: Mapping[str, Sequence[str]],
    doc_ids: Collection[str] | None = None,
    *,
    before: Collection[str] = (),
    words: Labels,
    strictness: Strictness | None = None,
) -> list[str]:
    """Up to three questions whose answers say something that `last` does not.

    Args:
        assistant: answers them, one after the other.
        last: the answer to go on from.
        asked: what was asked in the conversation; it is not offered again.
        known: example questions for documents, by id.
        doc_ids: the documents searched; None: all.
        before: what was offered after the answer before this one; others are tried first.
        words: hold the wording of a question about a section.
        strictness: how readily there is no answer; None: as the settings say.
    """
    seen = {_bare(question) for question in asked}
    shown = {(c.doc_id, c.start) for c in last.citations}
    offered: list[str] = []
    ideas = sorted(_ideas(assistant, last, known, seen, words), key=lambda idea: idea[0] in before)
    for question, section in ideas[:MAX_TRIED]:
        # It is tried, and asked when it is clicked, without a history: its words must suffice.
        answer = assistant.ask(question, doc_ids=doc_ids, strictness=strictness)
        new = [c for c in answer.citations if (c.doc_id, c.start) not in shown]
        if answer.status != "answered" or not new or not _fits(new, section):
            continue
        # What was asked, in other words: how many take part, how many there are.
        if answer.short_answer and answer.short_answer == last.short_answer:
            continue
        offered.append(question)
        shown |= {(c.doc_id, c.start) for c in new}
        if len(offered) == MAX_OFFERED:
            break
    return offered


def _bare(question: str) -> str:
    """The words of a question: asked without its question mark, it is the same.

    >>> _bare(" Who met in Nara? ")
    'who met in nara'
    """
    return " ".join(re.findall(r"\w+", question.casefold()))


def _fits(citations: Sequence[Citation], section: tuple[str, Section] | None) -> bool:
    """Whether a question about a section is answered from that section."""
    if section is None:
        return True
    doc_id, part = section
    return any(c.doc_id == doc_id and part.span.covers(Span(c.start, c.end)) for c in citations)


Idea = tuple[str, tuple[str, Section] | None]
"""A question and, where it is about one, the section."""


def _ideas(
    assistant: Answering,
    last: Answer,
    known: Mapping[str, Sequence[str]],
    seen: Collection[str],
    words: Labels,
) -> Iterator[Idea]:
    """Questions to try: about the sections cited, then known ones, the cited documents' first."""
    citations = [*last.citations, *last.nearest]
    cited = list(dict.fromkeys(citation.doc_id for citation in citations))
    others = [doc_id for doc_id in assistant.doc_ids if doc_id not in cited and doc_id in known]
    sections: list[Idea] = [
        (words("about_section", heading=section.heading), (citation.doc_id, section))
        for citation in citations[:1]
        for section in _sections_from(assistant, citation)
    ]
    examples: list[Idea] = [
        (q, None) for doc_id in [*cited, *others] for q in known.get(doc_id, ())
    ]
    # One known question, then one about the next section, then what is left of both.
    mixed = [*examples[:1], *sections, *examples[1:]]
    yielded = set(seen)
    for question, section in mixed:
        if _bare(question) not in yielded:
            yielded.add(_bare(question))
            yield question, section


def _sections_from(assistant: Answering, citation: Citation) -> list[Section]:
    """The innermost section of a citation and those that follow it."""
    sections = assistant.document(citation.doc_id).sections
    holding = [i for i, s in enumerate(sections) if s.span.start <= citation.start < s.span.end]
    return list(sections[holding[-1] :][:SECTIONS]) if holding else []
