"""How well the passages were found: qrels from evidence, measures by `ir_measures`.

A passage is relevant when it covers at least half of an evidence quote, counted in characters of
the same document. Evidence is a quote and never a passage number, so a test set outlives a new
chunk size; qrels are made for the passages of each run. Evidence that no retrieved passage covers
enters the qrels as one passage that was not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from corpus.document import Span
from eval.predictions import Prediction, Retrieved
from eval.question import Question

MEASURES = ("Success@1", "Success@5", "RR@10", "nDCG@10", "AP@100")
"""As `ir_measures` writes them."""

RELEVANT_SHARE = 0.5
"""Share of an evidence quote that a relevant passage covers."""

Ranking = Sequence[tuple[str, float]]
"""(document or passage id, score), the best first, no id twice."""

Qrels = Mapping[str, Mapping[str, int]]
"""query id -> document or passage id -> grade; 0 is not relevant."""


def measure(qrels: Qrels, rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """Each measure for each query of `qrels`: query id -> measure -> value.

    A query without a ranking scores 0. The order is taken as it stands: `ir_measures` gets scores
    that fall with the rank, since its providers break ties each in its own way.

    Sources: MacAvaney, Macdonald, Ounis (2022), "Streamlining Evaluation with ir-measures"; nDCG:
    Järvelin, Kekäläinen (2002), gains as in trec_eval.
    """
    import ir_measures

    wanted = [ir_measures.parse_measure(name) for name in MEASURES]
    judged = [
        ir_measures.Qrel(query, doc, grade)
        for query, grades in qrels.items()
        for doc, grade in grades.items()
    ]
    found = [
        ir_measures.ScoredDoc(query, doc, float(len(ranking) - place))
        for query, ranking in rankings.items()
        if query in qrels
        for place, (doc, _) in enumerate(ranking)
    ]
    values = {query: dict.fromkeys(MEASURES, 0.0) for query in qrels}
    for metric in ir_measures.iter_calc(wanted, judged, found):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


def passage_ids(retrieved: Iterable[Retrieved]) -> list[tuple[str, float]]:
    """The ranking of a prediction's passages, each named `doc_id:start-end`."""
    ranking: dict[str, float] = {}
    for passage in retrieved:
        name = _passage(passage.doc_id, Span(passage.start, passage.end))
        ranking.setdefault(name, passage.score)
    return list(ranking.items())


def qrels_of(question: Question, prediction: Prediction | None) -> dict[str, int]:
    """Passage id -> 1 for the relevant ones; empty where the evidence's place is not known."""
    relevant: dict[str, int] = {}
    for evidence in question.evidence:
        covering = [
            _passage(passage.doc_id, Span(passage.start, passage.end))
            for passage in (prediction.retrieved if prediction else ())
            if passage.doc_id == evidence.doc_id
            and is_relevant(Span(passage.start, passage.end), evidence.spans)
        ]
        if not covering and evidence.spans:
            covering = [_passage(evidence.doc_id, evidence.spans[0])]
        relevant |= dict.fromkeys(covering, 1)
    return relevant


def is_relevant(passage: Span, evidence: Iterable[Span]) -> bool:
    """Whether `passage` covers at least half of one of the places of an evidence quote.

    >>> is_relevant(Span(0, 15), [Span(10, 20)]), is_relevant(Span(0, 14), [Span(10, 20)])
    (True, False)
    """
    return any(
        passage.shared(span) >= RELEVANT_SHARE * (span.end - span.start) > 0 for span in evidence
    )


def _passage(doc_id: str, span: Span) -> str:
    return f"{doc_id}:{span.start}-{span.end}"


def measure_passages(
    questions: Sequence[Question], predictions: Mapping[str, Prediction]
) -> dict[str, dict[str, float]]:
    """Question id -> measure -> value, for the questions with evidence at a known place."""
    judged = {q.id: qrels_of(q, predictions.get(q.id)) for q in questions}
    rankings = {id_: passage_ids(p.retrieved) for id_, p in predictions.items()}
    return measure({id_: grades for id_, grades in judged.items() if grades}, rankings)


def trec_run(rankings: Mapping[str, Ranking], tag: str) -> Iterator[str]:
    """The lines of a run in TREC's form: `qid Q0 docid rank score tag`.

    trec_eval sorts by the score alone, held in 32 bits, and breaks ties its own way: a score that
    does not fall below the one above it is lowered by the least step, so that it reads our order.
    """
    import numpy as np

    for query, ranking in rankings.items():
        above = np.float32(np.inf)
        for rank, (doc, score) in enumerate(ranking, start=1):
            above = min(np.float32(score), np.nextafter(above, np.float32(-np.inf)))
            yield f"{_word(query)} Q0 {_word(doc)} {rank} {float(above)!r} {_word(tag)}\n"


def trec_qrels(qrels: Qrels) -> Iterator[str]:
    """The lines of qrels in TREC's form: `qid 0 docid grade`."""
    for query, grades in qrels.items():
        for doc, grade in grades.items():
            yield f"{_word(query)} 0 {_word(doc)} {grade}\n"


def _word(name: str) -> str:
    """An id as one word: TREC's forms are split at white space.

    >>> _word("a b")
    'a%20b'
    """
    return re.sub(r"\s", lambda match: quote(match[0]), name)
