"""One question and its prediction: is it right, and does it cite what it should?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Span, sha256_of
from eval.predictions import Cited, Prediction
from eval.question import Documents, Evidence, Question
from eval.squad import best_over, exact_match, normalize_answer, token_f1, tokens
from index.lexical import is_hangul

_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": " "})

# Korean writes its particles, and "is", onto the noun before them.
_ON_A_NOUN = (
    "은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|까지|부터|"
    "(?:이|이었|였)?다|(?:이었|였)?습니다|입니다|이?며|이?고"
)

CITED_SHARE = 0.8
"""Share of an evidence quote's words that a citation must cover to be right."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about one question after the run.

    Attributes:
        prediction: None where the question failed or is missing; everything counts as 0 then.
        failure: what went wrong; empty where nothing did.
        right: as the contract defines it.
        cited: rightly cited; None where the test set names no evidence for an answer, or for none.
        best_right: whether the answer, or the best span where it was held back, holds what is
            right: what would be shown if the assistant could not say `not_found`.
        verbatim: for each citation, whether its quote stands in its document; None where the
            documents were not at hand.
        retrieval: retrieval measure -> value; empty without evidence.
    """

    question: Question
    prediction: Prediction | None
    failure: str = ""
    right: bool = False
    cited: bool | None = None
    best_right: bool = False
    supports: tuple[bool, ...] = ()
    covered: tuple[bool, ...] = ()
    verbatim: tuple[bool, ...] | None = None
    exact: float = 0.0
    f1: float = 0.0
    best_exact: float = 0.0
    best_f1: float = 0.0
    retrieval: Mapping[str, float] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The verdict in a word or two, for tables; `WORDS` lists them."""
        if self.prediction is None:
            return "failed"
        if self.right:
            return "right, not cited" if self.cited is False else "right"
        if not self.prediction.answered:
            return "missed"
        if self.question.false_premise:
            return "premise confirmed"
        return "wrong" if self.question.has_answer else "should be not found"

    @property
    def abstained(self) -> bool:
        """Whether the assistant said that the documents do not say."""
        return self.prediction is not None and not self.prediction.answered


WORDS = (
    "right",
    "right, not cited",
    "wrong",
    "missed",
    "should be not found",
    "premise confirmed",
    "failed",
)


def judge(
    question: Question,
    prediction: Prediction | None,
    failure: str = "",
    documents: Documents | None = None,
    retrieval: Mapping[str, float] | None = None,
) -> Verdict:
    """The verdict on one question.

    Without `documents`, whether quotes stand there is left open; `failure` says why there is no
    prediction; `retrieval` was measured elsewhere and is carried along.
    """
    retrieval = retrieval or {}
    needs_evidence = bool(question.evidence) or not question.has_answer
    if prediction is None:
        cited = False if needs_evidence else None
        reason = failure or "missing from the predictions"
        return Verdict(question, None, reason, cited=cited, retrieval=retrieval)
    supports = tuple(
        any(covers(citation, evidence) for evidence in question.evidence)
        for citation in prediction.citations
    )
    right = _is_right(question, prediction, any(supports))
    cited = any(supports) or (right and not prediction.answered)
    golds = gold_answers(question)
    said, best = _short(prediction), prediction.best.text if prediction.best else ""
    return Verdict(
        question,
        prediction,
        right=right,
        cited=cited if needs_evidence else None,
        best_right=right if prediction.answered else holds_gold(question, best),
        supports=supports,
        covered=tuple(
            any(covers(citation, evidence) for citation in prediction.citations)
            for evidence in question.evidence
        ),
        verbatim=None if documents is None else tuple(_verbatim(prediction, documents)),
        exact=0.0 if said is None else _exact(question, golds, said),
        f1=0.0 if said is None else best_over(token_f1, golds, said),
        best_exact=_exact(question, golds, best),
        best_f1=best_over(token_f1, golds, best),
        retrieval=retrieval,
    )


