"""How probable it is that the documents answer: a logistic regression over `signals`.

Its weights, the thresholds and what both are worth lie in `data/confidence.toml`, which
`summits eval calibrate` writes; nothing is tuned here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.words.language import Language
from corpus.errors import SettingError
from corpus.files import parsed_toml

FILE = Path(__file__).parent.parent / "data" / "confidence.toml"

Strictness = Literal["strict", "balanced", "broad"]
"""How readily `not_found` is said: most readily under `strict`."""

READER_PREFIX = "reader_"
"""Signals whose name begins so are absent where nothing was read."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: a signal has one weight; bigger confidence for a bigger sum."""

    intercept: float
    weights: Mapping[str, float]

    def confidence(self, signals: Mapping[str, float]) -> float:
        """`1 / (1 + exp(-(intercept + sum of weight * signal)))`, in 0 … 1.

        Raises:
            KeyError: a signal that has a weight is missing.

        >>> Weights(0.0, {"cosine": 2.0}).confidence({"cosine": 0.0, "known": 1.0})
        0.5
        """
        return probability(
            self.intercept + sum(w * signals[name] for name, w in self.weights.items())
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the file holds.

    Attributes:
        read: the weights where passages were read.
        unread: those where none was: fitted without the reader's signals.
        korean, korean_unread: the same for questions in Korean.
        hangul: those where the sentences found are in Korean, which the reader cannot read.
        thresholds: strictness -> confidence below which the answer is `not_found`.
    """

    read: Weights
    unread: Weights
    korean: Weights
    korean_unread: Weights
    hangul: Weights
    thresholds: Mapping[Strictness, float]

    def confidence(self, signals: Mapping[str, float], language: Language = "en") -> float:
        """The probability that the documents answer a question in this language."""
        was_read = any(name.startswith(READER_PREFIX) for name in signals)
        if language == "ko":
            return (self.korean if was_read else self.korean_unread).confidence(signals)
        return (self.read if was_read else self.unread).confidence(signals)


def read_calibration(path: Path = FILE) -> Calibration:
    """Read what `summits eval calibrate` wrote.

    Raises:
        SettingError: the file is missing or not of that form.
    """
    try:
        held = parsed_toml(path.read_text(encoding="utf-8"))
        return Calibration(
            _weights(held["read"]),
            _weights(held["unread"]),
            _weights(held["korean"]),
            _weights(held["korean_unread"]),
            _weights(held["hangul"]),
            {name: float(held["thresholds"][name]) for name in get_args(Strictness)},
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SettingError(
            f"{path} holds no calibration ({type(error).__name__}: {error}); "
            "write it again with `summits eval calibrate`"
        ) from error


@cache
def shipped() -> Calibration:
    """The calibration in use, read once."""
    return read_calibration()


def confidence(signals: Mapping[str, float], language: Language = "en") -> float:
    """The probability that the documents answer, by the shipped calibration."""
    return shipped().confidence(signals, language)


def logit(confidence: float) -> float:
    """`ln(p / (1 - p))`, within ±20."""
    from scipy import special

    return float(special.logit(min(max(confidence, 2e-9), 1 - 2e-9)))


def probability(log_odds: float) -> float:
    """`1 / (1 + exp(-x))`.

    >>> probability(logit(0.25))
    0.25
    """
    from scipy.special import expit

    return float(expit(log_odds))


def _weights(table: Mapping[str, Any]) -> Weights:
    return Weights(float(table["intercept"]), {k: float(v) for k, v in table["weights"].items()})
