"""The conversation's messages as HTML: questions, answers, and what went wrong.

Each message is one line of HTML inside one block element, which Gradio's Markdown leaves alone.
Its sanitiser keeps `class`, `id`, `href` and `title`, and drops `aria-*`, `data-*` and `on*`.
"""

from __future__ import annotations

from textwrap import shorten

from assistant.answer import Answer, Citation, Sentence
from assistant.app.export_view import answer_actions
from assistant.app.markup import (
    cite_id,
    escape,
    letter,
    near_id,
    place,
    shortened,
)

SNIPPET_CHARS = 110
"""So much of a passage that is no answer is shown in the conversation; the panel shows all."""

WORKING = "Looking in the documents…"
WAITING = "Getting ready: the models are still loading. Your question is answered after that."
STOPPED = "Stopped. The question was not answered."
BUG = "Something went wrong here. The terminal where the chat was started has the details."


def question_html(question: str) -> str:
    """What a person asked, as plain text; a very long one is cut."""
    return f'<div class="asked">{escape(shortened(question.strip())) or "(nothing)"}</div>'


def notice_html(text: str, kind: str) -> str:
    """A message of the page itself; `kind` is `working`, `stopped` or `failed`."""
    return f'<div class="notice {kind}">{escape(text)}</div>'


def answer_html(answer: Answer, turn: int) -> str:
    """One answer: the short answer, then its sentences with markers that lead to the sources."""
    parts = [
        _badge(answer),
        _read_as(answer),
        _short_answer(answer),
        *(_sentence(answer, turn, i, sentence) for i, sentence in enumerate(answer.sentences)),
        _positions(answer, turn),
        _nearest(answer, turn),
        f'<div class="answer-actions">{answer_actions(answer, turn)}</div>',
    ]
    return f'<div class="answer" id="answer-{turn}">{"".join(parts)}</div>'


def _badge(answer: Answer) -> str:
    if answer.status == "answered":
        return ""
    return '<p class="badge-line"><span class="badge">Not in the documents</span></p>'


def _read_as(answer: Answer) -> str:
    if not answer.read_as:
        return ""
    return f'<p class="read-as">Understood as: {escape(answer.read_as)}</p>'


def _short_answer(answer: Answer) -> str:
    if answer.short_answer is None:
        return ""
    return f'<p class="short">{escape(shortened(answer.short_answer))}</p>'


def _sentence(answer: Answer, turn: int, index: int, sentence: Sentence) -> str:
    kind = "own" if sentence.own else "quoted"
    markers = "".join(_marker(answer, turn, marker, f"s{index}") for marker in sentence.markers)
    return f'<p class="{kind}"><span class="words">{escape(sentence.text)}</span>{markers}</p>'


def _marker(answer: Answer, turn: int, marker: int, where: str) -> str:
    """A superscript link to a source; `where` in the answer it stands makes its id unique."""
    title = "; ".join(_described(c) for c in answer.citations if c.marker == marker)
    return (
        f'<sup><a class="marker" href="#{cite_id(turn, marker)}" id="ref-{turn}-{marker}-{where}" '
        f'title="{escape(title)}">{marker}</a></sup>'
    )


def _described(citation: Citation) -> str:
    """The document and the place in it."""
    return " · ".join(part for part in (citation.label, place(citation)) if part)


def _positions(answer: Answer, turn: int) -> str:
    """The sides of a disagreement, each with its source."""
    if not answer.positions:
        return ""
    labels = {c.marker: c.label for c in answer.citations}
    items = "".join(
        f"<li><strong>{escape(p.value)}</strong>{_marker(answer, turn, p.marker, f'p{i}')} "
        f"<span>{escape(labels.get(p.marker, ''))}</span></li>"
        for i, p in enumerate(answer.positions)
    )
    return f'<div class="positions"><p>The documents differ:</p><ul>{items}</ul></div>'


def _nearest(answer: Answer, turn: int) -> str:
    """Links to passages that are near the question, marked as not being an answer."""
    if not answer.nearest:
        return ""
    items = "".join(
        f'<li><a class="near" href="#{near_id(turn, rank)}" id="ref-near-{turn}-{rank}">'
        f"{letter(rank)}</a> {escape(shorten(c.quote, SNIPPET_CHARS, placeholder=' …'))} "
        f"<cite>{escape(_described(c))}</cite></li>"
        for rank, c in enumerate(answer.nearest, 1)
    )
    return f'<div class="nearest"><p>Nearest passages, not an answer:</p><ul>{items}</ul></div>'