def stands_in(words: str, text: str) -> bool:
    """Whether `words` stand in `text`, both normalised, from word boundary to word boundary.

    SQuAD's normalisation knows the punctuation of ASCII alone; here the typographic kind counts as
    such too: a word that a dash or a closing quotation mark follows is that word. So is a Korean
    noun with its particle.

    >>> stands_in("The 12 economies", "it has 12 economies.")
    True
    >>> stands_in("12", "in 2012")
    False
    >>> stands_in("six years", "the first in six years—and “the last”")
    True
    >>> stands_in("12헥타르", "넓이는 12헥타르이다."), stands_in("서울", "서울대학교")
    (True, False)
    """
    wanted, said = (normalize_answer(t.translate(_TYPOGRAPHIC)) for t in (words, text))
    if not wanted:
        return False
    glued = f"(?:{_ON_A_NOUN})?" if is_hangul(wanted[-1]) else ""
    return re.search(rf"(?:^| ){re.escape(wanted)}{glued}(?: |$)", said) is not None


def holds_gold(question: Question, *texts: str) -> bool:
    """Whether one of `answers` and all of `all_of` stand in one of the texts each.

    Of a question with positions alone, all values must stand there. Nothing holds the answer to a
    question that has none.
    """

    def said(words: str) -> bool:
        return any(stands_in(words, text) for text in texts)

    if question.answers or question.all_of:
        one = not question.answers or any(said(answer) for answer in question.answers)
        return one and all(said(part) for part in question.all_of)
    return bool(question.positions) and all(said(p.value) for p in question.positions)


def _is_right(question: Question, prediction: Prediction, cites_evidence: bool) -> bool:
    if question.false_premise:
        return not prediction.answered or cites_evidence
    if not question.has_answer:
        return not prediction.answered
    return prediction.answered and holds_gold(
        question, prediction.text, prediction.short_answer or ""
    )


def covers(citation: Cited, evidence: Evidence) -> bool:
    """Whether a citation covers at least 80 % of the words of an evidence quote.

    Words are normalised as SQuAD does and counted with repeats. Of evidence that is a bare answer
    at a known place (SQuAD), the citation must cover 80 % of the characters at that very place.
    """
    if evidence.exact:
        quote = Span(citation.start, citation.end)
        return citation.doc_id == evidence.doc_id and any(
            quote.shared(span) >= CITED_SHARE * (span.end - span.start) for span in evidence.spans
        )
    wanted = Counter(tokens(evidence.quote))
    shared = (wanted & Counter(tokens(citation.quote))).total()
    return bool(wanted) and shared >= CITED_SHARE * wanted.total()


def gold_answers(question: Question) -> tuple[str, ...]:
    """What exact match and F1 compare with; a list's parts are joined as a short answer's are."""
    listed = ("; ".join(question.all_of),) if question.all_of else ()
    if question.answers or listed:
        return question.answers + listed
    sides = "; ".join(position.value for position in question.positions)
    return (sides,) if sides else ()


def _short(prediction: Prediction) -> str | None:
    """What SQuAD would call the prediction; None where there is an answer but no short one.

    Such an answer scores 0: taking it for "" would call it right where there is no answer.
    """
    if not prediction.answered:
        return ""
    return prediction.short_answer or None


def _exact(question: Question, golds: Sequence[str], said: str) -> float:
    """Exact match; of a list, in any order."""
    score = best_over(exact_match, golds, said)
    if question.all_of and not score:
        parts = sorted(normalize_answer(part) for part in said.split("; "))
        return float(parts == sorted(normalize_answer(part) for part in question.all_of))
    return score


def _verbatim(prediction: Prediction, documents: Documents) -> list[bool]:
    known = frozenset(documents.doc_ids)
    return [
        c.doc_id in known
        and documents.document(c.doc_id).text[c.start : c.end] == c.quote
        and c.sha256 == sha256_of(c.quote)
        for c in prediction.citations
    ]
