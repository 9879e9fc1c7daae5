"""What people said about an answer, with all that is needed to look into it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from assistant.app.conversations import encodable
from assistant.app.people_file import PeopleFile, utc_now
from corpus.errors import InputError

FeedbackVerdict = Literal[
    "right", "wrong", "wrong citation", "should have said not in the documents"
]
VERDICTS: tuple[FeedbackVerdict, ...] = get_args(FeedbackVerdict)

MAX_COMMENT_CHARS = 2000


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's word on one answer.

    Attributes:
        history: the questions before it, oldest first.
        answer: the contract's record.
        doc_ids: the documents that were searched; None: all.
        settings: those in force, by name.
        index_id: what the answer was found in.
    """

    verdict: FeedbackVerdict
    comment: str
    question: str
    history: tuple[str, ...]
    answer: Mapping[str, Any]
    doc_ids: tuple[str, ...] | None
    settings: Mapping[str, Any]
    index_id: str


AnswerKey = tuple[str, str, str, str]
"""What makes an answer the same one: its question, those before it, the documents, its words."""


def answer_key(
    question: str, history: Sequence[str], doc_ids: Sequence[str] | None, answer: str
) -> AnswerKey:
    """The key of an answer, as the file has it: an answer that is kept is not asked twice.

    >>> answer_key("Who?", ["When?"], None, "Lee [1]")
    ('Who?', '["When?"]', 'null', 'Lee [1]')
    """
    asked = json.dumps(list(history), ensure_ascii=False)
    searched = json.dumps(None if doc_ids is None else list(doc_ids))
    return encodable(question), encodable(asked), encodable(searched), encodable(answer)


_KEY = "question, history, doc_ids, json_extract(answer, '$.answer')"
_ON_IT = f"FROM feedback WHERE owner = ? AND library = ? AND ({_KEY}) = (?, ?, ?, ?)"
_FORGET = f"DELETE {_ON_IT}"


@dataclass(frozen=True, slots=True)
class GivenFeedback:
    """Feedback as it is kept.

    Attributes:
        given_by: the account's name; None for a guest, or an account that was removed.
    """

    feedback_id: int
    given_at: datetime
    given_by: str | None
    feedback: Feedback


class FeedbackBook:
    """The feedback on one library."""

    def __init__(self, file: PeopleFile, library: str) -> None:
        self._file, self._library = file, library

    def add(self, owner: str, feedback: Feedback) -> None:
        """Keep it, in place of what this person said of the same answer before.

        Raises:
            InputError: the verdict is none of `VERDICTS`, or the comment is too long.
        """
        if feedback.verdict not in VERDICTS:
            raise InputError(f"choose one of: {', '.join(VERDICTS)}")
        if len(feedback.comment) > MAX_COMMENT_CHARS:
            raise InputError(
                f"the comment has {len(feedback.comment):,} characters; "
                f"{MAX_COMMENT_CHARS:,} are allowed"
            )
        values = (
            owner,
            self._library,
            utc_now().isoformat(),
            feedback.verdict,
            feedback.comment.strip(),
            feedback.question,
            json.dumps(feedback.history, ensure_ascii=False),
            json.dumps(feedback.answer, ensure_ascii=False),
            json.dumps(feedback.doc_ids),
            json.dumps(feedback.settings, ensure_ascii=False),
            feedback.index_id,
        )
        key = answer_key(
            feedback.question,
            feedback.history,
            feedback.doc_ids,
            str(feedback.answer.get("answer")),
        )
        with self._file.transaction() as connection:
            connection.execute(_FORGET, (owner, self._library, *key))
            connection.execute(
                "INSERT INTO feedback (owner, library, given_at, verdict, comment, question,"
                " history, answer, doc_ids, settings, index_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tuple(encodable(value) for value in values),
            )

    def withdraw(self, owner: str, key: AnswerKey) -> None:
        """Keep no longer what this person said of an answer."""
        with self._file.transaction() as connection:
            connection.execute(_FORGET, (owner, self._library, *key))

    def comment(self, owner: str, key: AnswerKey) -> str:
        """What this person wrote about an answer; "" where that is nothing."""
        rows = self._file.rows(f"SELECT comment {_ON_IT}", owner, self._library, *key)
        return str(rows[-1]["comment"]) if rows else ""

    def verdicts(self, owner: str) -> Mapping[AnswerKey, FeedbackVerdict]:
        """What a person said, by answer."""
        rows = self._file.rows(
            f"SELECT {_KEY}, verdict FROM feedback WHERE owner = ? AND library = ?"  # noqa: S608 - ours
            " ORDER BY feedback_id",
            owner,
            self._library,
        )
        return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}

    def given(self, owner: str | None = None, latest: int | None = None) -> Sequence[GivenFeedback]:
        """Feedback in the order in which it was given.

        Args:
            owner: of this person only; None: everybody's.
            latest: only so many, those given last; None: all.
        """
        rows = self._file.rows(
            "SELECT feedback.*, users.name AS given_by FROM feedback"
            " LEFT JOIN users ON owner = 'user:' || user_id"
            " WHERE library = ? AND (? IS NULL OR owner = ?) ORDER BY feedback_id DESC LIMIT ?",
            self._library,
            owner,
            owner,
            -1 if latest is None else latest,  # to SQLite, a negative limit is none
        )
        return [
            GivenFeedback(
                row["feedback_id"],
                datetime.fromisoformat(row["given_at"]),
                row["given_by"],
                Feedback(
                    row["verdict"],
                    row["comment"],
                    row["question"],
                    tuple(json.loads(row["history"])),
                    json.loads(row["answer"]),
                    _searched(row["doc_ids"]),
                    json.loads(row["settings"]),
                    row["index_id"],
                ),
            )
            for row in reversed(rows)
        ]


def _searched(record: str) -> tuple[str, ...] | None:
    doc_ids = json.loads(record)
    return None if doc_ids is None else tuple(doc_ids)


def as_test_question(given: GivenFeedback) -> dict[str, Any]:
    """A line of a test set, to be finished by a person.

    It has no `answers` yet, so that a test set holding it is refused until somebody has written
    what is right; what the assistant said stands beside it, under names that the evaluation skips.
    """
    said = given.feedback
    return {
        "id": f"feedback-{given.feedback_id}",
        "question": said.question,
        "history": list(said.history),
        "kind": "feedback",
        "split": "dev",
        "evidence": [],
        "verdict": said.verdict,
        "comment": said.comment,
        "searched": None if said.doc_ids is None else list(said.doc_ids),
        "said": said.answer.get("answer"),
        "cited": [
            {"doc_id": citation.get("doc_id"), "quote": citation.get("quote")}
            for citation in said.answer.get("citations", [])
        ],
    }


def as_record(given: GivenFeedback) -> dict[str, Any]:
    """All that is kept of one feedback, as JSON types."""
    return {
        "feedback_id": given.feedback_id,
        "given_at": given.given_at.isoformat(),
        "given_by": given.given_by,
        **asdict(given.feedback),
    }
