"""What goes along with a question on the page: the documents to search, the history it needs."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.app.conversation import Conversation, history_of
from assistant.app.labels import Labels
from assistant.app.loader import Answering, error_line
from assistant.asked.question import AskedTooLong, NothingAsked
from assistant.confidence.calibrated import Strictness
from corpus.errors import InputError, NoDocuments, UserError

EVERYTHING = "*"
"""Stands for all documents where the page offers no choice, or none yet; no document's id."""


def searching(
    turns: Conversation,
    assistant: Answering,
    searched: Sequence[str],
    offered: Sequence[str],
    words: Labels,
) -> Conversation:
    """The conversation whose last question searches the documents ticked; all: no choice.

    Raises:
        InputError: nothing is ticked, or nothing that is still there.
    """
    if are_all(searched, offered) or are_all(searched, assistant.doc_ids):
        return turns
    doc_ids = tuple(doc_id for doc_id in assistant.doc_ids if doc_id in set(searched))
    if not doc_ids:
        raise InputError(words("searched_gone" if searched else "search_in_none"))
    return (*turns[:-1], replace(turns[-1], doc_ids=doc_ids))


def are_all(searched: Sequence[str], offered: Sequence[str]) -> bool:
    """Whether all are ticked that the page offers: those that came since are meant, too.

    >>> are_all(["a", "b"], ["a", "b"]), are_all(["a"], ["a", "b"]), are_all([], [])
    (True, False, False)
    """
    return EVERYTHING in searched or (bool(offered) and set(searched) >= set(offered))


def ticked(doc_ids: Sequence[str], searched: Collection[str] | None) -> list[str]:
    """The documents to tick where these were searched; None, or none of today: all.

    >>> ticked(["a", "b"], None), ticked(["a", "b"], ["b", "gone"])
    (['a', 'b'], ['b'])
    """
    still = [doc_id for doc_id in doc_ids if searched is None or doc_id in searched]
    return still or list(doc_ids)


def strictly(
    turns: Conversation, assistant: Answering, strictness: Strictness | None
) -> Conversation:
    """The conversation whose last question is answered that strictly, where the settings differ."""
    if strictness in (None, assistant.settings.strictness_in_force):
        return turns
    return (*turns[:-1], replace(turns[-1], strictness=strictness))


def fault(error: UserError, words: Labels) -> str:
    """What is said on the page of a question that cannot be answered, one line.

    What anybody can type by mistake, or meet, is said in the language of the page.
    """
    if isinstance(error, NoDocuments):
        return words("no_documents")
    if isinstance(error, NothingAsked):
        return words("question_empty")
    if isinstance(error, AskedTooLong):
        return words("question_too_long", chars=f"{error.chars:,}", most=f"{error.max_chars:,}")
    return error_line(error)


class HandedOver(NamedTuple):
    """What the script asks for; `everywhere`: of all documents, whichever are ticked."""

    question: str
    history: tuple[str, ...]
    everywhere: bool = False


def handed_over(request: str, turns: Conversation) -> HandedOver:
    """The question and its history that the script asks for.

    Raises:
        InputError: it is no such request.

    >>> handed_over('{"question": "And Japan?", "history": ["Who met in Nara?"]}', ())
    HandedOver(question='And Japan?', history=('Who met in Nara?',), everywhere=False)
    """
    try:
        asked = json.loads(request)
        if "as_typed" in asked or "everywhere" in asked:
            everywhere = "everywhere" in asked
            number = asked["everywhere" if everywhere else "as_typed"]
            (turn,) = (t for t in turns if t.number == number)
            history = history_of(turns[: turns.index(turn) + 1]) if everywhere else ()
            return HandedOver(turn.question, history, everywhere)
        question, history = asked["question"], asked["history"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise InputError("this is no request of the page's script") from error
    texts = isinstance(history, list) and all(isinstance(text, str) for text in history)
    if not texts or not isinstance(question, str):
        raise InputError("this is no request of the page's script")
    return HandedOver(question, tuple(history))
