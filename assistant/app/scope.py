"""What a question was asked with, and what an answer says of where was searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.app.labels import ENGLISH, Labels
from assistant.app.loader import Documents
from assistant.confidence.calibrated import Strictness
from assistant.wording.phrases import is_talk
from assistant.wording.refuse import missing_to_name

NAMED_SEARCHED = 6
"""So many of the documents searched are named with an answer."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question was asked with, beyond its words.

    Attributes:
        history: earlier questions that came with it, oldest first; None: the conversation's.
        doc_ids: the documents searched; None: all.
        labels: of the documents searched; empty where they are not named.
        documents: how many were searched.
        partly: whether these are not all that there are.
        strictness: how readily there was to be no answer; None: as the settings say.
        asked_after: the earlier questions that it was understood from, oldest first.
    """

    history: tuple[str, ...] | None = None
    doc_ids: tuple[str, ...] | None = None
    labels: Sequence[str] = ()
    documents: int = 1
    partly: bool = False
    strictness: Strictness | None = None
    asked_after: Sequence[str] = ()


UNSAID = Scope()
"""Of a question of which nothing else is known."""


def searched_in(
    documents: Documents, doc_ids: tuple[str, ...] | None, answer: Answer | None = None
) -> Scope:
    """The scope of a question asked of these documents; None: of all.

    What found nothing tells where: one that asks what the newsletter says looks nowhere else.
    """
    searched = documents.doc_ids if doc_ids is None else doc_ids
    if answer is not None and answer.looked_for is not None:
        searched = answer.looked_for.doc_ids
    labels = [documents.document(doc_id).label for doc_id in searched[:NAMED_SEARCHED]]
    partly = doc_ids is not None or len(searched) < len(documents.doc_ids)
    return Scope(doc_ids=doc_ids, labels=labels, documents=len(searched), partly=partly)


def said_of_search(answer: Answer, scope: Scope, words: Labels = ENGLISH) -> list[str]:
    """Where the assistant looked: said when it found nothing, or was not to look everywhere."""
    if not scope.labels or is_talk(answer) or (answer.status == "answered" and not scope.partly):
        return []
    unnamed = scope.documents - len(scope.labels)
    others = [words("and_others", count=f"{unnamed:,}")] if unnamed > 0 else []
    name = "searched_only" if scope.partly else "searched"
    said = [words(name, labels="; ".join([*scope.labels, *others]))]
    if missing := missing_to_name(answer):
        said.append(words("not_held", words=", ".join(missing)))
    return said
