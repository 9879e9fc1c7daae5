"""How sure it is that the documents answer: the confidence, and where it has no say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.asked.kind import GATHERING
from assistant.asked.question import Question
from assistant.confidence.calibrated import confidence, logit, probability, shipped
from assistant.ranking.judgement import judgement_asked
from assistant.ranking.lists import speaks_of_two
from assistant.ranking.rank import Candidate
from index.lexical import mostly_hangul

TELLS_ELSE = 0.02
"""The most of a question whose best sentence shows that it tells something else: of 301 such dev
questions 4 had an answer."""

TABLED = 0.9
"""The least where a question names a row and a column of a table: the reader reads sentences.
Why something is so a cell seldom tells."""

VALUES_AMONG = 2
"""One of so many Korean sentences, at least, has a number or a date where one is asked for."""

HARDLY_READ = 0.22
LITTLE_OF_IT = 0.55
HARDLY_TOLD = 1.5
"""What a question for a number loses, as a logit, where the reader's share of the best sentence is
below the first, and that holds less than the second of what is asked: it counts something else."""

JUDGES_AMONG = 2
UNJUDGED = 3.0
"""What a question after a judgement loses, as a logit, where none of so many sentences judges."""


def how_sure(
    question: Question, candidates: Sequence[Candidate], signals: Mapping[str, float]
) -> float:
    """The probability that the documents answer, 0 … 1.

    Args:
        question: what is asked.
        candidates: sentences considered, best first.
        signals: as `assistant.confidence.signals` gives them.
    """
    if not candidates:
        return 0.0
    if question.language != "en" and mostly_hangul(candidates[0].text):
        lacks = question.kind in ("how_many", "when") and not any(
            c.features["kind"] for c in candidates[:VALUES_AMONG]
        )
        return min(_in_korean_text(candidates), TELLS_ELSE if lacks else 1.0)
    terms = question.terms
    says_nothing = not terms or (len(terms) == 1 and not signals["known"])
    if question.language == "en" and question.kind not in GATHERING and says_nothing:
        return 0.0  # "Who?", "asdfgh"
    if question.language != "en" and not signals["known"]:
        # The documents hold none of its words in any form: what is alike is something else.
        return 0.0
    sure = confidence(signals, question.language)
    if _hardly_told(question, candidates[0]):
        sure = probability(logit(sure) - HARDLY_TOLD)
    if not signals["fits"]:
        sure = min(sure, TELLS_ELSE)
    elif candidates[0].features.get("tabled") and signals["names"]:
        sure = max(sure, TABLED if question.kind not in {*GATHERING, "why"} else 0.0)
    if judgement_asked(question.text) and question.kind not in GATHERING:
        # What they say of it without a word of judgement answers something else.
        judges = any(c.features.get("judging") for c in candidates[:JUDGES_AMONG])
        return sure if judges else probability(logit(sure) - UNJUDGED)
    return sure


def _hardly_told(question: Question, best: Candidate) -> bool:
    """Whether a number asked for is hardly in the best sentence, by reader and by words.

    Of a follow-up, which is put together of two questions, and of a double one the reader is less
    sure in any case.
    """
    alone = question.language == "en" and not question.anew and not speaks_of_two(question.text)
    if question.kind != "how_many" or not alone:
        return False
    read = best.features.get("reader", 0.0)
    return 0 < read < HARDLY_READ and best.features.get("near", 1.0) < LITTLE_OF_IT


def _in_korean_text(candidates: Sequence[Candidate]) -> float:
    """That of sentences in Korean, which the English reader cannot read.

    It is made from the cosine of the question and the most similar sentence, both encoders counted,
    and the share of the question's words that the best sentence's passage holds.
    """
    calibration = shipped()
    sure = calibration.hangul.confidence(
        {
            "cosine": max(c.features["cosine"] for c in candidates),
            "passage_coverage": candidates[0].features["passage_coverage"],
        }
    )
    # These weights part answers from refusals at 0.5; the settings part them elsewhere.
    return probability(logit(sure) + logit(calibration.thresholds["balanced"]))
