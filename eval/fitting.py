"""The confidence fitted: a logistic regression over the signals of questions, cross-validated.

`calibrate.ask_all` gives the rows; what comes out is written by `calibration_file`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.confidence.calibrated import READER_PREFIX, Strictness, Weights, logit, probability
from assistant.words.language import Language
from corpus.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FOLDS = 8
SEED = 20260113
INVERSE_PENALTY = 1.0
"""`C` of the regression: 1 / strength of the L2 penalty on the weights of standardised signals."""

LOST: Mapping[Strictness, float] = {"strict": 0.15, "balanced": 0.04, "broad": 0.01}
"""Share of the right answers that each setting may hold back."""

LOST_IN_KOREAN = 0.10
"""The same for `balanced` and questions in Korean: few, so that one more tells little."""

ONE_SIDED = (
    "to fit the confidence, questions with and without an answer are needed, some of each "
    "for every paragraph left out in turn; add questions of the kind that is missing"
)

ENGLISH_ONLY = frozenset(("names", "anew"))
"""Signals that tell of words as they were typed, in Latin letters."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One question.

    Attributes:
        source: name of the test set.
        group: questions about one paragraph stay together in the cross-validation.
        signals: of the question as a whole; the weights are fitted on them.
        parts: of each part, where the least sure of them may carry the whole, as in an answer.
        answerable: whether the documents answer.
        right: whether the answer would be right if it were given.
        fitted: whether it enters the fit; the others only check it.
        weight: in the fit, before the shares of answerables are made equal.
        false_premise: such a question is in no figure but its own: both replies can be right.
        language: in which it is asked.
        gathers: whether it is answered from several places at once: what speaks for the question
            as a whole says little of that, so that it counts for the thresholds only.
    """

    id: str
    source: str
    group: str
    signals: Mapping[str, float]
    answerable: bool
    right: bool
    fitted: bool = True
    weight: float = 1.0
    false_premise: bool = False
    language: Language = "en"
    parts: tuple[Mapping[str, float], ...] = ()
    gathers: bool = False

    def confidence(self, weights: Weights) -> float:
        """That of its answer by these weights."""
        whole = weights.confidence(self.signals)
        return max(whole, min(map(weights.confidence, self.parts))) if self.parts else whole


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of it.

    Attributes:
        read, unread: fitted with and without the reader's signals.
        korean, korean_unread: the same, fitted on the questions in Korean; None without any.
        confidences: sample id -> confidence by weights that have not seen its group.
        thresholds: strictness -> the confidence below which `not_found` is said.
    """

    read: Weights
    unread: Weights
    korean: Weights | None
    korean_unread: Weights | None
    confidences: Mapping[str, float]
    thresholds: Mapping[Strictness, float]


def fit(samples: Sequence[Sample]) -> Fit:
    """Fit the weights on the samples to be fitted, and say what they are worth on all.

    Args:
        samples: ids are unique; those of the first source decide the share of answerables.

    Raises:
        InputError: there are too few questions, or none of a kind that is needed.
    """
    english = [s for s in samples if s.language != "ko"]
    if not any(_enters(s) for s in english):
        raise InputError(
            "to fit the confidence, questions in English are needed, and none was answered from"
            " the documents; add some"
        )
    names = list(samples[0].signals)
    used = [s for s in english if _enters(s)]
    share = _share_of_answerables(english)
    read, confidences = _fitted(english, names, share)
    bare = [n for n in names if not n.startswith(READER_PREFIX)]
    unread = regression(used, bare, share)
    # By the questions over the documents themselves: those over other articles weigh less.
    own = [confidences[s.id] for s in english if s.fitted and s.right and s.weight == 1]
    thresholds = {k: threshold(own, lost) for k, lost in LOST.items()}
    asked_in_korean = [s for s in samples if s.language == "ko"]
    if not asked_in_korean:
        return Fit(read, unread, None, None, confidences, thresholds)
    legible = [n for n in names if n not in ENGLISH_ONLY]
    korean, theirs = _fitted_korean(asked_in_korean, legible, thresholds["balanced"])
    bare = [n for n in bare if n not in ENGLISH_ONLY]
    korean_unread, _ = _fitted_korean(asked_in_korean, bare, thresholds["balanced"])
    return Fit(read, unread, korean, korean_unread, confidences | theirs, thresholds)


def _enters(sample: Sample) -> bool:
    return sample.fitted and not sample.gathers and not sample.false_premise


