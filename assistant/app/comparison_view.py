"""Two runs of the Evaluate tab side by side: what differs, and which questions flipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.app.addresses import asking_address
from assistant.app.labels import Labels
from assistant.app.markup import escape, shortened, table
from assistant.confidence.calibrated import Strictness

if TYPE_CHECKING:
    from eval.compare import Comparison, Difference, Flip
    from eval.qa import Evaluation
    from eval.verdict import Verdict


def compared_html(before: Evaluation | None, now: Evaluation, words: Labels) -> str:
    """The comparison of a run with the one before it; empty where there was none.

    Args:
        before: the run before, whatever it asked; the questions that both asked are compared.
        now: the run that has just ended.
        words: the page's own.
    """
    if before is None:
        return ""
    a, b = _verdicts(before), _verdicts(now)
    both = [question for question in b if question in a]
    if not both:
        return f'<p class="notice">{escape(words("other_questions_before"))}</p>'
    from eval.compare import compare

    found = compare(
        (words("run_before"), words("run_now")),
        now.scores.form,
        [a[question] for question in both],
        [b[question] for question in both],
    )
    heading = escape(words("compared_with_before"))
    asked = escape(words("questions_compared", count=f"{len(both):,}"))
    return (
        f'<section class="compared"><h3>{heading}</h3><p>{asked}</p>'
        f"{_settings(before, now, words)}{_measures(found, words)}"
        f"{_flips(found.flips, now, words)}</section>"
    )


def _verdicts(run: Evaluation) -> dict[tuple[str, str], Verdict]:
    """The verdicts by id and words of their question, in the order of the test set."""
    return {(v.question.id, v.question.question): v for v in run.scores.verdicts}


def _settings(before: Evaluation, now: Evaluation, words: Labels) -> str:
    """What was set otherwise; that nothing was, too."""
    from eval.past import differing_settings
    from eval.plain_names import said

    differing = differing_settings(before.stamp, now.stamp)
    changed = [
        f"{said(name, words.language)}: " + " → ".join(said(str(v), words.language) for v in values)
        for name, values in differing.items()
    ]
    told = "; ".join(changed) or words("same_settings")
    return f"<p>{escape(told)}</p>"


def _measures(found: Comparison, words: Labels) -> str:
    """The measures that differ; the others would hide them."""
    from eval.plain_names import with_standard_name

    differing = [d for d in found.differences if d.a != d.b]
    if not differing:
        return f"<p>{escape(words('no_measure_differs'))}</p>"
    heads = ["measure", "column_n", "run_before", "run_now", "column_p", "column_better"]
    rows = [
        (
            escape(with_standard_name(d.measure, words.language)),
            [f"{d.n:,}", _shown(d, d.a), _shown(d, d.b), _p(d), _surely_better(d, words)],
        )
        for d in differing
    ]
    return _table(words("measures_that_differ"), [words(head) for head in heads], rows)


def _shown(difference: Difference, value: float | None) -> str:
    return "–" if value is None else f"{value:.{difference.digits}f}"


def _p(difference: Difference) -> str:
    return "–" if difference.p is None else f"{difference.p:.4f}"


def _surely_better(difference: Difference, words: Labels) -> str:
    """Which run is better; none where so great a difference comes by chance often enough."""
    better = difference.better
    return words("could_be_chance") if difference.could_be_chance else _better(better, words)


def _better(better: str, words: Labels) -> str:
    return {"A": words("run_before"), "B": words("run_now")}.get(better, "")


def _flips(flips: Sequence[Flip], now: Evaluation, words: Labels) -> str:
    """Each question whose verdict changed, as a link that asks it in the chat, as strictly.

    A follow-up is asked after the questions before it, which are named below it.
    """
    from eval.plain_names import said

    heading = words("questions_flipped", number=len(flips))
    if not flips:
        return f"<p>{escape(heading)}</p>"
    heads = [words(head) for head in ("question", "run_before", "run_now", "column_better")]
    rows = [
        [
            *(said(verdict, words.language) for verdict in (flip.a, flip.b)),
            _better(flip.better, words),
        ]
        for flip in flips
    ]
    names = [_asking(flip, now.stamp.strictness, words) for flip in flips]
    return _table(heading, heads, zip(names, rows, strict=True))


def _asking(flip: Flip, strictness: Strictness | None, words: Labels) -> str:
    address = asking_address(flip.question, words.language, strictness, flip.history)
    # In a tab of its own: this one holds the run.
    name = escape(shortened(flip.question, words=words))
    link = f'<a href="{escape(address)}" target="_blank" rel="noopener">{name}</a>'
    if not flip.history:
        return link
    before = words("asked_after", questions=" · ".join(flip.history))
    return f'{link}<span class="asked-after">{escape(shortened(before, words=words))}</span>'


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A table; each row has its name as HTML, and its other cells as plain text."""
    told = [
        f'<th scope="row">{name}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        for name, cells in rows
    ]
    return table(caption, heads, told, f"<caption>{escape(caption)}</caption>")
