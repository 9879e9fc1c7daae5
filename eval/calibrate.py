"""`summits eval calibrate`: questions asked, whatever the confidence, and their signals kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.errors import InputError
from eval.fitting import ONE_SIDED, Sample
from eval.question import Question, TestSet
from eval.run import keep
from eval.verdict import judge
from index.build import Progress

if TYPE_CHECKING:
    from assistant.respond import Assistant
    from assistant.trace import Trace

SQUAD_WEIGHT = 0.25
"""Of a question over other people's articles, beside 1 for one over the documents that ship."""

GATHERING_KINDS = frozenset(("compare", "both", "overview"))
"""Kinds of test questions that are answered from several places at once."""


@dataclass(frozen=True, slots=True)
class Source:
    """Questions of one test set, and whether they enter the fit or only check it."""

    name: str
    questions: tuple[Question, ...]
    fitted: bool = True
    weight: float = 1.0


def check_both_sides(sources: Sequence[Source]) -> None:
    """Refuse, before anything is asked, what could not be fitted whatever the answers.

    Each question is left out once, with all about its paragraph: one with an answer, or one
    without, is not enough.

    Raises:
        InputError: fewer than two in English have an answer, or fewer than two have none.
    """
    asked = [q for s in sources if s.fitted for q in s.questions if q.language != "ko"]
    answerable = [
        q.has_answer for q in asked if not q.false_premise and q.kind not in GATHERING_KINDS
    ]
    # None at all in English is told by `fit`.
    if asked and min(answerable.count(True), answerable.count(False)) < 2:
        raise InputError(ONE_SIDED)


def ask_all(
    assistant: Assistant, sources: Sequence[Source], progress: Progress = lambda done, total: None
) -> list[Sample]:
    """Ask every question, whatever the confidence, and keep its signals and whether it was right.

    Small talk and questions about the library are left out: they are answered by our own phrases,
    and no confidence decides about them. A follow-up counts as its best reading by itself, without
    what the less likely ones take from its confidence (`assistant.follow_ups.following`).
    """
    asking = assistant.varied(replace(assistant.settings, confidence_threshold=0.0))
    total = sum(len(source.questions) for source in sources)
    samples = []
    for done, (source, question) in enumerate(_pairs(sources), start=1):
        trace = asking.explain(question.question, question.history, id=question.id)
        if trace.candidates and not any(said.own for said in trace.answer.sentences):
            samples.append(_sample(asking, source, question, trace))
        progress(done, total)
    return samples


def squad_part(testset: TestSet, articles: Sequence[str], every: int) -> tuple[TestSet, Source]:
    """The paragraphs of some articles, and every so manyeth question about them.

    Raises:
        KeyError: an article is not in the file.
    """
    documents = testset.documents or ()
    wanted = {title.replace("_", " ").strip() for title in articles}
    missing = wanted - {document.label for document in documents}
    if missing:
        raise KeyError(", ".join(sorted(missing)))
    kept = tuple(d for d in documents if not wanted or d.label in wanted)
    ids = {document.doc_id for document in kept}
    asked = tuple(q for q in testset.questions if q.about in ids)[::every]
    part = replace(testset, questions=asked, documents=kept)
    return part, Source(testset.name, asked, weight=SQUAD_WEIGHT)


def _pairs(sources: Sequence[Source]) -> Iterator[tuple[Source, Question]]:
    return ((source, question) for source in sources for question in source.questions)


def _sample(assistant: Assistant, source: Source, question: Question, trace: Trace) -> Sample:
    best = trace.candidates[0]
    # Questions about one paragraph are often variants of each other.
    paragraph = assistant.document(best.doc_id).text[: best.span.start].count("\n\n")
    verdict = judge(question, keep(trace, question))
    # Where nothing of a part could be read, other weights stand for it in an answer.
    alike = all(part.keys() == trace.signals.keys() for part in trace.part_signals)
    return Sample(
        id=f"{source.name}/{question.id}",
        source=source.name,
        group=f"{source.name}/{best.doc_id}/{paragraph}",
        signals=trace.signals,
        answerable=question.has_answer and not question.false_premise,
        right=verdict.right and question.has_answer,
        fitted=source.fitted,
        gathers=question.kind in GATHERING_KINDS,
        weight=source.weight,
        false_premise=question.false_premise,
        language=trace.question.language,
        parts=trace.part_signals if alike else (),
    )
