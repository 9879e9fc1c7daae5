"""What the calibration is worth, in words, and the file that the assistant reads it from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.confidence.calibrated import shipped
from eval.calibration import auroc, ece
from eval.fitting import FOLDS, LOST, Fit, Sample
from eval.intervals import interval
from eval.table import aligned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Worth:
    """What the confidence is worth on one source, by weights that have not seen the questions.

    Attributes:
        n, unanswerable: questions, and those of them without an answer; false premises apart.
        auroc_bounds: 95 % bootstrap interval.
        at: strictness -> (share of the answerable that are answered, share of the right answers
            that are still given, share of the unanswerable that get `not_found`).
    """

    source: str
    fitted: bool
    n: int
    unanswerable: int
    auroc: float
    auroc_bounds: tuple[float, float] | None
    ece: float
    at: dict[str, tuple[float, float, float]]


def worth(samples: Sequence[Sample], fit: Fit) -> tuple[Worth, ...]:
    """One record for each source, in their order."""
    sources = dict.fromkeys((s.source, s.fitted) for s in samples)
    return tuple(_worth(samples, fit, source, fitted) for source, fitted in sources)


def _worth(samples: Sequence[Sample], fit: Fit, source: str, fitted: bool) -> Worth:
    import numpy as np

    of = [s for s in samples if s.source == source and not s.false_premise]
    confidence = np.array([fit.confidences[s.id] for s in of])
    answerable = np.array([float(s.answerable) for s in of])
    right = np.array([s.right for s in of])
    return Worth(
        source,
        fitted,
        len(of),
        int((answerable == 0).sum()),
        float(auroc(confidence, answerable)),
        interval([confidence, answerable], auroc),
        float(ece(confidence, answerable)),
        {
            name: (
                _share(confidence[answerable == 1] >= value),
                _share(confidence[right] >= value),
                _share(confidence[answerable == 0] < value),
            )
            for name, value in fit.thresholds.items()
        },
    )


def _share(hits: NDArray[np.bool_]) -> float:
    return float(hits.mean()) if hits.size else float("nan")


def worth_table(records: Sequence[Worth]) -> str:
    """For the terminal: one line for each source."""
    head = ["source", "n", "unanswerable", "AUROC", "95 %", "ECE"]
    head += [f"{name} kept/right kept/refused" for name in LOST]
    rows = [head]
    for w in records:
        bounds = f"{w.auroc_bounds[0]:.2f} … {w.auroc_bounds[1]:.2f}" if w.auroc_bounds else "–"
        name = w.source if w.fitted else f"{w.source} (not fitted)"
        cells = [name, str(w.n), str(w.unanswerable), f"{w.auroc:.3f}", bounds, f"{w.ece:.3f}"]
        rows.append([*cells, *("/".join(f"{v:.2f}" for v in w.at[s]) for s in LOST)])
    return aligned(rows, left=1)


def calibration_toml(fit: Fit, records: Sequence[Worth], made: str, settings: str) -> str:
    """The file `assistant/data/confidence.toml`."""
    return "\n".join([*_head(records, made, settings), *_thresholds(fit, records), *_weights(fit)])


def _head(records: Sequence[Worth], made: str, settings: str) -> Iterator[str]:
    yield "# Probability that the documents answer: 1 / (1 + exp(-(intercept + sum of weight *"
    yield "# signal))); see assistant/confidence/signals.py for the signals. Written by"
    yield "# `summits eval calibrate --write`; run it again after a change of ranking or reader."
    yield f"# Made on {made} with {settings}."
    yield "#"
    yield f"# What it is worth ({FOLDS}-fold cross-validation, questions about one paragraph kept"
    yield "# together; false premises are left out, both replies to them can be right):"
    for w in records:
        bounds = f" ({w.auroc_bounds[0]:.2f} … {w.auroc_bounds[1]:.2f})" if w.auroc_bounds else ""
        how = "" if w.fitted else ", not fitted on"
        yield f"#   {w.source}{how}: {w.n} questions, {w.unanswerable} of them unanswerable;"
        yield f"#     AUROC {w.auroc:.3f}{bounds}, ECE {w.ece:.3f}"


def _thresholds(fit: Fit, records: Sequence[Worth]) -> Iterator[str]:
    first = records[0]
    yield ""
    yield "[thresholds]"
    yield f"# Below it the answer is `not_found`. Shares on {first.source}, as above."
    for name, value in fit.thresholds.items():
        kept, right, refused = first.at[name]
        yield f"# answers {kept:.0%} of the answerable, gives {right:.0%} of the right answers,"
        yield f"# refuses {refused:.0%} of the unanswerable"
        yield f"{name} = {value:.2f}"


def _weights(fit: Fit) -> Iterator[str]:
    for name, about, weights in (
        ("read", "where passages were read", fit.read),
        ("unread", "where there is no reader", fit.unread),
        (
            "korean",
            "where passages were read for a question in Korean",
            fit.korean or shipped().korean,
        ),
        (
            "korean_unread",
            "where there is no reader, for a question in Korean",
            fit.korean_unread or shipped().korean_unread,
        ),
        ("hangul", "where the sentences found are in Korean; set by hand", shipped().hangul),
    ):
        yield ""
        yield f"[{name}]  # {about}"
        yield f"intercept = {weights.intercept}"
        yield f"[{name}.weights]"
        yield from (f"{signal} = {weight}" for signal, weight in weights.weights.items())
    yield ""
