"""A run of the Evaluate tab as HTML: how far it is, why there is none, its report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.app.addresses import asking_address
from assistant.app.labels import Labels
from assistant.app.markup import escape
from assistant.app.testset_run import Progress
from corpus.errors import UserError

if TYPE_CHECKING:
    from eval.qa import Evaluation


def progress_html(progress: Progress, words: Labels) -> str:
    """A bar, in words how far it is, and that the run goes on without the page."""
    if not progress.total:
        return notice_html(words("run_waiting" if progress.waits else "run_reading"))
    done, total = progress.done, progress.total
    so_far = escape(words("run_progress", done=done, total=total))
    return (
        f'<div class="progress" role="status"><label>{so_far} '
        f'<progress value="{done}" max="{total}"></progress></label></div>'
        f'<p class="stay">{escape(words("run_goes_on"))}</p>'
    )


def notice_html(text: str) -> str:
    """One line."""
    return f'<p class="notice" role="status">{escape(text)}</p>'


def not_run_html(reason: str, words: Labels) -> str:
    """Why there is no run, in the language of the page."""
    return _failed(words("not_run"), [(reason, reason)])


def faults_html(error: UserError, words: Labels) -> str:
    """Every fault on a line of its own; one that has no other form stays English."""
    from eval.plain_names import fault_said

    return _failed(
        words("not_run_faults"), [(fault_said(f, words.language), f) for f in error.faults]
    )


def _failed(heading: str, lines: Iterable[tuple[str | None, str]]) -> str:
    """Each line in the language of the page, where there is such a form, and in English."""
    listed = "".join(
        f'<li lang="en">{escape(english)}</li>' if own is None else f"<li>{escape(own)}</li>"
        for own, english in lines
    )
    return (
        f'<div class="notice failed" role="alert"><p>{escape(heading)}</p><ul>{listed}</ul></div>'
    )


def report_html(evaluation: Evaluation, words: Labels) -> str:
    """The report as evaluators know it, in a frame of its own: its style and script stay inside."""
    from eval.report import html_page

    ask_at = asking_address("", words.language, evaluation.stamp.strictness)
    page = html_page(evaluation, ask_at=ask_at, language=words.language)
    return (
        f'<iframe class="report" title="{escape(words("report_frame"))}" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
        f'srcdoc="{_as_attribute(page)}"></iframe>'
    )


def _as_attribute(page: str) -> str:
    """A page inside an attribute: line breaks stay; Gradio's templates see no sign of theirs."""
    return "\n".join(escape(line) for line in page.split("\n"))
