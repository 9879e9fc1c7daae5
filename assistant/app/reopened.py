"""A kept conversation made ready to be shown: its citations looked up in the documents of today."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation
from assistant.app.conversation import Conversation, Turn, history_of, shown
from assistant.app.conversations import KeptTurn
from assistant.app.judged import with_verdict
from assistant.app.labels import Labels
from assistant.app.loader import Documents
from assistant.app.message_view import notice_html
from assistant.recorded import answer_from_json
from corpus.document import Document, Span
from corpus.errors import LibraryError

log = logging.getLogger(__name__)


def reopened(kept: Sequence[KeptTurn], documents: Documents, words: Labels) -> Conversation:
    """The conversation as the page shows it; its questions are the history of the next one."""
    before = [turn.question for turn in kept]
    return tuple(
        _turn(i, turn, documents, words, before[: i - 1]) for i, turn in enumerate(kept, 1)
    )


def from_disk(kept: Sequence[KeptTurn], words: Labels) -> Conversation:
    """The same before the documents are there: of those, only the quotes are shown."""
    turns = reopened(kept, _NoDocuments(), words)
    return tuple(replace(turn, looked_up=False) for turn in turns)


def looked_up(turns: Conversation, documents: Documents, words: Labels) -> Conversation:
    """The conversation whose answers from the disk are looked up now that the documents are there.

    >>> from assistant.app.labels import ENGLISH
    >>> looked_up((), _NoDocuments(), ENGLISH)
    ()
    """
    return tuple(
        turn
        if turn.looked_up or turn.answer is None
        else _shown(turn, turn.answer, documents, words, history_of(turns[:i]))
        for i, turn in enumerate(turns, 1)
    )


class _NoDocuments:
    """Stands for the documents while they are being loaded."""

    doc_ids = ()

    def document(self, doc_id: str, /) -> Document:
        """None is there."""
        raise LibraryError(f"{doc_id} is not there yet")

    def original_wording(self, doc_id: str, span: Span, /) -> str | None:
        """None is known."""
        return None


def _turn(
    number: int, kept: KeptTurn, documents: Documents, words: Labels, before: Sequence[str]
) -> Turn:
    turn = Turn(
        number,
        kept.question,
        "",
        history=kept.history,
        doc_ids=kept.doc_ids,
        strictness=kept.strictness,
    )
    try:
        answer = answer_from_json(kept.answer)
    except ValueError:  # a damaged record, or one of another version; the others can be shown
        log.exception("the kept answer to question %d cannot be read", number)
        unreadable = notice_html(words("answer_unreadable"), "failed")
        # What was asked and answered stays the history of the next question.
        return replace(turn, message=unreadable, phase="answered")
    asked_after = before if kept.history is None else kept.history
    return _shown(turn, answer, documents, words, asked_after)


def _shown(
    turn: Turn, answer: Answer, documents: Documents, words: Labels, asked_after: Sequence[str]
) -> Turn:
    """The turn with its answer; what the documents no longer say is said to have changed."""
    old = AsItWas(answer, documents)
    verdict = turn.verdict
    turn = shown(replace(turn, verdict=None), answer, old, words, asked_after)
    turn = replace(turn, looked_up=True)
    if verdict is not None:
        turn = with_verdict(turn, verdict, words)
    if not old.stand_ins or isinstance(documents, _NoDocuments):
        return turn
    changed = notice_html(words("documents_changed"), "changed")
    return replace(turn, message=turn.message + changed)


class AsItWas:
    """The documents of an answer; where one no longer says what was quoted, its quotes alone.

    Attributes:
        stand_ins: for each such document, the quotes at their old places and nothing else.
    """

    def __init__(self, answer: Answer, documents: Documents) -> None:
        self._documents, self.doc_ids = documents, documents.doc_ids
        cited = (*answer.citations, *answer.nearest)
        gone = {citation.doc_id for citation in cited if not stands(citation, documents)}
        self.stand_ins = {
            doc_id: stand_in([citation for citation in cited if citation.doc_id == doc_id])
            for doc_id in gone
        }

    def document(self, doc_id: str, /) -> Document:
        """The document, or what stands in for it; one that was removed has only its id."""
        if doc_id in self.stand_ins:
            return self.stand_ins[doc_id]
        try:
            return self._documents.document(doc_id)
        except LibraryError:
            return Document(doc_id=doc_id, label=doc_id, title=None, text="")

    def original_wording(self, doc_id: str, span: Span, /) -> str | None:
        """What stood there before editing; not known of a stand-in."""
        if doc_id in self.stand_ins:
            return None
        return self._documents.original_wording(doc_id, span)


def stands(citation: Citation, documents: Documents) -> bool:
    """Whether the quote still stands where it was found."""
    try:
        text = documents.document(citation.doc_id).text
    except LibraryError:
        return False
    return text[citation.start : citation.end] == citation.quote


def stand_in(citations: Iterable[Citation]) -> Document:
    """A document that holds the quotes of `citations` at their places, with dots between them."""
    cited = sorted(citations, key=lambda c: c.start)
    text = ""
    for citation in cited:
        gap = citation.start - len(text)
        text += "\n…\n".ljust(gap, "\n") if gap > 2 else "\n" * gap
        text = text[: citation.start] + citation.quote + text[citation.end :]
    return Document(doc_id=cited[0].doc_id, label=cited[0].label, title=None, text=text)
