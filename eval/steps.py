"""One question with all its steps shown: what `summits eval qa --only ID` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.shown import printable, shorten
from eval.question import Question
from eval.run import RETRIEVED, keep
from eval.scores import verdicts_of
from eval.table import aligned
from eval.verdict import Verdict

if TYPE_CHECKING:
    from assistant.respond import Assistant
    from assistant.trace import Trace

SHOWN = 10
"""Passages and sentences shown; there are more in the predictions."""

TEXT_CHARS = 80
"""So much of each."""


def show(assistant: Assistant, question: Question) -> str:
    """Ask one question of a test set, judge the answer, and tell every step."""
    trace = assistant.explain(question.question, question.history, id=question.id, k=RETRIEVED)
    (verdict,) = verdicts_of([question], [keep(trace, question)], documents=assistant)
    return steps(trace, verdict)


def steps(trace: Trace, verdict: Verdict) -> str:
    """The passages found, the sentences ranked, the answer, and how it is judged, as plain text."""
    told = "\n".join([*_search(trace), *_ranking(trace), *_answer(trace), *_judgement(verdict)])
    return "\n".join(map(printable, told.split("\n")))


def _search(trace: Trace) -> Iterator[str]:
    answer = trace.answer
    yield f"Question    {answer.question}"
    yield f"Read as     {answer.read_as or 'asked'}"
    yield f"\nPassages    {len(trace.hits)} found, the first {min(SHOWN, len(trace.hits))}"
    channels = sorted({name for hit in trace.hits for name in hit.channels})
    rows = [["rank", "score", *channels, "passage", "text"]]
    for hit in trace.hits[:SHOWN]:
        scores = [f"{hit.channels[c]:.3f}" if c in hit.channels else "–" for c in channels]
        passage = hit.passage
        name, text = passage.passage_id, shorten(passage.text, TEXT_CHARS)
        rows.append([str(hit.rank), f"{hit.score:.4f}", *scores, name, text])
    yield aligned(rows, left=len(rows[0]))


def _ranking(trace: Trace) -> Iterator[str]:
    shown = trace.candidates[:SHOWN]
    yield f"\nSentences   {len(trace.candidates)} considered, the first {len(shown)}"
    names = list(shown[0].features) if shown else []
    rows = [["score", *names, "at", "text"]]
    rows += [
        [
            f"{c.score:.4f}",
            *(f"{c.features[name]:.3f}" for name in names),
            f"{c.doc_id}:{c.span.start}-{c.span.end}",
            shorten(c.text, TEXT_CHARS),
        ]
        for c in shown
    ]
    yield aligned(rows, left=len(rows[0]))


def _answer(trace: Trace) -> Iterator[str]:
    answer, best = trace.answer, trace.best
    yield f"\nBest span   {f'{best.text} ({best.doc_id}:{best.start}-{best.end})' if best else '–'}"
    yield f"Confidence  {answer.confidence:.4f}"
    yield f"Signals     {', '.join(f'{name} {value:.3f}' for name, value in trace.signals.items())}"
    yield f"Status      {answer.status}, {answer.elapsed_ms:.1f} ms"
    yield f"Answer      {answer.answer}"
    yield f"Short       {answer.short_answer or '–'}"
    for citation in answer.citations:
        place = f"{citation.doc_id}:{citation.start}-{citation.end}"
        yield f"  [{citation.marker}] {place}  {citation.quote}"
    for position in answer.positions:
        yield f"  position [{position.marker}] {position.value}"


def _judgement(verdict: Verdict) -> Iterator[str]:
    question = verdict.question
    yield f"\nVerdict     {verdict.word}"
    cited = {None: "not judged, the test set names no evidence", True: "yes", False: "no"}
    yield f"Cited       {cited[verdict.cited]}"
    yield f"Scores      exact match {verdict.exact:.0f}, F1 {verdict.f1:.3f}"
    for name, value in verdict.retrieval.items():
        yield f"  {name} {value:.3f}"
    if question.answers:
        yield f"Any of      {' | '.join(question.answers)}"
    if question.all_of:
        yield f"All of      {' | '.join(question.all_of)}"
    if not question.has_answer:
        yield "Right is    not_found"
    for evidence in question.evidence:
        yield f"Evidence    {evidence.doc_id}: {evidence.quote}"
    for position in question.positions:
        yield f"Position    {position.doc_id}: {position.value}"
