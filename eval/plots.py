"""The two plots of the report, as SVG that takes its colours from the page's style sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.calibration import bins, risk_curve
from eval.cells import confidence_and_answerable, confidence_and_error
from eval.operating import operating_points
from eval.verdict import Verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Stand-ins that no plot would use by chance: each becomes a variable of the page's style sheet, so
# that a plot turns dark with it.
_COLOURS = {"ink": "#010203", "accent": "#040506", "line": "#070809", "muted": "#0a0b0c"}


def risk_coverage(verdicts: Sequence[Verdict]) -> str | None:
    """Risk against coverage, and where the assistant stands; None without a prediction."""
    import numpy as np

    rows = [confidence_and_error(v) for v in verdicts]
    if not any(v.prediction for v in verdicts):
        return None
    confidence, error = (np.asarray(column) for column in zip(*rows, strict=True))
    risk = risk_curve(confidence, error)
    coverage = np.arange(1, len(rows) + 1) / len(rows)
    canvas, axes = _canvas("coverage: share of questions answered", "risk: share of wrong answers")
    axes.plot(coverage, risk, color=_COLOURS["accent"], linewidth=2)
    for number, point in enumerate(operating_points(verdicts)):
        if point.risk is not None:
            at = (point.coverage, point.risk)
            below = (0, -12 if number % 2 == 0 else -24)  # neighbours may be near each other
            axes.plot(*at, "s", color=_COLOURS["muted"], markersize=4)
            axes.annotate(point.name, at, below, textcoords="offset points", color=_COLOURS["ink"])
    given = [v for v in verdicts if v.prediction and v.prediction.answered]
    if given:
        wrong = sum(not v.right for v in given) / len(given)
        axes.plot(
            [len(given) / len(verdicts)], [wrong], "o", color=_COLOURS["ink"], label="as it answers"
        )
        axes.legend(frameon=False, labelcolor=_COLOURS["ink"], loc="upper left")
    return _svg(canvas, "risk-coverage")


def reliability(verdicts: Sequence[Verdict]) -> str | None:
    """Mean confidence against the share of answerable questions, bin by bin; areas show n."""
    import numpy as np

    rows = [cells for v in verdicts if (cells := confidence_and_answerable(v)) is not None]
    if not rows:
        return None
    confidence, positive = (np.asarray(column) for column in zip(*rows, strict=True))
    filled = bins(confidence, positive)
    canvas, axes = _canvas("confidence: mean of the bin", "share that the documents answer")
    axes.plot([0, 1], [0, 1], color=_COLOURS["muted"], linewidth=1.5, linestyle="--")
    x, y = [b.confidence for b in filled], [b.share for b in filled]
    axes.plot(x, y, color=_COLOURS["accent"], linewidth=1.5)
    sizes = [20 + 400 * b.n / len(rows) for b in filled]
    axes.scatter(x, y, s=sizes, color=_COLOURS["accent"], zorder=3)
    return _svg(canvas, "calibration")


def _canvas(x_label: str, y_label: str) -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(5.2, 3.9), layout="constrained")
    axes = canvas.add_subplot()
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    for set_label, words in ((axes.set_xlabel, x_label), (axes.set_ylabel, y_label)):
        set_label(words, color=_COLOURS["ink"])
    axes.tick_params(color=_COLOURS["line"], labelcolor=_COLOURS["ink"])
    axes.grid(visible=True, color=_COLOURS["line"], linewidth=0.5)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_color(_COLOURS["line"])
    return canvas, axes


def _svg(canvas: Canvas, salt: str) -> str:
    """The canvas as an `<svg>` element without background, its text as text."""
    import matplotlib

    out = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}):
        canvas.savefig(
            out,
            format="svg",
            transparent=True,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    for name, colour in _COLOURS.items():
        svg = svg.replace(colour, f"var(--{name})")
    return svg
