"""A conversation as data: what was asked, and what the page shows for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from assistant.answer import Answer
from assistant.app.feedback import FeedbackVerdict
from assistant.app.labels import Labels
from assistant.app.loader import Answering, Documents
from assistant.app.markup import escape
from assistant.app.message_view import answer_html, notice_html, question_html
from assistant.app.scope import Scope, searched_in
from assistant.app.source_view import sources_html
from assistant.app.static_files import static_text
from assistant.confidence.calibrated import Strictness

MAX_EXAMPLES = 6
"""Questions offered on the page, at most."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and what the page shows for it.

    Attributes:
        number: from 1; the ids of its markers and sources hold it.
        message, sources: HTML for the conversation and for the panel.
        phase: `answered` questions are the history of the next one.
        history: earlier questions to ask it after; None: the conversation's.
        doc_ids: the documents to search; None: all.
        answer: once it is there.
        strictness: how readily there is no answer; None: as the settings say.
        looked_up: whether the documents were there when it was made ready to be shown.
        verdict: what the person who asked said of the answer.
    """

    number: int
    question: str
    message: str
    sources: str = ""
    phase: Literal["pending", "answered", "closed"] = "pending"
    history: tuple[str, ...] | None = None
    doc_ids: tuple[str, ...] | None = None
    answer: Answer | None = None
    strictness: Strictness | None = None
    looked_up: bool = True
    verdict: FeedbackVerdict | None = None


Conversation = tuple[Turn, ...]


def begun(
    turns: Conversation,
    question: str,
    message: str,
    history: tuple[str, ...] | None = None,
) -> Conversation:
    """The conversation with one more question, not yet answered."""
    notice = notice_html(message, "working")
    return (*turns, Turn(len(turns) + 1, question, notice, history=history))


def closed(turns: Conversation, text: str, kind: str) -> Conversation:
    """The conversation whose last question got a notice in place of an answer."""
    return (*turns[:-1], replace(turns[-1], message=notice_html(text, kind), phase="closed"))


def is_pending(turns: Conversation) -> bool:
    """Whether its last question still waits for an answer."""
    return bool(turns) and turns[-1].phase == "pending"


def answered(turns: Conversation, assistant: Answering, words: Labels) -> Conversation:
    """The conversation with the answer to its last question.

    Raises:
        UserError: when the question cannot be answered as it is.
    """
    turn = turns[-1]
    answer = assistant.ask(
        turn.question,
        history=history_of(turns),
        doc_ids=turn.doc_ids,
        strictness=turn.strictness,
    )
    return (*turns[:-1], shown(turn, answer, assistant, words, history_of(turns)))


def history_of(turns: Conversation) -> tuple[str, ...]:
    """What the last question is asked after: what came with it, or what was answered before it."""
    *before, last = turns
    if last.history is not None:
        return last.history
    return tuple(earlier.question for earlier in before if earlier.phase == "answered")


def shown(
    turn: Turn,
    answer: Answer,
    assistant: Documents,
    words: Labels,
    asked_after: Sequence[str] = (),
) -> Turn:
    """The turn with its answer, whose citations are looked up in the assistant's documents.

    It was asked after other questions, `asked_after`, the oldest first.
    """
    at = assistant.document, assistant.original_wording, words
    scope = scope_of(replace(turn, answer=answer), assistant, asked_after)
    return replace(
        turn,
        message=answer_html(answer, turn.number, scope, words=words),
        sources=sources_html(answer, turn.number, *at),
        phase="answered",
        answer=answer,
    )


def scope_of(turn: Turn, assistant: Documents, asked_after: Sequence[str] = ()) -> Scope:
    """What the question of a turn was asked with."""
    return replace(
        searched_in(assistant, turn.doc_ids, turn.answer),
        history=turn.history,
        strictness=turn.strictness,
        asked_after=asked_after,
    )


def messages(turns: Conversation, words: Labels) -> list[dict[str, str]]:
    """The conversation as Gradio's chat wants it."""
    return [
        message
        for turn in turns
        for message in (
            {"role": "user", "content": question_html(turn.question, words)},
            {"role": "assistant", "content": turn.message},
        )
    ]


def panel_html(turns: Conversation, words: Labels) -> str:
    """The panel with the sources of every turn; the script shows one turn's at a time."""
    sources = [turn.sources for turn in turns if turn.sources]
    parts = [
        f'<div class="turn{" is-active" if i == len(sources) else ""}">{html}</div>'
        for i, html in enumerate(sources, 1)
    ]
    empty = f'<p class="empty">{escape(words("sources_empty"))}</p>'
    return (
        '<aside class="passages" aria-labelledby="sources-title">'
        f'<h2 id="sources-title">{escape(words("sources"))}</h2>'
        f"{''.join(parts) or empty}</aside>"
    )


def known_questions(words: Labels) -> Mapping[str, Sequence[str]]:
    """Questions about documents that we know, by the id of the document, in the page's language."""
    known: Mapping[str, Sequence[str]] = json.loads(static_text(f"examples.{words.language}.json"))
    return known


def example_questions(
    doc_ids: Iterable[str], known: Mapping[str, Sequence[str]], words: Labels
) -> list[str]:
    """Questions to start with: those known for the library's documents, taken in turns.

    >>> from assistant.app.labels import ENGLISH
    >>> known = {"a": ["Who?", "When?"], "b": ["Where?"], "absent": ["Which?"]}
    >>> example_questions(["a", "b", "c"], known, ENGLISH)
    ['Who?', 'Where?', 'When?', 'What documents do you hold?']
    """
    lists = [known[doc_id] for doc_id in doc_ids if doc_id in known]
    rounds = zip_longest(*lists)
    questions = [question for one_round in rounds for question in one_round if question]
    return [*questions[: MAX_EXAMPLES - 1], words("example_for_all")]
