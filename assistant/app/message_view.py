"""The conversation's messages as HTML: questions, answers, and what went wrong.

Each message is one line of HTML inside one block element, which Gradio's Markdown leaves alone.
Its sanitiser keeps `class`, `id`, `href` and `title`, and drops `aria-*`, `data-*` and `on*`; the
script puts names for screen readers on the links, and opens in the page what they lead to.
"""

from __future__ import annotations

from collections.abc import Collection
from textwrap import shorten

from assistant.answer import Answer, Sentence
from assistant.app.addresses import by_document_address, why_address
from assistant.app.export_view import answer_actions
from assistant.app.kept_view import feedback_link
from assistant.app.labels import Labels
from assistant.app.markup import described, escape, letter, quote_class, shortened
from assistant.app.scope import UNSAID, Scope, said_of_search
from assistant.asked.question import as_read
from assistant.export.cited import quote_marks, source_address
from assistant.export.said import document_heads, runs
from assistant.follow_ups.following import MAX_TURNS
from assistant.wording import phrases
from assistant.words.language import has_words

FOLDED_CHARS = 280
"""So much of a question is shown; the rest of a longer one on demand."""

UNREAD_CHARS = 10_000
"""A longer question is none that is read, and stands in the box, to be shortened."""

SNIPPET_CHARS = 110
"""So much of a passage that is no answer is shown in the conversation; the panel shows all."""

LONG_SHORT_ANSWER = 40
"""A short answer of more characters is set smaller."""


def question_html(question: str, words: Labels) -> str:
    """What a person asked, as plain text; a long one is folded, one that is not read is cut."""
    # Counted as the assistant counts, which may say that there are too many.
    text = question.strip() if len(question) <= FOLDED_CHARS else as_read(question)
    shown = escape(shortened(text, FOLDED_CHARS, words=words)) or escape(words("nothing_asked"))
    if FOLDED_CHARS < len(text) <= UNREAD_CHARS:
        count = escape(words("characters", count=f"{len(text):,}"))
        start = text[:FOLDED_CHARS].rpartition(" ")[0] or text[:FOLDED_CHARS]
        rest = f"<summary>… {count}</summary><span>{escape(text[len(start) :])}</span>"
        shown = f'{escape(start)}<details class="rest">{rest}</details>'
    return f'<div class="asked">{shown}</div>'


def notice_html(text: str, kind: str) -> str:
    """A message of the page itself; `kind` is `working`, `stopped` or `failed`."""
    return f'<div class="notice {kind}">{escape(text)}</div>'


def answer_html(answer: Answer, turn: int, scope: Scope = UNSAID, *, words: Labels) -> str:
    """One answer: the short answer, then its sentences with markers that lead to the sources."""
    if not has_words(answer.question):  # "?" is in no language but the page's
        answer = phrases.in_language(answer, words.language)
    parts = [
        _badge(answer, turn, scope, words),
        _read_as(answer, turn, scope, words),
        _short_answer(answer, words),
        *_said(answer, turn, words),
        _about_quotes(answer),
        _searched(answer, scope, words),
        _asked_as(answer, scope, words),
        _nearest(answer, turn, words),
        _actions(answer, turn, scope, words),
    ]
    return f'<div class="answer" id="answer-{turn}">{"".join(parts)}</div>'


def _badge(answer: Answer, turn: int, scope: Scope, words: Labels) -> str:
    """That there is no answer; where some documents were left out, the way to ask them all."""
    if answer.status == "answered" or phrases.is_talk(answer):
        return ""
    name, everywhere = "not_in_documents", ""
    if scope.partly:
        name = "not_in_searched_one" if scope.documents == 1 else "not_in_searched"
    if scope.doc_ids is not None:
        everywhere = (
            f' <a class="everywhere" href="#everywhere-{turn}" id="everywhere-{turn}">'
            f"{escape(words('search_everywhere'))}</a>"
        )
    label = escape(words("not_sure_enough" if phrases.is_unsure(answer) else name))
    return f'<p class="badge-line"><span class="badge">{label}</span>{everywhere}</p>'


def _read_as(answer: Answer, turn: int, scope: Scope, words: Labels) -> str:
    """How the question was understood, with a way back to its words; what came along with it."""
    parts = []
    if scope.history:
        before = [shortened(question, FOLDED_CHARS, words=words) for question in scope.history]
        asked_after = words("asked_after", questions=" · ".join(before))
        parts.append(f'<p class="read-as">{escape(asked_after)}</p>')
    if answer.read_as:
        # The question itself stands above, whole: a long one must not push the answer out of sight.
        read = shortened(answer.read_as, FOLDED_CHARS, words=words)
        understood = escape(words("read_as", question=read))
        as_typed = (
            f' <a class="as-typed" href="#typed-{turn}" id="typed-{turn}">'
            f"{escape(words('ask_as_typed'))}</a>"
        )
        # Without questions before it there is no other way to ask it.
        followed = turn > 1 if scope.history is None else bool(scope.history)
        parts.append(
            f'<p class="read-as"><span>{understood}</span>{as_typed if followed else ""}</p>'
        )
    return "".join(parts)


