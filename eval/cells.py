"""What each measure reads of one question, or None where the question is outside its scope."""

from __future__ import annotations

from eval.verdict import Verdict, stands_in

Cells = tuple[float, ...]


def has_answer(v: Verdict) -> bool:
    """Whether the documents answer it; a false premise is another matter."""
    return v.question.has_answer and not v.question.false_premise


def has_none(v: Verdict) -> bool:
    """No answer; a false premise that evidence corrects may be answered or not, so it is neither.

    A false premise without evidence can only be met by `not_found`: it has none.
    """
    q = v.question
    return not q.evidence if q.false_premise else not q.has_answer


def judged(v: Verdict) -> bool:
    """Whether the test set says enough to judge the citations."""
    return v.cited is not None


def right_cited(v: Verdict) -> bool:
    """Right and rightly cited."""
    return v.right and bool(v.cited)


def with_evidence(v: Verdict) -> bool:
    """Whether citations can be told right from wrong: by evidence, or as none can be right."""
    return judged(v) and (bool(v.question.evidence) or has_none(v))


def citation_precision(v: Verdict) -> Cells | None:
    """Citations that support, of all."""
    return (sum(v.supports), len(v.supports)) if with_evidence(v) else None


def citation_recall(v: Verdict) -> Cells | None:
    """Evidence quotes that are covered, of all."""
    if not v.question.evidence or v.question.false_premise:
        return None
    return sum(v.covered), len(v.question.evidence)


def verbatim(v: Verdict) -> Cells | None:
    """Citations that stand in their document, of all."""
    return None if v.verbatim is None else (sum(v.verbatim), len(v.verbatim))


def right_document(v: Verdict) -> Cells | None:
    """Citations of a document that holds evidence, of all."""
    if not v.question.evidence or v.prediction is None:
        return None
    documents = {evidence.doc_id for evidence in v.question.evidence}
    citations = v.prediction.citations
    return sum(c.doc_id in documents for c in citations), len(citations)


def abstention(v: Verdict) -> tuple[bool, bool] | None:
    """(said `not_found`, has no answer), or None for false premises that can be corrected."""
    if not (has_answer(v) or has_none(v)):
        return None
    return v.abstained, has_none(v)


def abstention_precision(v: Verdict) -> Cells | None:
    """Said `not_found` rightly, of all said."""
    pair = abstention(v)
    return pair and (float(pair[0] and pair[1]), float(pair[0]))


def abstention_recall(v: Verdict) -> Cells | None:
    """Said `not_found` rightly, of all that should be."""
    pair = abstention(v)
    return pair and (float(pair[0] and pair[1]), float(pair[1]))


def abstention_f1(v: Verdict) -> Cells | None:
    """2 TP / (2 TP + FP + FN) is a sum over a sum, too."""
    pair = abstention(v)
    return pair and (2.0 * (pair[0] and pair[1]), float(pair[0]) + float(pair[1]))


def confidence_and_answerable(v: Verdict) -> Cells | None:
    """The contract's confidence is the chance that the documents answer the question."""
    pair = abstention(v)
    if pair is None or v.prediction is None:
        return None
    return v.prediction.confidence, float(not pair[1])


def confidence_and_error(v: Verdict) -> Cells:
    """What is shown, or would be without `not_found`, is wrong; a failed question is, surely."""
    if v.prediction is None:
        return 1.0, 1.0
    return v.prediction.confidence, float(not v.best_right)


def disagrees(v: Verdict) -> bool:
    """Whether the answer names every side of the gold disagreement, each from its document."""
    sides = v.prediction.sides if v.prediction else ()
    return all(
        any(
            doc_id == gold.doc_id and (stands_in(gold.value, said) or stands_in(said, gold.value))
            for doc_id, said in sides
        )
        for gold in v.question.positions
    )


def latency(v: Verdict) -> Cells | None:
    """Milliseconds; nothing where there is no answer."""
    return None if v.prediction is None else (v.prediction.elapsed_ms,)
