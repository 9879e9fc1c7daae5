"""A conversation as data: what was asked, and what the page shows for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from assistant.answer import Answer
from assistant.app.loader import Answering
from assistant.app.message_view import answer_html, notice_html, question_html
from assistant.app.source_view import sources_html

MAX_EXAMPLES = 6
"""Example questions on the page, at most."""

ALWAYS_ASKED = "What documents do you hold?"
"""The example question that suits every library."""

_EMPTY_PANEL = (
    '<p class="empty">The passages behind an answer appear here, '
    "with the quoted words highlighted in their paragraph.</p>"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and what the page shows for it.

    Attributes:
        number: from 1; the ids of its markers and sources hold it.
        message, sources: HTML for the conversation and for the panel.
        phase: `answered` questions are the history of the next one.
        answer: what is exported; None where there is none.
    """

    number: int
    question: str
    message: str
    sources: str = ""
    phase: Literal["pending", "answered", "closed"] = "pending"
    answer: Answer | None = None


Conversation = tuple[Turn, ...]


def begun(turns: Conversation, question: str, message: str) -> Conversation:
    """The conversation with one more question, not yet answered."""
    return (*turns, Turn(len(turns) + 1, question, notice_html(message, "working")))


def closed(turns: Conversation, text: str, kind: str) -> Conversation:
    """The conversation whose last question got a notice in place of an answer."""
    return (*turns[:-1], replace(turns[-1], message=notice_html(text, kind), phase="closed"))


def is_pending(turns: Conversation) -> bool:
    """Whether its last question still waits for an answer."""
    return bool(turns) and turns[-1].phase == "pending"


def answered(turns: Conversation, assistant: Answering) -> Conversation:
    """The conversation with the answer to its last question.

    Raises:
        UserError: when the question cannot be answered as it is.
    """
    turn = turns[-1]
    history = [earlier.question for earlier in turns if earlier.phase == "answered"]
    answer = assistant.ask(turn.question, history=history)
    # Documents that were never files, as tests and test sets make them, have no originals.
    return (
        *turns[:-1],
        replace(
            turn,
            message=answer_html(answer, turn.number),
            sources=sources_html(
                answer, turn.number, assistant.document, assistant.original_wording
            ),
            phase="answered",
            answer=answer,
        ),
    )


def messages(turns: Conversation) -> list[dict[str, str]]:
    """The conversation as Gradio's chat wants it."""
    return [
        message
        for turn in turns
        for message in (
            {"role": "user", "content": question_html(turn.question)},
            {"role": "assistant", "content": turn.message},
        )
    ]


def panel_html(turns: Conversation) -> str:
    """The panel with the sources of every turn; the script shows one turn's at a time."""
    sources = [turn.sources for turn in turns if turn.sources]
    shown = [
        f'<div class="turn{" is-active" if i == len(sources) else ""}">{html}</div>'
        for i, html in enumerate(sources, 1)
    ]
    return (
        '<aside class="passages" aria-labelledby="sources-title">'
        '<h2 id="sources-title">Sources</h2>'
        f"{''.join(shown) or _EMPTY_PANEL}</aside>"
    )


def example_questions(doc_ids: Iterable[str], known: Mapping[str, Sequence[str]]) -> list[str]:
    """Questions to start with: those known for the library's documents, taken in turns.

    >>> known = {"a": ["Who?", "When?"], "b": ["Where?"], "absent": ["Which?"]}
    >>> example_questions(["a", "b", "c"], known)
    ['Who?', 'Where?', 'When?', 'What documents do you hold?']
    """
    lists = [known[doc_id] for doc_id in doc_ids if doc_id in known]
    rounds = zip_longest(*lists)
    questions = [question for one_round in rounds for question in one_round if question]
    return [*questions[: MAX_EXAMPLES - 1], ALWAYS_ASKED]