def _short_answer(answer: Answer, words: Labels) -> str:
    if answer.short_answer is None:
        return ""
    size = "short long" if len(answer.short_answer) > LONG_SHORT_ANSWER else "short"
    return f'<p class="{size}">{escape(shortened(answer.short_answer, words=words))}</p>'


def _said(answer: Answer, turn: int, words: Labels) -> list[str]:
    """The sentences in order; those that sides of a disagreement quote stand beside each other."""
    heads = document_heads(answer)
    parts: list[str] = []
    for sides, sentences in runs(answer):
        if sides:
            parts.append(_positions(answer, turn, sides, words))
            continue
        for i, sentence in sentences:
            if i in heads:
                parts.append(f'<p class="of-document">{escape(heads[i])}</p>')
            parts.append(_sentence(answer, turn, i, sentence, words))
    return parts


def _sentence(answer: Answer, turn: int, index: int, sentence: Sentence, words: Labels) -> str:
    said = _words(sentence.text) if sentence.own else _quoted(sentence.text)
    kind = "own" if sentence.own else quote_class(sentence.text)
    markers = "".join(
        _marker(answer, turn, marker, f"s{index}", words) for marker in sentence.markers
    )
    return f'<p class="{kind}">{said}{markers}</p>'


def _words(text: str) -> str:
    return f'<span class="words">{escape(text)}</span>'


def _quoted(text: str) -> str:
    opening, closing = (f'<span class="quote-mark">{mark}</span>' for mark in quote_marks(text))
    return f"{opening}{_words(text)}{closing}"


def _about_quotes(answer: Answer) -> str:
    """In the language of the question, not of the page, as are the answer's own sentences."""
    said = phrases.about_quotes(answer)
    return f'<p class="about-quotes">{escape(said)}</p>' if said else ""


def _marker(answer: Answer, turn: int, marker: int, where: str, words: Labels) -> str:
    """A superscript link to a source; `where` in the answer it stands makes its id unique."""
    address = next(
        (
            source_address(c, language=words.language)
            for c in answer.citations
            if c.marker == marker
        ),
        "",
    )
    return (
        f'<sup><a class="marker" href="{escape(address)}" id="ref-{turn}-{marker}-{where}">'
        f"{marker}</a></sup>"
    )


def _positions(answer: Answer, turn: int, markers: Collection[int], words: Labels) -> str:
    """The sides with these markers beside each other, each with its words and its source."""
    of_marker = {c.marker: c for c in answer.citations}
    items = []
    for i, position in enumerate(answer.positions):
        if position.marker not in markers:
            continue
        citation = of_marker[position.marker]
        marker = _marker(answer, turn, position.marker, f"p{i}", words)
        kind = quote_class(citation.quote)
        items.append(
            f'<li><strong>{escape(position.value)}</strong><p class="{kind}">'
            f"{_quoted(citation.quote)}{marker}</p>"
            f"<cite>{escape(described(citation, words))}</cite></li>"
        )
    return f'<ul class="positions">{"".join(items)}</ul>'


def _searched(answer: Answer, scope: Scope, words: Labels) -> str:
    said = said_of_search(answer, scope, words)
    return "".join(f'<p class="searched">{escape(text)}</p>' for text in said)


def _asked_as(answer: Answer, scope: Scope, words: Labels) -> str:
    """How strictly it was asked, where that was chosen: the same words may get another answer."""
    if scope.strictness is None or phrases.is_talk(answer):
        return ""
    said = words("asked_as", strictness=words(scope.strictness))
    return f'<p class="asked-as">{escape(said)}</p>'


def _nearest(answer: Answer, turn: int, words: Labels) -> str:
    """Links to passages that are near the question, marked as not being an answer."""
    if not answer.nearest:
        return ""
    items = "".join(
        f'<li><a class="near" href="{escape(source_address(c, language=words.language))}" '
        f'id="ref-near-{turn}-{rank}">{letter(rank)}</a> '
        f"{escape(shorten(c.quote, SNIPPET_CHARS, placeholder=' …'))} "
        f"<cite>{escape(described(c, words))}</cite></li>"
        for rank, c in enumerate(answer.nearest, 1)
    )
    heading = escape(words("nearest_passages"))
    return f'<div class="nearest"><p>{heading}</p><ul>{items}</ul></div>'


def _actions(answer: Answer, turn: int, scope: Scope, words: Labels) -> str:
    """What can be done with an answer; each link leads to a page that the script shows in place."""
    if phrases.is_talk(answer):
        return ""
    asked = scope.doc_ids, words.language, scope.strictness
    after = scope.asked_after[-MAX_TURNS:]
    offered = [("how_it_came_about", why_address(answer.question, *asked, after))]
    # A question may itself have asked for one of several.
    if scope.documents > 1 or (scope.partly and scope.doc_ids is None):
        of_each = by_document_address(answer.read_as or answer.question, *asked)
        offered.append(("by_document", of_each))
    links = "".join(
        f'<a class="aside-link" href="{escape(address)}" id="{name}-{turn}">'
        f"{escape(words(name))}</a>"
        for name, address in offered
    )
    actions = answer_actions(answer, turn, words) + feedback_link(turn, words)
    return f'<div class="answer-actions">{links}{actions}</div>'