def _share_of_answerables(samples: Sequence[Sample]) -> float:
    """That of the first source, whether its questions enter the fit or count for its thresholds."""
    source = samples[0].source
    first = [s for s in samples if s.source == source and s.fitted and not s.false_premise]
    return sum(s.weight for s in first if s.answerable) / sum(s.weight for s in first)


def _fitted(
    samples: Sequence[Sample], names: Sequence[str], share: float
) -> tuple[Weights, dict[str, float]]:
    """The weights, and confidences by weights that have not seen the question's group.

    Those that only check are judged by the weights themselves.
    """
    weights = regression([s for s in samples if _enters(s)], names, share)
    confidences = {s.id: s.confidence(weights) for s in samples}
    for kept, tested in folds([s for s in samples if s.fitted and not s.false_premise]):
        fold = regression([s for s in kept if _enters(s)], names, share)
        confidences |= {s.id: s.confidence(fold) for s in tested}
    return weights, confidences


def _fitted_korean(
    samples: Sequence[Sample], names: Sequence[str], balanced: float
) -> tuple[Weights, dict[str, float]]:
    """The same for Korean, moved so that `balanced` holds back as few right answers as it may."""
    used = [s for s in samples if _enters(s)]
    weights, confidences = _fitted(samples, names, _share_of_answerables(samples))
    own = threshold([confidences[s.id] for s in used if s.right], LOST_IN_KOREAN)
    shift = logit(balanced) - logit(own)
    moved = replace(weights, intercept=round(weights.intercept + shift, 4))
    return moved, {i: probability(logit(c) + shift) for i, c in confidences.items()}


def folds(samples: Sequence[Sample]) -> list[tuple[list[Sample], list[Sample]]]:
    """(to fit on, to test on) pairs; a group is never on both sides.

    Raises:
        InputError: there is one group only, or none.
    """
    from sklearn.model_selection import GroupKFold

    groups = [sample.group for sample in samples]
    count = min(FOLDS, len(set(groups)))
    if count < 2:
        raise InputError(
            "to fit the confidence, questions about two paragraphs at least are needed"
        )
    split = GroupKFold(count, shuffle=True, random_state=SEED).split(samples, groups=groups)
    return [([samples[i] for i in kept], [samples[i] for i in tested]) for kept, tested in split]


def regression(samples: Sequence[Sample], names: Sequence[str], share: float) -> Weights:
    """Weights for signals as they are, fitted on standardised ones.

    Every signal is made so that more of it speaks for an answer. One that comes out the other way
    reflects how the questions were chosen rather than what they ask: it is left out.

    Raises:
        InputError: all questions have an answer, or none has.
    """
    if len({sample.answerable for sample in samples}) < 2:
        raise InputError(ONE_SIDED)
    weights = _regression(samples, names, share)
    against = min(weights.weights, key=lambda name: weights.weights[name])
    if weights.weights[against] < 0 and len(names) > 1:
        return regression(samples, [name for name in names if name != against], share)
    return weights


def _regression(samples: Sequence[Sample], names: Sequence[str], share: float) -> Weights:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    signals = np.array([[sample.signals[name] for name in names] for sample in samples])
    mean, deviation = signals.mean(axis=0), signals.std(axis=0)
    deviation[deviation == 0] = 1.0
    model = LogisticRegression(C=INVERSE_PENALTY).fit(
        (signals - mean) / deviation, [s.answerable for s in samples], evened(samples, share)
    )
    weights = model.coef_[0] / deviation
    intercept = float(model.intercept_[0] - weights @ mean)
    return Weights(
        round(intercept, 4), {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}
    )


def evened(samples: Sequence[Sample], share: float) -> list[float]:
    """Weights that give every source this share of answerables.

    A set with half of its questions unanswerable would otherwise make every answer look doubtful.
    """

    def total(source: str, answerable: bool) -> float:
        return sum(s.weight for s in samples if (s.source, s.answerable) == (source, answerable))

    factor = {}
    for source in dict.fromkeys(sample.source for sample in samples):
        totals = {side: total(source, side) for side in (True, False)}
        for side, wanted in ((True, share), (False, 1 - share)):
            factor[source, side] = wanted * sum(totals.values()) / max(totals[side], 1e-9)
    return [s.weight * factor[s.source, s.answerable] for s in samples]


def threshold(confidences: Sequence[float], lost: float) -> float:
    """The highest threshold, in hundredths, that holds back at most this share of them.

    >>> threshold([0.2, 0.5, 0.6, 0.7], 0.25)
    0.5
    """
    ordered = sorted(confidences)
    allowed = int(lost * len(ordered))
    return int(100 * ordered[allowed]) / 100 if ordered else 0.5
